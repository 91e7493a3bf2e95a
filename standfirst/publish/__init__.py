"""Releases: from a built site to what readers see, and back."""
