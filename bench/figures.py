"""Findings of the figures check over a folder of articles, its precision against a labelled list, and its recall on planted errors.

python -m bench.figures content                      findings for each article
python -m bench.figures content --labels true.tsv    precision: lines of `file name, code, words` are the true findings
python -m bench.figures content --plant              recall: one figure of each article at a time becomes another record's
"""

from __future__ import annotations

import argparse
import re
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from standfirst import defaults
from standfirst.exchange import Exchange
from standfirst.exchanges.mentions.numerals import find_numerals
from standfirst.exchanges.prose.register import Register
from standfirst.exchanges.records import Kept, index_records, read_record
from standfirst.figures import compare
from standfirst.manuscript import Manuscript, read_manuscript
from standfirst.prose import Renderer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from standfirst.diagnostics import Diagnostic

RENDERER = Renderer(defaults.MARKDOWN)
NEAR = re.compile(
    r"[\s-]*(?:Ukrainian |Russian )?(?:people|prisoners|POWs|military|civilians|soldiers|each|bodies|for \d|(?:prisoner )?exchange\b)"
)
"""Words after a number that a writer would know for those who were exchanged."""
OTHERS = {"cardinal": (175, 307, 84, 246), "ordinal": (62, 58, 67, 54)}
"""Figures of well-known records, to plant in articles on others."""

Named = tuple[Manuscript, list[Exchange]]


def read_folder(folder: Path) -> tuple[list[Named], Register]:
    """Articles with the records that they name, and the register."""
    kept = [
        read_record(path.read_text("utf-8"), str(path))[0] for path in sorted((folder / "exchanges").glob("*.yaml"))
    ]
    records = index_records(item for item in kept if item)[0]
    manuscripts = []
    for path in sorted((folder / "articles").rglob("*.md")):
        manuscript, _ = read_manuscript(path.read_text("utf-8"), path.name, str(path), "article", RENDERER, defaults={})
        if manuscript:
            manuscripts.append(manuscript)
    for manuscript in manuscripts:
        for number, item in enumerate(manuscript.header.values.exchange):
            if isinstance(item, Exchange):
                records[item.id] = Kept(item, manuscript.where, manuscript.header.node.at(["exchange", number]))
    return [(each, _records(each, records)) for each in manuscripts], Register(records)


def _records(manuscript: Manuscript, records: dict[str, Kept]) -> list[Exchange]:
    named = (item if isinstance(item, str) else item.id for item in manuscript.header.values.exchange)
    return [records[name].record for name in named if name in records]


def plant(manuscript: Manuscript) -> Iterator[tuple[str, Manuscript]]:
    """The article with one number of people, or one ordinal, changed into another record's."""
    blocks = manuscript.body.blocks
    for number, block in enumerate(blocks):
        for numeral in find_numerals(block.text):
            if not NEAR.match(block.text, numeral.end) or numeral.value < len(OTHERS["cardinal"]):
                continue
            for value in OTHERS[numeral.kind]:
                written = f"{value}th" if numeral.kind == "ordinal" else str(value)
                text = block.text[: numeral.start] + written + block.text[numeral.end :]
                changed = (*blocks[:number], replace(block, text=text), *blocks[number + 1 :])
                yield f"{block.text} => {written}", replace(manuscript, body=replace(manuscript.body, blocks=changed))


def main() -> None:
    """Print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--plant", action="store_true")
    arguments = parser.parse_args()
    articles, register = read_folder(arguments.folder)
    started = time.perf_counter()
    found: list[tuple[Manuscript, Diagnostic]] = [
        (manuscript, each)
        for manuscript, records in articles
        for each in (compare(manuscript, records, register) if records else ())
    ]
    took = time.perf_counter() - started
    for _, each in found:
        print(each)
    print(
        f"{len(found)} findings in {sum(bool(records) for _, records in articles)} articles that name records, in {took:.3f} s"
    )
    if arguments.labels:
        true = {
            tuple(line.split("\t")[:3]) for line in arguments.labels.read_text("utf-8").splitlines() if line.strip()
        }
        hits = {(manuscript.path, each.code, each.text) for manuscript, each in found}
        right = hits & true
        print(f"precision {len(right)}/{len(hits)}, recall {len(right)}/{len(true)}")
        for kind, items in (("false", hits - true), ("missed", true - hits)):
            for item in sorted(items):
                print(f"{kind}: {' '.join(item)}")
    if arguments.plant:
        _plant(articles, register)


def _plant(articles: list[Named], register: Register) -> None:
    planted = caught = 0
    for manuscript, records in articles:
        before = {(each.code, each.text) for each in compare(manuscript, records, register)} if records else set()
        own = {
            value
            for record in records
            for count in record.returned.values()
            for value in count.model_dump().values()
            if value
        }
        for what, changed in plant(manuscript) if records else ():
            value = int(re.findall(r"\d+", what)[-1])
            if value in own:
                continue
            planted += 1
            new = {(each.code, each.text) for each in compare(changed, records, register)} - before
            caught += bool(new)
            if not new:
                print(f"missed: {manuscript.path}: {what}")
    print(f"planted errors: {caught} of {planted} found")


if __name__ == "__main__":
    main()
