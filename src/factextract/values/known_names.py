"""Well-known names at a place in a text: words are looked up together, so the time does not grow with the list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from factextract.model.name_words import NameWords, Organisation
from factextract.values.name_tokens import Token, keys, tokens

_SHOUTED = 4
"""A known one-word name of this length or more may be written in capitals (OXFAM)."""


def known_at(row: Sequence[Token], at: int, words: NameWords) -> tuple[int, int] | None:
    """The longest well-known name that starts at token `at`: (after its last token, index in `words.organisations`)."""
    first = row[at]
    for size in words.known.sizes.get(first.key, ()):
        end = at + size
        spelling = tuple(token.key for token in row[at:end])
        if end > len(row) or spelling not in words.known.spellings:
            continue
        index, written = words.known.spellings[spelling]
        if size == 1:
            plain = first.text[: len(first.text) - first.tail].rstrip("’'")
            if _in_capitals(row, at):
                continue
            if plain == written or (len(plain) >= _SHOUTED and plain == written.upper()):
                return end, index
        elif _same(row[at:end], _shape(written), bool(words.adjective_endings)):
            return end, index
    return None


def _in_capitals(row: Sequence[Token], at: int) -> bool:
    """Whether a word in capitals stands in a line of capitals, where it may be any word ("WHO WE WORK WITH")."""
    near = [row[i] for i in (at - 1, at + 1) if 0 <= i < len(row) and not row[max(i, at)].broken]
    shouted = (t.text.isupper() and t.kind == "cap" and len(t.text) > 1 and not t.tail for t in near)
    return row[at].text.isupper() and any(shouted)


def _same(row: Sequence[Token], shape: tuple[tuple[bool, bool], ...], small: bool) -> bool:
    """Whether words that a spelling has stand as it writes them: capitals, possessives, no gap. In a language that
    writes adjectives `small` (Union européenne) only the first word and one more must have their capital."""
    last = len(row) - 1
    if small and row[0].kind == "cap":
        few = sum(token.kind == "cap" for token in row) >= min(2, sum(capital for capital, _ in shape))
    else:
        few = False
    return all(
        (few or token.kind != "low" or not capital)
        and not (token.broken and n)
        and (bool(token.tail) == tail or n == last)
        for n, (token, (capital, tail)) in enumerate(zip(row, shape, strict=True))
    )


@lru_cache(maxsize=1 << 14)
def _shape(written: str) -> tuple[tuple[bool, bool], ...]:
    """For each word of a spelling: whether it has a capital, and whether it has a possessive ending."""
    return tuple((token.kind == "cap", token.tail > 0) for token in tokens(written))


def organisation(name: str, words: NameWords) -> Organisation | None:
    """The well-known organisation with exactly this spelling, None when there is none."""
    wanted = keys(name)
    if wanted not in words.known.spellings:
        return None
    index, written = words.known.spellings[wanted]
    return words.organisations[index] if len(wanted) > 1 or name in (written, written.upper()) else None
