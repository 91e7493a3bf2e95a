"""Hostile and careless content as data, built, and what became of it: `python -m tests.sites_invalid.hostile` prints a table.

tests/sites_invalid/hostile/*.txt has the cases that are text, a file for each group; made.py has those that have to be made:
long, binary, or no files at all. A case says what must become of it:

    refused CODE LINE   told at that line of its first file, and no page of it is there
    warned CODE         told, and built
    built               its pages are there, with nothing in them that runs
    with TEXT           its page has this
    without TEXT        its page has this nowhere
    nowhere TEXT        no file of the output has this

Cases of a group are built as one site, each in a folder of its own, with --keep-going: what is wrong with one must not touch
the others. A case marked `alone`, or with settings of its own, is a site of its own, and no output may be there if it is refused.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
from lxml import html as lxml_html

from tests.harness import HANG, Built, Site, unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = Path(__file__).parent / "hostile"
DESCRIBED = re.compile(r"^(?:refused|warned|built|with|without|nowhere|alone)\b")
CHARACTER = re.compile(r"\{U\+([0-9A-F]{4,6})\}")
KINDS = frozenset({"authors", "exchanges", "articles", "pages", "images"})
TEXTS = (".md", ".html", ".rst", ".MD")
SETTINGS = """from standfirst.defaults import *
STANDFIRST_SOCIAL_CARDS = False
STANDFIRST_SEARCH = False
TIMEZONE = "Europe/Kyiv"
"""
TOGETHER = """ARTICLE_URL = ARTICLE_SAVE_AS = ARTICLE_LANG_URL = ARTICLE_LANG_SAVE_AS = "p/{path}.html"
PAGE_URL = PAGE_SAVE_AS = PAGE_LANG_URL = PAGE_LANG_SAVE_AS = "p/{path}.html"
DEFAULT_PAGINATION = False
"""
TOLD = re.compile(r"(?P<path>.*?):(?P<line>\d+):\d+: (?P<code>SF\d{3}) (?P<rest>.*)")
LONG = 20_000
"""Characters beyond which a page is read by a faster parser than the one that reads as browsers do."""
COSTLY = frozenset({"SF006", "SF021", "SF041", "SF104", "SF106", "SF902"})
"""Codes by which a costly text may be refused; some are broken in other ways too."""
UNSAFE_ADDRESS = re.compile(
    r"^[\x00-\x20]*(?:java|vb)script\s*:|^[\x00-\x20]*data:(?!image/(?:png|svg\+xml))", re.IGNORECASE
)


@dataclass
class Case:
    """One hostile or careless thing."""

    group: str
    name: str
    files: dict[str, str] = field(default_factory=dict)
    """Path below the content folder -> text; pelicanconf.py and what begins with ../ lie beside it."""
    refused: list[tuple[str, int]] = field(default_factory=list)
    """Code ("" for any) and line (0 for any)."""
    warned: list[str] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    nowhere: list[str] = field(default_factory=list)
    alone: bool = False
    make: Callable[[Path], None] | None = None
    """Writes into the content folder (or, alone, beside it) what text cannot say."""
    folder: str = ""
    either: bool = False
    """Whether it may be refused for what it costs, or built: that depends on how fast the machine is."""
    became: str = ""

    @property
    def outcome(self) -> str:
        """In one word."""
        return "bounded" if self.either else "refused" if self.refused else "built"


def cases() -> list[Case]:
    """All of them, in the order of the groups' names."""
    from tests.sites_invalid.made import MADE

    found = [case for file in sorted(FOLDER.glob("*.txt")) for case in _read(file)] + MADE
    found.sort(key=lambda case: case.group)
    for number, case in enumerate(found):
        case.folder = f"c{number:03}"
    return found


def _read(file: Path) -> Iterator[Case]:
    for text in re.split(r"^== ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, _, rest = text.partition("\n")
        case = Case(file.stem.replace("_", " "), name.strip())
        said, _, archive = rest.partition("-- ")
        for line in said.splitlines():
            word, _, value = line.partition(" ")
            if not DESCRIBED.match(line):
                assert not line.strip(), f"{file.name}: {name}: {line}"
            elif word == "refused":
                code, _, at = value.partition(" ")
                case.refused.append((code, int(at or 0)))
            elif word in {"with", "without", "nowhere"}:
                wanted = {"with": case.present, "without": case.absent, "nowhere": case.nowhere}[word]
                wanted.append(_characters(value))
            elif word == "warned":
                case.warned.append(value)
            case.alone |= word == "alone"
        case.files = {path: _characters(body).removesuffix("\n") for path, body in unpack(f"-- {archive}").items()}
        case.alone |= "pelicanconf.py" in case.files
        yield case


def _characters(text: str) -> str:
    return CHARACTER.sub(lambda found: chr(int(found[1], 16)), text)


def run_together(folder: Path, group: list[Case]) -> dict[str, list[str]]:
    """Build the cases of a group as one site. Gives what went wrong, by the case's name; nothing is as it should be."""
    site = Site(folder)
    site.write(f"-- pelicanconf.py --\n{SETTINGS}{TOGETHER}")
    for case in group:
        _write(site, case, lambda path, case=case: _place(case, path))
    built, seconds = _built(site, "--keep-going")
    told = _told(built)
    wrong = {case.name: _judge(case, built, told, lambda path, case=case: _place(case, path)) for case in group}
    if seconds > HANG + len(group):  # a second a case, over what any site may take
        wrong["all of them"] = [f"took {seconds:.0f} seconds of processor time"]
    return wrong


def run_alone(folder: Path, case: Case) -> list[str]:
    """Build one case as a site of its own. Gives what went wrong."""
    site = Site(folder)
    if "pelicanconf.py" not in case.files:
        site.write(f"-- pelicanconf.py --\n{SETTINGS}")
    _write(site, case, lambda path: path)
    built, seconds = _built(site)
    wrong = _judge(case, built, _told(built), lambda path: path)
    refused = built.code == 1 if case.either else bool(case.refused)
    if (built.code == 1) != refused or built.output.exists() == refused:
        wrong.append(
            f"exit {built.code}, output {'is' if built.output.exists() else 'not'} there: {built.stderr[:500]}"
        )
    return wrong + ([f"took {seconds:.0f} seconds of processor time"] if seconds > HANG else [])


def _write(site: Site, case: Case, place: Callable[[str], str]) -> None:
    for path, text in case.files.items():
        file = site.root / path if path == "pelicanconf.py" else site.root / "content" / place(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        if path == "pelicanconf.py":
            text = SETTINGS + text  # noqa: PLW2901 - the case's own come after
        file.write_text(text, "utf-8", newline="")
    if case.make:
        target = site.root / "content" / ("" if case.alone else case.folder)
        target.mkdir(parents=True, exist_ok=True)
        case.make(target)


def _place(case: Case, path: str) -> str:
    """Where a file of a case lies among those of others; `{case}` in a text is not replaced, so links are relative."""
    kind, slash, rest = path.partition("/")
    return f"{kind}/{case.folder}-{rest}" if slash and kind in KINDS else f"{case.folder}/{path}"


def _built(site: Site, *more: str) -> tuple[Built, float]:
    (site.root / "content").mkdir(exist_ok=True)
    started = time.process_time()
    built = site.build_here(*more)
    return built, time.process_time() - started


def _told(built: Built) -> list[tuple[str, int, str, str]]:
    """Path, line, code and the rest of each message."""
    found = [TOLD.fullmatch(line) for line in built.stderr.splitlines()]
    return [(m["path"], int(m["line"]), m["code"], m["rest"]) for m in found if m]


def _judge(case: Case, built: Built, told: list[tuple[str, int, str, str]], place: Callable[[str], str]) -> list[str]:
    """What is not as the case says."""
    wrong = ["a traceback"] if "Traceback" in built.stdout + built.stderr else []
    own = (f"content/{case.folder}",) if case.make else tuple(f"content/{place(path)}" for path in case.files)
    mine = [item for item in told if case.alone or item[0].startswith(own)]
    shown = "; ".join(f"{path}:{line} {code} {rest}" for path, line, code, rest in mine)[:600] or built.stderr[-300:]
    errors = [item for item in mine if not item[3].endswith("[warning]")]
    for code, line in case.refused:
        if not any(code in {"", item[2]} and line in {0, item[1]} for item in errors):
            wrong.append(f"not told {code} at line {line}: {shown}")
    if case.either:
        wrong += [f"refused for another reason: {shown}" for _, _, code, _ in errors if code not in COSTLY]
        if errors:
            return wrong
    elif not case.refused and errors:
        wrong.append(f"refused: {shown}")
    for code in case.warned:
        if not any(code == item[2] and item[3].endswith("[warning]") for item in mine):
            wrong.append(f"no warning {code}: {shown}")
    return wrong + (_judge_output(case, built, place) if built.output.is_dir() else [])


def _judge_output(case: Case, built: Built, place: Callable[[str], str]) -> list[str]:
    if case.alone:
        pages = [page for page in built.output.rglob("*.html") if page.parent != built.output]
    else:
        pages = [built.output / "p" / f"{place(path)}.html" for path in case.files if path.endswith(TEXTS)]
    there = [page for page in pages if page.is_file()]
    if case.refused and not case.alone:
        return [f"{page} was published" for page in there if len(pages) == 1]
    wrong = [f"{page.name} is missing" for page in pages if page not in there and "authors/" not in str(page)]
    wrong += [f"{page.name}: {found}" for page in there for found in dangers(page.read_text("utf-8"))]
    texts = [page.read_text("utf-8") for page in there]
    for text in case.present:
        if not any(text in page for page in texts):
            wrong.append(f"no {text!r}: {texts[0].partition('<main')[2][:1500] if texts else 'no page'}")
    wrong += [f"{text!r} is in its page" for text in case.absent if any(text in page for page in texts)]
    for text in case.nowhere:
        data = text.encode("utf-8", "surrogatepass")
        for file in (file for file in built.output.rglob("*") if file.is_file()):
            if data in file.read_bytes() or text in file.name:
                wrong.append(f"{text!r} is in {file.relative_to(built.output)}")
                break
    return wrong


def dangers(html: str) -> list[str]:
    """What in a whole page, as a browser reads it, may run, lead to a program, or break the page's own frame."""
    if len(html) > LONG:
        root = lxml_html.document_fromstring(html)
    else:
        root = html5lib.parse(html, treebuilder="lxml", namespaceHTMLElements=False).getroot()
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name, value in element.attrib.items():
            if name.startswith("on") or (
                name in {"srcdoc", "formaction", "background", "action"} and element.tag != "form"
            ):
                found.append(f"<{element.tag} {name}={value!r}>")
            if name in {
                "href",
                "src",
                "action",
                "poster",
                "data",
                "{http://www.w3.org/1999/xlink}href",
            } and UNSAFE_ADDRESS.match(value):
                found.append(f"<{element.tag} {name}={value!r}>")
            if name in {"href", "src"} and re.match(r"[/\\]{2}", value):
                found.append(f"<{element.tag} {name}={value!r}>")
        if element.tag == "script" and not _own_script(element):
            found.append(f"<script>{(element.text or '')[:60]}")
        if element.tag == "iframe" and "allow-top-navigation" not in element.get("sandbox", "allow-top-navigation"):
            continue
        if element.tag in {
            "iframe",
            "object",
            "embed",
            "applet",
            "frame",
            "frameset",
            "base",
            "portal",
            "math",
            "template",
        }:
            found.append(f"<{element.tag}>")
    mains = root.findall(".//main")
    if len(mains) != 1:
        found.append(f"{len(mains)} main elements")
    for tag, where in (("footer", "body"), ("header", "body")):
        if len(root.findall(f"./{where}/{tag}")) != 1:
            found.append(f"the page's own {tag} is not where it belongs")
    return found


def _own_script(element: object) -> bool:
    kind = element.get("type", "")  # type: ignore[attr-defined]
    source = element.get("src", "")  # type: ignore[attr-defined]
    return (
        kind == "application/ld+json"
        or "/theme/" in source
        or source.startswith(("theme/", "./theme/"))
        or not (
            source or "alert" in (element.text or "") or "evil" in (element.text or "")  # type: ignore[attr-defined]
        )
    )


def table(found: list[Case]) -> str:
    """The outcomes by group, as Markdown."""
    groups = dict.fromkeys(case.group for case in found)
    counted = Counter((case.group, case.outcome) for case in found)
    kinds = ("refused", "built", "bounded")
    rows = [
        [group, sum(counted[group, kind] for kind in kinds), *(counted[group, kind] for kind in kinds)]
        for group in groups
    ]
    total = [sum(int(row[n]) for row in rows) for n in range(1, 5)]
    head = ["Group", "Cases", "Refused, with file and line", "Built, made harmless", "Built or refused, within bounds"]
    lines = [head, ["---", *["---:"] * 4], *rows, ["all", *total]]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def run_all(say: Callable[[str], None]) -> tuple[list[Case], dict[str, list[str]]]:
    """Build every case. Gives those that came out as they must, and what went wrong with the others."""
    found, wrong = cases(), {}
    for group in dict.fromkeys(case.group for case in found):
        own = [case for case in found if case.group == group]
        together = [case for case in own if not case.alone]
        with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
            if together:
                wrong |= {
                    f"{group}: {name}": said for name, said in run_together(Path(folder), together).items() if said
                }
        for case in own:
            if case.alone:
                with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
                    if said := run_alone(Path(folder), case):
                        wrong[f"{group}: {case.name}"] = said
        say(f"{group}: {len(own)} cases")
    return [case for case in found if f"{case.group}: {case.name}" not in wrong], wrong


def main() -> None:
    """Build them all and print the table."""
    good, wrong = run_all(lambda line: sys.stderr.write(f"{line}\n"))
    sys.stdout.write(table(good) + "\n")
    for name, said in wrong.items():
        sys.stderr.write("\n    ".join([f"{name}:", *said]) + "\n")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
