"""What a whole document tells about its dates: when the fiscal year begins, how numeric dates are written, the usual year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factextract.model.period_words import PeriodWords
from factextract.model.value import Period
from factextract.values.fiscal import stated_fiscal_month
from factextract.values.period import conventions_of, usual_year
from factextract.values.period_piece import Conventions
from factextract.values.period_scan import match, scan

_NAMED_MONTH = re.compile(r"^(?:\d{1,2}\D{0,2}\s+(?:\w+\s)?[^\W\d]{3,}|[^\W\d]{3,}\.?\s+\d{1,2}\D{0,2},?\s+\d{4})")
"""A day with its month in letters, the day first or the month first with the year at the end."""
TWICE = 2  # a publisher named once may be one of many funders; its fiscal year need not be the document's


@dataclass(frozen=True, slots=True)
class Calendar:
    """For `periods`: the first month of the document's fiscal year, None when nothing tells it, and its conventions."""

    fiscal: int | None
    conventions: Conventions


def calendar_of(text: str, countries: Sequence[str], words: PeriodWords) -> Calendar:
    """The calendar of a document. `countries`: ISO 3166-1 alpha-2, one for each mention.

    The fiscal year is the one that the text itself tells of, else that of a publisher named more than once, else that of the
    country named most, else that of the only publisher named. What its dates tell of each other `taught` adds.
    """
    fiscal = stated_fiscal_month(text, words)
    if fiscal is None:
        publishers = _publishers(text, words)
        fiscal = next((month for month, count in publishers if count >= TWICE), None)
        if fiscal is None and countries:
            most = Counter(countries).most_common(1)[0][0]
            fiscal = words.fiscal_countries.get(most)
        if fiscal is None and publishers:
            fiscal = publishers[0][0]
    return Calendar(fiscal, conventions_of(text))


def taught(calendar: Calendar, found: Sequence[Period]) -> Calendar:
    """The calendar with what the dates of the document, read with it, tell about the others: the usual year, and from days
    written in one way only (`March 12, 2021` or `12 March 2021`) which number of `12/03/2021` is the day."""
    conventions = calendar.conventions
    day_first = conventions.day_first
    if day_first is None:
        orders = {not p.text[:1].isalpha() for p in found if p.precision == "day" and _NAMED_MONTH.search(p.text)}
        day_first = orders.pop() if len(orders) == 1 else None
    return replace(calendar, conventions=replace(conventions, day_first=day_first, year=usual_year(found)))


def _publishers(text: str, words: PeriodWords) -> list[tuple[int, int]]:
    """(first month of the fiscal year, mentions of publishers that have it), the most named first."""
    tokens = scan(text, 0, len(text))
    found: Counter[int] = Counter()
    at = 0
    while at < len(tokens):
        named = match(words.fiscal_publishers, tokens, at)
        if named is not None:
            found[named[0]] += 1
            at = named[1]
        else:
            at += 1
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
