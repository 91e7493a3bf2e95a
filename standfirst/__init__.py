"""Standfirst, a static news-site generator on Pelican."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from standfirst.pelican_site.site import Site

__all__ = ["Site"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the module protocol
    """`standfirst.Site`, as the setting PELICAN_CLASS names it: Pelican is imported only when asked for."""
    if name == "Site":
        from standfirst.pelican_site.site import Site  # noqa: PLC0415 - see above

        return Site
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
