"""Loads the shared currency signs: shared_currencies.yaml of the lexicon, and the Unicode CLDR's currencies through babel."""

from __future__ import annotations

from pathlib import Path

from babel.core import get_global

from factextract.model.currency_words import CurrencyWords
from factextract.ruleset.lists import read_lists


def currency_words(folder: Path) -> CurrencyWords:
    """The signs that currencies share, for all languages, and the currency that each country has now."""
    lists = read_lists(folder / "shared_currencies.yaml")
    countries = {}
    for country, history in get_global("territory_currencies").items():
        current = [code for code, _, end, tender in history if end is None and tender]
        if current:
            countries[country] = current[-1]
    return CurrencyWords(
        shared={sign.casefold(): tuple(codes) for sign, codes in lists["shared"].items()},
        home={sign.casefold(): frozenset(listed) for sign, listed in lists["home"].items()},
        of_country=countries,
    )
