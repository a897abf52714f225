"""What ends or begins at a place in a phrase: a whole name, a country, a head that opens, a legal form."""

from __future__ import annotations

from collections.abc import Sequence

from factextract.model.name_words import NameWords
from factextract.values.known_names import known_at
from factextract.values.name_heads import heads
from factextract.values.name_tokens import Token

_COUNTRY = 6
"""Words in the longest name of a country ("Republic of the Union of Myanmar")."""


def complete(row: Sequence[Token], first: int, end: int, words: NameWords) -> bool:
    """Whether tokens [first, end) already are a name: well known, ending in a head, or a head with what it is for."""
    if end <= first:
        return False
    known = known_at(row, first, words)
    if known is not None and known[0] == end:
        return True
    plain = [t for t in heads(row, first, end, words) if t.strong]
    ends = row[end - 1].key in words.heads and words.heads[row[end - 1].key].strong and end - first > 1
    return ends or any(t.open for t in plain)


def country_end(row: Sequence[Token], at: int, words: NameWords) -> int | None:
    """After the longest name of a country that starts at `at`, None when none does."""
    for end in range(min(at + _COUNTRY, len(row)), at, -1):
        if " ".join(t.key for t in row[at:end]) in words.countries and row[end - 1].kind == "cap":
            return end
    return None


def run_end(row: Sequence[Token], at: int, words: NameWords) -> int:
    """After the last word of the capitalised words that start at `at`."""
    end = at
    while end < len(row) and not (end > at and row[end].broken):
        linked = row[end].text == "&" and end > at and end + 1 < len(row) and row[end + 1].kind == "cap"
        if row[end].kind != "cap" and not linked:
            break
        end += 1
        if row[end - 1].tail:
            break
    return end


def opens(row: Sequence[Token], at: int, words: NameWords) -> bool:
    """Whether a name starts at `at` with a head and a joining word, or with a country's adjective before them."""
    for start in (at, at + 1, at + 2):
        if start >= len(row) or row[start].kind != "cap" or (start > at and row[start].line):
            return False
        found = heads(row, start, min(start + 2, len(row)), words)
        if found and found[0].first == start and found[0].head.strong:
            after = found[0].end
            if after < len(row) and words.joiners.get(row[after].key) in ("of", "for"):
                return True
    return False


def known_whole(row: Sequence[Token], first: int, end: int, words: NameWords) -> bool:
    known = known_at(row, first, words)
    return known is not None and known[0] == end


def legal_end(row: Sequence[Token], at: int, words: NameWords) -> int | None:
    """After a legal form at `at`, None when there is none."""
    if at >= len(row) or row[at].kind != "cap" or row[at].key not in words.legal:
        return None
    after = at + 1
    return after + 1 if after < len(row) and row[after].text == "." and row[after].start == row[at].end else after
