"""Text with its dates replaced by their shapes, so that a rule can say "updated <month>" for every month there is.

The date that is asked about stands in angle brackets, all others in braces: `From {month} to <month>`.
Shapes: `day` `month` `quarter` (halves too) `year` `fiscal` (a fiscal year) `decade`; `days` `months` `years` for ranges
(`years` for any that is long); `since` for a date without an end.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from factextract.model.geometry import Span
from factextract.model.reading import Reading, within
from factextract.model.value import Period

_SINGLE = {"half": "quarter", "fiscal_year": "fiscal"}
_RANGE = {"quarter": "months", "half": "months", "fiscal_year": "years", "decade": "years"}
# One year over two calendar years, such as a harvest's: 2023/24.
_SEASON = re.compile(r"^\D*[12]\d{3} ?[/–-] ?\d\d\D*$")
_PARTING = re.compile(r"\t|\n\n")
_RANGES = ("days", "months", "years")
LONG = 20  # months: a span so long is one of years, to the day or not
_MONTHS_OF = {"quarter": 3, "half": 6, "fiscal_year": 12}


@dataclass(frozen=True, slots=True)
class Shaped:
    """A stretch of text with shapes for dates. `mark` is where the date in question stands in it, None when it lies outside."""

    text: str
    mark: Span | None


def shape_of(period: Period) -> str:
    """The shape of a date, as rules name it."""
    if period.start is None or period.end is None:
        return "since" if period.end is None else "until"
    if period.start == period.end or period.precision == "decade" or _is_one(period) or _SEASON.search(period.text):
        return _SINGLE.get(period.precision, period.precision)
    if _months(period) >= LONG:
        return "years"
    return _RANGE.get(period.precision, f"{period.precision}s")


def shaped(around: Span, reading: Reading, period: Period, leads: Collection[str]) -> Shaped:
    """The text at `around` with white space as single blanks. A range's opening word that is one of `leads` (from, between)
    stays outside of its shape."""
    text = reading.text
    pieces: list[str] = []
    mark: Span | None = None
    at = around.start
    for other in within(reading.periods, around):
        if other.start_char < at:
            continue
        pieces.append(_parted(text[at : other.start_char]))
        opening = other.text.split(maxsplit=1)[0]
        if opening.lower() in leads and shape_of(other) in _RANGES:
            pieces.append(f"{opening} ")
        mine = other.span == period.span
        shape = f"<{shape_of(other)}>" if mine else f"{{{shape_of(other)}}}"
        if mine:
            start = len(_plain("".join(pieces), keep_end=True))
            mark = Span(start, start + len(shape))
        pieces.append(shape)
        at = other.end_char
    pieces.append(_parted(text[at : around.end]))
    return Shaped(_plain("".join(pieces)), mark)


def labelled(label: Shaped, period: Period) -> Shaped:
    """A label with the shape of the date that it stands over: `Closing date | <day>`."""
    if label.mark is not None:
        return label
    shape = f"<{shape_of(period)}>"
    start = len(label.text) + 3
    return Shaped(f"{label.text} | {shape}", Span(start, start + len(shape)))


def _parted(text: str) -> str:
    """With a bar between cells and between blocks."""
    return _PARTING.sub(" | ", text)


def _plain(text: str, *, keep_end: bool = False) -> str:
    """Single blanks; `keep_end`: one at the end too where the text has white space there."""
    plain = " ".join(text.split())
    return f"{plain} " if keep_end and plain and text[-1:].isspace() else plain


def _is_one(period: Period) -> bool:
    """Whether start and end are those of a single quarter, half or fiscal year."""
    return _months(period) == _MONTHS_OF.get(period.precision)


def _months(period: Period) -> int:
    """How many months a span written with months touches, 0 for one without."""
    if period.start is None or period.end is None or len(period.start) < 7 or len(period.end) < 7:
        return 0
    first, last = (int(d[:4]) * 12 + int(d[5:7]) for d in (period.start, period.end))
    return last - first + 1
