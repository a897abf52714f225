"""Names near words: what may stand between a word that gives a role and the names it gives it to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from factextract.model.geometry import Span
from factextract.model.name_words import NameWords
from factextract.model.value import Name
from factextract.values.name_list import is_name
from factextract.values.name_tokens import Token, attribute, keys, tokens

_NUMBERED = re.compile(r"\((?:[ivx]{1,4}|[a-h]|\d{1,2})\)\s*")
"""Numbers of a list within a sentence: (i), (b), (3)."""
FIRST, NEXT = 5, 2
"""Words in small letters that may stand before the first name after role words ("the nonprofit"), and before each next one."""


def following(text: str, within: Span, names: Sequence[Name], words: NameWords) -> list[Name]:
    """The names of the list that begins where `within` does: the first close behind it, each next one parted by a comma, a
    colon or a joining word. `names` are by position."""
    found: list[Name] = []
    at = within.start
    for name in names:
        if name.span.start < at or name.span.end > within.end:
            continue
        gap = tokens(_NUMBERED.sub("", text[at : name.span.start]))
        if found and _is_seat(name, found[-1], [t.text for t in gap], words):
            at = name.span.end
            continue
        if not (_between(gap, words) and not _beside(gap) if found else _before_first(gap, words)):
            break
        found.append(name)
        at = name.span.end
    return found


def preceding(text: str, within: Span, names: Sequence[Name], words: NameWords) -> list[Name]:
    """The names of the list that ends where `within` does: the last close before it, each earlier one parted as above."""
    found: list[Name] = []
    at = within.end
    for name in reversed(names):
        if name.span.end > at or name.span.start < within.start:
            continue
        gap = tokens(text[name.span.end : at])
        if not (_between(gap, words) if found else _after_last(gap, words)):
            break
        found.append(name)
        at = name.span.start
    return found[::-1]


def _is_seat(name: Name, before: Name, gap: Sequence[str], words: NameWords) -> bool:
    """Whether a country behind a comma says where the body before it is ("Research Council of Norway, Norway")."""
    return (
        gap[-1:] == [","]
        and " ".join(keys(name.text)) in words.countries
        and before.country == name.country
        and " ".join(keys(before.text)) not in words.countries
    )


def _before_first(gap: Sequence[Token], words: NameWords) -> bool:
    titled = bool(gap) and all(t.kind != "cap" or t.key in words.titles or t.key in words.generic for t in gap)
    return (
        len(gap) <= FIRST + 2
        and all(t.kind == "low" or t.text in ',:"' or titled for t in gap)
        and words.verbs.isdisjoint(t.key for t in gap)
    )


def _between(gap: Sequence[Token], words: NameWords) -> bool:
    rest = [t for t in _unbracketed(gap) if not attribute(t, words.starters)]
    if [t.text for t in rest[:2]] == [".", ","]:
        rest = rest[1:]  # Mara Works Inc., Tumaini Trust
    if (
        not rest
        or any(t.kind != "low" and t.text not in ",;:/&" for t in rest)
        or not words.verbs.isdisjoint(t.key for t in rest)
    ):
        return False
    parted = (
        rest[0].text in (",", ";", ":", "/", "&")
        or rest[0].key in words.linkers
        or words.joiners.get(rest[0].key) == "and"
    )
    of_the = len(rest) == NEXT and words.joiners.get(rest[0].key) == "of" and words.joiners.get(rest[1].key) == "the"
    plain = [t for t in rest if t.kind == "low" and t.key not in words.linkers and t.key not in words.joiners]
    return (parted and len(plain) <= NEXT) or of_the


def _beside(gap: Sequence[Token]) -> bool:
    """Whether the next name is one that those before work with, or that tells of them ("led by the Ministry of Health, with |
    UNICEF", "Mara Foundation, an arm of | Mara Bank")."""
    rest = [t.text for t in _unbracketed(gap)]
    return rest[:2] == [",", "with"] or (rest[:1] == [","] and rest[1:2] in (["a"], ["an"]) and rest[-1] == "of")


def _after_last(gap: Sequence[Token], words: NameWords) -> bool:
    """Before a verb: an acronym in brackets, a helping verb, a word for the people of the body."""
    return all(t.text == "," or t.key in words.helpers for t in _unbracketed(gap))


def _unbracketed(gap: Sequence[Token]) -> Sequence[Token]:
    if gap and gap[0].text == "(":
        close = next((i for i, t in enumerate(gap) if t.text == ")"), None)
        return gap[close + 1 :] if close is not None else gap
    return gap


Check = Callable[[Sequence[Token], NameWords], bool]


def capitalised(text: str, within: Span, words: NameWords, check: Check = is_name) -> Iterator[Name]:
    """Capitalised phrases within a span that could be names by their form alone, each a Name without a type."""
    row = tokens(within.of(text))
    at = 0
    while at < len(row):
        if row[at].kind != "cap" or row[at].key in words.starters:
            at += 1
            continue
        after = _phrase_end(row, at, words)
        if check(row[at:after], words):
            span = Span(within.start + row[at].start, within.start + row[after - 1].end - row[after - 1].tail)
            yield Name(" ".join(span.of(text).split()), span, span)
        at = after


def _phrase_end(row: Sequence[Token], at: int, words: NameWords) -> int:
    after = at + 1
    while after < len(row) and not row[after].broken and not row[after - 1].tail:
        how = words.joiners.get(row[after].key)
        if row[after].kind == "cap" or (row[after].text == "&" and _cap(row, after + 1)):
            after += 1
        elif how in ("of", "for") and _cap(row, after + 1):
            after += 2
        elif how in ("of", "for", "loose") and _is_article(row, after + 1, words) and _cap(row, after + 2):
            after += 3
        else:
            break
    return after


def _cap(row: Sequence[Token], at: int) -> bool:
    return at < len(row) and row[at].kind == "cap" and not row[at].broken


def _is_article(row: Sequence[Token], at: int, words: NameWords) -> bool:
    return at < len(row) and words.joiners.get(row[at].key) == "the"
