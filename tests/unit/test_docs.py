"""The documents say what the code does: their tables are made from it, their commands exist, their links lead somewhere."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner
from jinja2 import Environment
from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from standfirst import defaults, exchange, fields, frontmatter, model, release_settings
from standfirst.cli import main
from standfirst.config import PREFIX, Config
from standfirst.described import descriptions
from standfirst.diagnostics import CODES, SETTABLE
from standfirst.edition import Edition
from standfirst.exchanges.register import Register
from standfirst.frontmatter import check_header, split_header
from standfirst.manuscript import read_manuscript
from standfirst.pelican_site.templates import prepare
from standfirst.prose import Renderer
from standfirst.teasers import policy
from standfirst.yamltree import parse_mapping
from tests.harness import ROOT
from tests.sites_invalid import hostile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic.fields import FieldInfo

DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda path: (path.name != "README.md", str(path))
)
# Sections that are not made of the code: figures of benchmarks, a recorded session, and a table that its own test holds.
SECTION = re.compile(
    r"(<!-- (?P<what>(?!bench |faults|recorded )[^:>]+): begin -->\n).*?(<!-- (?P=what): end -->)", re.DOTALL
)
FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<text>.*?)^```", re.DOTALL | re.MULTILINE)


def made_section(what: str) -> str:
    """The Markdown table that belongs between two markers."""
    if what.startswith("fields of "):
        name = what.removeprefix("fields of ")
        record = next(
            vars(module)[name]
            for module in (frontmatter, exchange, fields, model, release_settings)
            if name in vars(module)
        )
        return table(["Field", "What it says"], described_fields(record))
    if what == "codes":
        rows = [[f"`{name}`", text, level, "yes" if name in SETTABLE else "-"] for name, (level, text) in CODES.items()]
        return table(["Code", "What it means", "Severity", "Can be set"], rows)
    if what == "actions":
        meanings = {kind: CODES[code][1] for kind, code in policy.CODES.items()}
        rows = [[f"`{kind}`", meanings[kind], f"`{action}`"] for kind, action in policy.ACTIONS.items()]
        return table(["Kind", "What it is", "What is done"], rows)
    if what == "settings":
        return table(["Setting", "Default", "What it does"], settings())
    if what == "hostile":
        return f"\n{hostile.table(hostile.cases())}\n\n"
    assert what == "defaults", f"no section is called {what}"
    names = [name for name in vars(defaults) if name.isupper() and name[0] != "_" and name != "THEME"]
    return table(["Setting", "Default"], [[f"`{name}`", code(getattr(defaults, name))] for name in sorted(names)])


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n\n"


def described_fields(record: type[fields.Record]) -> list[list[str]]:
    return [
        [
            f"`{name}`{' (must be there)' if field.is_required() else ''}",
            " ".join(descriptions(record).get(name, "").split()),
        ]
        for name, field in record.model_fields.items()
    ]


def settings() -> list[list[str]]:
    def default(name: str, field: FieldInfo) -> str:
        setting = field.alias or PREFIX + name.upper()
        if hasattr(defaults, setting):
            return code(getattr(defaults, setting))
        return code(field.get_default(call_default_factory=True, validated_data={}))

    rows = []
    for name, field in Config.model_fields.items():
        rows.append(
            [
                f"`{field.alias or PREFIX + name.upper()}`",
                default(name, field),
                " ".join(descriptions(Config).get(name, "").split()),
            ]
        )
    return rows


def code(value: object) -> str:
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_defaults=True)
    if value is PydanticUndefined or value in ("", (), {}, None):
        return "-"
    return f"`{json.dumps(value, ensure_ascii=False)}`"


def test_golden_tables_in_the_documents_are_what_the_code_says(pytestconfig: pytest.Config) -> None:
    """Every field, setting, default and diagnostic code is documented, in the words of the code."""
    seen = set()
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        seen |= {found["what"] for found in SECTION.finditer(text)}
        made = SECTION.sub(lambda found: f"{found[1]}{made_section(found['what'])}{found[3]}", text)
        if pytestconfig.getoption("--update-golden"):
            path.write_text(made, "utf-8")
        else:
            assert text == made, f"{path.name}: the tables differ from the code; make golden"
    assert {"codes", "settings", "defaults", "fields of FrontMatter", "fields of AuthorProfile"} <= seen


def own_commands(group: click.Group) -> Iterator[tuple[str, ...]]:
    """The names of all commands, those of groups too."""
    for name, command in group.commands.items():
        yield (name,)
        if isinstance(command, click.Group):
            yield from ((name, *inner) for inner in own_commands(command))


def test_every_command_and_option_is_documented_and_every_documented_one_exists() -> None:
    """A command without a line in the documents, or a line about none, fails."""
    text = "\n".join(path.read_text("utf-8") for path in DOCUMENTS)
    for name in own_commands(main):
        assert f"standfirst {' '.join(name)}" in text, f"standfirst {' '.join(name)} is not documented"
    for line in re.findall(r"standfirst ([a-z]+(?: [^\n`|;&]*)?)", "\n".join(commands())):
        name, *words = line.split()
        command = main.commands.get(name)
        assert command is not None, f"standfirst {name} does not exist"
        while isinstance(command, click.Group):
            assert words, f"{line}: {name} is a group of commands"
            assert words[0] in command.commands, line
            command = command.commands[words.pop(0)]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("-")} <= known, line


def commands() -> Iterator[str]:
    for path in DOCUMENTS:
        text = path.read_text("utf-8")
        yield from (found["text"] for found in FENCE.finditer(text) if found["kind"] in {"sh", "yaml"})
        yield from re.findall(r"`(standfirst [^`]+)`", text)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    """A relative link or picture in a document is there."""
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", FENCE.sub("", path.read_text("utf-8"))):
        if not re.match(r"[a-z]+:|<|\{|/", target) and "{" not in target:
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_every_test_that_is_named_as_holding_a_promise_is_there() -> None:
    there = [f"/{file.relative_to(ROOT).as_posix()}" for file in (ROOT / "tests").rglob("*.*")]
    named = re.findall(r"`((?:[\w/]+/)?\w+\.(?:py|txt))`", (ROOT / "docs" / "security.md").read_text("utf-8"))
    assert "unit/test_folder.py" in named
    assert [name for name in named if not any(file.endswith(f"/{name}") for file in there)] == []


def test_the_examples_of_files_are_valid() -> None:
    """What a document shows as an article, an author or a record is read without a problem."""
    checked = 0
    for path in DOCUMENTS:
        for found in FENCE.finditer(path.read_text("utf-8")):
            text = found["text"]
            if found["kind"] == "markdown" and text.startswith("---"):
                form, header, _, _ = split_header(text)
                node, problems = parse_mapping(header, path.name, 2)
                assert node is not None
                assert not problems
                if "name" in node.keys:
                    _, problems = check_header(frontmatter.AuthorProfile, node, path.name, form)
                else:
                    _, problems = read_manuscript(text, "a.md", path.name, "article", Renderer({}), defaults={})
                assert not problems, problems
                checked += 1
            if found["kind"] == "yaml" and "parties:" in text:
                node, problems = parse_mapping(text, path.name)
                assert node is not None
                assert not problems
                _, problems = check_header(exchange.Exchange, node, path.name, "yaml")
                assert not problems, problems
                checked += 1
    assert checked >= 4


def test_the_schema_for_editors_takes_what_the_build_takes() -> None:
    """The printed JSON Schema is valid, knows every field, and accepts the header of every article of the demo."""
    from jsonschema import Draft202012Validator

    result = CliRunner().invoke(main, ["schema"])
    schema = json.loads(result.output)
    Draft202012Validator.check_schema(schema)
    assert schema["properties"].keys() == frontmatter.FrontMatter.model_fields.keys()
    validator = Draft202012Validator(schema)
    for path in sorted((ROOT / "content" / "articles").glob("*.md")):
        _, header, _, _ = split_header(path.read_text("utf-8"))
        node, _ = parse_mapping(header, path.name, 2)
        assert node is not None
        assert not [error.message for error in validator.iter_errors(node.plain())], path.name
    assert len(list(validator.iter_errors({"title": "x", "date": "2026-13", "authers": "y"}))) == 2


def test_the_tree_of_the_theme_is_documented_file_by_file() -> None:
    """A file of the theme without its line, or a line about no file, fails."""
    text = (ROOT / "docs" / "theming.md").read_text("utf-8")
    told = {
        f"{folder}/{name}"
        for folder, section in re.findall(r"^### `(theme/[^`]*)/`$(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL)
        for name in re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)
    }
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "theme").rglob("[!.]*") if path.is_file()}
    assert told == files


def test_what_theme_authors_are_told_of_exists() -> None:
    """Each name after story., edition., register. and config. is one, and the filters are those that there are."""
    text = (ROOT / "docs" / "theming.md").read_text("utf-8")
    for name, kind in {"story": model.Story, "edition": Edition, "register": Register, "config": Config}.items():
        named = set(re.findall(rf"\b{name}\.(?!html|js|css)(\w+)", text))
        assert named
        assert named <= {*dir(kind), *getattr(kind, "__annotations__", {})}, name
    bare, ours = Environment(autoescape=True), Environment(autoescape=True)
    prepare(ours, lambda: pytest.fail("no filter needs the edition"), str, own=True)
    filters = text[text.index("| Filter |") : text.index("## The tree")]
    assert set(re.findall(r"^\| `(\w+)`", filters, re.MULTILINE)) == ours.filters.keys() - bare.filters.keys()


def test_help_is_short_and_has_an_example() -> None:
    """Each command's help fits a screen."""
    for name in own_commands(main):
        output = CliRunner().invoke(main, [*name, "--help"]).output
        assert len(output.splitlines()) <= 30
        assert "\n  Example: standfirst" in output
        assert "\\b" not in output
