"""The words that the period grammar knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")

PhraseTable = Mapping[str, tuple[tuple[tuple[str, ...], T], ...]]
"""First word, in lower case → the phrases that begin with it, longest first, each with what it stands for. A phrase is a
tuple of the scanner's tokens in lower case, so `year-end` has three parts."""


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """Word lists of one language for values/period, what holds for every language merged in. An empty one knows numeric
    dates and bare years only.

    Joining words: `of` stands within a date, `ranges` between both ends of a period, `ands` in lists, `betweens`, `froms` and
    `sinces` before a period, `opens` after one without an end. `shades`: early, mid, late, about, exact. `letters`, `parts`:
    how many months such a part of a year has (`q`, quarter: 3). `ordinals`: -1 is the last. `fiscal`: words that mark the year
    after them as a fiscal year → the month in which it begins, 0 for the publisher's own; `fiscal_after` likewise for the year
    before them; `plain` stands beside years that are not fiscal (`season`); `year_nouns` are plain words for years, `year_ends`
    stand before the last day of a fiscal year. `short_months` may have a point.
    A number is no year before `counted`, `names_after` and `streets`, nor after `labels`, `names_before`, `laws`,
    `not_years_before` and `money`; after `times_before` it is one although something counted follows. What one of the `moves`
    takes from one date to another are two dates, no span.
    `fiscal_countries`: ISO 3166-1 alpha-2 → first month of the fiscal year; `fiscal_publishers`: names → the same.
    """

    months: Mapping[str, int] = field(default_factory=dict)
    short_months: frozenset[str] = frozenset()
    capital_months: bool = False
    weekdays: frozenset[str] = frozenset()
    seasons: frozenset[str] = frozenset()
    ordinal_marks: frozenset[str] = frozenset()
    of: PhraseTable[str] = field(default_factory=dict)
    ranges: PhraseTable[str] = field(default_factory=dict)
    ands: PhraseTable[str] = field(default_factory=dict)
    betweens: PhraseTable[str] = field(default_factory=dict)
    froms: PhraseTable[str] = field(default_factory=dict)
    sinces: PhraseTable[str] = field(default_factory=dict)
    opens: PhraseTable[str] = field(default_factory=dict)
    shades: PhraseTable[str] = field(default_factory=dict)
    letters: Mapping[str, int] = field(default_factory=dict)
    ordinals: PhraseTable[int] = field(default_factory=dict)
    parts: PhraseTable[int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    month_nouns: frozenset[str] = frozenset()
    fiscal: PhraseTable[int] = field(default_factory=dict)
    fiscal_after: PhraseTable[int] = field(default_factory=dict)
    year_nouns: frozenset[str] = frozenset()
    year_ends: PhraseTable[str] = field(default_factory=dict)
    calendar: PhraseTable[str] = field(default_factory=dict)
    plain: PhraseTable[str] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()
    labels: frozenset[tuple[str, ...]] = frozenset()
    laws: frozenset[str] = frozenset()
    names_before: frozenset[str] = frozenset()
    names_after: frozenset[str] = frozenset()
    not_years_before: frozenset[tuple[str, ...]] = frozenset()
    times_before: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    moves: frozenset[str] = frozenset()
    money: frozenset[str] = frozenset()
    fiscal_countries: Mapping[str, int] = field(default_factory=dict)
    fiscal_publishers: PhraseTable[int] = field(default_factory=dict)
