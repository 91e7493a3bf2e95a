"""Repeated teaser text: found and settled. Functions of values alone."""
