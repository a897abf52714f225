"""Text cut into tokens, and phrases found at a token: what the quantity grammar stands on. Linear in the text's length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

_LINE_ENDS = "\n\r\f\v\x1c-\x1f\x85\u2028\u2029"
_UNSEEN = "\u200b\u2060\ufeff"
"""Zero-width characters that part words as a blank does."""
_TOKEN = re.compile(
    rf"(?P<d>\d+)|(?P<w>[^\W\d_]+)|(?P<s>(?:[^\S{_LINE_ENDS}]|[{_UNSEEN}])+)|(?P<n>[{_LINE_ENDS}]\s*)|(?P<p>.)",
    re.DOTALL,
)
# Runs without blanks that are addresses. The lookbehind lets the search start only where a run does, so it is linear.
_ADDRESS = re.compile(
    r"(?<!\S)(?:[(\[<\"'“]?10\.\d{4,9}/\S+"
    r"|\S*?(?:://|www\.|@(?=\w)|\w\.(?:org|com|net|gov|int|edu|eu|info)(?![\w]))\S*)",
    re.IGNORECASE,
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
HYPHENS = frozenset("-‐‑")
DASHES = frozenset("-‐‑‒–—−")


class Scan:
    """Tokens of a text as parallel lists: `kind`, `raw`, `low` (lower case, ligatures apart), `start`; i ends where i + 1 starts.

    Tokens cover the text without gaps, so neighbours that are not blanks are glued. Each list has empty tokens behind its end
    so that looking ahead needs no check; looking back below 0 finds those too.
    """

    __slots__ = ("_addresses", "kind", "low", "raw", "size", "start", "text")

    PAD = 12

    def __init__(self, text: str) -> None:
        self.text = text
        # d digits, w a word, s a blank, n a line break, p any other single character; empty beyond the text
        self.kind: list[str] = []
        self.raw: list[str] = []
        self.start: list[int] = []
        for match in _TOKEN.finditer(text):
            self.kind.append(match.lastgroup or "")
            self.raw.append(match.group())
            self.start.append(match.start())
        self.size = len(self.kind)
        self.low = [raw.lower() if raw.isascii() else raw.lower().translate(_LIGATURES) for raw in self.raw]
        self.kind += [""] * self.PAD
        self.raw += [""] * self.PAD
        self.low += [""] * self.PAD
        self.start += [len(text)] * self.PAD
        self._addresses = [match.span() for match in _ADDRESS.finditer(text)]
        self._addresses.reverse()

    def address_at(self, i: int) -> int | None:
        """The token after the web or mail address that holds token i, None when it is in none. Ask in rising order only."""
        while self._addresses and self._addresses[-1][1] <= self.start[i]:
            self._addresses.pop()
        if not self._addresses or self._addresses[-1][0] > self.start[i]:
            return None
        end, stop = self._addresses[-1][1], i
        while stop < self.size and self.start[stop] < end:
            stop += 1
        return stop

    def blank(self, i: int) -> bool:
        return self.kind[i] == "s"

    def edge(self, i: int) -> bool:
        """Whether nothing readable goes on at token i: a blank, a line end, the end of the text."""
        return self.kind[i] in ("s", "n", "")

    def opens_line(self, i: int) -> bool:
        """Whether token i is the first of its line."""
        before = self.kind[i - 1] if i else ""
        return before in ("n", "") or (before == "s" and (i < 2 or self.kind[i - 2] == "n"))

    def past(self, i: int) -> int:
        """The first edge at or after token i."""
        while not self.edge(i):
            i += 1
        return i

    def after_blank(self, i: int) -> int:
        """i, or i + 1 when i is a blank."""
        return i + 1 if self.kind[i] == "s" else i


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Phrases(Generic[T]):
    """Phrases by their first and by their last token, the longest first. `folded`: they match in any case."""

    first: Mapping[str, tuple[tuple[tuple[str, ...], T], ...]]
    last: Mapping[str, tuple[tuple[tuple[str, ...], T], ...]]
    folded: bool

    def at(self, scan: Scan, i: int) -> tuple[int, T] | None:
        """The longest phrase that starts at token i: the token after it, and what it stands for."""
        tokens = scan.low if self.folded else scan.raw
        for phrase, payload in self.first.get(tokens[i], ()):
            if _same(scan, tokens, i, phrase):
                return i + len(phrase), payload
        return None

    def before(self, scan: Scan, i: int) -> tuple[int, T] | None:
        """The longest phrase that ends just before token i: its first token, and what it stands for."""
        if i <= 0:
            return None
        tokens = scan.low if self.folded else scan.raw
        for phrase, payload in self.last.get(tokens[i - 1], ()):
            start = i - len(phrase)
            # A phrase that is cut out of a longer word is none.
            if start >= 0 and _same(scan, tokens, start, phrase) and not _cut(scan, start, phrase):
                return start, payload
        return None


def phrases(table: Mapping[str, T], *, folded: bool) -> Phrases[T]:
    """Compiles a table of phrases; a blank in a phrase also matches a hyphen."""
    first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
    last: dict[str, list[tuple[tuple[str, ...], T]]] = {}
    for phrase, payload in table.items():
        tokens = tuple(_pieces(phrase.lower() if folded else phrase))
        first.setdefault(tokens[0], []).append((tokens, payload))
        last.setdefault(tokens[-1], []).append((tokens, payload))
    return Phrases(_longest_first(first), _longest_first(last), folded)


def phrase_set(words: Iterable[str]) -> Phrases[str]:
    """Phrases that stand for themselves, in any case."""
    return phrases({word: word for word in words}, folded=True)


def _pieces(phrase: str) -> list[str]:
    return [" " if match.lastgroup == "s" else match.group() for match in _TOKEN.finditer(phrase)]


def _longest_first(
    table: dict[str, list[tuple[tuple[str, ...], T]]],
) -> dict[str, tuple[tuple[tuple[str, ...], T], ...]]:
    return {key: tuple(sorted(found, key=lambda entry: (-len(entry[0]), entry[0]))) for key, found in table.items()}


def _same(scan: Scan, tokens: list[str], start: int, phrase: tuple[str, ...]) -> bool:
    if start + len(phrase) > scan.size:
        return False
    for k, wanted in enumerate(phrase):
        if wanted == " ":
            if scan.kind[start + k] != "s" and scan.raw[start + k] not in HYPHENS:
                return False
        elif tokens[start + k] != wanted:
            return False
    return True


def _cut(scan: Scan, start: int, phrase: tuple[str, ...]) -> bool:
    return start > 0 and scan.kind[start] == "w" and scan.kind[start - 1] in ("w", "d")
