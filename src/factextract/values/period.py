"""Dates and periods in text: pieces joined to ranges and lists, what they share filled in, fiscal years turned into months.

Nothing is invented: a day is always printed, and a month too unless a quarter, a half or a fiscal year stands for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factextract.model.geometry import Span
from factextract.model.period_words import PeriodWords
from factextract.model.value import Approximate, Period, Precision
from factextract.values.period_chain import LONGEST_CHAIN, Join, chain_at, fill, lead_at
from factextract.values.period_piece import Conventions, Piece, Setting
from factextract.values.period_scan import DASHES, Token, match, paragraphs, scan

_NUMBER = re.compile(r"[0-9]")
_FEWEST_DATES, _USUAL_SHARE = 3, 0.75
"""A document has a usual year when it has at least so many dates in it, and so large a share of its dates."""
_SLASHED = re.compile(r"(?<![0-9/.\-])([0-9]{1,2})([/\-])([0-9]{1,2})\2(?:19|20)[0-9]{2}(?![0-9/\-])")
_ISO = re.compile(r"(?<![0-9/.\-])(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-[0-3][0-9](?![0-9/\-])")
_US_FISCAL_MONTH = 10
_GLOSS = re.compile(r"\s*[(\[,:]?\s*(?:i\.e\.,? |that is,? |from )?")
_FARTHEST_FISCAL = 2070
_MOVED = 5
"""How many tokens may stand between the word for moving a date and the dates it is moved from and to."""
_PRECISIONS: tuple[Precision, ...] = ("day", "month", "quarter", "half", "fiscal_year", "year", "decade")


@dataclass(frozen=True, slots=True)
class _Found:
    """A finished date: tokens [first, after), ISO ends, precision."""

    first: int
    after: int
    start: str
    end: str
    precision: Precision
    shade: Approximate | None
    range: bool = False


def periods(
    text: str, words: PeriodWords, fiscal: int | None = None, conventions: Conventions | None = None
) -> list[Period]:
    """The dates and periods that `text` writes out, sorted, none overlapping.

    `fiscal`: the first month of the publisher's fiscal year. With it FY2021 and 2018/19 have months, without it they are the
    years as written. `conventions`: those of the whole document when `text` is a part of it. A date never goes over a blank
    line or a tab. Deadlines ("by 2030", "until May 2021") are single dates, "since" leaves the end open. Numeric dates whose
    order nothing tells are left out. Raises ValueError when `fiscal` is no month.
    """
    if fiscal is not None and not 1 <= fiscal <= 12:
        raise ValueError(f"not a month: {fiscal}")
    setting = Setting(words, conventions_of(text) if conventions is None else conventions, fiscal)
    found: list[Period] = []
    for start, end in paragraphs(text):
        if setting.conventions.year is not None or _NUMBER.search(text, start, end):
            found += _in_paragraph(text, scan(text, start, end), setting)
    return list(_explained(found, text))


def _explained(found: Sequence[Period], text: str) -> Iterator[Period]:
    """Fiscal years with the span that is told right after them: `FY 2080/81 (mid-July 2023 to mid-July 2024)`. One so far ahead
    that it counts by another calendar is left out where no span tells what it is."""
    for at, period in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else None
        fiscal = period.precision == "fiscal_year"
        if (
            fiscal
            and after is not None
            and _GLOSS.fullmatch(text, period.end_char, after.start_char)
            and _is_year(after)
        ):
            yield replace(period, start=after.start, end=after.end, approximate=after.approximate)
        elif not fiscal or period.start is None or int(period.start[:4]) < _FARTHEST_FISCAL:
            yield period


def _is_year(period: Period) -> bool:
    """Whether a period runs over about twelve months, told by months, days or as a fiscal year."""
    if period.start is None or period.end is None or len(period.start) < 7 or len(period.end) < 7:
        return False
    first, last = (int(date[:4]) * 12 + int(date[5:7]) for date in (period.start, period.end))
    return 11 <= last - first <= 12


def conventions_of(text: str) -> Conventions:
    """What the dates of `text` that can be read in one way only tell about the others; no year."""
    orders = {int(date.group(1)) > 12 for date in _SLASHED.finditer(text) if _decides(date)}
    return Conventions(orders.pop() if len(orders) == 1 else None, _ISO.search(text) is not None)


def undecided(text: str, conventions: Conventions) -> list[Span]:
    """The dates in digits (`12/03/2021`) of which nothing in the document tells whether the day stands first: no facts."""
    if conventions.day_first is not None:
        return []
    return [
        Span(*date.span())
        for date in _SLASHED.finditer(text)
        if 1 <= int(date.group(1)) <= 12 and 1 <= int(date.group(3)) <= 12 and date.group(1) != date.group(3)
    ]


def usual_year(found: Sequence[Period]) -> int | None:
    """The year in which nearly all dates of a document lie, of its days and months when there are enough, None when there is no
    such year. For Conventions.year: a day without a year is taken to be in it."""
    closed = [(p, p.start[:4], p.end[:4]) for p in found if p.start and p.end]
    fine = [(start, end) for p, start, end in closed if p.precision in ("day", "month", "quarter", "half")]
    dates = fine if len(fine) >= _FEWEST_DATES else [(start, end) for _, start, end in closed]
    years = Counter(start for start, end in dates if start == end)
    if not years:
        return None
    year, count = min(years.items(), key=lambda pair: (-pair[1], pair[0]))
    return int(year) if count >= _FEWEST_DATES and count >= _USUAL_SHARE * len(dates) else None


def _decides(date: re.Match[str]) -> bool:
    return (int(date.group(1)) > 12) != (int(date.group(3)) > 12)


def _in_paragraph(text: str, tokens: list[Token], setting: Setting) -> Iterator[Period]:
    at = 0
    while at < len(tokens):
        lead, start = lead_at(tokens, at, setting.words)
        chain, joins = chain_at(tokens, start, setting) if start < len(tokens) else ([], [])
        if not chain:
            at += 1
            continue
        filled = fill(chain, joins, setting.conventions.year)
        moved = lead == "from" and _is_moved(tokens[max(0, at - _MOVED) : at], setting.words)
        made = list(_settle(filled, ["comma"] * len(joins) if moved else joins, lead == "between", setting.fiscal))
        if not made:
            # The rest of a chain gives no more than the chain, but one cut for its length may go on.
            at = max(at + 1, chain[-1].first if len(chain) == LONGEST_CHAIN else chain[-1].after)
            continue
        for number, found in enumerate(made):
            yield _period(
                text, tokens, found, (lead, at) if number == 0 and found.first == start else None, setting.words
            )
        at = max(at + 1, chain[-1].after)


def _is_moved(before: Sequence[Token], words: PeriodWords) -> bool:
    """Whether the same sentence moves a date, so that the two behind "from" and "to" are no span."""
    stops = [k for k, token in enumerate(before) if token.text == "."]
    return any(token.low in words.moves for token in before[stops[-1] + 1 if stops else 0 :])


def _settle(chain: list[Piece], joins: list[Join], between: bool, fiscal: int | None) -> Iterator[_Found]:
    """Ranges of two pieces where a range is written and runs forward, else each piece that is whole."""
    k = 0
    while k < len(chain):
        found = _whole(chain[k], fiscal)
        if k + 1 < len(chain) and (joins[k] == "range" or (between and k == 0 and joins[k] == "and")):
            other = _whole(chain[k + 1], fiscal)
            if found is not None and other is not None and _forward(found, other):
                yield _range(found, other)
                k += 2
                continue
        if found is not None:
            yield found
        k += 1


def _forward(found: _Found, other: _Found) -> bool:
    shared = min(len(found.start), len(other.end))
    return found.start[:shared] <= other.end[:shared] and found.start != other.end


def _range(found: _Found, other: _Found) -> _Found:
    precision = max(found.precision, other.precision, key=_PRECISIONS.index)
    shade = found.shade if found.shade == other.shade else "about"
    return _Found(found.first, other.after, found.start, other.end, precision, shade, range=True)


def _whole(piece: Piece, fiscal: int | None) -> _Found | None:
    """The piece as a date, None while its year is missing."""
    year = piece.year
    if year is None or piece.level == "bare":
        return None
    start, end, precision = _ends(piece, year, fiscal)
    shade: Approximate | None = None
    for known in ("early", "mid", "late", "about"):
        if piece.shade == known:
            shade = known
    return _Found(piece.first, piece.after, start, end, precision, shade)


def _ends(piece: Piece, year: int, fiscal: int | None) -> tuple[str, str, Precision]:
    if piece.level == "day":
        day = f"{year}-{piece.month:02}-{piece.day:02}"
        return day, day, "day"
    if piece.level == "month":
        month = f"{year}-{piece.month:02}"
        return month, month, "month"
    if piece.level == "part":
        return _part(piece, year, fiscal)
    if piece.level == "decade":
        return str(year), str(year + 9), "decade"
    if piece.level == "fiscal":
        return _fiscal_year(piece, year, fiscal)
    # The US names a fiscal year by one number: its 2018/19 is a school year or a winter.
    if piece.level == "split" and not piece.after_mark and piece.until == year + 1 and fiscal != _US_FISCAL_MONTH:
        return _fiscal_year(piece, year, fiscal)
    return str(year), str(piece.until or year), "year"


def _fiscal_year(piece: Piece, year: int, fiscal: int | None) -> tuple[str, str, Precision]:
    """FY2021 is named by the year it ends in; FY2021/22 runs over both. FY21-23 is three years."""
    begins = piece.begins or fiscal
    until = piece.until
    marked: Precision = "fiscal_year" if piece.level == "fiscal" or begins else "year"
    if begins is None:
        return str(year), str(until or year), marked
    if until is None or until > year + 1:
        if begins == 1:
            return str(year), str(until or year), marked
        return f"{year - 1}-{begins:02}", f"{until or year}-{begins - 1:02}", marked
    if begins == 1:
        return str(year), str(until), marked
    return f"{year}-{begins:02}", f"{until}-{begins - 1:02}", marked


def _part(piece: Piece, year: int, fiscal: int | None) -> tuple[str, str, Precision]:
    precision: Precision = "quarter" if piece.size == 3 else "half" if piece.size == 6 else "month"
    first = year * 12 + (piece.month or 1) - 1
    if piece.begins is not None:
        begins = piece.begins or fiscal
        if begins is None:
            return str(year), str(piece.until or year), "fiscal_year"
        named_by_end = piece.until is None and begins > 1
        first += begins - 1 - (12 if named_by_end else 0)
    return _month(first), _month(first + piece.size - 1), precision


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02}"


def _period(
    text: str, tokens: Sequence[Token], found: _Found, lead: tuple[str, int] | None, words: PeriodWords
) -> Period:
    """The period with the words that open it or leave it open."""
    first, after = found.first, found.after
    name, before = lead if lead is not None else ("", first)
    if found.range:
        return _made(text, tokens, (before, after), found)
    if name == "since":
        return _made(text, tokens, (before, after), replace(found, end=""))
    if (
        name == "from"
        and before == 0
        and (after == len(tokens) or "\n" in text[tokens[after - 1].end : tokens[after].start])
    ):
        return _made(text, tokens, (before, after), replace(found, end=""))
    opened = _open_end(tokens, after, words)
    if opened is not None:
        return _made(text, tokens, (first, opened), replace(found, end=""))
    return _made(text, tokens, (first, after), found)


def _open_end(tokens: Sequence[Token], after: int, words: PeriodWords) -> int | None:
    """The token after what leaves a period open: `to date`, `–present`, `(2021–)`."""
    dash = after < len(tokens) and tokens[after].text in DASHES
    start = after + 1 if dash else after
    opened = match(words.opens, tokens, start)
    if opened is not None:
        return opened[1]
    # A hyphen at the end is a word broken there, not an open period.
    left_open = dash and tokens[after].text != "-" and not tokens[after].spaced
    return start if left_open and (start == len(tokens) or tokens[start].text == ")") else None


def _made(text: str, tokens: Sequence[Token], stretch: tuple[int, int], found: _Found) -> Period:
    start, end = tokens[stretch[0]].start, tokens[stretch[1] - 1].end
    return Period(text[start:end], start, end, found.start, found.end or None, found.precision, found.shade)
