"""One form for an address as somebody wrote it: a former one of this site, or where it leads now."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import quote, unquote, urlsplit

from standfirst.copydesk import address_key

LONGEST = 1000
"""Characters of an address: Cloudflare takes no longer line in `_redirects`."""
LONGEST_PART = 240
"""Bytes between two slashes: file systems end at 255, and an ending may follow."""
SAFE = "/-._~!&'(),;=@+"
"""What stands in a path as it is. Not `*` and `:`, which begin a placeholder for some hosts, nor `$`, a variable for nginx."""
ORDERS = frozenset({"_headers", "_redirects"})
"""Files at the root by which hosts take orders: a page that leads on would stand in their place."""
HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\\]")
PAGE = (".html", ".htm")


class AddressError(ValueError):
    """An address that cannot be used: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def former_path(written: str, site_url: str) -> str:
    """A former address as a path from the site's root: decoded, with a leading slash, its query kept.

    Raises AddressError where it is none of this site, or leads out of it.
    """
    path, query, fragment = _parted(written, site_url, "a former address is a path on this site: /news/old.html")
    if fragment:
        raise AddressError(f"'{written}' has a fragment, which no server sees", "leave out # and what follows")
    if path.split("/")[1].lower() in ORDERS:
        raise AddressError(f"'{written}' is the place of a file by which hosts take orders", "leave it out")
    return f"{path}?{query}" if query else path


def new_address(written: str, site_url: str) -> str:
    """Where a redirect leads: "" for nowhere, a path of this site with a leading slash, or an https address elsewhere.

    Percent-encoded. Raises AddressError.
    """
    written = written.strip()
    if not written:
        return ""
    if _is_elsewhere(written, site_url):
        return _elsewhere(written)
    path, query, fragment = _parted(written, site_url, "write a path on this site, or an address with https://")
    tail = f"?{query}" if query else ""
    return encoded(path) + tail + (f"#{quote(unquote(fragment), safe=SAFE + '?')}" if fragment else "")


def encoded(path: str) -> str:
    """A decoded path as it stands in an address."""
    bare, mark, query = path.partition("?")
    return quote(bare, safe=SAFE) + mark + query


def bare_path(address: str) -> str:
    """The decoded path of an address on this site, without query and fragment."""
    return unquote(address.partition("#")[0].partition("?")[0])


def same_page(path: str) -> str:
    """The same for all ways to write one former address: with a slash at the end, with index.html, in other letters."""
    bare, mark, query = path.partition("?")
    bare = re.sub(r"/index\.html?\Z", "", bare)
    return address_key(bare.rstrip("/") or "/") + mark + query


def files_of(path: str) -> tuple[str, ...]:
    """The output files that a server could answer with at a decoded path, likeliest first; none where it asks by query."""
    if "?" in path:
        return ()
    bare = path.lstrip("/")
    index = posixpath.join(bare, "index.html")
    return (index,) if not bare or bare.endswith("/") else (bare, index)


def forms(path: str) -> tuple[str, ...]:
    """Every address under which readers may have known a former one, as written first.

    Hosts show x.html at /x, and x/index.html at /x and /x/: whoever wrote /x may mean any of them.
    """
    if "?" in path:
        return (path,)
    stem = re.sub(r"/index\.html?\Z", "", path).rstrip("/")
    ending = posixpath.splitext(stem)[1]
    if not stem or (path == stem and re.fullmatch(r"\.[A-Za-z][A-Za-z0-9]{0,10}", ending)):
        return (path,)
    known = (stem, f"{stem}/", f"{stem}/index.html", f"{stem}.html")
    return (path, *(form for form in known if form != path))


def _is_elsewhere(written: str, site_url: str) -> bool:
    try:
        parts = urlsplit(written)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc) and parts.netloc.lower() != urlsplit(site_url).netloc.lower()


def _elsewhere(written: str) -> str:
    wrong = AddressError(f"'{written}' is not an address", "write it as a browser shows it: https://…")
    try:
        parts = urlsplit(written)
        host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    except ValueError:
        raise wrong from None
    if parts.scheme != "https" or "@" in host or not re.fullmatch(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?", host):
        raise (
            wrong
            if parts.scheme == "https"
            else AddressError(
                f"'{written}' is neither a path on this site nor an https address", "begin with / or with https://"
            )
        )
    if len(written) > LONGEST or HIDDEN.search(written) or " " in written:
        raise wrong
    return f"https://{host}{quote(written.partition(parts.netloc)[2], safe=SAFE + '?#%:*[]')}"


def _parted(written: str, site_url: str, hint: str) -> tuple[str, str, str]:
    """Decoded path from the site's root, encoded query, and fragment of an address on this site."""
    written = written.strip()
    try:
        parts, base = urlsplit(written), urlsplit(site_url)
    except ValueError:
        raise AddressError(f"'{written}' is not an address", hint) from None
    path = parts.path
    if parts.scheme or parts.netloc:
        root = base.path.rstrip("/")
        if parts.netloc.lower() != base.netloc.lower() or not f"{path}/".startswith(f"{root}/"):
            raise AddressError(f"'{written}' is not on this site, {site_url}", hint)
        path = path[len(root) :]
    if not written or len(written) > LONGEST:
        raise AddressError("empty" if not written else f"longer than {LONGEST} characters", hint)
    try:
        path = unquote(path, errors="strict")
    except UnicodeDecodeError:
        raise AddressError(f"'{written}' is not UTF-8 once its % signs are decoded", hint) from None
    if HIDDEN.search(path + unquote(parts.query) + unquote(parts.fragment)):
        raise AddressError(f"{written!r} holds a character that no address may hold", hint)
    path = f"/{path.removeprefix('/')}"
    segments = path[1:].split("/")
    if "" in segments[:-1]:
        raise AddressError(f"'{written}' has two slashes in a row", "write one")
    for segment in segments:
        if segment.startswith("."):
            raise AddressError(f"'{written}' has a part that begins with a full stop", hint)
        if len(segment.encode()) > LONGEST_PART:
            raise AddressError(f"a part of it is longer than {LONGEST_PART} bytes", hint)
        if segment != segment.strip():
            raise AddressError(f"'{written}' has a part that begins or ends with a space", "take the space out")
    return path, quote(parts.query, safe=SAFE + "%"), parts.fragment
