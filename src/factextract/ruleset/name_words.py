"""Loads the word lists of the name grammar: rules/lexicon/names.yaml and organisations.csv."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from factextract.errors import RuleError
from factextract.model.name_words import Head, NameWords, Organisation
from factextract.ruleset.known import known_names
from factextract.ruleset.lists import read_lists
from factextract.ruleset.place_words import territories
from factextract.values.name_tokens import key, keys

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads every scalar as text: `on`, `no` and `y` are words here."""


def name_words(folder: Path, language: str) -> NameWords:
    """The lists for `language` from the lexicon folder. Raises RuleError for a file that cannot be read or lacks a list."""
    path = folder / "names.yaml"
    raw = _read(path)
    try:
        heads = {
            _joined(word): Head(org_type, strength == "strong")
            for org_type, lists in raw["heads"].items()
            for strength, words in lists.items()
            for word in words
        }
        for word in raw["openers"]:
            known = heads.get(_joined(word), Head("other"))
            heads[_joined(word)] = Head(known.org_type, known.strong, opens=True)

        def spoken(name: str) -> frozenset[str]:
            return _set(raw[name].get(language, raw[name]["en"]))

        organisations = tuple(_organisations(folder / "organisations.csv"))
        return NameWords(
            heads=heads,
            legal={key(form): org_type for org_type, forms in raw["legal"].items() for form in forms},
            joiners={key(word): how for how, words in raw["joiners"].items() for word in words},
            not_last=_set(raw["not_last"]),
            headline_verbs=_set(raw["headline_verbs"]),
            rarely_last=_set(raw["rarely_last"]),
            not_first=_set(raw["not_first"]),
            places=_set(raw["places"]),
            titles=_set(raw["titles"]),
            hosts=_set(raw["hosts"]),
            new_places=_set(raw["new_places"]),
            starters=spoken("starters"),
            verbs=spoken("verbs"),
            linkers=spoken("linkers"),
            helpers=spoken("helpers"),
            adjective_endings=tuple(raw["adjective_endings"].get(language, ())),
            schemes=_set(raw["schemes"]),
            not_spelled=_set(raw["not_spelled"]),
            directions=_set(raw["directions"]),
            national=_set(raw["national"]),
            of_country=_set(raw["of_country"]),
            several_states=_set(raw["several_states"]["first"]),
            states_heads=_set(raw["several_states"]["heads"]),
            united_heads=_set(raw["several_states"]["united_nations"]),
            opened=_by_word(raw["opened"]),
            leanings=_by_word(raw["leanings"]),
            leaning_endings=_by_word(raw["leaning_endings"]),
            generic=_set(raw["generic"]),
            subjects=_set(raw["subjects"]),
            regions=_set(raw["regions"]),
            countries=_countries(folder, raw["demonyms"], language) | _in_full(raw["realms"]),
            codes=frozenset(code for code, _ in territories("en")),
            organisations=organisations,
            known=known_names(organisations),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise RuleError(
            f"{path}: not the shape of a name lexicon ({error!r})",
            hint="compare with the shipped file",
            source=str(path),
        ) from error


def _read(path: Path) -> Mapping[str, Any]:
    try:
        with path.open(encoding="utf-8") as file:
            return dict(yaml.load(file, Loader=_LOADER))
    except (OSError, yaml.YAMLError, TypeError, ValueError) as error:
        raise RuleError(f"{path}: {error}", hint="reinstall factextract", source=str(path)) from error


def _joined(phrase: str) -> str:
    return " ".join(keys(phrase))


def _set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_joined(word) for word in words)


def _by_word(lists: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The type by each of its words."""
    return {_joined(word): org_type for org_type, words in lists.items() for word in words}


def _in_full(realms: Iterable[str]) -> dict[str, str]:
    """Countries as states call themselves ("Kingdom of Norway", "Republic of the Philippines")."""
    names = [(_joined(name), code) for code, name in territories("en")]
    return {
        f"{_joined(realm)} of {the}{name}": code for realm in realms for name, code in names for the in ("", "the ")
    }


def _countries(folder: Path, demonyms: Mapping[str, Iterable[str]], language: str) -> dict[str, str]:
    """Country names in English and the document's language; every further language costs 6 ms to read."""
    spoken = tuple(dict.fromkeys(("en", language)))
    found = {_joined(name): code for each in spoken for code, name in territories(each)}
    also = read_lists(folder / "places.yaml")["aliases"]
    found.update(
        {_joined(a): code for each in ("any", *spoken) for code, names in also.get(each, {}).items() for a in names}
    )
    found.update({_joined(word): code for code, words in demonyms.items() for word in words})
    return found


def _organisations(path: Path) -> Iterable[Organisation]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Organisation(
                    name=row["name"],
                    aliases=tuple(a for a in row["aliases"].split("|") if a),
                    acronym=row["acronym"] or None,
                    org_type=row["org_type"] or None,
                    country=row["country"] or None,
                    identifiers=((row["scheme"], row["id"]),) if row["id"] else (),
                    alone=row["alone"] != "no",
                    funds=row["funds"] == "yes",
                )
    except (OSError, csv.Error) as error:
        raise RuleError(f"{path}: {error}", hint="reinstall factextract", source=str(path)) from error
