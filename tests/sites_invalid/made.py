"""Hostile content that has to be made: long, binary, or no files at all."""

from __future__ import annotations

import io
import os
import socket
import struct
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tests.sites_invalid.hostile import Case

if TYPE_CHECKING:
    from collections.abc import Callable

HEADER = "---\ntitle: {title}\ndate: 2026-01-01\n---\n"
OTHER = "---\ntitle: Other\ndate: 2025-12-31\n---\nOther.\n"
TOLD = "root:x:0:0:the-secret-of-this-machine"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}<rect width="9" height="9"/></svg>'


def text_of(size: int, mark: str) -> Callable[[], str]:
    """So many characters made of one mark."""
    return lambda: (mark * (size // len(mark) + 1))[:size]


def _article(body: str, title: str = "A") -> dict[str, str]:
    return {"a.md": HEADER.format(title=title) + body}


def _made(
    group: str, name: str, make: Callable[[Path], None], *, refused: tuple[str, ...] = (), **more: object
) -> Case:
    pairs = [(said.partition(" ")[0], int(said.partition(" ")[2] or 0)) for said in refused]
    return Case(group, name, refused=pairs, make=make, **more)  # type: ignore[arg-type]


def _cost(name: str, body: str, *refused: str, header: str = "") -> Case:
    files = _article(body) if not header else {"a.md": header + body}
    return Case("cost", name, files, [(said.partition(" ")[0], int(said.partition(" ")[2] or 0)) for said in refused])


def _bytes(name: str, data: bytes, *refused: str, file: str = "a.md", present: tuple[str, ...] = ()) -> Case:
    def write(folder: Path) -> None:
        (folder / file).write_bytes(data)

    return _made("encodings", name, write, refused=refused, present=list(present))


# --- files that are none ---------------------------------------------------------------------------------------------


def _outside(folder: Path) -> Path:
    secret = folder.parent / "secret.md"
    secret.write_text(HEADER.format(title="Secret") + TOLD, "utf-8")
    return secret


def _link_to_file(folder: Path) -> None:
    (folder / "a.md").symlink_to(_outside(folder))


def _link_within(folder: Path) -> None:
    (folder / "b.md").write_text(OTHER, "utf-8")
    (folder / "a.md").symlink_to("b.md")


def _link_to_folder(folder: Path) -> None:
    away = folder.parent / f"{folder.name}-away"
    away.mkdir()
    (away / "x.md").write_text(HEADER.format(title="Secret") + TOLD, "utf-8")
    (folder / "linked").symlink_to(away, target_is_directory=True)


def _link_to_itself(folder: Path) -> None:
    (folder / "around").symlink_to(folder, target_is_directory=True)
    (folder / "a.md").symlink_to("a.md")


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / "a.md")


def _socket(folder: Path) -> None:
    with socket.socket(socket.AF_UNIX) as here:
        before = os.getcwd()  # noqa: PTH109 - a socket's path must be short
        os.chdir(folder)
        try:
            here.bind("a.md")
        finally:
            os.chdir(before)


def _device(folder: Path) -> None:
    (folder / "a.md").symlink_to("/dev/zero")


def _hard_link(folder: Path) -> None:
    (folder / "b.md").write_text(OTHER, "utf-8")
    os.link(_outside(folder), folder / "a.md")


def _picture_link(folder: Path) -> None:
    (folder / "a.md").write_text(OTHER, "utf-8")
    (folder / "images").mkdir()
    secret = folder.parent / "secret.txt"
    secret.write_text(TOLD, "utf-8")
    (folder / "images" / "a.png").symlink_to(secret)


def _picture_pipe(folder: Path) -> None:
    (folder / "a.md").write_text(OTHER, "utf-8")
    (folder / "images").mkdir()
    os.mkfifo(folder / "images" / "a.png")


def _folder_for_a_file(folder: Path) -> None:
    (folder / "x.md").mkdir()


def _named(name: bytes | str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / os.fsdecode(name)).write_bytes(HEADER.format(title="A").encode())

    return write


def _deep(folder: Path) -> None:
    for _ in range(6):
        folder = folder / ("d" * 200)
        folder.mkdir()
    (folder / "a.md").write_text(OTHER, "utf-8")


def _upper(folder: Path) -> None:
    (folder / "A.MD").write_text(HEADER.format(title="Shouted") + "Words.", "utf-8")


def _nearly(folder: Path) -> None:
    (folder / "a.txt").write_text(HEADER.format(title="A") + "Words.", "utf-8")


def _static(path: str, data: bytes, *, link: str = "") -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        (folder / "a.md").write_text(OTHER + link, "utf-8")

    return write


FILES = [
    _made("files", "a link to a file outside", _link_to_file, refused=("SF020",)),
    _made("files", "a link to a file within", _link_within, refused=("SF020",)),
    _made("files", "a link to a folder outside", _link_to_folder, refused=("SF020",)),
    _made("files", "links that go round", _link_to_itself, refused=("SF020",)),
    _made("files", "a link to a device without end", _device, refused=("SF020",)),
    _made("files", "a pipe that nobody writes to", _pipe, refused=("SF020",)),
    _made("files", "a socket", _socket, refused=("SF020",)),
    _made("files", "a second name of a file outside", _hard_link, refused=("SF020",), alone=True),
    _made("files", "a picture that is a link to a secret", _picture_link, refused=("SF020",), alone=True),
    _made("files", "a picture that is a pipe", _picture_pipe, refused=("SF020",), alone=True),
    _made("files", "a folder with the name of an article", _folder_for_a_file, refused=("SF022",)),
    _made("files", "a name of two lines", _named("a\nb.md"), refused=("SF022",)),
    _made("files", "a name that is no UTF-8", _named(b"\xff\xe9.md"), refused=("SF022",)),
    _made("files", "a name that turns around", _named("a\u202edm.md"), refused=("SF022",)),
    _made("files", "a name that hides a character", _named("a\u200b.md"), refused=("SF022",)),
    _made("files", "a name with quotes and spaces", _named("a \"b\" 'c' $(d) ; e.md"), alone=True),
    _made("files", "a name of 220 bytes", _named("n" * 220 + ".md")),
    _made("files", "a path of more than a thousand bytes", _deep, refused=("SF022",)),
    _made("files", "an ending in capitals", _upper, alone=True, present=["Shouted"]),
    _made("files", "an article that is no Markdown", _nearly, warned=["SF027"]),
    *(
        _made("copied files", f"{path} among the pictures", _static(f"images/{path}", b"evil-words"), warned=["SF026"], nowhere=["evil-words"], alone=True)
        for path in (
            "x.php", "x.PHP", "x.phtml", "x.php.jpg", "x.html", "x.htm", "x.xhtml", "x.js", "sw.js", "x.mjs", "x.xml", "x.xsl", "x.swf", "x.cgi",
            "x.shtml", "x.jsp", "x.asp", "x.exe", "x.sh", "x.wasm", "x.hta", "CNAME", "_headers", "_redirects", "web.config", "robots.txt", "noending",
        )
    ),
    *(
        _made("copied files", f"{path} among the pictures", _static(f"images/{path}", b"evil-words"), nowhere=["evil-words", path], alone=True)
        for path in (".htaccess", ".env", ".htpasswd", ".git/config", ".DS_Store")
    ),
    _made("copied files", "a page that an article links to", _static("x.html", b"<script>evil-words</script>", link="[x]({static}x.html)"), refused=("SF026 6",), alone=True),
    _made("copied files", "a program that an article attaches", _static("x.php", b"evil-words", link="[x]({attach}x.php)"), refused=("SF026 6",), alone=True),
    _made("copied files", "a hidden file that an article links to", _static(".env", b"evil-words", link="[x]({static}/.env)"), refused=("SF104 6",), alone=True),
    _made("copied files", "a file of the machine that an article links to", _static("x.txt", b"x", link="[x]({static}/../../../../../../etc/hostname)"), refused=("SF104 6",), alone=True),
    _made("copied files", "a file of the machine that an article attaches", _static("x.txt", b"x", link="[x]({attach}../../../../../../../etc/hostname)"), refused=("SF104 6",), alone=True),
    _made("copied files", "a file of the machine by an encoded path", _static("x.txt", b"x", link="[x]({static}/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/hostname)"), refused=("SF104 6",), alone=True),
    _made("copied files", "a file beside the content folder", _static("../secret.txt", TOLD.encode(), link="![x]({static}/../secret.txt)"), refused=("SF104 6",), alone=True),
    _made("copied files", "a page that calls itself a picture", _static("images/x.png", b"<html><script>evil-words</script>"), refused=("SF103",), alone=True),
    _made("copied files", "a program that calls itself a picture", _static("images/x.jpg", b"#!/bin/sh\nevil-words"), refused=("SF103",), alone=True),
    _made("copied files", "a file that the settings name", lambda folder: (_static("extra/CNAME", b"good.example")(folder), (folder.parent / "pelicanconf.py").write_text(
        'from standfirst.defaults import *\nSTATIC_PATHS = ["images", "extra"]\nEXTRA_PATH_METADATA = {"extra/CNAME": {"path": "CNAME"}}\nSTANDFIRST_SEARCH = STANDFIRST_SOCIAL_CARDS = False\n', "utf-8"))[0], alone=True),
]  # fmt: skip


# --- cost ------------------------------------------------------------------------------------------------------------

KIB = 1024
SLOW = {
    "[": 20, "![": 20, "[x](": 40, "[x][": 60, "<a ": 200, '<a href="': 200, "</": 100, "<!--": 60, "<?": 60, "~~~ x\na\n": 60, "```\n": 500,
    "[a]:\n": 100, "*a ": 60, "_a ": 60, "**a ": 60, "***a ": 60, "*a_": 60, "`": 60, "` a": 60, "\\[": 60, "](": 60, "[a](<": 60, '[a](b "': 60, "&#1": 60,
    "<http://a": 60, "<a@b": 60, "- ": 20, "1. ": 20, "> ": 60, ">a": 60, "a\n: b\n\n": 30, ": ": 30, "{: #a }": 60, "|": 60, "# ": 60, "<div>": 60, "<b>": 60,
    "<b><p>": 60, "<table>": 30, "<svg>": 30, "<details>": 30, "<blockquote>": 30, "<sup>": 30, "[^1]": 60, "^": 60, "~": 60, "=": 60, "!": 60, "\t": 60, "a\n\n": 100,
}  # fmt: skip
"""Marks, and how many KiB of nothing else are a hostile text."""
EITHER = "built, or refused for what it costs"


def _any(name: str, body: str, header: str = "") -> Case:
    case = _cost(name, body, header=header)
    case.either = True
    return case


COST = [
    *(_any(f"{size} KiB of {mark.strip() or 'blanks'!r}", text_of(size * KIB, mark)()) for mark, size in SLOW.items()),
    _any("a hundred quotes within each other", "> " * 100 + "deep"),
    _any("a thousand lists within each other", "\n".join("    " * n + "- x" for n in range(400))),
    _any("a table of ten thousand columns", "|a" * 10_000 + "|\n" + "|-" * 10_000 + "|\n" + "|b" * 10_000 + "|"),
    _any("a table of two thousand columns and empty rows", "|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|\n" * 2_000),
    _any("a table of twenty thousand rows", "a|b\n-|-\n" + "c|d\n" * 20_000),
    _any("ten thousand headings", "# Heading\n\n" * 10_000),
    _any("ten thousand footnotes", "".join(f"[^{n}]" for n in range(10_000)) + "\n\n" + "\n".join(f"[^{n}]: x" for n in range(10_000))),
    _any("ten thousand notes of one number", "[^1]" * 10_000 + "\n\n[^1]: x"),
    _any("two thousand abbreviations", "\n".join(f"*[a{n}]: x" for n in range(2_000)) + "\n\n" + "a1 a2 " * 500),
    _any("an abbreviation of one letter in a long text", "*[a]: x\n\n" + "a " * 100_000),
    _any("ten thousand references", "\n".join(f"[r{n}]: https://x.example/{n}" for n in range(10_000)) + "\n\n[r1]"),
    _any("a thousand terms", "term\n: what it is\n\n" * 1_000),
    _any("a word of a million letters", "a" * 1_000_000),
    _any("a line of a million words", "word " * 200_000),
    _any("a hundred thousand empty lines", "Words.\n" + "\n" * 100_000 + "More."),
    _any("ten thousand paragraphs", "Words that are said.\n\n" * 10_000),
    _any("elements that are opened and never closed, each with its own mark", "".join(f"<b class=x{n}>" for n in range(2_000)) + "<p>x" * 2_000),
    _any("five thousand links to nowhere", "[x](nowhere.md) " * 5_000),
    _any("five thousand different links to nowhere", "".join(f"[x](nowhere-{n}.md) " for n in range(5_000))),
    _any("four thousand links to places that are not there, among as many that are", "".join(f"## H {{#h-{n}}}\n\n[x](#g-{n})\n\n" for n in range(4_000))),
    _any("three thousand notes", "".join(f"[^{n}]" for n in range(3_000)) + "\n\n" + "\n".join(f"[^{n}]: x" for n in range(3_000))),
    _any("five thousand pictures without words", "![](https://x.example/a.png) " * 5_000),
    _any("a code block of two hundred thousand characters", "```python\n" + "x = [1, 2]\n" * 18_000 + "```\n"),
    _any("a code block of a language that is costly to colour", "```perl\n" + "s/" * 30_000 + "\n```\n"),
    _any("shortcodes that nothing closes", "{{< " * 20_000 + "{% " * 20_000),
    _any("a thousand equal sentences", "The same is said again and again. " * 5_000, header="---\ntitle: A\ndate: 2026-01-01\nsummary: The same is said again and again.\n---\n"),
    _cost("a text of three million characters", "Words. " * 450_000, "SF006 1"),
    _cost("three thousand tags", "", "SF013 4", header="---\ntitle: A\ndate: 2026-01-01\ntags: [" + ", ".join(f"t{n}" for n in range(3_000)) + "]\n---\n"),
    _cost("three thousand tags in a line", "", "SF013 3", header="Title: A\nDate: 2026-01-01\nTags: " + ", ".join(f"t{n}" for n in range(3_000)) + "\n\n"),
    _cost("a tag of ten thousand letters", "", "SF013 4", header="---\ntitle: A\ndate: 2026-01-01\ntags: [" + "t" * 10_000 + "]\n---\n"),
    _cost("a title of ten thousand letters", "", "SF013 2", header="---\ntitle: " + "t" * 10_000 + "\ndate: 2026-01-01\n---\n"),
    _cost("a summary of fifty thousand letters", "", "SF013 4", header="---\ntitle: A\ndate: 2026-01-01\nsummary: " + "word " * 10_000 + "\n---\n"),
    _any("a summary that is costly to convert", "", header="---\ntitle: A\ndate: 2026-01-01\nsummary: '" + "[" * 4_900 + "'\n---\n"),
    _cost("a header of a hundred thousand characters", "", "SF006 2", header="---\ntitle: A\ndate: 2026-01-01\nsummary: |\n" + "  word\n" * 20_000 + "---\n"),
    _cost("a header of Pelican's with a hundred thousand lines", "", "SF006 1", header="Title: A\nDate: 2026-01-01\nSummary: x\n" + "    word\n" * 100_000 + "\n"),
    _cost("a header of five thousand fields", "", "SF006", header="---\ntitle: A\ndate: 2026-01-01\n" + "".join(f"f{n}: x\n" for n in range(5_000)) + "---\n"),
    _cost("a header nested ten thousand deep", "", "SF006", header="---\ntitle: A\ndate: 2026-01-01\ntags: " + "[" * 10_000 + "\n---\n"),
    _cost("a header of ten thousand mappings", "", "SF006", header="---\ntitle: A\ndate: 2026-01-01\ntags: " + "{a: " * 10_000 + "\n---\n"),
    _cost("a thousand sources", "", "SF006", header="---\ntitle: A\ndate: 2026-01-01\nsources:\n" + "- {title: T, url: 'https://x.example/'}\n" * 1_000 + "---\n"),
    _cost("a number of five thousand digits", "", "SF012 3", header="---\ntitle: A\ndate: " + "9" * 5_000 + "\n---\n"),
    _cost("a field whose name has fifty thousand letters", "", "", header="---\ntitle: A\ndate: 2026-01-01\n" + "k" * 50_000 + ": x\n---\n"),
    _made("cost", "a text of fifty million bytes", lambda folder: (folder / "a.md").write_bytes(HEADER.format(title="A").encode() + b"x" * 50_000_000) and None, refused=("SF006 1",)),
    _made("cost", "a file of a terabyte without a byte", lambda folder: _sparse(folder / "a.md"), refused=("SF006 1",)),
]  # fmt: skip


def _sparse(file: Path) -> None:
    with file.open("wb") as made:
        made.truncate(1 << 40)


# --- encodings -------------------------------------------------------------------------------------------------------

PLAIN = HEADER.format(title="Caf\u00e9")
ENCODINGS = [
    _bytes("a byte order mark", b"\xef\xbb\xbf" + PLAIN.encode()),
    _bytes("two byte order marks", b"\xef\xbb\xbf\xef\xbb\xbf" + PLAIN.encode()),
    _bytes("line ends of Windows", PLAIN.replace("\n", "\r\n").encode()),
    _bytes("line ends of old", PLAIN.replace("\n", "\r").encode()),
    _bytes("Latin-1", PLAIN.encode("latin-1"), "SF001 2"),
    _bytes("UTF-16", PLAIN.encode("utf-16"), "SF001 1"),
    _bytes("UTF-16 without a mark", PLAIN.encode("utf-16-le"), "SF001"),
    _bytes("UTF-32", PLAIN.encode("utf-32"), "SF001 1"),
    _bytes("a character cut in half", PLAIN.encode() + "\u20ac".encode()[:2], "SF001 5"),
    _bytes("an overlong slash", PLAIN.encode() + b"\xc0\xaf", "SF001 5"),
    _bytes("half a character of UTF-16 in UTF-8", PLAIN.encode() + b"\xed\xa0\x80", "SF001 5"),
    _bytes("a NUL in the text", PLAIN.encode() + b"a\0b", "SF001 5"),
    _bytes("a NUL in the title", b"---\ntitle: A\0B\ndate: 2026-01-01\n---\n", "SF001 2"),
    _bytes("an escape of a terminal", PLAIN.encode() + b"\x1b[31mred", "SF001 5"),
    _bytes("a noncharacter", PLAIN.encode() + "\ufffe".encode(), "SF001 5"),
    _bytes("the last noncharacter", PLAIN.encode() + "\uffff".encode(), "SF001 5"),
    _bytes("noncharacters of other planes", PLAIN.encode() + "\U0001fffe\U0010ffff".encode()),
    _bytes("controls of C1", PLAIN.encode() + "a\x85b\x9fc".encode()),
    _bytes("line ends of Unicode", "---\ntitle: A\u2028B\u2029C\u0085D\ndate: 2026-01-01\n---\nA\u2028B\n".encode()),
    _bytes("a picture that calls itself an article", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "SF001"),
    _bytes("a program that calls itself an article", b"\x7fELF" + bytes(200), "SF001"),
    _bytes("an empty file", b"", file="empty.md"),
    _bytes("a record in Latin-1", "id: 2026-01-01\nnote: caf\u00e9\n".encode("latin-1"), file="a.md"),
]  # fmt: skip
ENCODINGS[-1].refused = [("SF001", 0)]


# --- pictures --------------------------------------------------------------------------------------------------------


def _png(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG that says that it has so many pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = data or zlib.compress(bytes(min(height, 60_000) * ((width + 7) // 8 + 1)), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _saved(form: str, size: tuple[int, int], **more: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "#336699").save(made, form, **more)
    return made.getvalue()


def _gif(frames: int) -> bytes:
    made = io.BytesIO()
    first, *rest = [Image.new("P", (8, 8), n % 250) for n in range(frames)]
    first.save(made, "GIF", save_all=True, append_images=rest)
    return made.getvalue()


def _many_gif(frames: int, side: int) -> bytes:
    """As many pictures of one pixel, on a ground of `side` by `side`."""
    head = b"GIF89a" + struct.pack("<HH", side, side) + b"\x80\0\0\0\0\0\xff\xff\xff"
    frame = b"\x21\xf9\x04\x04\x01\0\0\0\x2c" + struct.pack("<HHHH", 0, 0, 1, 1) + b"\0\x02\x02\x44\x01\0"
    return head + frame * frames + b";"


def _with_chunk(name: bytes, body: bytes) -> bytes:
    """A small PNG with one part more before its pixels."""
    whole = _png(40, 30)
    at = whole.index(b"IDAT") - 4
    return (
        whole[:at]
        + struct.pack(">I", len(body))
        + name
        + body
        + struct.pack(">I", zlib.crc32(name + body))
        + whole[at:]
    )


def _shown(data: Callable[[], bytes], ending: str = "png") -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / "images").mkdir()
        (folder / "images" / f"p.{ending}").write_bytes(data())
        header = f"---\ntitle: A\ndate: 2026-01-01\nimage: {{src: images/p.{ending}, alt: x}}\n---\n"
        (folder / "a.md").write_text(f"{header}![x](images/p.{ending})\n", "utf-8")

    return write


def _drawn(inside: str) -> Callable[[Path], None]:
    return _shown(lambda: SVG.format(inside).encode(), "svg")


PICTURES = [
    _made("pictures", "50,000 by 50,000 pixels", _shown(lambda: _png(50_000, 50_000)), refused=("SF103",), alone=True),
    _made("pictures", "as many pixels as a number can say", _shown(lambda: _png(2**31 - 1, 2**31 - 1, b"x")), refused=("SF103",), alone=True),
    _made("pictures", "a WebP of 16,000 by 16,000 pixels", _shown(lambda: _saved("WEBP", (16_000, 16_000), lossless=True, quality=0, method=0), "webp"), refused=("SF103",), alone=True),
    _made("pictures", "a GIF of 2,000 pictures", _shown(lambda: _gif(2_000), "gif"), alone=True),
    _made("pictures", "one pixel wide and 60,000 high", _shown(lambda: _saved("PNG", (1, 60_000))), alone=True),
    _made("pictures", "a picture that breaks off", _shown(lambda: _saved("JPEG", (400, 300))[:900], "jpg"), refused=("SF103",), alone=True),
    _made("pictures", "a picture without a byte", _shown(lambda: b""), refused=("SF103",), alone=True),
    _made("pictures", "a JPEG that calls itself PNG", _shown(lambda: _saved("JPEG", (40, 30))), alone=True),
    _made("pictures", "text that calls itself PNG", _shown(lambda: b"words and words"), refused=("SF103",), alone=True),
    _made("pictures", "PostScript that calls itself PNG", _shown(lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(secret) run\n"), refused=("SF103",), alone=True),
    _made("pictures", "a drawing with a program", _drawn("<script>evil-words</script>"), nowhere=["evil-words"], alone=True),
    _made("pictures", "a drawing with a handler", _shown(lambda: SVG.replace("<svg", '<svg onload="evil-words"').format("").encode(), "svg"), nowhere=["evil-words"], alone=True),
    _made("pictures", "a drawing with a page in it", _drawn('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><iframe src="https://evil-words.example/"/></body></foreignObject>'), nowhere=["evil-words"], alone=True),
    _made("pictures", "a drawing with a link to a program", _drawn('<a href="javascript:evil-words"><text>x</text></a>'), nowhere=["evil-words"], alone=True),
    _made("pictures", "a drawing that changes its link", _drawn('<a><animate attributeName="href" values="javascript:evil-words"/></a>'), nowhere=["evil-words"], alone=True),
    _made("pictures", "a drawing that asks another site", _drawn('<image href="https://evil-words.example/"/><style>@import "https://evil-words.example/";</style><rect style="fill:url(https://evil-words.example/)"/>'), nowhere=["evil-words"], alone=True),
    _made("pictures", "a drawing that reads a file", _shown(lambda: b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG.format("<text>&x;</text>").encode(), "svg"), refused=("SF103",), alone=True, nowhere=["root:"]),
    _made("pictures", "a drawing that grows without end", _shown(lambda: b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>' + SVG.format("<text>&b;</text>").encode(), "svg"), refused=("SF103",), alone=True),
    _made("pictures", "a drawing nested without end", _drawn("<g>" * 5_000 + "</g>" * 5_000), refused=("SF103",), alone=True),
    _made("pictures", "a drawing that uses itself a thousand million times", _drawn('<g id="a0"><rect/></g>' + "".join(f'<g id="a{n + 1}">' + f'<use href="#a{n}"/>' * 10 + "</g>" for n in range(9))), refused=("SF103",), alone=True),
    _made("pictures", "a drawing in UTF-16 with a program", _shown(lambda: SVG.format("<script>evil-words</script>").encode("utf-16"), "svg"), nowhere=["evil-words"], alone=True),
    _made("pictures", "a drawing with a sheet of another site", _shown(lambda: b'<?xml-stylesheet href="https://evil-words.example/x.xsl"?>' + SVG.format("").encode(), "svg"), nowhere=["evil-words"], alone=True),
    _made("pictures", "a GIF of 100,000 pictures", _shown(lambda: _many_gif(100_000, 8), "gif"), alone=True),
    _made("pictures", "a GIF of a thousand pictures of 9,000 by 9,000 pixels", _shown(lambda: _many_gif(1_000, 9_000), "gif"), alone=True),
    _made("pictures", "a profile of colours that unpacks to 200 MB", _shown(lambda: _with_chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(200_000_000), 9))), refused=("SF103",), alone=True),
    _made("pictures", "words that unpack to 200 MB", _shown(lambda: _with_chunk(b"zTXt", b"x\0\0" + zlib.compress(bytes(200_000_000), 9))), refused=("SF103",), alone=True),
    _made("pictures", "words in a PNG", _shown(lambda: _with_chunk(b"tEXt", b"x\0evil-words")), nowhere=["evil-words"], alone=True),
    _made("pictures", "a page behind the end of a picture", _shown(lambda: _saved("JPEG", (40, 30)) + b"<script>evil-words</script>", "jpg"), nowhere=["evil-words"], alone=True),
    _made("pictures", "a page behind the end of a picture that is only copied", _static("images/x.jpg", _saved("JPEG", (40, 30)) + b"<script>evil-words</script>"), nowhere=["evil-words"], alone=True),
    _made("pictures", "a program that is a picture too", _static("images/x.gif", b"GIF89a/*" + bytes(5) + b"*/=1;evil-words"), nowhere=["evil-words"], alone=True),
    _made("pictures", "a bitmap that says that it is 60,000 pixels wide", _shown(lambda: b"BM" + struct.pack("<IHHIIiiHHIIiiII", 100, 0, 0, 54, 40, 60_000, 60_000, 1, 24, 0, 0, 0, 0, 0, 0) + bytes(46), "bmp"), refused=("SF103",), alone=True),
    _made("pictures", "a drawing with the names of whom it is by", _drawn('<!-- /home/evil-words/x.svg --><metadata><who xmlns="http://x.example/">evil-words</who></metadata>'), nowhere=["evil-words"], alone=True),
    _made("pictures", "a drawing that is a page", _shown(lambda: b"<html><script>evil-words</script></html>", "svg"), refused=("SF103",), alone=True),
    _made("pictures", "a drawing that is none", _shown(lambda: b"words", "svg"), refused=("SF103",), alone=True),
    _made("pictures", "a place in a picture", _shown(lambda: _saved("JPEG", (400, 300), comment=b"evil-words", exif=_exif()), "jpg"), nowhere=["evil-words", "evil-maker"], alone=True),
]  # fmt: skip


def _exif() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "evil-maker"
    return exif.tobytes()


# --- leaks -----------------------------------------------------------------------------------------------------------


def _untold(status: str, more: str = "") -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        (folder / "a.md").write_text(
            f"---\ntitle: untold-title\ndate: {'2099-01-01' if status == 'later' else '2026-01-01'}\n"
            f"{'' if status == 'later' else f'status: {status}'}\ntags: [untold-tag]\ncategory: untold-topic\n"
            f"summary: untold-summary\nauthors: [untold-author]\nslug: untold-slug\n{more}---\nuntold-text\n",
            "utf-8",
        )
        (folder / "b.md").write_text(OTHER, "utf-8")

    return write


LEAKS = [
    _made("leaks", "a draft", _untold("draft"), nowhere=["untold-"], alone=True),
    _made("leaks", "a draft in capitals", _untold("DRAFT"), nowhere=["untold-"], alone=True),
    _made("leaks", "a skipped file", _untold("skip"), nowhere=["untold-"], alone=True),
    _made("leaks", "an article of a later day", _untold("later"), nowhere=["untold-"], alone=True),
    _made("leaks", "an article under embargo", _untold("published", "embargo: 2099-01-01T00:00\n"), nowhere=["untold-"], alone=True),
    _made("leaks", "an article that has expired", _untold("published", "expires: 2026-01-01T12:00\n"), nowhere=["untold-"], alone=True),
    Case("leaks", "a comment in Markdown", _article("Words. <!-- todo: untold-remark -->\n\n<!-- untold-block -->\n\n[//]: # (untold-comment)\n"), nowhere=["untold-"]),
    Case("leaks", "a comment in a header", {"a.md": "---\n# untold-remark\ntitle: A\ndate: 2026-01-01 # untold too\n---\nWords.\n"}, nowhere=["untold"]),
    Case("leaks", "a comment in HTML", {"a.html": "<html><head><title>A</title><meta name='date' content='2026-01-01'><!-- untold-head --></head><body>Words <!-- untold-body --></body></html>"}, nowhere=["untold-"]),
    Case("leaks", "a comment in reStructuredText", {"a.rst": "A\n#\n\n:date: 2026-01-01\n\n.. untold-remark\n\nWords.\n"}, nowhere=["untold-"]),
    Case("leaks", "environment, paths and settings in a text", _article("$HOME ${PATH} %USERPROFILE% {{ SITEURL }} {path} {settings[PATH]}\n"), nowhere=[os.environ.get("PATH", "/usr/bin")[:60], str(Path("~/.x").expanduser().parent / ".")], alone=True),
]  # fmt: skip

for case in COST:
    case.alone = True  # what one of them costs is not to be another's to pay

MADE: list[Case] = [*FILES, *COST, *ENCODINGS, *PICTURES, *LEAKS]
