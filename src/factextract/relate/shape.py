"""A text as cue rules see it: the number in question `<n>`, other numbers `{n}`, dates by where they lie from the document's
own time (`{past}`, `{future}`, `{running}` for a period that holds it, `{date}` where that time is unknown)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factextract.model.geometry import Span
from factextract.model.grammar_words import GrammarWords
from factextract.model.reading import touching
from factextract.model.value import Period, Quantity

NUMBER, OTHER, DOES = "<n>", "{n}", "<do> "


@dataclass(frozen=True, slots=True)
class Shape:
    """`text` is the shaped text; `pieces` are (offset in it, offset in the document, whether taken over letter by letter)."""

    text: str
    pieces: tuple[tuple[int, int, bool], ...]

    def span(self, start: int, end: int) -> Span:
        """The document's words under a range of the shaped text."""
        return Span(self._offset(start), max(self._offset(start), self._offset(end)))

    def _offset(self, at: int) -> int:
        shaped, original, verbatim = next(p for p in reversed(self.pieces) if p[0] <= at)
        return original + (at - shaped if verbatim else 0)


def shaped(
    span: Span, text: str, values: tuple[Span | None, Sequence[Quantity], Sequence[Period]], as_of: str | None
) -> Shape:
    """The text under `span`. `values`: the number in question (None in a head), the numbers and dates of the document there."""
    mine, quantities, periods = values
    marks = [(p.span, f"{{{tense(p, as_of)}}}") for p in touching(periods, span) if span.contains(p.span)]
    marks += [
        (q.span, NUMBER if q.span == mine else OTHER)
        for q in touching(quantities, span)
        if span.contains(q.span) and not any(q.span.overlaps(other) for other, _ in marks)
    ]
    if mine is not None and span.contains(mine) and not any(m[0] == mine for m in marks):
        marks = [(mine, NUMBER), *(m for m in marks if not m[0].overlaps(mine))]
    written: list[str] = []
    pieces: list[tuple[int, int, bool]] = []
    length, at = 0, span.start
    for covered, mark in sorted(marks):
        if covered.start < at:
            continue
        pieces += [(length, at, True), (length + covered.start - at, covered.start, False)]
        written += [text[at : covered.start], mark]
        length += covered.start - at + len(mark)
        at = covered.end
    pieces.append((length, at, True))
    written.append(text[at : span.end])
    return Shape("".join(written).replace("\n", " "), tuple(pieces))


def tense(period: Period, as_of: str | None) -> str:
    """Where a period lies from the document's own time: `past`, `running`, `future`; `date` when that is unknown."""
    if as_of is None or (period.start is None and period.end is None):
        return "date"
    start, end = period.start or period.end or "", period.end or ""
    if later(start, as_of):
        return "future"
    return "running" if not end or later(end, as_of) else "past"


def later(date: str, other: str) -> bool:
    """Whether a date lies after another, at the precision both have."""
    shared = min(len(date), len(other))
    return date[:shared] > other[:shared]


_MARK = re.compile(r"^[\s•–▪■●○*-]*(?:\d{1,2}[.)]\s+)?")  # of an item in a list


def demands(text: str, grammar: GrammarWords) -> bool:
    """Whether a text begins like an order or a plan: with a verb in its plain form ("Train 2,400 cooks")."""
    words = _MARK.sub("", text).casefold().split()
    second = words[1].strip(".,;:") if len(words) > 1 else ""
    return second not in ("", *grammar.auxiliaries) and words[0] in grammar.plain_verbs and second not in grammar.verbs
