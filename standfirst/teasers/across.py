"""Repeats across texts: an index that knows, for any text, which of the others it was copied from or made like.

Nothing in it depends on the order in which texts came: after any updates and removals it is the index that the same
texts would make from scratch.
"""

from __future__ import annotations

import json
from array import array
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from standfirst.build.fingerprint import code
from standfirst.teasers.compare import Comparison, compare
from standfirst.teasers.shingles import hash_text, hash_words, sample, word_hashes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from standfirst.build.store import Store

COMMON = 64
"""Texts looked at for one shingle. A phrase that more texts hold tells little; their rarer shingles tell the rest."""
PAIRED = 16
"""As COMMON, when all texts are paired at once: in a larger group each is paired with its FIRST only."""
FIRST = 2
SHARE = 0.25
"""Share of the sampled shingles of the smaller text that a candidate has. Small edits to one word in five leave half."""
VERIFIED = 6
"""Candidates that are aligned, those with the most shingles in common first."""
BOILERPLATE = 5
"""Texts that hold a sentence, from which on it is boilerplate."""
PENDING = 400_000
"""Rows that wait to be written together, in the order of the tables: each page is then written once. About 40 MB."""


@dataclass(frozen=True, slots=True)
class Match:
    """Two texts of which one may repeat the other: ask `judge` with the days on which they came out."""

    one: str
    """Key; "" for a text that was asked for and is not in the index."""
    other: str
    """Key."""
    comparison: Comparison


class Index:
    """Texts by key, held in a build's store. Keys and texts mean nothing to it.

    Changes are written at the next question, at `write`, or when many wait; call `write` before the store is closed.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, int] = dict(store.rows.execute("SELECT key, digest FROM texts"))
        self._gone: set[str] = set()
        self._waiting: set[str] = set()
        self._texts: list[tuple[int, str, int, int, int, str, bytes]] = []
        self._shingles: list[tuple[int, int, int]] = []
        self._sentences: list[tuple[int, int]] = []

    def keys(self) -> frozenset[str]:
        """The keys of all texts."""
        return frozenset(self._known)

    def update(self, key: str, text: str, sentences: Iterable[int] = ()) -> bool:
        """Make this the text of a key; False where it was so already and nothing is written.

        `sentences` are hashes of those that might be shown in place of the text; `widespread` counts them.
        """
        held = sorted(set(sentences))
        packed = array("q", held).tobytes()
        digest = hash_text(f"{text}\0{packed.hex()}")
        known = self._known.get(key)
        if known == digest:
            return False
        if known is not None:
            self.remove(key)
        number = hash_text(key)
        words = word_hashes(text)
        shingles = sample(words)
        self._texts.append((number, key, digest, hash_words(words), len(shingles), text, packed))
        self._shingles += [(shingle, number, position) for shingle, position in shingles.items()]
        self._sentences += [(sentence, number) for sentence in held]
        self._known[key] = digest
        self._waiting.add(key)
        if len(self._shingles) + len(self._sentences) > PENDING:
            self.write()
        return True

    def remove(self, key: str) -> None:
        """Forget a text. Raises KeyError where there is none."""
        del self._known[key]
        if key in self._waiting:
            self.write()
        self._gone.add(key)

    def keep(self, keys: Iterable[str]) -> None:
        """Forget all other texts."""
        for key in self.keys().difference(keys):
            self.remove(key)

    def write(self) -> None:
        """Write what waits, all of it or nothing."""
        if not (self._gone or self._texts):
            return
        with self._store.writing() as rows:
            for key in self._gone:
                self._delete(hash_text(key))
            rows.executemany("INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?, ?)", self._texts)
            rows.executemany("INSERT INTO shingles VALUES (?, ?, ?)", sorted(self._shingles, key=itemgetter(0)))
            rows.executemany("INSERT INTO sentences VALUES (?, ?)", sorted(self._sentences, key=itemgetter(0)))
        for waiting in (self._gone, self._waiting, self._texts, self._shingles, self._sentences):
            waiting.clear()

    def candidates(self, text: str, key: str | None = None) -> list[Match]:
        """Texts that may repeat this one or be repeated by it, best first. `key` is its own, which is left out."""
        self.write()
        own = hash_text(key) if key is not None else -1
        words = word_hashes(text)
        shingles = sample(words)
        rows = self._store.rows
        counts: Counter[int] = Counter()
        for shingle in shingles:
            counts.update(
                number
                for (number,) in rows.execute("SELECT text FROM shingles WHERE hash = ? LIMIT ?", (shingle, COMMON))
            )
        same = rows.execute("SELECT id FROM texts WHERE words = ? ORDER BY id LIMIT ?", (hash_words(words), COMMON))
        if shingles:
            counts.update({number: len(shingles) for (number,) in same})
        del counts[own]
        return [
            Match(key or "", other, found)
            for other, body in self._nearest(counts, len(shingles))
            if (found := compare(text, body)).common
        ]

    def pairs(self) -> Iterator[Match]:
        """Every two texts that may repeat each other, by key. Of texts with equal words all are paired with the first."""
        self.write()
        rows = self._store.rows
        first: dict[int, int] = {}
        by_words = rows.execute(
            "SELECT words, id FROM texts WHERE size > 0 AND words IN "
            "(SELECT words FROM texts GROUP BY words HAVING count(*) > 1) ORDER BY words, id"
        )
        for _, group in groupby(by_words, itemgetter(0)):
            ids = [number for _, number in group]
            first.update(dict.fromkeys(ids[1:], ids[0]))
        counts: Counter[tuple[int, int]] = Counter()
        for _, group in groupby(rows.execute("SELECT hash, text FROM shingles"), itemgetter(0)):
            ids = [number for _, number in group if number not in first]
            if len(ids) < 2:  # noqa: PLR2004 - nothing to pair
                continue
            early = ids if len(ids) <= PAIRED else ids[:FIRST]
            counts.update((one, other) for one in early for other in ids if one < other)
        yield from self._verified(counts, first)

    def widespread(self, least: int = BOILERPLATE) -> frozenset[int]:
        """Hashes of the sentences that at least so many texts hold."""
        self.write()
        found = self._store.rows.execute("SELECT hash FROM sentences GROUP BY hash HAVING count(*) >= ?", (least,))
        return frozenset(number for (number,) in found)

    def _delete(self, number: int) -> None:
        rows = self._store.rows
        row = rows.execute("DELETE FROM texts WHERE id = ? RETURNING text, sentences", (number,)).fetchone()
        if row is None:
            return
        text, packed = row
        sentences = array("q")
        sentences.frombytes(packed)
        shingles = sample(word_hashes(text))
        rows.executemany("DELETE FROM shingles WHERE hash = ? AND text = ?", [(each, number) for each in shingles])
        rows.executemany("DELETE FROM sentences WHERE hash = ? AND text = ?", [(each, number) for each in sentences])

    def _nearest(self, counts: Counter[int], size: int) -> Iterator[tuple[str, str]]:
        """Key and text of the candidates with the most shingles in common."""
        found = 0
        for number, shared in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:COMMON]:
            key, text, theirs = self._row(number)
            if shared >= SHARE * min(size, theirs):
                found += 1
                yield key, text
            if found == VERIFIED:
                break

    def _row(self, number: int) -> tuple[str, str, int]:
        row: tuple[str, str, int] = self._store.rows.execute(
            "SELECT key, text, size FROM texts WHERE id = ?", (number,)
        ).fetchone()
        return row

    def _verified(self, counts: Counter[tuple[int, int]], first: dict[int, int]) -> Iterator[Match]:
        """The pairs that have something in common. What was compared before is not compared again."""
        own = code(())
        rows = self._store.rows
        sizes = dict(rows.execute("SELECT id, size FROM texts"))
        digests = dict(rows.execute("SELECT id, digest FROM texts"))
        before = {(one, other): (made, said) for one, other, made, said in rows.execute("SELECT * FROM compared")}
        wanted = {pair for pair, shared in counts.items() if shared >= SHARE * min(sizes[pair[0]], sizes[pair[1]])} | {
            (one, other) for other, one in first.items()
        }
        keys = dict(rows.execute("SELECT id, key FROM texts")) if wanted else {}
        new = []
        for one, other in sorted(wanted):
            made = hash_text(f"{own} {digests[one]} {digests[other]}")
            known = before.pop((one, other), None)
            if known and known[0] == made:
                found = _comparison(known[1])
            else:
                found = compare(self._row(one)[1], self._row(other)[1])
                new.append((one, other, made, json.dumps([getattr(found, name) for name in Comparison.__slots__])))
            if found.common:
                yield Match(keys[one], keys[other], found)
        if new or before:
            with self._store.writing() as tables:
                tables.executemany("DELETE FROM compared WHERE one = ? AND other = ?", list(before))
                tables.executemany("INSERT OR REPLACE INTO compared VALUES (?, ?, ?, ?)", new)


def _comparison(said: str) -> Comparison:
    coverage, common, slots, figures, reworded, adds, runs = json.loads(said)
    pairs = tuple((one, other) for one, other in slots)
    return Comparison(coverage, common, pairs, figures, reworded, tuple(adds), tuple(map(tuple, runs)))
