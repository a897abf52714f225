"""Which words of a phrase name a kind of body, and what they say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factextract.model.name_words import Head, NameWords
from factextract.values.name_tokens import Token

_LONGEST = 5
"""Words in the longest head phrase ("chamber of commerce and industry")."""


@dataclass(frozen=True, slots=True)
class HeadAt:
    """A head word at tokens [first, end). `open` says that `of`, `for` … and what the body is for follow."""

    first: int
    end: int
    head: Head
    open: bool

    @property
    def strong(self) -> bool:
        """Whether it makes a phrase a name without more."""
        return self.head.strong or (self.open and self.head.opens)


def heads(row: Sequence[Token], first: int, end: int, words: NameWords) -> list[HeadAt]:
    """All heads among tokens [first, end), by position, the longest at each place."""
    found = []
    at = first
    while at < end:
        for size in range(min(_LONGEST, end - at), 0, -1):
            head = words.heads.get(" ".join(t.key for t in row[at : at + size]))
            owner = row[at + size - 1].tail and at + size < end  # Trust's Annual Report
            if head is not None and not owner and (row[at].kind == "cap" or row[at].key == "and"):
                opened = at + size + 1 < end and words.joiners.get(row[at + size].key) in ("of", "for")
                found.append(HeadAt(at, at + size, head, opened))
                at += size - 1
                break
        at += 1
    return found


def leading(found: Sequence[HeadAt]) -> HeadAt | None:
    """The head that says what the body is: the first that opens ("Ministry of …"), else a strong one, the last first."""
    for choice in (
        [h for h in found if h.open and h.strong],
        [h for h in reversed(found) if h.strong and h.end - h.first > 1],
        [h for h in reversed(found) if h.strong],
        list(reversed(found)),
    ):
        if choice:
            return choice[0]
    return None


def says_nothing(row: Sequence[Token], first: int, end: int, words: NameWords) -> bool:
    """Whether a phrase has no word beyond heads and such as every body of its kind could bear ("Local Government")."""
    plain = all(t.key in words.generic or t.key in words.heads or t.kind == "mark" for t in row[first:end])
    return plain and not any(h.open and h.strong and h.head.opens for h in heads(row, first, end, words))
