"""The word lists that the value grammars are given; loaded from rules/lexicon by `ruleset`, all languages in one place."""

from __future__ import annotations

from dataclasses import dataclass, field

from factextract.model.currency_words import CurrencyWords
from factextract.model.grammar_words import GrammarWords
from factextract.model.name_words import NameWords
from factextract.model.period_words import PeriodWords
from factextract.model.place_words import PlaceWords
from factextract.model.quantity_words import QuantityWords


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists for one language. All but `names` also hold what is language-neutral."""

    quantities: QuantityWords
    periods: PeriodWords
    names: NameWords
    places: PlaceWords
    grammar: GrammarWords = field(default_factory=GrammarWords)
    currencies: CurrencyWords = field(default_factory=CurrencyWords)
