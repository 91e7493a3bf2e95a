"""A link leads somewhere, or the build says where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standfirst.linkcheck import check_written_links
from tests.unit.newsroom import article, edit, shown

if TYPE_CHECKING:
    from pathlib import Path


def test_links_to_sources_files_listings_and_headings_are_checked(tmp_path: Path) -> None:
    body = (
        "[a]({filename}b.md) [a]({filename}b.md#part) [a](|filename|b.md) [a]({filename}b.md#top) [a](#own) [a](#top)\n\n"
        "[a]({static}/files/x.pdf) [a]({attach}../files/x.pdf) [a]({tag}Kyiv) [a]({index})\n\n"
        "[a](https://elsewhere.example/) [a](mailto:a@b.example) [a](//cdn.example/x) [a](tel:1)\n\n## Own {#own}"
    )
    files = {
        "news/a.md": article("A", body=body),
        "news/b.md": article("B", body="## Part {#part}"),
        "files/x.pdf": "x",
    }
    edited = edit(tmp_path, files, listings={"tag:Kyiv": "tag/kyiv.html", "index:": "index.html"})
    assert (edited.problems, edited.later) == ([], [])


def test_a_link_to_nothing_is_an_error_at_the_link_with_the_nearest_file(tmp_path: Path) -> None:
    body = (
        "[a]({filename}bb.md)\n[a]({filename}/zzz/qqq.md)\n[a]({static}/x.pdf) [a]({tag}Lviv)\n"
        "[a]({filename}/news/b.md#prt)\n[a](#zzz)\n[a]({filename}../../../../etc/passwd)"
    )
    files = {
        "news/a.md": article("A", body=body),
        "news/b.md": article("B", body="## Part {#part}"),
        "files/x.pdf": "x",
    }
    assert edit(tmp_path, files).problems == [
        "content/news/a.md:5:5: SF104 '{filename}bb.md' leads to nothing (did you mean {filename}/news/b.md?)",
        "content/news/a.md:6:5: SF104 '{filename}/zzz/qqq.md' leads to nothing (check the path; /… starts at the content folder)",
        "content/news/a.md:7:5: SF104 '{static}/x.pdf' leads to nothing (did you mean {static}/files/x.pdf?)",
        "content/news/a.md:7:25: SF104 '{tag}Lviv' leads to nothing (no published article has this tag)",
        "content/news/a.md:8:5: SF106 there is no #prt on 'B' (did you mean #part?)",
        "content/news/a.md:9:5: SF106 there is no #zzz on 'A' (give the heading an id: ## Heading {#id})",
        "content/news/a.md:10:5: SF104 '{filename}../../../../etc/passwd' leads to nothing (check the path; /… starts at the content folder)",
    ]


@pytest.mark.parametrize("unpublished", [{"status": "draft"}, {"date": "2026-01-03"}])
def test_a_link_to_what_is_not_published_is_an_error(tmp_path: Path, unpublished: dict[str, str]) -> None:
    files = {"a.md": article("A", body="[a]({filename}b.md#any)"), "b.md": article("B", **unpublished)}
    assert edit(tmp_path, files).problems == [
        "content/a.md:5:5: SF105 '{filename}b.md#any' is not published (take the link out until it is)"
    ]


def test_a_hidden_article_may_be_linked_and_one_that_is_not_out_is_not_asked(tmp_path: Path) -> None:
    files = {
        "a.md": article("A", body="[a]({filename}b.md)"),
        "b.md": article("B", status="hidden"),
        "c.md": article("C", status="draft", body="[a]({filename}gone.md)"),
    }
    assert edit(tmp_path, files).problems == []


def test_a_link_to_a_faulty_file_is_told_only_where_the_rest_is_published(tmp_path: Path) -> None:
    files = {"a.md": article("A", body="[a]({filename}b.md)"), "b.md": article("B", image="gone.png")}
    assert edit(tmp_path / "1", files).codes == ["SF103"]
    edited = edit(tmp_path / "2", files, keep_going=True)
    assert (
        edited.problems[0]
        == "content/a.md:5:5: SF105 '{filename}b.md' is not published (put right what is wrong in that file)"
    )


BODY = "[a](b.html)\n[a](/news/b)\n[a](https://news.example/dir/#part)\n[a](b.html#part)\n[a](файл%20.html)\n[a](.)\n"


def test_ordinary_addresses_are_checked_against_the_tree_that_was_written(tmp_path: Path) -> None:
    wrong = (
        "[a](gone.html)\n[a](/news/../../up.html)\n[a](b.html#gone)\n[a](https://news.example/gone)\n[a](/images/x.png)\n"
        "[a](https://news.example.evil/)"
    )
    files: dict[str, str | bytes] = {
        "a.md": article("A", save_as="news/a.html", url="news/a.html", body=BODY),
        "w.md": article("W", save_as="news/w.html", url="news/w.html", body=wrong),
        "images/x.png": "",
    }
    edited = edit(tmp_path / "content", files)
    assert edited.problems == []
    tree = tmp_path / "tree"
    for name in ("news/b.html", "dir/index.html", "news/файл .html", "news/index.html"):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text('<h2 id="part">Part</h2>', "utf-8")
    check_written_links(edited.desk, edited.stories, edited.later, tree, [])
    assert edited.problems == [
        "content/w.md:7:5: SF104 'gone.html' leads to nothing (check the address)",
        "content/w.md:8:5: SF104 '/news/../../up.html' leads to nothing (check the address)",
        "content/w.md:9:5: SF106 there is no #gone on /news/b.html (check the id of the heading)",
        "content/w.md:10:5: SF104 'https://news.example/gone' leads to nothing (check the address)",
        "content/w.md:11:5: SF104 '/images/x.png' leads to nothing (to link to a file of the content folder, write {static}/images/x.png)",
    ]


def test_a_link_that_may_lead_to_a_file_that_was_left_out_is_not_told_twice(tmp_path: Path) -> None:
    files = {"a.md": article("A", body="[a](left-out.html) [a](told.html)"), "b.md": article("Told", image="gone.png")}
    edited = edit(tmp_path, files)
    check_written_links(edited.desk, edited.stories, edited.later, tmp_path, ["news/left out.md"])
    assert shown(edited.desk.problems) == [
        "content/b.md:4:8: SF103 image 'gone.png' is not there (put the file into content/images/)"
    ]
