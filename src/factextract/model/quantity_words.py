"""The words that the quantity grammar knows: numbers, currencies, units and the words around them, for one language.

Keys of mappings are as they stand in text; those of *names*, *numbers* and all context lists are lower case and match in any
case, those of *signs* and *codes* match exactly. A key may hold several words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from factextract.model.value import Comparator

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Currency:
    """An ISO 4217 code; `ambiguous` when several currencies are written so and this is only the likeliest."""

    code: str
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit's name stands for: its symbol in the record and how many of them it is (a decade is 10 `year`)."""

    symbol: str
    size: int = 1


@dataclass(frozen=True, eq=False, slots=True)
class NumberWords:
    """Numbers in words and digits. `fractions` gives denominators; `pronouns` are numbers that count nothing alone ("one")."""

    decimal_comma: bool = False
    numbers: Mapping[str, int] = field(default_factory=dict)
    joints: frozenset[str] = _NOTHING
    and_words: frozenset[str] = _NOTHING
    scales: Mapping[str, int] = field(default_factory=dict)
    collectives: Mapping[str, int] = field(default_factory=dict)
    scale_signs: Mapping[str, int] = field(default_factory=dict)
    sure_signs: frozenset[str] = _NOTHING
    fractions: Mapping[str, int] = field(default_factory=dict)
    articles: frozenset[str] = _NOTHING
    ordinals: frozenset[str] = _NOTHING
    after_fraction: frozenset[str] = _NOTHING
    of: frozenset[str] = _NOTHING
    pronouns: frozenset[str] = _NOTHING


@dataclass(frozen=True, eq=False, slots=True)
class MoneyWords:
    """Signs, codes and names of currencies. `doubtful` codes are also plain words, `shy` signs also plain letters."""

    codes: frozenset[str] = _NOTHING
    doubtful: frozenset[str] = _NOTHING
    before: Mapping[str, Currency] = field(default_factory=dict)
    shy: frozenset[str] = _NOTHING
    after: Mapping[str, Currency] = field(default_factory=dict)
    names: Mapping[str, Currency] = field(default_factory=dict)
    hundredths: Mapping[str, Currency] = field(default_factory=dict)


@dataclass(frozen=True, eq=False, slots=True)
class UnitWords:
    """Units of measure and of time. `bases` are units that may stand under a stroke ("t/ha")."""

    signs: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    bases: Mapping[str, str] = field(default_factory=dict)
    percents: Mapping[str, str] = field(default_factory=dict)
    durations: Mapping[str, Unit] = field(default_factory=dict)
    duration_signs: Mapping[str, Unit] = field(default_factory=dict)
    duration_adjectives: frozenset[str] = _NOTHING
    adjectives: frozenset[str] = _NOTHING


@dataclass(frozen=True, eq=False, slots=True)
class ContextWords:
    """Words before and after a number that change what it says, or say that it is none.

    What each list is for stands beside it in rules/lexicon/quantities.yaml.
    """

    comparators: Mapping[str, Comparator] = field(default_factory=dict)
    comparators_after: Mapping[str, Comparator] = field(default_factory=dict)
    reaches: Mapping[str, Comparator] = field(default_factory=dict)
    hedges: frozenset[str] = _NOTHING
    phrasal: frozenset[str] = _NOTHING
    throughout: frozenset[str] = _NOTHING
    prepositions: frozenset[str] = _NOTHING
    under_what: frozenset[str] = _NOTHING
    lasting: frozenset[str] = _NOTHING
    determiners: frozenset[str] = _NOTHING
    mixed_shares: frozenset[str] = _NOTHING
    between: frozenset[str] = _NOTHING
    range_to: frozenset[str] = _NOTHING
    range_and: frozenset[str] = _NOTHING
    range_from: frozenset[str] = _NOTHING
    ranging: frozenset[str] = _NOTHING
    grading: frozenset[str] = _NOTHING
    shares: frozenset[str] = _NOTHING
    weak_shares: frozenset[str] = _NOTHING
    marks: frozenset[str] = _NOTHING
    for_every: frozenset[str] = _NOTHING
    times: frozenset[str] = _NOTHING
    fold: frozenset[str] = _NOTHING
    multiples: Mapping[str, Decimal] = field(default_factory=dict)
    weak_multiples: Mapping[str, Decimal] = field(default_factory=dict)
    than_what: frozenset[str] = _NOTHING
    frequencies: frozenset[str] = _NOTHING
    ages: frozenset[str] = _NOTHING
    old: frozenset[str] = _NOTHING
    age_words: frozenset[str] = _NOTHING
    under_age: frozenset[str] = _NOTHING
    persons: frozenset[str] = _NOTHING
    per: frozenset[str] = _NOTHING
    rate_articles: frozenset[str] = _NOTHING
    rates: Mapping[str, str] = field(default_factory=dict)
    rate_bases: frozenset[str] = _NOTHING
    increase: frozenset[str] = _NOTHING
    decrease: frozenset[str] = _NOTHING
    moves: frozenset[str] = _NOTHING
    change_by: frozenset[str] = _NOTHING
    change_of: frozenset[str] = _NOTHING
    not_change: frozenset[str] = _NOTHING
    labels: frozenset[str] = _NOTHING
    capital_labels: frozenset[str] = _NOTHING
    identifiers: frozenset[str] = _NOTHING
    dated: frozenset[str] = _NOTHING
    counted: frozenset[str] = _NOTHING
    lengths: frozenset[str] = _NOTHING
    long_things: frozenset[str] = _NOTHING
    joints: frozenset[str] = _NOTHING
    month_links: frozenset[str] = _NOTHING
    clock: frozenset[str] = _NOTHING
    clock_past: frozenset[str] = _NOTHING
    clock_before: frozenset[str] = _NOTHING
    last: frozenset[str] = _NOTHING
    streets: frozenset[str] = _NOTHING
    idioms: frozenset[str] = _NOTHING
    idle_compounds: frozenset[str] = _NOTHING
    ratio_words: frozenset[str] = _NOTHING
    months: frozenset[str] = _NOTHING
    months_capital: bool = True


@dataclass(frozen=True, eq=False, slots=True)
class QuantityWords:
    """Word lists of one language for values/quantity; compared by identity, so that what is compiled from them can be kept."""

    language: str = ""
    number: NumberWords = field(default_factory=NumberWords)
    money: MoneyWords = field(default_factory=MoneyWords)
    unit: UnitWords = field(default_factory=UnitWords)
    context: ContextWords = field(default_factory=ContextWords)
