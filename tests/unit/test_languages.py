"""The words of the interface: what each language has, and that none is missing."""

from __future__ import annotations

import importlib.util
import re
from typing import TYPE_CHECKING, Any

import pytest

from standfirst.diagnostics import BuildError
from standfirst.languages import FOLDER, Languages, direction_of
from tests.harness import ROOT

if TYPE_CHECKING:
    from pathlib import Path

STORIES = ("%(num)s story", "%(num)s stories")
GERMAN = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Topics"
msgstr "Themen"
"""
# Names, and marks between words: they are the same in all languages.
SAME = {"CSV", "JSON"}
SAID = re.compile(r">([^<>]*)<|\b(?:aria-label|title|alt|placeholder|data-[a-z]+)=\"([^\"]*)\"")


def messages() -> Any:
    """The program behind `make messages`."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / ".ci" / "messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def folder(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_the_catalogues_have_every_message_and_no_other() -> None:
    """`make messages` has nothing to write: neither a new message nor one that nobody says any more."""
    program = messages()
    found = program.extract()
    assert (FOLDER / "messages.pot").read_bytes() == program.written(found)
    for file in FOLDER.glob("*.po"):
        assert {(m.id, m.context) for m in program.read(file) if m.id} == {(m.id, m.context) for m in found if m.id}


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.po")), ids=lambda file: file.stem)
def test_a_shipped_catalogue_is_complete_and_keeps_every_placeholder(file: Path) -> None:
    program = messages()
    catalogue = program.read(file)
    assert [m.id for m in catalogue if m.id and not program.translated(m)] == []
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = message.id if isinstance(message.id, str) else message.id[1]
        if not message.id:
            continue
        for form in forms:
            for kind in (r"%\(\w+\)s", r"\{\w+\}", r"</?[a-z]+", r"<code>[^<]*</code>"):
                assert sorted(re.findall(kind, form)) == sorted(re.findall(kind, wanted)), form


def test_no_template_has_words_that_are_in_no_catalogue() -> None:
    """What is left of a template without Jinja's own parts is markup: all that is read comes from a message or a value."""
    for file in sorted((ROOT / "theme" / "templates").rglob("*.html")):
        text = re.sub(r"{%-?\s*trans.*?{%-?\s*endtrans\s*-?%}", "", file.read_text("utf-8"), flags=re.DOTALL)
        text = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
        text = re.sub(r"<(code|script)>.*?</\1>", "", text)
        said = [one or other for one, other in SAID.findall(f">{text}<")]
        words = {word for part in said for word in re.findall(r"[^\W\d_]{2,}", part)}
        assert words <= SAME, file.name


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 матеріалів"),
        (1, "1 матеріал"),
        (2, "2 матеріали"),
        (5, "5 матеріалів"),
        (11, "11 матеріалів"),
        (12, "12 матеріалів"),
        (21, "21 матеріал"),
        (104, "104 матеріали"),
        (112, "112 матеріалів"),
    ],
)
def test_a_number_has_the_form_that_goes_with_it(number: int, said: str) -> None:
    assert Languages("en").of("uk").ngettext(*STORIES, number) == said


def test_scripts_are_given_a_number_for_each_form_that_their_language_has() -> None:
    languages = Languages("uk")
    assert set(languages.of("uk").examples) == {"one", "few", "many", "other"}
    assert set(languages.of("en").examples) == {"one", "other"}


@pytest.mark.parametrize(
    ("default", "tag", "said"),
    [
        ("en", "uk", "Теми"),
        ("en", "uk-UA", "Теми"),
        ("en", "UK_ua", "Теми"),
        ("uk", "en-GB", "Topics"),
        ("uk", "de", "Теми"),
        ("en", "de", "Topics"),
        ("xx", "xx", "Topics"),
    ],
)
def test_a_language_without_a_catalogue_borrows_the_sites(default: str, tag: str, said: str) -> None:
    assert Languages(default).of(tag).gettext("Topics") == said


def test_a_site_adds_a_language_and_changes_a_message_of_ours(tmp_path: Path) -> None:
    mine = folder(tmp_path, "de.po", GERMAN)
    folder(
        tmp_path,
        "uk.po",
        GERMAN.replace("nplurals=2; plural=(n != 1)", "nplurals=3; plural=0").replace("Themen", "Рубрики"),
    )
    languages = Languages("de", [mine])
    assert languages.of("de").gettext("Topics") == "Themen"
    assert languages.of("de").gettext("Authors") == "Authors", "what it lacks is said in English"
    assert languages.of("uk").gettext("Topics") == "Рубрики"
    assert languages.of("uk").gettext("Authors") == "Автори"
    assert languages.of("uk").ngettext(*STORIES, 5) == "5 матеріалів"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "de.po",
            GERMAN + '\nmsgid "By %(names)s"\nmsgstr "Von %(name)s"\n',
            r"de\.po:10:1: SF160 .*unknown named placeholder",
        ),
        ("de.po", GERMAN + '\nmgsid "Open"\nmsgstr ""\n', r"de\.po:10:1: SF160 "),
        ("klingonisch.po", GERMAN, r"klingonisch\.po:1:1: SF160 "),
    ],
)
def test_a_catalogue_that_would_break_a_page_is_refused_with_its_place(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    with pytest.raises(BuildError, match=told):
        Languages("en", [folder(tmp_path, name, text)])


def test_a_page_runs_the_way_its_language_is_written() -> None:
    assert {tag: direction_of(tag) for tag in ("he", "ar-EG", "fa", "ur", "uk", "en", "xx")} == {
        **dict.fromkeys(("he", "ar-EG", "fa", "ur"), "rtl"),
        **dict.fromkeys(("uk", "en", "xx"), "ltr"),
    }
