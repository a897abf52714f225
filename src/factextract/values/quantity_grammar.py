"""The word lists compiled for the quantity grammar, once a lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from factextract.model.quantity_words import QuantityWords
from factextract.model.value import Comparator
from factextract.values.money import Purse, purse
from factextract.values.number_words import Numerals, numerals
from factextract.values.quantity_noise import Surroundings, surroundings
from factextract.values.quantity_tokens import Phrases, phrase_set, phrases
from factextract.values.unit import Measures, Rates, measures, rates

_KEPT_LEXICONS = 16


@dataclass(frozen=True, slots=True)
class Grammar:
    """QuantityWords compiled; each part belongs to the module that uses it. `starters`: first words of a quantity."""

    words: QuantityWords
    numerals: Numerals
    purse: Purse
    measures: Measures
    rates: Rates
    surroundings: Surroundings
    comparators: Phrases[Comparator]
    comparators_after: Phrases[Comparator]
    reaches: Phrases[Comparator]
    hedges: Phrases[str]
    shares: Phrases[str]
    weak_shares: Phrases[str]
    marks: Phrases[str]
    for_every: Phrases[str]
    idioms: Phrases[str]
    multiples: Phrases[Decimal]
    weak_multiples: Phrases[Decimal]
    starters: frozenset[str]


@lru_cache(maxsize=_KEPT_LEXICONS)
def grammar(words: QuantityWords) -> Grammar:
    """The grammar of a lexicon; the same object each time for the same words."""
    context = words.context
    number = numerals(words.number)
    multiples = phrases(context.multiples, folded=True)
    weak_multiples = phrases(context.weak_multiples, folded=True)
    return Grammar(
        words=words,
        numerals=number,
        purse=purse(words.money),
        measures=measures(words.unit),
        rates=rates(context),
        surroundings=surroundings(context),
        comparators=phrases(context.comparators, folded=True),
        comparators_after=phrases(context.comparators_after, folded=True),
        reaches=phrases(context.reaches, folded=True),
        hedges=phrase_set(context.hedges),
        shares=phrase_set(context.shares),
        weak_shares=phrase_set(context.weak_shares),
        marks=phrase_set(context.marks),
        for_every=phrase_set(context.for_every),
        idioms=phrase_set(context.idioms),
        multiples=multiples,
        weak_multiples=weak_multiples,
        starters=number.starters | frozenset(multiples.first) | frozenset(weak_multiples.first),
    )
