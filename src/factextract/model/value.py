"""Values that the grammars read from text: quantities, periods, names, places. Offsets are into the text given."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from factextract.model.geometry import Span

QuantityKind = Literal["count", "percent", "money", "duration", "measure", "ratio", "multiple"]
Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
Change = Literal["increase", "decrease"]
Precision = Literal["day", "month", "quarter", "half", "year", "fiscal_year", "decade"]
Approximate = Literal["early", "mid", "late", "about"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written, with what the notation alone says about it.

    `value` has its multiplier applied; it is None for a range, which has `low` and `high`. `unit` is an ISO 4217 code for
    money, `%` or `pp`, a duration word, a unit symbol or None. `ambiguous` marks money whose sign (a bare `$`) does not
    name one currency. `core_start`, `core_end` bound the number with its sign, scale and unit, without comparator words.
    """

    text: str
    start_char: int
    end_char: int
    kind: QuantityKind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: Comparator = "="
    unit: str | None = None
    per: str | None = None
    change: Change | None = None
    ambiguous: bool = False
    core_start: int = 0
    core_end: int = 0

    @property
    def span(self) -> Span:
        return Span(self.start_char, self.end_char)

    @property
    def core(self) -> Span:
        return Span(self.core_start, self.core_end)


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar date or period as written. `start`, `end`: ISO 8601 at the precision written, None when open."""

    text: str
    start_char: int
    end_char: int
    start: str | None
    end: str | None
    precision: Precision
    approximate: Approximate | None = None

    @property
    def span(self) -> Span:
        return Span(self.start_char, self.end_char)


@dataclass(frozen=True, slots=True)
class Name:
    """An organisation's name as written, with its acronym where one stands beside it.

    `span` covers both, `name_span` the long form (or the only form) alone. `org_type` is what the name's own words say
    ("University of …" is academic), None when they say nothing.
    """

    text: str
    span: Span
    name_span: Span
    acronym: str | None = None
    org_type: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A country named in text. `country` is ISO 3166-1 alpha-2."""

    text: str
    span: Span
    country: str
