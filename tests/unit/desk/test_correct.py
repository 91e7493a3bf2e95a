"""A correction in a file: one more entry and a new time of change, in every form that front matter has, and not a byte more."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfirst.desk.correct import correct, unprintable, write_over
from standfirst.diagnostics import BuildError
from standfirst.frontmatter import split_header
from standfirst.yamltree import parse_mapping
from tests.unit.newsroom import read

if TYPE_CHECKING:
    from pathlib import Path

KYIV = ZoneInfo("Europe/Kyiv")
NOW = datetime(2026, 1, 1, 23, 4, 5, tzinfo=UTC)
"""In Kyiv it is the next day already."""
ENTRY = "- date: 2026-01-02\n    text: \"It was 12: not '21'.\"\n"
WORDS = "It was 12:\n not '21'."

CASES = {
    "no list, no time of change": (
        "title: A\ndate: 2025-01-01  # first\nauthors: [liam]\n",
        f"title: A\ndate: 2025-01-01  # first\nmodified: 2026-01-02T01:04\nauthors: [liam]\ncorrections:\n  {ENTRY}",
    ),
    "a list": (
        "title: A\ncorrections:\n  - text: 'One'  # by the desk\n    date: 2025-02-02\n\n# More\ndate: 2025-01-01\nmodified: '2025-02-02' # then\n",
        f"title: A\ncorrections:\n  - text: 'One'  # by the desk\n    date: 2025-02-02\n  {ENTRY}\n# More\ndate: 2025-01-01\nmodified: '2026-01-02T01:04' # then\n",
    ),
    "a list that is not indented": (
        "Corrections:\n- date: 2025-02-02\n  text: >\n    One\n    two\ntitle: A\ndate: 2025-01-01\nModified: 2025-01-01\n",
        (
            "Corrections:\n- date: 2025-02-02\n  text: >\n    One\n    two\n- date: 2026-01-02\n  text: \"It was 12: not '21'.\"\n"
            "title: A\ndate: 2025-01-01\nModified: 2026-01-02T01:04\n"
        ),
    ),
    "a list in brackets": (
        "title: A\ndate: 2025-01-01\nmodified:   # when\ncorrections: [{date: 2025-02-02, text: One},\n  {date: 2025-02-03, text: Two}, ]\n",
        (
            "title: A\ndate: 2025-01-01\nmodified: 2026-01-02T01:04   # when\ncorrections: [{date: 2025-02-02, text: One},\n"
            "  {date: 2025-02-03, text: Two}, {date: 2026-01-02, text: \"It was 12: not '21'.\"}, ]\n"
        ),
    ),
    "an empty list": (
        "title: A\ncorrections: [ ] # none\ndate: 2025-01-01\nmodified: 2030-01-01\n",
        "title: A\ncorrections: [{date: 2026-01-02, text: \"It was 12: not '21'.\"}] # none\ndate: 2025-01-01\nmodified: 2030-01-01\n",
    ),
    "a field left empty": (
        "title: A\ncorrections:  # none\ndate: 2025-01-01\nmodified: 2026-01-02T01:04\n",
        f"title: A\ncorrections:  # none\n  {ENTRY}date: 2025-01-01\nmodified: 2026-01-02T01:04\n",
    ),
    "a field that says null, fields that are indented": (
        "  title: A\n  corrections: ~\n  date: 2025-01-01\n",
        "  title: A\n  corrections: \n    - date: 2026-01-02\n      text: \"It was 12: not '21'.\"\n  date: 2025-01-01\n  modified: 2026-01-02T01:04\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_form_of_the_list_keeps_its_form(name: str) -> None:
    before, after = (f"---\n{header}---\n\nThe text.\n---\ncorrections:\n" for header in CASES[name])
    made = correct(before, "x.md", WORDS, NOW, KYIV)
    assert made
    assert made.after == after
    assert correct(made.after, "x.md", WORDS, NOW, KYIV) is None, "it would be recorded twice"
    manuscript, problems = read(made.after)
    assert manuscript, problems
    newest = manuscript.header.values.corrections[-1]
    assert (newest.date.isoformat(), newest.text) == ("2026-01-02", "It was 12: not '21'.")


REFUSED = {
    "title: A\ndate: 2025-01-01\n\nThe text.": "x.md:1:1: SF013 corrections: a header of Key: value lines cannot hold one",
    "The text.": "x.md:1:1: SF002 no front matter",
    "---\ntitle: A\n": "x.md:1:1: SF002",
    "---\n{title: A, date: 2025-01-01}\n---\n": "x.md:1:1: SF013 the fields stand in braces (add it by hand",
    "---\ntitle: A\ncorrections: None so far\n---\n": "x.md:1:1: SF013 corrections is not a list",
    "---\ntitle: A\ntitle: B\n---\n": "x.md:3:1: SF005",
    "---\ntitle: A\nsummary: " + "b" * 65_500 + "\n---\n": "x.md:2:1: SF006",
}


@pytest.mark.parametrize("text", REFUSED)
def test_a_file_that_cannot_hold_one_is_told_with_its_place(text: str) -> None:
    with pytest.raises(BuildError) as error:
        correct(text, "x.md", WORDS, NOW, KYIV)
    assert str(error.value).startswith(REFUSED[text])


FIELDS = {
    "title": ["title: A", "'title': |-\n  A\n\n", '"title" : "A\\u00e9"'],
    "date": ["date: 2025-01-01", "date:\n  2025-01-01T10:00+02:00 # c", "date: >-\n  2025-01-01\n"],
    "modified": [
        "",
        "modified: 2025-03-03",
        "modified: '2025-03-03'",
        "modified:",
        "MODIFIED: |\n  2025-03-03\n\n",
        "modified: ~ # c",
    ],
    "corrections": [
        "",
        "corrections:",
        "corrections: []",
        "corrections: null",
        "corrections: [{text: a, date: 2025-01-01}]",
        "corrections: [{text: 'a]', date: 2025-01-01},\n {date: 2025-01-02, text: b} # c\n ,]",
        "corrections:\n- {date: 2025-01-01, text: a}",
        "corrections:\n   -   date: 2025-01-01\n       text: |+\n         a\n\n         b\n\n\n",
        "corrections:\n  -\n    text: a\n      b\n    date: '2025-01-01'   # c\n\n   # d",
        'corrections: # c\n  - "text": "a\\\n      b"\n    date: 2025-01-01',
    ],
    "summary": [
        "",
        "summary: |+\n  A # b\n\n\n",
        "summary: 'A\n\n  ''b'''",
        "summary: A\x85\u2028B",
        "# corrections:\n#   - a",
    ],
    "sources": [
        "",
        "sources:\n- title: \U0001f4f0\n  url: https://a.example/#b\n- {title: ü, url: https://a.example/}",
    ],
}


@given(
    fields=st.permutations([*FIELDS]).flatmap(
        lambda names: st.tuples(*(st.sampled_from(FIELDS[name]) for name in names))
    ),
    between=st.sampled_from(["", "\n", "# remark: [\n"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    body=st.sampled_from(["", "\nText.\n", "\n---\ncorrections: []\n...\nlast line", "\x0c\u2028"]),
    mark=st.sampled_from(["", "\ufeff"]),
    words=st.text(min_size=1).filter(lambda text: text.strip() and not unprintable(text)),
)
def test_the_same_values_the_same_bytes_and_one_correction_more(
    fields: tuple[str, ...], between: str, line_end: str, body: str, mark: str, words: str
) -> None:
    """Whatever the form: the fields say what they said, each old line is there in its order, the text is untouched."""
    header = between.join(f"{field}\n" for field in fields if field)
    text = f"---\n{header}---\n{body}".replace("\n", line_end)
    before, _ = parse_mapping(header, "x.md")
    assert before
    made = correct(mark + text, "x.md", words, NOW, KYIV)
    assert made
    after = made.after.removeprefix(mark).replace("\r\n", "\n").replace("\r", "\n")
    form, new_header, new_body, _ = split_header(after)
    assert (form, new_body) == ("yaml", body)
    assert made.after.startswith(mark)
    assert made.after.endswith(f"---{line_end}{body.replace(chr(10), line_end)}")
    node, problems = parse_mapping(f"{new_header}\n", "x.md")
    assert node
    assert not problems
    values = node.plain()
    assert isinstance(values, dict)
    values["modified"] = values["modified"].rstrip("\n")
    old = before.plain()
    assert isinstance(old, dict)
    added = {"date": "2026-01-02", "text": " ".join(words.split())}
    assert values == {**old, "modified": "2026-01-02T01:04", "corrections": [*old.get("corrections", []), added]}
    # What gave way to something else: the time of the last change, and a list that was empty.
    kept = re.sub(r"2025-03-03|\[\]|null|~", "", header)
    left = iter(after)
    assert all(char in left for char in kept)
    ends = made.after.replace(line_end, "")
    assert "\r" not in ends
    assert "\n" not in ends


def test_a_file_that_somebody_else_saved_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "x.md"
    file.write_bytes(b"theirs")
    file.chmod(0o640)
    with pytest.raises(OSError, match="changed meanwhile"):
        write_over(file, b"ours", b"new")
    assert [file.read_bytes(), len([*tmp_path.iterdir()])] == [b"theirs", 1]
    link = tmp_path / "link.md"
    link.symlink_to(file)
    write_over(link, b"theirs", b"new")
    assert [file.read_bytes(), link.is_symlink(), file.stat().st_mode & 0o777] == [b"new", True, 0o640]
