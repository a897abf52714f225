"""What stands behind a number: percent signs, units of measure, of time, and what one unit of it is for."""

from __future__ import annotations

from dataclasses import dataclass

from factextract.model.quantity_words import ContextWords, Unit, UnitWords
from factextract.model.value import QuantityKind
from factextract.values.quantity_tokens import HYPHENS, Phrases, Scan, phrase_set, phrases

_APOSTROPHES = frozenset("'’")
_GROUPERS = frozenset(", '’\u00a0\u2009\u202f")
_MAX_RATE_GAP = 3
"""Words that may stand between a number and "per": "950 tonnes of carbon per hectare"."""


@dataclass(frozen=True, slots=True)
class Measures:
    """UnitWords compiled."""

    words: UnitWords
    percents: Phrases[str]
    signs: Phrases[str]
    names: Phrases[str]
    durations: Phrases[Unit]
    duration_signs: Phrases[Unit]
    bases: Phrases[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """A unit found behind a number: `stop` is the token after it, `size` how many of `unit` it is."""

    kind: QuantityKind
    unit: str
    stop: int
    size: int = 1
    word: bool = True


def measures(words: UnitWords) -> Measures:
    return Measures(
        words=words,
        percents=phrases(words.percents, folded=True),
        signs=phrases(words.signs, folded=False),
        names=phrases(words.names, folded=True),
        durations=phrases(words.durations, folded=True),
        duration_signs=phrases(words.duration_signs, folded=False),
        bases=phrases(words.bases, folded=False),
    )


def unit_at(scan: Scan, i: int, lexicon: Measures) -> Measured | None:
    """The unit at token i, or behind the blank or hyphen there."""
    hyphen = scan.raw[i] in HYPHENS
    at = i + 1 if scan.blank(i) or hyphen else i
    percent = lexicon.percents.at(scan, at)
    if percent and not _goes_on(scan, percent[0]):
        return Measured("percent", percent[1], percent[0])
    name = _longer(lexicon.names.at(scan, at), lexicon.signs.at(scan, at), scan)
    if name is None and at == i + 1 and scan.low[at] in lexicon.words.adjectives and scan.blank(at + 1):
        # "20,000 additional megawatts"; a sign of one letter is too little to tell.
        name = _longer(lexicon.names.at(scan, at + 2), lexicon.signs.at(scan, at + 2), scan)
        name = None if name and name[0] == at + 3 and len(scan.raw[at + 2]) == 1 else name
    if name:
        stop, symbol, is_sign = name
        if is_sign and scan.raw[stop] == "/":
            base = lexicon.bases.at(scan, stop + 1)
            if base and not _goes_on(scan, base[0]):
                return Measured("measure", f"{symbol}/{base[1]}", base[0], word=False)
        if not _goes_on(scan, stop):
            return Measured("measure", symbol, stop, word=not is_sign)
    start = at
    if scan.blank(i) and scan.low[at] in lexicon.words.duration_adjectives and scan.blank(at + 1):
        start = at + 2
    time = lexicon.durations.at(scan, start) or lexicon.duration_signs.at(scan, at)
    if time and not _goes_on(scan, time[0]):
        return Measured("duration", time[1].symbol, time[0], time[1].size)
    return None


def _longer(name: tuple[int, str] | None, sign: tuple[int, str] | None, scan: Scan) -> tuple[int, str, bool] | None:
    """The longer of two readings that does not stop inside a word; names win ties."""
    best: tuple[int, str, bool] | None = None
    for found, is_sign in ((name, False), (sign, True)):
        if found and not _goes_on(scan, found[0]) and (best is None or found[0] > best[0]):
            best = (*found, is_sign)
    return best


def _goes_on(scan: Scan, i: int) -> bool:
    """Whether the word that ends before token i goes on: `m7`, `L'Enfant`."""
    if scan.raw[i] in _APOSTROPHES:
        return scan.kind[i + 1] == "w" and len(scan.raw[i + 1]) > 1
    return scan.kind[i] in ("d", "w") or scan.raw[i] == "_"


@dataclass(frozen=True, slots=True)
class Rates:
    """The context words of rates, compiled."""

    per: Phrases[str]
    articles: frozenset[str]
    rates: Phrases[str]
    bases: frozenset[str]


def rates(words: ContextWords) -> Rates:
    return Rates(
        per=phrase_set(words.per),
        articles=words.rate_articles,
        rates=phrases(words.rates, folded=True),
        bases=words.rate_bases,
    )


def rate_base(scan: Scan, i: int, lexicon: Rates, units: Measures) -> tuple[int, str] | None:
    """What one unit of the quantity that ends before token i is for, and the token behind it: `month` of "a month",
    `kWh` of "/kWh", `1000` of "per 1,000"."""
    if scan.raw[i] == "/" and scan.kind[i + 1] == "w":
        return _base(scan, i + 1, lexicon, units, anything=False)
    for gap in range(_MAX_RATE_GAP + 1):
        if not scan.blank(i):
            return None
        rate = lexicon.rates.at(scan, i + 1)
        if rate and scan.kind[rate[0]] not in ("w", "d"):
            return rate
        per = lexicon.per.at(scan, i + 1)
        if per and scan.blank(per[0]):
            return _base(scan, per[0] + 1, lexicon, units, anything=True)
        if scan.low[i + 1] in lexicon.articles and scan.blank(i + 2):
            # Farther off, only time: "600 loaves a day", but not "sold 600 loaves a kilo heavier".
            return _time(scan, i + 3, units) if gap else _base(scan, i + 3, lexicon, units, anything=False)
        if scan.kind[i + 1] != "w":
            return None
        i += 2
    return None


def _time(scan: Scan, i: int, units: Measures) -> tuple[int, str] | None:
    found = units.durations.at(scan, i)
    return (found[0], found[1].symbol) if found else None


def _base(scan: Scan, i: int, lexicon: Rates, units: Measures, *, anything: bool) -> tuple[int, str] | None:
    """The base at token i: a unit's symbol, a round number, else a known or (with `anything`) any word, as it stands."""
    if scan.kind[i] == "d" and anything:
        stop, digits = i + 1, scan.raw[i]
        while scan.raw[stop] in _GROUPERS and len(scan.raw[stop + 1]) == 3 and scan.kind[stop + 1] == "d":
            digits, stop = digits + scan.raw[stop + 1], stop + 2
        return (stop, digits) if digits.startswith("1") and digits[1:].strip("0") == "" else None
    if scan.kind[i] != "w":
        return None
    time = _time(scan, i, units)
    if time:
        return time
    name = _longer(units.names.at(scan, i), units.signs.at(scan, i), scan)
    if name:
        return name[0], name[1]
    return (i + 1, scan.low[i]) if anything or scan.low[i] in lexicon.bases else None
