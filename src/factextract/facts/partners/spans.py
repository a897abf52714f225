"""Names near words: what may stand between a word that gives a role and the names it gives it to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from factextract.model.geometry import Span
from factextract.model.name_words import NameWords
from factextract.model.value import Name
from factextract.values.name_list import is_name
from factextract.values.name_tokens import Token, tokens

# After "funded by": articles, a few words that say what kind of body it is ("the nonprofit", "its fund manager").
_BEFORE_FIRST = re.compile(r"^[\s:,\"]*(?:[a-zà-ÿ][\w'’-]*\s+){0,5}(?:[A-Z][\w-]*\s+){0,0}$")
# Between two names of one list.
_BETWEEN = re.compile(
    r"^\s*(?:\([^()]*\)\s*)?(?:[,;/:]|of the\b|[,;]?\s*\b(?:and|as well as|together with|along with|plus|or)\b|\s&)"
    r"\s*(?:(?:and|by|with|from|both|also|the|its|our|a|an|through)\s+)*(?:[a-zà-ÿ][\w'’-]*\s+){0,2}$"
)
_SAYS_MORE = re.compile(r"\b(?:who|which|that|to|is|are|was|were|has|have|had|will|would|when|where|while|in)\b")


def following(text: str, start: int, end: int, names: Sequence[Name]) -> list[Name]:
    """The names of the list that begins at `start`: the first close behind it, each next one parted by a comma or `and`.

    `names` are by position; only those within [start, end) count.
    """
    found: list[Name] = []
    at = start
    for name in names:
        if name.span.start < at or name.span.end > end:
            continue
        gap = text[at : name.span.start]
        pattern = _BETWEEN if found else _BEFORE_FIRST
        if not pattern.match(gap) or _SAYS_MORE.search(gap):
            break
        found.append(name)
        at = name.span.end
    return found


def preceding(text: str, start: int, end: int, names: Sequence[Name]) -> list[Name]:
    """The names of the list that ends at `end`: the last close before it, each earlier one parted by a comma or `and`."""
    found: list[Name] = []
    at = end
    for name in reversed(names):
        if name.span.end > at or name.span.start < start:
            continue
        gap = text[name.span.end : at]
        if not found:
            if not _AFTER_LAST.match(gap):
                break
        elif not _BETWEEN.match(gap):
            break
        found.append(name)
        at = name.span.start
    return found[::-1]


# Before "funds": an acronym in brackets, an insertion, a helping verb.
_AFTER_LAST = re.compile(
    r"^\s*(?:\([^()]*\)\s*)?(?:,\s*(?:which|who|in turn|in return)?\s*)?"
    r"(?:(?:also|has|have|had|will|is|are|then|now|jointly|both|each|together|team|teams|experts|engineers)\s+)*$"
)


Check = Callable[[Sequence[Token], NameWords], bool]


def capitalised(text: str, start: int, end: int, words: NameWords, check: Check = is_name) -> Iterator[Name]:
    """Capitalised phrases of [start, end) that could be names by their form alone, each a Name without a type."""
    row = tokens(text[start:end])
    at = 0
    while at < len(row):
        if row[at].kind != "cap" or row[at].key in words.starters:
            at += 1
            continue
        after = at + 1
        while after < len(row) and not row[after].broken and not row[after - 1].tail:
            if row[after].kind == "cap" or (row[after].text == "&" and _cap(row, after + 1)):
                after += 1
            elif words.joiners.get(row[after].key) in ("of", "for") and _cap(row, after + 1):
                after += 2
            elif (
                words.joiners.get(row[after].key) in ("of", "for", "loose")
                and _the(row, after + 1, words)
                and _cap(row, after + 2)
            ):
                after += 3
            else:
                break
        if check(row[at:after], words):
            span = Span(start + row[at].start, start + row[after - 1].end - row[after - 1].tail)
            yield Name(" ".join(span.of(text).split()), span, span)
        at = after


def _cap(row: Sequence[Token], at: int) -> bool:
    return at < len(row) and row[at].kind == "cap" and not row[at].broken


def _the(row: Sequence[Token], at: int, words: NameWords) -> bool:
    return at < len(row) and words.joiners.get(row[at].key) == "the"
