"""Whether a short form stands for a long one, and where the short form is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from factextract.values.name_tokens import Token

_WORD = re.compile(r"\w+")
_SMALL = frozenset(
    ("of", "for", "and", "the", "in", "on", "to", "with", "from", "by", "at", "de", "la", "le", "et", "y", "e", "du", "des")
)  # fmt: skip
_QUOTES = frozenset("\"'“”‘’«»„")

_LONGEST = 12
"""Characters in the longest short form."""


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of `short` stand in `long` in order, the first at the start of its first word, at least half
    of them (of its capitals, where it has small letters too) at a word's start ("BDRCS": Bangladesh Red Crescent Society).
    A digit repeats the letter before it ("R2E2")."""
    letters = "".join(c for c in short.casefold() if c.isalnum())
    words = tuple(w.casefold() for w in _WORD.findall(long))
    if len(letters) < 2 or not words or letters == "".join(words):
        return False
    capitals = sum(c.isupper() for c in short)
    needed = capitals if 1 < capitals < len(letters) else len(letters)
    if _initials(letters, words) * 2 >= needed:
        return True
    # Written from an older word order ("LSCW": Legal Support for Women and Children).
    return (
        len(letters) > 2
        and letters[0] == words[0][0]
        and sorted(letters) == sorted(w[0] for w in words if w not in _SMALL)
    )


@lru_cache(maxsize=4096)
def _initials(letters: str, words: tuple[str, ...]) -> int:
    """The most letters that can be matched at word starts while all are matched in order; -1 when they cannot."""

    @cache
    def best(at: int, word: int, place: int) -> int:
        if at == len(letters):
            return 0
        letter = letters[at]
        scores = [-1]
        if letter.isdigit() and at:
            rest = best(at + 1, word, place)
            scores.append(rest)
        inside = words[word].find(letter, place)
        if inside > 0:
            scores.append(best(at + 1, word, inside + 1))
        for later in range(word + 1, min(word + 4, len(words))):
            if words[later][0] == letter:
                rest = best(at + 1, later, 1)
                scores.append(rest + 1 if rest >= 0 else -1)
        return max(scores)

    if words[0][0] != letters[0]:
        return -1
    rest = best(1, 0, 1)
    return rest + 1 if rest >= 0 else -1


def in_brackets(tokens: Sequence[Token], at: int) -> tuple[int, int, int] | None:
    """A short form in brackets that opens at `at`: (first, after last, after the closing bracket) as token indices.

    It has at most three words with a capital, one of them short enough; whether they shorten anything is for the caller.
    What follows a comma inside the brackets is left out. A bracket behind a blank line is none of what stands before it.
    """
    if at >= len(tokens) or tokens[at].text != "(" or (at and tokens[at].broken):
        return None
    first = at + 1
    while first < len(tokens) and tokens[first].text in _QUOTES:
        first += 1
    last = first
    while last < len(tokens) and last - first < 3 and tokens[last].kind == "cap":
        last += 1
    if last == first or all(len(t.text) > _LONGEST for t in tokens[first:last]):
        return None
    close = last
    while close < len(tokens) and close - last < 6 and tokens[close].text != ")":
        if close == last and tokens[close].text not in {",", ";", *_QUOTES}:
            return None
        close += 1
    if close >= len(tokens) or tokens[close].text != ")":
        return None
    return first, last, close + 1
