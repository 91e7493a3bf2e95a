"""A WordPress export as the exporter writes it becomes a site that builds; a bad one is told of, and the rest imported."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from standfirst.cli import main
from tests.harness import ROOT
from tests.sites.wordpress import EXPORT, OLD, item

if TYPE_CHECKING:
    from tests.harness import Site

HEAD, TAIL = EXPORT.partition("\t\t<item>")[0], "</channel>\n</rss>\n"


def bring(site: Site, export: str | bytes, *arguments: str) -> tuple[int, str]:
    """Exit status and report of an import."""
    (site.root / "content").mkdir(exist_ok=True)
    file = site.root / "old/export.xml"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(export if isinstance(export, bytes) else export.encode())
    code = 0
    with contextlib.chdir(site.root), contextlib.redirect_stdout(io.StringIO()):
        try:
            main(["import", "wordpress", "old/export.xml", *arguments])
        except SystemExit as end:
            code = int(end.code or 0)
    return code, (site.root / ".standfirst/import.txt").read_text("utf-8")


def content(site: Site) -> dict[str, str]:
    """Every file of the content folder that is text."""
    files = sorted((site.root / "content").rglob("*.*"))
    return {
        file.relative_to(site.root / "content").as_posix(): file.read_text("utf-8")
        for file in files
        if file.suffix in {".md", ".csv"}
    }


def body(text: str) -> str:
    return text.split("---\n", 2)[2].strip()


def test_what_the_exporter_writes_becomes_a_site_that_builds(site: Site) -> None:
    """Each kind of item has its fate, each block and shortcode its Markdown, and a build has nothing to say of it."""
    for name in ("map", "bus"):
        file = site.root / f"old/wp-content/uploads/2031/04/{name}.png"
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (640, 480), "#336699").save(file)
    code, told = bring(site, EXPORT)
    assert code == 0
    assert told.startswith(
        "12 articles and 2 pages found: 14 written to content/, 0 there already. "
        "With them: 2 authors, 2 pictures and files, 9 redirects in redirects.csv."
    )
    files = content(site)
    blocks = files["articles/blocks.md"]
    assert blocks.split("---\n")[1].splitlines() == [
        'title: "Blocks"',
        "date: 2031-04-02T12:00+03:00",
        "modified: 2031-04-05T12:00+03:00",
        'authors: ["Liam"]',
        'category: "Exchanges"',
        'tags: ["Talks", "Data & figures"]',
        'slug: "blocks"',
        'summary: "What nobody else has said of it."',
        'image: {src: "images/2031/04/bus.png", alt: "A bus"}',
        f"# imported from: wordpress:{OLD}#31",
        "# mood: bright",
        "# post_format: Aside",
    ]
    assert body(blocks) == (
        "The first text has **words** enough for anyone & a caf\u00e9.\n\n### What is known\n\n"
        "![A map of the road]({static}/images/2031/04/map.png)\n\nThe road to *the border*.\n\n"
        "![A bus]({static}/images/2031/04/bus.png)\n"
        "![A flag](https://old.example/wp-content/uploads/2031/04/lost.png)\n\n"
        "- one of them is a nurse\n- two of them are medics\n\n> It is a beginning.\n>\n> The headquarters\n\n"
        "| Side | People |\n| --- | --- |\n| Ours | 9 |\n\n"
        '```\nif (a < b) { [not-a-shortcode id="1"] }\n```\n\nhttps://www.youtube.com/watch?v=abcdefghijk\n\n---\n\n'
        "[The second]({filename}/articles/second.md#more)\n\nSaid under every article.\n\n"
        "[https://maps.example/embed?id=1](https://maps.example/embed?id=1)\n\n"
        'An end mark, ]]> or ]]>, parts nothing. <!-- [contact-form-7 id="7" title="Write"] -->'
    )
    assert body(files["articles/second.md"]) == (
        "A classic text, in which a line  \nis a line, and \u201cquotes\u201d are curly.\n\n"
        "[![A map of the road]({static}/images/2031/04/map.png)]({static}/images/2031/04/map.png)\n\nThe **road**\n\n"
        "![A map of the road]({static}/images/2031/04/map.png)\n\n![A bus]({static}/images/2031/04/bus.png)\n\n"
        "<!-- [gallery] -->\n\n## More {#more}\n\nhttps://youtu.be/abcdefghijk\n\n"
        "[https://vimeo.com/123456789](https://vimeo.com/123456789)\n\n"
        f"[{OLD}/wp-content/uploads/2031/04/voice.mp3]({OLD}/wp-content/uploads/2031/04/voice.mp3)\n\n"
        '<!-- [su_box title="Note"] -->Words in a box of a plugin.<!-- [/su_box] -->\n\n'
        "[The first]({filename}/articles/blocks.md), [by its number]({filename}/articles/blocks.md), "
        "[a letter](mailto:liam@news.example) and [an aside].\n\nThe second page of it."
    )
    drafts = {name for name, text in files.items() if "\nstatus: draft\n" in text}
    assert drafts == {f"articles/{name}.md" for name in ("unfinished", "waiting", "inner", "secret", "a-recipe")}
    assert files["redirects.csv"].splitlines()[:3] == [
        "from,to",
        "/2031/04/02/blocks,/news/blocks.html",
        "/2031/04/02/earlier,/news/blocks.html",
    ]
    assert set(files) >= {"articles/обмін.md", "articles/second-2.md", "authors/liam.md", "authors/desk.md"}
    everything = "".join(files.values())
    assert [
        word for word in ("hunter2", "private.example", "A reader", "192.0.2.7", "steal") if word in everything
    ] == []
    for said in (
        "it was private", "it had a password", "2 comments", "(sticky)", "nav_menu_item", "revision", "(trash)", "no title", "it has no text",
        "2 control characters are taken out", "lost.png", "voice.mp3", "[gallery]", "wp:latest-posts", "<script> taken out", "a recipe is not known",
        "second-2: the old one is taken",
    ):  # fmt: skip
        assert said in told, said
    built = site.build_here(now="2031-06-01").checked()
    assert built.stderr == ""


def test_a_text_with_control_characters_and_entities_of_html_is_whole(site: Site) -> None:
    """Neither is XML: a parser would drop the text, or stop."""
    export = (
        HEAD
        + item(1, "One", "Before.\x01\x08 Caf&eacute;\x1f after.")
        + "<item><title>Caf&eacute; &amp; bar</title><wp:post_id>2</wp:post_id></item>"
        + TAIL
    )
    _, told = bring(site, export)
    assert body(content(site)["articles/one.md"]) == "Before. Café after."
    assert 'title: "Café & bar"' in content(site)["articles/cafe-bar.md"]
    assert "3 control characters are taken out" in told


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("cp1251", "UTF-8"),
        ("cp1251", "windows-1251"),
        ("koi8-u", "KOI8-U"),
        ("utf-16", "UTF-16"),
        ("utf-8-sig", "UTF-8"),
    ],
)
def test_an_export_in_another_encoding_is_read(site: Site, encoding: str, declared: str) -> None:
    """Also Windows-1251 that says it is UTF-8, as exports that a script has touched do; that is told."""
    words = "Дев'ять людей повернулися додому після довгих перемовин, повідомив штаб."
    export = (HEAD + item(1, "One", words) + TAIL).replace("UTF-8", declared, 1)
    _, told = bring(site, export.encode(encoding))
    assert body(content(site)["articles/one.md"]) == words
    assert ("was read as cp1251" in told) == (encoding == "cp1251" and declared == "UTF-8")


def test_damaged_bytes_are_told_with_their_line_and_the_rest_is_imported(site: Site) -> None:
    words = "Дев'ять людей повернулися додому. " * 20
    export = (
        (HEAD + item(1, "One", f"{words}#") + item(2, "Two", "Whole.") + TAIL).encode().replace(b"#]", b"\xff\xfe]")
    )
    _, told = bring(site, export)
    assert "2 bytes are no text in utf-8-sig, the first of them here" in told
    assert body(content(site)["articles/two.md"]) == "Whole."
    assert "\ufffd\ufffd" in content(site)["articles/one.md"]


BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
OUTSIDE = '<!DOCTYPE rss [<!ENTITY i SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize("declares", [BOMB, OUTSIDE], ids=["entity bomb", "external entity"])
@pytest.mark.parametrize("padding", [0, 200_000], ids=["at the start", "after a long comment"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_an_export_that_declares_entities_is_not_read(site: Site, declares: str, padding: int, encoding: str) -> None:
    first, _, rest = HEAD.partition("\n")
    export = f"{first}<!--{' ' * padding}-->{declares}]>{rest}{item(1, '&i;', '&i;')}{TAIL}".replace("UTF-8", encoding)
    code, told = bring(site, export.encode(encoding))
    assert (code, content(site)) == (1, {})
    assert "it declares entities" in told


@pytest.mark.parametrize(
    ("export", "said"),
    [
        ("", "no WordPress export"),
        ("<rss version='2.0'><channel><item><title>A</title></item></channel></rss>", "no WordPress export"),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "left out"),
        (b"PK\x03\x04" + bytes(200), "it is a ZIP archive: unpack it"),
        (b"\x1f\x8b\x08" + bytes(200), "it is a gzip archive: unpack it"),
    ],
    ids=["nothing", "another feed", "a page", "a zip", "gzip"],
)
def test_what_is_no_export_is_told(site: Site, export: str | bytes, said: str) -> None:
    """Archives are not opened: unpack them, and nothing in them can be larger than you saw."""
    code, told = bring(site, export)
    assert (code, said in told, content(site)) == (1, True, {}), told


def test_an_export_that_breaks_off_gives_what_came_before(site: Site) -> None:
    whole = HEAD + "".join(item(number, f"Post {number}", "<p>Its text.</p>") for number in range(20))
    code, told = bring(site, whole[: len(whole) - 700])
    written = [name for name in content(site) if name.startswith("articles/")]
    assert len(written) >= 18
    assert "not well-formed" in told or "cannot be read" in told
    assert code in {0, 1}


def test_names_that_lead_outside_stay_inside(site: Site) -> None:
    """A slug, an address and an upload may say anything: nothing is written or read outside the folders."""
    (site.root / "secret.png").write_bytes(b"secret")
    (site.root / "old").mkdir()
    (site.root / "old/uploads").mkdir()
    (site.root / "old/uploads/link.png").symlink_to(site.root / "secret.png")
    text = (
        f'<img src="{OLD}/wp-content/uploads/../../secret.png" alt="a"> <img src="{OLD}/wp-content/uploads/%2e%2e/%2e%2e/secret.png" alt="b">'
        f' <img src="{OLD}/wp-content/uploads/link.png" alt="c"> <img src="file:///etc/passwd" alt="d">'
    )
    names = (
        "../../out",
        "..%2f..%2fout",
        "/etc/out",
        "a\\..\\out",
        ".hidden",
        "con\x00",
        "C:out",
        "~out",
        "$(out)",
        "-out",
        "out/",
    )
    items = [item(number, f"Post {number}", text, post_name=name) for number, name in enumerate(names)]
    before = {path for path in site.root.parent.rglob("*") if "content" not in path.parts}
    bring(site, HEAD + "".join(items) + TAIL)
    after = {path for path in site.root.parent.rglob("*") if "content" not in path.parts}
    made = {path.name for path in after - before if not path.name.startswith("store.sqlite")}
    assert made <= {"export.xml", ".standfirst", "import.txt", "state"}
    files = content(site)
    assert len([name for name in files if name.startswith("articles/")]) == len(names)
    assert all(name.count("/") == 1 for name in files if name.startswith("articles/"))
    assert not (site.root / "content/images").exists()


def test_a_post_without_end_and_names_that_repeat_lose_nothing(site: Site) -> None:
    long = "word " * 500_000
    items = [
        item(1, "Long", long),
        *(item(number, "Same", f"Text {number}.", post_name="same") for number in range(2, 6)),
    ]
    code, told = bring(site, HEAD + "".join(items) + TAIL)
    assert code == 1
    assert "longer than 2 MiB" in told
    texts = {body(text) for name, text in content(site).items() if name.startswith("articles/same")}
    assert texts == {f"Text {number}." for number in range(2, 6)}


def test_an_import_that_was_killed_is_completed_by_the_next(site: Site) -> None:
    """Each file is there whole or not at all; the second run adds what is missing, and changes nothing."""
    export = HEAD + "".join(item(number, f"Post {number}", f"<p>Text {number}.</p>") for number in range(400)) + TAIL
    folder = site.root / "content/articles"
    (site.root / "old").mkdir()
    (site.root / "content").mkdir()
    (site.root / "old/export.xml").write_text(export, "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "standfirst", "import", "wordpress", "old/export.xml"],
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )
    while process.poll() is None and len(list(folder.glob("*.md"))) < 20:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    first = {name: text for name, text in content(site).items() if name.startswith("articles/")}
    assert 20 <= len(first) < 400, "killed in the middle"
    assert all(text.startswith("---\n") and text.endswith(".\n") for text in first.values())
    code, told = bring(site, export)
    assert code == 0
    assert f"{400 - len(first)} written to content/, {len(first)} there already" in told
    files = content(site)
    assert {name: files[name] for name in first} == first
    assert len([name for name in files if name.startswith("articles/")]) == 400
    assert not list((site.root / "content").rglob(".*")), "nothing half-written is left"
