"""A register of well-known exchanges, and articles on one of them given as text."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from standfirst.exchanges.prose.article import SUMMARY, TITLE, Article, Passage
from standfirst.exchanges.prose.check import check_article
from standfirst.exchanges.prose.register import Register
from standfirst.exchanges.records import Kept, index_records, read_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from standfirst.exchanges.prose.article import Finding
    from standfirst.fields import Source

ROWS = """
2022-09-21         | UA: {total: 215}; RU: {total: 56} | | | TR SA
2023-08-07         | UA: {total: 22, military: 22, civilian: 0} | 48 | 2598 |
2024-01-03         | UA: {total: 230, military: 224, civilian: 6}; RU: {total: 248, military: 248} | 49 1 | | AE
2024-05-31         | UA: {total: 75, military: 71, civilian: 4}; RU: {total: 75, military: 75, civilian: 0} | 52 4 | | AE
2024-06-25         | UA: {total: 90, military: 90, civilian: 0}; RU: {total: 90, military: 90, civilian: 0} | 53 | 3300 | AE
2024-06-28         | UA: {total: 10, civilian: 10} | | | VA
2024-12-30         | UA: {total: 189, military: 187, civilian: 2}; RU: {total: 150, military: 150, civilian: 0} | 59 11 | 3956 | AE
2025-02-05         | UA: {total: 150, military: 150, civilian: 0}; RU: {total: 150, military: 150, civilian: 0} | 61 2 | | AE
2025-03-19         | UA: {total: 175, military: 175, civilian: 0}; RU: {total: 175, military: 175, civilian: 0} | 62 3 | | AE
2025-04-19         | UA: {total: 246, military: 246, civilian: 0}; RU: {total: 246, military: 246, civilian: 0} | 63 4 | 4552 | AE
2025-04-19-wounded | UA: {total: 31, military: 31, civilian: 0}; RU: {total: 15, military: 15, civilian: 0} | | |
2025-05-06         | UA: {total: 205, military: 205, civilian: 0, officers: 3}; RU: {total: 205, military: 205, civilian: 0} | 64 5 | 4757 | AE
2025-05-23 1/3     | UA: {total: 390, military: 270, civilian: 120, women: 3, men: 387}; RU: {total: 390, military: 270, civilian: 120} | 65 6 | 5147 | TR BY
2025-05-24 2/3     | UA: {total: 307, military: 307, civilian: 0}; RU: {total: 307, military: 307, civilian: 0} | 65 6 | |
2025-05-25 3/3     | UA: {total: 303, military: 303, civilian: 0}; RU: {total: 303, military: 303, civilian: 0} | 65 6 | 5757 |
2025-08-14         | UA: {total: 84, military: 33, civilian: 51}; RU: {total: 84, military: 84, civilian: 0} | 67 | | AE
2025-10-02         | UA: {total: 205, military: 185, civilian: 20}; RU: {total: 205, military: 185, civilian: 20} | 69 | |
2026-02-05         | UA: {total: 157}; RU: {total: 157} | | |
2025-06-16-bodies  | | | |
"""
"""Id and stage; people returned; ordinals since the invasion and in the year; running total to Ukraine; mediators."""
BODIES = {"2025-06-16-bodies": "{UA: 1245}", "2024-05-31": "{UA: 212, RU: 45}"}


def _record(row: str) -> Kept:
    name, returned, ordinals, total, mediators = (cell.strip() for cell in row.split("|"))
    name, _, stage = name.partition(" ")
    lines = [
        f'id: "{name}"',
        f"kind: {'repatriation_bodies' if 'bodies' in name else 'exchange'}",
        f'date: "{name[:10]}"',
    ]
    lines += ["status: completed", "parties: [UA, RU]"]
    if "wounded" in name:
        lines[1] = "kind: exchange_wounded_sick"
    if stage:
        lines += ["agreement: istanbul-2025-05-16", "agreed: {UA: 1000, RU: 1000}"]
        lines += [f"stage: {{number: {stage.strip()[0]}, of: {stage.strip()[-1]}}}"]
    if returned:
        lines += ["returned:", *(f"  {part.strip()}" for part in returned.split(";"))]
    if ordinals:
        since, *year = ordinals.split()
        in_year = f"in_year: {year[0]}, " if year else ""
        lines += [f'sequence: {{since_invasion: {since}, {in_year}basis: "Coordination Headquarters"}}']
    lines += [f"cumulative: {{UA: {total}}}"] * bool(total) + [f"bodies: {BODIES.get(name)}"] * (name in BODIES)
    if mediators:
        lines += [
            "mediators:",
            *(f"  - {{name: {code}, country: {code}, role: mediator}}" for code in mediators.split()),
        ]
    lines += ["sources:", '  - {title: "Prisoners come home", url: "https://news.example/1", publisher: "The News"}']
    kept, problems = read_record("\n".join(lines) + "\n", f"content/exchanges/{name}.yaml")
    assert kept, problems
    return kept


KEPT = index_records(_record(row) for row in ROWS.strip().splitlines())[0]
REGISTER = Register(KEPT)


def article(names: str, text: str, sources: Sequence[Source] = (), published: str = "") -> Article:
    """An article on records named with a space between, from text: `# title`, `> summary`, `## heading`, paragraphs."""
    passages, number = [], 0
    for line in filter(None, map(str.strip, text.split("\n"))):
        found = re.match(r"(# |> |## |- )?(.*)", line)
        assert found
        if found[1] in {"# ", "> "}:
            passages.append(Passage({"# ": TITLE, "> ": SUMMARY}[found[1]], found[2], "title"))
        else:
            passages.append(Passage(number, found[2], {"## ": "h2", "- ": "li"}.get(found[1], "p")))
            number += 1
    records = [KEPT[name].record for name in names.split()]
    day = date.fromisoformat(published) if published else max(record.date for record in records)
    return Article(passages=passages, records=records, sources=sources, dates=[day])


def found(names: str, text: str, sources: Sequence[Source] = ()) -> list[Finding]:
    """What is found in an article on these records."""
    return list(check_article(article(names, text, sources), REGISTER))


def shown(names: str, text: str, sources: Sequence[Source] = ()) -> list[str]:
    """The same, each as its code and its words."""
    return [f"{each.code} {each.text}" for each in found(names, text, sources)]
