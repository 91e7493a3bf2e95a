"""Parts of addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.names import same_name, spelled, wrong_with_part, wrong_with_path, wrong_with_url

TOKENS = st.sampled_from([*"/\\.:%~ \0\n\u202e\u200b\ud800é", "..", "con", "nul", "theme", "output", "index", ".html", ".php", "%2e%2e", "a", "b-c"])


@pytest.mark.parametrize("part", ["a", "a-b", "Привіт", "2026", "v1.2", "a b", "index"])
def test_what_an_address_may_be_called(part: str) -> None:
    assert wrong_with_part(part) == ""


@pytest.mark.parametrize("part", ["", ".", "..", "...", "a/b", "a\\b", "a:b", "%2e", "con", "Aux.html", "lpt1.x", "a.", "-a", " a", "a ", "x.php", "é" * 121, "a\0", "\ud800"])
def test_what_it_may_not(part: str) -> None:
    assert wrong_with_part(part) != ""


@given(st.lists(TOKENS, max_size=8).map("".join))
def test_no_path_that_passes_leaves_its_folder(path: str) -> None:
    """Joined to a folder it lies below it, on this system and as Windows would read it."""
    import ntpath
    import posixpath

    if not wrong_with_path(f"{path}.html"):
        for system, root in ((posixpath, "/srv/output"), (ntpath, "C:\\srv\\output")):
            joined = system.normpath(system.join(root, f"{path}.html"))
            assert system.commonpath([root, joined]) == root
            assert joined != root


@given(st.lists(TOKENS, max_size=8).map("".join))
def test_no_address_that_passes_leaves_the_site(url: str) -> None:
    from urllib.parse import urljoin, urlsplit

    if not wrong_with_url(url):
        try:
            assert urlsplit(urljoin("https://site.example/", url)).netloc == "site.example"
        except ValueError:
            pass


def test_names_that_readers_take_for_one_are_one_and_others_are_not() -> None:
    assert same_name("State-of-the Art") == same_name("state of the art")
    assert same_name("Café") == same_name("CAFE")
    assert len({same_name(name) for name in ("C", "C++", "C#", "Mir", "Мир")}) == 5
    assert spelled("🎉🎈") == "u1f389-u1f388"
    assert spelled("?!") == ""
