"""Loads the word lists of the period grammar: months.yaml, periods.yaml and fiscal_years.yaml of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from factextract.model.period_words import PeriodWords, PhraseTable
from factextract.ruleset.lists import read_lists
from factextract.values.period_scan import words_of

T = TypeVar("T")

NEUTRAL = "any"
"""The key of what holds in every language."""


def period_words(folder: Path, language: str) -> PeriodWords:
    """The word lists for `language` (ISO 639-1) from the lexicon in `folder`; for an unknown language the neutral ones alone."""
    months = read_lists(folder / "months.yaml").get(language, {})
    lists = read_lists(folder / "periods.yaml")
    layers = [lists.get(NEUTRAL, {}), lists.get(language, {})]
    fiscal = read_lists(folder / "fiscal_years.yaml")
    return PeriodWords(
        months={name: number for number, names in months.get("months", {}).items() for name in names},
        short_months=frozenset(name for names in months.get("months", {}).values() for name in names[1:]),
        capital_months=bool(months.get("capital", False)),
        weekdays=frozenset(months.get("weekdays", ())),
        seasons=frozenset(months.get("seasons", ())),
        ordinal_marks=_words(layers, "ordinal_marks"),
        of=_phrases(layers, "of"),
        ranges=_phrases(layers, "ranges"),
        ands=_phrases(layers, "ands"),
        betweens=_phrases(layers, "betweens"),
        froms=_phrases(layers, "froms"),
        sinces=_phrases(layers, "sinces"),
        opens=_phrases(layers, "opens"),
        shades=_meanings(layers, "shades"),
        letters={letter: size for size, letters in _pairs(layers, "letters") for letter in letters},
        ordinals=_meanings(layers, "ordinals"),
        parts=_meanings(layers, "parts"),
        numbers={word: number for number, words in _pairs(layers, "numbers") for word in words},
        month_nouns=_words(layers, "months"),
        fiscal=_meanings(layers, "fiscal"),
        fiscal_after=_meanings(layers, "fiscal_after"),
        year_ends=_phrases(layers, "year_ends"),
        year_nouns=_words(layers, "year_nouns"),
        calendar=_phrases(layers, "calendar"),
        plain=_phrases(layers, "plain"),
        counted=frozenset(_all(layers, "counted")),
        labels=_tuples(layers, "labels"),
        laws=_words(layers, "laws"),
        names_before=_words(layers, "names_before"),
        names_after=_words(layers, "names_after"),
        not_years_before=_tuples(layers, "not_years_before"),
        times_before=_words(layers, "times_before"),
        streets=_words(layers, "streets"),
        moves=_words(layers, "moves"),
        money=frozenset(_all(layers, "money")),
        fiscal_countries={country: month for month, listed in fiscal["countries"].items() for country in listed},
        fiscal_publishers=_table(
            (words_of(name.lower()), month) for month, names in fiscal["publishers"].items() for name in names
        ),
    )


def _all(layers: Iterable[Mapping[str, Any]], key: str) -> Iterable[str]:
    return (str(phrase) for layer in layers for phrase in layer.get(key, ()))


def _pairs(layers: Iterable[Mapping[str, Any]], key: str) -> Iterable[tuple[Any, list[str]]]:
    return (pair for layer in layers for pair in layer.get(key, {}).items())


def _words(layers: Iterable[Mapping[str, Any]], key: str) -> frozenset[str]:
    return frozenset(phrase.lower() for phrase in _all(layers, key))


def _tuples(layers: Iterable[Mapping[str, Any]], key: str) -> frozenset[tuple[str, ...]]:
    return frozenset(words_of(phrase.lower()) for phrase in _all(layers, key))


def _phrases(layers: Iterable[Mapping[str, Any]], key: str) -> PhraseTable[str]:
    return _table((words_of(phrase.lower()), phrase) for phrase in _all(layers, key))


def _meanings(layers: Iterable[Mapping[str, Any]], key: str) -> PhraseTable[Any]:
    return _table(
        (words_of(phrase.lower()), meaning) for meaning, listed in _pairs(layers, key) for phrase in map(str, listed)
    )


def _table(phrases: Iterable[tuple[tuple[str, ...], T]]) -> PhraseTable[T]:
    table: dict[str, dict[tuple[str, ...], T]] = {}
    for words, meaning in phrases:
        table.setdefault(words[0], {})[words] = meaning
    return {first: tuple(sorted(found.items(), key=lambda pair: -len(pair[0]))) for first, found in table.items()}
