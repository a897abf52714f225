"""Loads the word lists of the quantity grammar: rules/lexicon/{numbers,currencies,units,quantities,months}.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import yaml

from factextract.errors import RuleError
from factextract.model.quantity_words import (
    ContextWords,
    Currency,
    MoneyWords,
    NumberWords,
    QuantityWords,
    Unit,
    UnitWords,
)
from factextract.model.value import Comparator

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LIKELIEST = "?"
"""After a currency code: one of several that are written so."""
_RENAMED = {"range_from": "from"}
"""Fields whose name in the file is a word that Python keeps for itself."""
_MAPPINGS = frozenset({"comparators", "comparators_after", "reaches", "multiples", "weak_multiples", "rates", "months"})


def quantity_words(folder: Path, language: str) -> QuantityWords:
    """The lists for `language` from the lexicon folder, on top of those of every language; a language without lists has
    the latter only. Raises RuleError for a file that cannot be read or is not of the shape expected."""
    path = folder
    try:
        path = folder / "numbers.yaml"
        number = _number(_read(path), language)
        path = folder / "currencies.yaml"
        money = _money(_read(path))
        quantities, units = _read(folder / "quantities.yaml"), _read(folder / "units.yaml")
        path = folder / "units.yaml"
        own = {**quantities["neutral"], **quantities.get(language, {})}
        for name in ("percent", "comparators", "comparators_after"):
            own[name] = {**quantities["neutral"].get(name, {}), **quantities.get(language, {}).get(name, {})}
        unit = _unit(units, own)
        path = folder / "quantities.yaml"
        context = _context(own, _read(folder / "months.yaml").get(language, {}))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise RuleError(
            f"{path}: not the shape of a quantity lexicon ({error!r})",
            hint="compare with the shipped file; words like no, on and off need quotes",
            source=str(path),
        ) from error
    return QuantityWords(language=language, number=number, money=money, unit=unit, context=context)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        with path.open(encoding="utf-8") as file:
            return dict(yaml.load(file, Loader=_LOADER))
    except (OSError, yaml.YAMLError, TypeError, ValueError) as error:
        raise RuleError(f"{path}: {error}", hint="reinstall factextract", source=str(path)) from error


def _words(raw: Iterable[str] | None) -> frozenset[str]:
    """Words that match in any case."""
    return frozenset(word.lower() for word in raw or ())


def _table(raw: Mapping[str, Any] | None) -> dict[str, Any]:
    return {word.lower(): value for word, value in (raw or {}).items()}


def _number(raw: Mapping[str, Any], language: str) -> NumberWords:
    own = raw.get(language, {})
    return NumberWords(
        decimal_comma=bool(own.get("decimal_comma", False)),
        numbers=_table(own.get("numbers")),
        joints=_words(own.get("joints")),
        and_words=_words(own.get("and")),
        scales=_table(own.get("scales")),
        collectives=_table(own.get("collectives")),
        scale_signs=dict(raw["scale_signs"]),
        sure_signs=frozenset(raw["sure_signs"]),
        fractions=_table(own.get("fractions")),
        articles=_words(own.get("articles")),
        ordinals=_words(own.get("ordinals")),
        after_fraction=_words(own.get("after_fraction")),
        of=_words(own.get("of")),
        pronouns=_words(own.get("pronouns")),
    )


def _money(raw: Mapping[str, Any]) -> MoneyWords:
    def currencies(name: str, folded: bool = False) -> dict[str, Currency]:
        return {
            (key.lower() if folded else key): Currency(code.rstrip(_LIKELIEST), code.endswith(_LIKELIEST))
            for key, code in raw[name].items()
        }

    return MoneyWords(
        codes=frozenset(raw["codes"]),
        doubtful=frozenset(raw["doubtful"]),
        before=currencies("before"),
        shy=frozenset(raw["shy"]),
        after=currencies("after"),
        names=currencies("names", folded=True),
        hundredths=currencies("hundredths", folded=True),
    )


def _unit(raw: Mapping[str, Any], own: Mapping[str, Any]) -> UnitWords:
    return UnitWords(
        signs=dict(raw["signs"]),
        names=_table(raw["names"]),
        bases=dict(raw["bases"]),
        percents=_table(own["percent"]),
        durations={word: Unit(*unit) for word, unit in _table(own.get("durations")).items()},
        duration_signs={word: Unit(*unit) for word, unit in own.get("duration_signs", {}).items()},
        duration_adjectives=_words(own.get("duration_adjectives")),
        adjectives=_words(own.get("unit_adjectives")),
    )


def _context(own: Mapping[str, Any], months: Mapping[str, Any]) -> ContextWords:
    lists = {
        field.name: _words(own.get(_RENAMED.get(field.name, field.name)))
        for field in fields(ContextWords)
        if field.name not in _MAPPINGS and field.name != "months_capital"
    }
    return ContextWords(
        **lists,
        comparators=cast("dict[str, Comparator]", _table(own.get("comparators"))),
        comparators_after=cast("dict[str, Comparator]", _table(own.get("comparators_after"))),
        reaches=cast("dict[str, Comparator]", _table(own.get("reaches"))),
        multiples={word: Decimal(str(value)) for word, value in _table(own.get("multiples")).items()},
        weak_multiples={word: Decimal(str(value)) for word, value in _table(own.get("weak_multiples")).items()},
        rates=_table(own.get("rates")),
        months=frozenset(name.lower() for names in months.get("months", {}).values() for name in names),
        months_capital=bool(months.get("capital", True)),
    )
