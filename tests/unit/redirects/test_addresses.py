from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.redirects.addresses import AddressError, bare_path, encoded, files_of, former_path, forms, new_address

SITE = "https://news.example/paper"


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("/news/old.html", "/news/old.html"),
        ("news/old.html", "/news/old.html"),
        (" /a ", "/a"),
        ("https://news.example/paper/a/", "/a/"),
        ("http://NEWS.example/paper/a", "/a"),
        ("/%D1%81%D1%82%D0%B0%D1%80%D0%B0/", "/стара/"),
        ("/a%20b.html", "/a b.html"),
        ("/%252e%252e/a", "/%2e%2e/a"),
        ("/?p=12", "/?p=12"),
        ("/", "/"),
    ],
)
def test_each_way_to_write_a_former_address_comes_to_one_path(written: str, path: str) -> None:
    assert former_path(written, SITE) == path


@pytest.mark.parametrize(
    "written",
    [
        "", "//evil.example/a", "https://evil.example/a", "https://news.example/other", "javascript:alert(1)",
        "/../a", "/a/../../b", "/%2e%2e/a", "/.htaccess", "/a/.standfirst", "/a//b", "/a\\b", "/a%5Cb", "/a%00b",
        "/a%0d%0aLocation:%20x", "/a\u2028b", "/%ff", "/a#b", "/" + "a" * 2000, "/" + "ї" * 200, "/a /b", "http://[",
    ],
)  # fmt: skip
def test_what_is_no_path_of_this_site_is_no_former_address(written: str) -> None:
    with pytest.raises(AddressError):
        former_path(written, SITE)


@pytest.mark.parametrize(
    ("written", "new"),
    [
        ("", ""),
        ("/news/new.html#part", "/news/new.html#part"),
        ("https://news.example/paper/new", "/new"),
        ("/нова", "/%D0%BD%D0%BE%D0%B2%D0%B0"),
        ('/a"$b*c:d', "/a%22%24b%2Ac%3Ad"),
        ("https://example.org/x?y=1&z=2#part", "https://example.org/x?y=1&z=2#part"),
        ("https://example.org/$x", "https://example.org/%24x"),
        ("https://приклад.example/", "https://xn--80aikifvh.example/"),
    ],
)
def test_a_new_address_is_a_path_or_an_address_elsewhere(written: str, new: str) -> None:
    assert new_address(written, SITE) == new


@pytest.mark.parametrize(
    "written",
    ["http://example.org/", "javascript:alert(1)", "data:text/html,x", "//example.org/x", "https://u:p@example.org/",
     "https://", "https://example.org/a b", "https://exa mple.org/", "https://example.org/\x00", "ftp://example.org/"],
)  # fmt: skip
def test_a_new_address_elsewhere_is_https_and_nothing_else(written: str) -> None:
    with pytest.raises(AddressError):
        new_address(written, SITE)


@given(st.text(max_size=60))
def test_whatever_is_written_is_an_address_of_this_site_or_an_error(written: str) -> None:
    """No text leads out of the output folder, or breaks out of the files that redirects are written to."""
    for read in (former_path, new_address):
        try:
            made = read(written, SITE)
        except AddressError:
            continue
        if read is former_path:
            assert former_path(encoded(made), SITE) == made
            assert not any(part in {"..", "."} for name in files_of(made) for part in name.split("/"))
        if made.startswith("/"):
            assert encoded(made).isascii()
            assert not set(encoded(bare_path(made))) & set(" \"'<>\\^`{|}$\n\r\t") - {"'"}


def test_an_old_address_without_an_ending_stands_for_every_form_of_it() -> None:
    assert forms("/2025/one") == ("/2025/one", "/2025/one/", "/2025/one/index.html", "/2025/one.html")
    assert forms("/one/") == ("/one/", "/one", "/one/index.html", "/one.html")
    assert forms("/news/one.html") == ("/news/one.html",)
    assert forms("/v1.2-is-out")[1] == "/v1.2-is-out/"
    assert forms("/?p=1") == ("/?p=1",)
