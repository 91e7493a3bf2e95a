"""Hostile content that has to be made: long, binary, or no files at all."""

from __future__ import annotations

from tests.sites_invalid.hostile import Case

MADE: list[Case] = []
