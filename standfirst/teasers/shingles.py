"""Words of a text as they are compared with another text's, and the sample of its word shingles that an index holds."""

from __future__ import annotations

import re
import unicodedata
from array import array
from hashlib import blake2b
from html import unescape
from itertools import chain

from standfirst.teasers.normalise import without_cut_mark

READ = 4_000
"""Characters of a text that are read. A teaser and a lead are shorter; a hostile text costs no more than they do."""

SHINGLE = 3
"""Words in a shingle: two words are a common phrase, four do not outlive small edits."""

WINDOW = 4
"""Of so many shingles that follow each other one at least is kept: texts with six words in a row in common share one."""

BITS = 48
HASH = (1 << BITS) - 1

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
MAYBE_CUT = ("more", "read on", "reading", "story", "далі", "детальніше", "далее", "подробнее")
"""How a text ends that may end in a mark of being cut off, `without_cut_mark` decides."""
GROUPED = re.compile(r"(?<!\d)(?<!\d[ ,.\u00a0\u2009\u202f])(\d{1,3})[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
MAYBE_GROUPED = re.compile(r"\d[ \u00a0\u2009\u202f]\d\d\d")
SEPARATOR = re.compile(r"(?<=\d)[,.](?=\d{3}(?!\d))")
INITIALS = re.compile(r"(?<!\w)(?:\w\.){2,}\w?(?!\w)")
NEGATIVE = re.compile(r"(?<![\w.,])[-\u2212](?=\d)")
PUNCTUATION = '.,;:!?…"“”«»()'
APOSTROPHES = "'’‘`\u00b4\u02bb\u02bc\u2032"
UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)  # fmt: skip
"""Scripts that set no space between words: each of their characters is a word."""


class _Spelled(dict[int, str]):
    """For str.translate: letters, digits and marks stay, apostrophes and unseen characters go, all else parts words."""

    def __missing__(self, number: int) -> str:
        char = chr(number)
        category = unicodedata.category(char)
        if char in APOSTROPHES or category == "Cf":
            kept = ""
        elif char == "ё":
            kept = "е"  # Russian is set with dots and without
        elif not (char.isalnum() or category[0] == "M"):
            kept = " "
        elif any(first <= number <= last for first, last in UNSPACED):
            kept = f" {char} "
        else:
            kept = char
        self[number] = kept
        return kept


_SPELLED = _Spelled()


def plain(text: str) -> str:
    """The text without tags, entities and a closing "Read more", numbers such as 1 200 held together."""
    text = text[:READ]
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = TAG.sub(" ", text)
    if text[-40:].rstrip(" \u00a0\n\t.…»→)]*!").casefold().endswith(MAYBE_CUT):
        text = text[:-200] + without_cut_mark(text[-200:])
    return GROUPED.sub(r"\1,", text) if MAYBE_GROUPED.search(text) else text


def spell(chunk: str) -> tuple[str, ...]:
    """The words of what stands between two spaces: without case, punctuation, apostrophes; 1,200 and 1200 are one."""
    bare = chunk.strip(PUNCTUATION)
    if bare.isascii() and bare.isalpha():
        return (bare.lower(),)
    text = unicodedata.normalize("NFKC", chunk)
    text = NEGATIVE.sub("minus", SEPARATOR.sub("", text))
    text = INITIALS.sub(lambda found: found[0].replace(".", ""), text)
    return tuple(unicodedata.normalize("NFC", text.casefold()).translate(_SPELLED).split())


class _Hashed(dict[str, tuple[int, ...]]):
    """Hashes of the words of what stands between two spaces, each worked out once while it is in use."""

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        if len(self) > REMEMBERED:
            self.clear()
        found = tuple([_hash(word.encode("utf-8", "surrogatepass")) for word in spell(chunk)])
        self[chunk] = found
        return found


_HASHED = _Hashed()
REMEMBERED = 1 << 16


def _hash(data: bytes, size: int = BITS // 8) -> int:
    return int.from_bytes(blake2b(data, digest_size=size).digest(), "big")


def hash_text(text: str) -> int:
    """A 63-bit hash of the very characters."""
    return _hash(text.encode("utf-8", "surrogatepass"), 8) >> 1


def hash_words(words: list[int]) -> int:
    """A 63-bit hash of all words, from `word_hashes`: blind to case, punctuation, markup and white space."""
    return _hash(array("q", words).tobytes(), 8) >> 1


def word_hashes(text: str) -> list[int]:
    """One number a word."""
    return list(chain.from_iterable(map(_HASHED.__getitem__, plain(text).split())))


def sample(words: list[int]) -> dict[int, int]:
    """Hash -> first position of the shingles kept, from `word_hashes`.

    The first shingle is always kept, as texts are cut at the end; of the rest the least of each window (winnowing:
    Schleimer, Wilkerson and Aiken 2003), so that equal stretches keep equal shingles wherever they stand.
    """
    if len(words) < SHINGLE:
        return {sum(words) & HASH: 0} if words else {}
    shingles = [(a + 3 * b + 5 * c) & HASH for a, b, c in zip(words, words[1:], words[2:], strict=False)]
    place = dict(zip(reversed(shingles), range(len(shingles) - 1, -1, -1), strict=True))
    windows = [shingles[n:] for n in range(min(WINDOW, len(shingles)))]
    kept = {shingles[0], *map(min, *windows)} if len(windows) > 1 else set(shingles)
    return {shingle: place[shingle] for shingle in kept}
