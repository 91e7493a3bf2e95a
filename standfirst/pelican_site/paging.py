"""Listings cut into pages that stay as they are: numbered from the oldest, or from the newest as Pelican does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from pelican.paginator import Page, Paginator

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LAST = -1
"""In the patterns of Pelican: the page with the oldest stories."""


class Listing(Paginator):
    """The pages of one listing, newest stories first. Page 1 is the one that readers come to first, whatever its address.

    Where the listing is `stable`, each page but the first is full, so that a new story changes the first page alone: it holds
    what is left, from one page's worth to one less than two. DEFAULT_ORPHANS has no meaning then.
    """

    def __init__(
        self,
        name: str,
        url: str,
        stories: Sequence[Any],
        settings: Mapping[str, Any],
        per_page: int | None,
        *,
        known_as: str,
        stable: bool,
    ) -> None:
        """`known_as` is the name by which templates know it, such as articles_paginator."""
        super().__init__(name, url, stories, settings, per_page)
        self.known_as, self.stable = known_as, stable
        if stable:
            self._num_pages = max(1, self.count // self.per_page) if self.per_page else 1

    def page(self, number: int, known_as: str = "") -> ListedPage:
        """The page that is so many pages from the newest stories."""
        first = 0 if number == 1 else self.count - (self.num_pages - number + 1) * self.per_page
        if self.stable:
            stories = self.object_list[first : self.count - (self.num_pages - number) * self.per_page]
        else:
            first, stories = (number - 1) * self.per_page, super().page(number).object_list
        return ListedPage(self, number, first, stories, known_as)


class ListedPage(Page):
    """One page of a listing."""

    def __init__(self, listing: Listing, number: int, first: int, stories: Sequence[Any], known_as: str) -> None:
        """`first` is how many stories stand on pages before it; `known_as` its name in templates, "" for one that was asked for."""
        super().__init__(listing.name, listing.url, stories, number, listing, listing.settings)
        self.known_as, self.first = known_as, first
        self.serial = 0 if number == 1 else listing.num_pages - number + 1 if listing.stable else number
        """The number in its address; 0 for the first page, which has none."""

    def __repr__(self) -> str:
        """The same for as long as its address is."""
        return f"<Page {self.save_as}>"

    def start_index(self) -> int:
        """Number of the first story among all of the listing; 0 where it has none."""
        return self.first + 1 if self.object_list else 0

    def end_index(self) -> int:
        """Number of the last story among all of the listing."""
        return self.first + len(self.object_list)

    def _from_settings(self, key: str) -> str:
        """Pelican's, but the number is that of the address and not of the place."""
        if not self.paginator.stable:
            return str(super()._from_settings(key))
        rule = None
        for one in self.settings["PAGINATION_PATTERNS"]:
            if one.min_page == LAST and not self.has_next():
                rule = one
                break
            if 0 < one.min_page <= (max(self.serial, 2) if self.serial else 1):
                rule = one
        pattern = str(getattr(rule, key)) if rule else ""
        return pattern.format(
            save_as=self.full_name,
            url=self.base_url,
            name=self.name,
            base_name=self.base_name,
            extension=self.extension,
            number=self.serial,
        ).removeprefix("/")

    url = property(partial(_from_settings, key="URL"))
    save_as = property(partial(_from_settings, key="SAVE_AS"))


def cut(
    name: str,
    url: str,
    listed: Mapping[str, Sequence[Any]],
    settings: Mapping[str, Any],
    template: str,
    *,
    stable: bool,
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages of a listing that has its stories in one order or several, by name: output file, and what templates are given."""
    per_page = settings["PAGINATED_TEMPLATES"][template] or settings["DEFAULT_PAGINATION"]
    listings = {
        key: Listing(name, url, stories, settings, per_page, known_as=f"{key}_paginator", stable=stable)
        for key, stories in listed.items()
    }
    for number in range(1, next(iter(listings.values())).num_pages + 1):
        file, given = name, dict[str, Any]()
        for key, listing in listings.items():
            given[f"{key}_paginator"] = listing
            for which, place in (("previous_page", number - 1), ("page", number), ("next_page", number + 1)):
                known_as = f"{key}_{which}"
                given[known_as] = listing.page(place, known_as) if 0 < place <= listing.num_pages else None
            file = given[f"{key}_page"].save_as
        yield file, given
