"""Loads the country names: places.yaml of the lexicon, and the Unicode CLDR's names through babel."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from factextract.model.place_words import PlaceName, PlaceWords
from factextract.ruleset.lists import read_lists
from factextract.values.period_scan import words_of
from factextract.values.place import fold

_FALLBACK = "en"
"""English names are read whatever the language: sources and addresses are often left in it."""
_COUNTRY = re.compile(r"[A-Z]{2}")
_NO_COUNTRY = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UM", "UN", "XA", "XB", "ZZ"])
"""CLDR codes of two letters that are no country of ISO 3166-1: lone islands, groups, private use."""
_ADDED = re.compile(r" \([^)]*\)|,? (?:SAR|RAE) .*|, R\.A\.S\..*|R\.A\.S\. chinoise de | - .*")
"""What CLDR adds to tell names apart: `Myanmar (Burma)`, `Hong Kong SAR China`, `Congo - Kinshasa`."""
_INITIALS = 6
"""A name of at most so many signs, all in capitals, is an abbreviation and must stand as written."""


def place_words(folder: Path, language: str) -> PlaceWords:
    """The country names in `language` (ISO 639-1) and in English, with the aliases of the lexicon in `folder`."""
    lists = read_lists(folder / "places.yaml")
    exact = frozenset(lists["exact"])
    return PlaceWords(
        names=_by_first_word(_names(lists, language), exact),
        persons=frozenset(fold(name) for name in lists["persons"]),
        given_names=frozenset(fold(name) for name in (*lists["given_names"], *lists["titles"])),
        unless_near={fold(name): tuple(others) for name, others in lists["unless_near"].items()},
        within=_by_first_word(((name, at) for at, names in lists["within"].items() for name in names), exact),
    )


def _by_first_word(named: Iterable[tuple[str, str | None]], exact: Collection[str]) -> dict[str, tuple[PlaceName, ...]]:
    """Names with their country by their first word, the longest first; of equal names the last counts. `exact`: those that must
    stand as written, as abbreviations must."""
    names: dict[str, dict[tuple[str, ...], PlaceName]] = {}
    for name, country in named:
        words = words_of(name)
        as_written = name in exact or (name.isupper() and len(name) <= _INITIALS)
        names.setdefault(fold(words[0]), {})[words] = PlaceName(words, country, as_written)
    return {first: tuple(sorted(found.values(), key=lambda name: -len(name.words))) for first, found in names.items()}


def _names(lists: Mapping[str, Any], language: str) -> Iterator[tuple[str, str | None]]:
    """Names with their country, what is no country last so that it wins over an equal name."""
    languages = dict.fromkeys((_FALLBACK, language))
    for spoken in languages:
        for country, name in territories(spoken):
            yield name, country
            if " & " in name:
                yield name.replace(" & ", " and "), country
            if name.startswith("St. "):
                yield from ((start + name[4:], country) for start in ("Saint ", "St "))
    for spoken in ("any", *languages):
        for country, aliases in lists["aliases"].get(spoken, {}).items():
            yield from ((alias, country) for alias in aliases)
    yield from ((name, None) for name in lists["not_places"])


def territories(language: str) -> Iterator[tuple[str, str]]:
    """ISO 3166-1 alpha-2 code and name of each country in a language, from the Unicode CLDR; nothing for a language it lacks."""
    # babel takes 0.1 s to import and reads a large file for each language, so it waits until names are asked for.
    from babel import Locale, UnknownLocaleError

    try:
        names: Mapping[str, str] = Locale(language).territories
    except UnknownLocaleError:
        return
    for country, name in sorted(names.items()):
        if _COUNTRY.fullmatch(country) and country not in _NO_COUNTRY:
            plain = _ADDED.sub("", name).strip()
            if plain != "Congo":
                yield country, plain
