from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from standfirst.redirects.addresses import bare_path, files_of
from standfirst.redirects.settle import Published, Redirect, Rule, settle_redirects

SITE = "https://news.example"
FILES = frozenset({"index.html", "news/a.html", "news/b.html", "folder/index.html", "feed.xml"})


def settle(
    *pairs: tuple[str, str], files: frozenset[str] = FILES, complete: bool = True
) -> tuple[dict[str, str], list[str]]:
    """Where each former address leads, and the codes of what is wrong, with their lines."""
    rules = [Rule(old, new, "redirects.csv", (line, 1), (line, 9)) for line, (old, new) in enumerate(pairs, 1)]
    redirects, problems = settle_redirects(rules, Published(files, complete), SITE)
    return {r.old: r.new for r in redirects}, [f"{p.line}:{p.column} {p.code}" for p in problems]


def test_a_chain_is_shortened_to_one_step() -> None:
    made, problems = settle(("/one", "/two"), ("/two", "/three/"), ("/three", "/news/a.html"))
    assert made == {"/one": "/news/a.html", "/two": "/news/a.html", "/three": "/news/a.html"}
    assert problems == []


def test_a_chain_may_end_at_nothing_or_elsewhere() -> None:
    made, _ = settle(("/one", "/two"), ("/two", ""), ("/x", "/y"), ("/y", "https://example.org/z"))
    assert made == {"/one": "", "/two": "", "/x": "https://example.org/z", "/y": "https://example.org/z"}


def test_a_circle_is_refused_and_so_is_what_leads_into_it() -> None:
    made, problems = settle(("/a", "/b"), ("/b", "/a"), ("/c", "/b"), ("/d", "/d/"), ("/e", "/news/a.html"))
    assert made == {"/e": "/news/a.html"}
    assert problems == ["1:1 SF153", "2:1 SF153", "3:1 SF153", "4:1 SF153"]


def test_what_is_published_is_no_former_address_in_any_spelling() -> None:
    _, problems = settle(("/news/a.html", "/"), ("/News/A.html", "/"), ("/folder", "/"), ("/folder/", "/"), ("/", "/x"))
    assert problems == [f"{line}:1 SF151" for line in range(1, 6)]


def test_a_page_that_moved_to_a_name_with_an_ending_keeps_its_bare_one() -> None:
    """/news/a may lead to /news/a.html, and does not claim the latter."""
    rules = [Rule("/news/a", "/news/a.html", "x", (1, 1), (1, 9))]
    redirects, _ = settle_redirects(rules, Published(FILES, complete=True), SITE)
    assert redirects == (Redirect("/news/a", "/news/a.html", ("/news/a", "/news/a/", "/news/a/index.html")),)


def test_one_address_with_two_targets_is_told_with_both_places() -> None:
    rules = [Rule("/o", "/news/a.html", "a.md", (3, 5), (2, 1)), Rule("/o/", "/news/b.html", "r.csv", (9, 1), (9, 4))]
    redirects, problems = settle_redirects(rules, Published(FILES, complete=True), SITE)
    assert [(r.old, r.new) for r in redirects] == [("/o", "/news/a.html")]
    assert [(p.code, p.path, p.line, p.other) for p in problems] == [("SF152", "r.csv", 9, ("a.md", 3, 5))]


def test_the_same_said_twice_is_said_once() -> None:
    assert settle(("/o", "/news/a.html"), ("/o", "/news/a.html")) == ({"/o": "/news/a.html"}, [])


def test_a_target_that_is_nothing_is_told_once_where_it_is_written() -> None:
    made, problems = settle(("/one", "/two"), ("/two", "/news/c.html"))
    assert (made, problems) == ({}, ["2:9 SF154"])
    made, problems = settle(("/two", "/topics/a.html"), complete=False)
    assert (made, problems) == ({"/two": "/topics/a.html"}, [])


def test_a_redirect_to_what_is_not_out_yet_waits_without_a_word() -> None:
    rules = [Rule("/o", "/news/later.html", "r.csv", (1, 1), (1, 4))]
    published = Published(FILES, complete=True, waits=lambda name: name == "news/later.html")
    assert settle_redirects(rules, published, SITE) == ((), [])


PATHS = st.sampled_from(["/a", "/b", "/c/", "/d.html", "/e", "/news/a.html", "/folder/", "", "https://example.org/"])


@given(st.lists(st.tuples(PATHS, PATHS), max_size=12))
def test_every_redirect_ends_in_one_step_at_something_that_stays(pairs: list[tuple[str, str]]) -> None:
    """Whatever rules are written: no redirect leads to a redirect, from a live page, or nowhere unsaid."""
    rules = [Rule(old, new, "r.csv", (n, 1), (n, 9)) for n, (old, new) in enumerate(pairs, 1)]
    redirects, _ = settle_redirects(rules, Published(FILES, complete=True), SITE)
    taken = [form for redirect in redirects for form in redirect.forms]
    assert len(taken) == len(set(taken))
    for redirect in redirects:
        assert redirect.forms
        assert not any(name in FILES for form in redirect.forms for name in files_of(form))
        if redirect.new.startswith("/"):
            assert any(name in FILES for name in files_of(bare_path(redirect.new)))
