"""What one stretch of text gives of a date: the noun that the period grammar builds, joins and fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from factextract.model.period_words import PeriodWords

Level = Literal["bare", "day", "month", "part", "year", "split", "fiscal", "decade"]

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_TWO_DIGIT_PIVOT = 60
"""`FY21` is 2021, `FY97` is 1997: nothing of the genre plans past 2060 in two digits or looks back before 1960."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """How a document writes dates. `day_first`: whether `04/05/2025` is in May (None: nothing tells). `iso_months`: `2018-11` is
    a month, not two years. `year`: the year of days and spans of months that name none, None to leave them out."""

    day_first: bool | None = None
    iso_months: bool = False
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a text is read with. `fiscal`: the first month of the publisher's fiscal year."""

    words: PeriodWords
    conventions: Conventions
    fiscal: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens [first, after) and what they give. `bare`: a day number alone. `size`: months of a part that begins in `month`
    (for a part of a fiscal year, counted from its first month). `until`: the second year of `2018/19`. `month_first`: `May 6`.
    `begins`: the month of a marked fiscal year, 0 for the publisher's own; None when it is not fiscal.
    """

    first: int
    after: int
    level: Level
    year: int | None = None
    month: int | None = None
    day: int | None = None
    size: int = 1
    until: int | None = None
    month_first: bool = False
    begins: int | None = None
    shade: str | None = None
    after_mark: bool = False


def century(short: int) -> int:
    return 2000 + short if short < _TWO_DIGIT_PIVOT else 1900 + short


def calendar_day(first: int, after: int, year: int | None, month: int, day: int) -> Piece | None:
    """A day that the calendar has; 29 February only in its years."""
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1] or (year is not None and not 1900 <= year <= 2099):
        return None
    if month == 2 and day == 29 and year is not None and (year % 4 != 0 or (year % 100 == 0 and year % 400 != 0)):
        return None
    return Piece(first, after, "day", year=year, month=month, day=day)
