"""Links change where they lead to what has moved, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from standfirst.desk.importing.addresses import change_addresses, old_path, relative, without_scripts
from standfirst.desk.importing.anchors import name_headings
from standfirst.desk.importing.codeless import commented, outside_code
from standfirst.desk.importing.files import Copies, CopyError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("[a](x)", "[a](NEW)"),
        ('![a](x "t")', '![a](IMAGE "t")'),
        ("[![a](x)](x)", "[![a](IMAGE)](NEW)"),
        ("[a](<x>)", "[a](NEW)"),
        ("[a]: x", "[a]: NEW"),
        ("[a]: x y", "[a]: x y"),
        ('<img alt="b" src="x">', '<img alt="b" src="IMAGE">'),
        ("`[a](x)`", "`[a](x)`"),
        ("```\n[a](x)\n```", "```\n[a](x)\n```"),
        ("[a](y)", "[a](y)"),
    ],
)
def test_each_form_of_a_link_is_found_and_code_left_alone(text: str, changed: str) -> None:
    made = change_addresses(text, lambda address, image: ("IMAGE" if image else "NEW") if address == "x" else None)
    assert made == changed


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("https://old.example/a/b/", "/a/b"),
        ("/a/index.html", "/a"),
        ("/a.html", "/a"),
        ("/%D0%B0/../b", "/b"),
        ("https://old.example/?p=12", "/?p=12"),
        ("/../../etc", "/etc"),
        ("http://[", None),
    ],
)
def test_an_old_address_has_one_form(address: str, path: str | None) -> None:
    assert old_path(address) == path


def test_a_relative_address_never_leads_out() -> None:
    assert relative("posts/a.md", "../b.md#x") == "b.md"
    assert relative("posts/a.md", "../../b.md") is None
    assert relative("posts/a.md", "%2e%2e/%2e%2e/b.md") is None
    assert relative("posts/a.md", "/etc/passwd") is None


def test_what_runs_is_a_remark_that_cannot_end_early() -> None:
    made, said = without_scripts(
        'a <script>x --> "</script> <b onclick="y" onload=z>c</b> [d](javascript:e) `<script>`'
    )
    assert made == 'a <!-- <script>x -&#45;> "</script> --> <b>c</b> [d](#) `<script>`'
    assert len(said) == 4
    assert "--" not in commented("a ---- b --> c")[4:-3]


def test_text_is_put_together_again() -> None:
    text = "a `b` c\n\n~~~\nd\n~~~\n- ```\n  e\n  ```\n``f`g``"
    assert outside_code(text, lambda piece: piece) == text


def test_headings_get_the_id_that_links_ask_for() -> None:
    text = "# What is *known*?\n\n```\n# What is known\n```\n## Part {#part}\n## More\n"
    assert name_headings(text, {"what-is-known", "part"}) == text.replace("*?", "*? {#what-is-known}", 1)


def test_no_text_and_no_active_drawing_is_copied(tmp_path: Path) -> None:
    """A build would take the one for an article, and a browser would run the other."""
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "a.svg").write_text("<svg onload='x()'/>")
    (tmp_path / "b.svg").write_text("<svg/>")
    copies = Copies(tmp_path, tmp_path / "content", dry=False)
    for name in ("a.md", "a.svg", "none.png", "../x.png"):
        with pytest.raises(CopyError):
            copies.place(name)
    assert copies.place("b.svg") == "images/b.svg"
    assert (tmp_path / "content/images/b.svg").read_text() == "<svg/>"
