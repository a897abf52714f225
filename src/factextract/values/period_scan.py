"""A paragraph cut into the tokens that the period grammar reads: digit runs, words, single signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from factextract.model.period_words import PhraseTable

T = TypeVar("T")

Kind = Literal["number", "word", "sign", "masked"]

_TOKEN = re.compile(r"(?P<number>[0-9]+)|(?P<word>[^\W\d_]+)|(?P<space>\s+)|(?P<sign>.)", re.DOTALL)
BREAK = re.compile(r"\n[^\S\n]*\n\s*|\t")
"""What no date and no name goes over: a blank line, and the tab between two cells of a table."""
# Addresses of the web and of mail, and telephone numbers: full of numbers that look like years. Each alternative begins
# with a literal that cannot repeat, so the search is linear.
_MASK = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|\b[A-Za-z][\w-]{0,63}(?:\.[\w-]{1,63}){0,4}\.(?:org|com|net|int|gov|edu|info|example|io|uk|de|fr|au|ca|eu)\b(?:/\S*)?"
    r"|(?<![\w+])\+[0-9][0-9 ().\-]{6,24}"
    r"|\b(?:tel|phone|telephone|fax|mobile|cell|whatsapp|teléfono|tél|téléphone)\b[.:)]{0,3}[ ]?[0-9+(][0-9 ().+\-]{5,24}"
    r"|(?<![\w.,])0[0-9]{1,4}[ .\-][0-9]{3,4}[ .\-][0-9]{3,4}\b"
    r"|\b10\.[0-9]{4,9}/\S+",
    re.IGNORECASE,
)

DASHES = frozenset("-‐‑‒–—−")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the paragraph. `start`, `end`: offsets in the whole text. `spaced`: white space stands before it."""

    kind: Kind
    text: str
    low: str
    start: int
    end: int
    spaced: bool


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the stretches of `text` between blank lines and tabs."""
    start = 0
    for gap in BREAK.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def scan(text: str, start: int, end: int) -> list[Token]:
    """The tokens of text[start:end]; what no date can stand in (web addresses, telephone numbers) is one masked token."""
    tokens: list[Token] = []
    at = start
    for mask in _MASK.finditer(text, start, end):
        _split(text, at, mask.start(), tokens)
        shown = mask.group()
        spaced = mask.start() == start or text[mask.start() - 1].isspace()
        tokens.append(Token("masked", shown, shown, mask.start(), mask.end(), spaced))
        at = mask.end()
    _split(text, at, end, tokens)
    return tokens


def _split(text: str, start: int, end: int, into: list[Token]) -> None:
    spaced = not into
    for found in _TOKEN.finditer(text, start, end):
        kind = found.lastgroup
        if kind == "space":
            spaced = True
            continue
        shown = found.group()
        low = shown.lower()
        at, to = found.span()
        if kind == "number":
            into.append(Token("number", shown, low, at, to, spaced))
        elif kind == "word":
            into.append(Token("word", shown, low, at, to, spaced))
        else:
            into.append(Token("sign", shown, low, at, to, spaced))
        spaced = False


def words_of(phrase: str) -> tuple[str, ...]:
    """A phrase as the tokens it is matched by, as written."""
    return tuple(found.group() for found in _TOKEN.finditer(phrase) if found.lastgroup != "space")


def match(table: PhraseTable[T], tokens: Sequence[Token], at: int) -> tuple[T, int] | None:
    """The longest phrase of `table` that stands at token `at`: what it stands for and the token after it."""
    if at >= len(tokens):
        return None
    for phrase, meaning in table.get(tokens[at].low, ()):
        after = at + len(phrase)
        if after <= len(tokens) and all(tokens[at + k].low == word for k, word in enumerate(phrase)):
            return meaning, after
    return None


def ends_with(phrases: frozenset[tuple[str, ...]], tokens: Sequence[Token], at: int) -> bool:
    """Whether one of `phrases` (of at most three parts) stands right before token `at`."""
    lows = tuple(token.low for token in tokens[max(0, at - 3) : at])
    return any(lows[k:] in phrases for k in range(len(lows)))
