"""Whether one word is another with a slip of the fingers in it."""

from __future__ import annotations

from itertools import takewhile

LONG = 8
"""Letters of a word in which two slips may be."""
ENDING = 2
"""Letters at the end of a word that grammar changes."""


def is_slip(word: str, name: str, *, inflected: bool = False) -> bool:
    """Whether `word` is `name` with one letter wrong, missing, added or swapped; two in a long name.

    A first letter is hardly ever mistaken. What is added at the end is grammar (Qatar, Qatari), but for a last letter that
    is typed twice; in a language that inflects names, so is any change of the last two letters.
    """
    most = 2 if len(name) >= LONG else 1
    if word.casefold() == name.casefold() or abs(len(word) - len(name)) > most or word[0] != name[0]:
        return False
    if word.startswith(name):
        return word == name + name[-1]
    alike = sum(takewhile(bool, (one == other for one, other in zip(word, name, strict=False))))
    if inflected and max(len(word), len(name)) - alike <= ENDING:
        return False
    return distance(word, name) <= most


def distance(one: str, other: str) -> int:
    """How many letters must be changed, added, taken out, or swapped with a neighbour (optimal string alignment)."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, wanted in enumerate(other, 1):
            cost = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (letter != wanted))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == wanted:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]
