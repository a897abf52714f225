"""Money whose sign several currencies share, and money without any sign: the document tells which currency is meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from factextract.model.currency_words import CurrencyWords
from factextract.model.lexicon import Lexicon
from factextract.model.reading import Reading
from factextract.model.value import Quantity
from factextract.values.domain import domains

SIGNS = frozenset("$€£¥₦₹")
FEWEST_SIGNED = 3  # numbers in a column of which only the ends bear a sign
CENTS = re.compile(r"[^\w]*-?\d{1,3}(?:[ ,.'’]?\d{3})*[.,]\d\d\W*")
"""An amount as accounts write it, with two decimals."""


@dataclass(frozen=True, slots=True)
class Currencies:
    """What the document shows: the currencies that it writes out, the most frequent first, those of each page before those of the
    others; its countries likewise; `hosts` are the top-level domains of its web and mail addresses, as country codes where they
    are those of countries."""

    written: tuple[str, ...]
    by_page: Mapping[int, tuple[str, ...]]
    countries: tuple[str, ...]
    hosts: tuple[str, ...] = ()

    def on(self, page: int) -> tuple[str, ...]:
        return (*self.by_page.get(page, ()), *self.written)


def currencies_of(reading: Reading) -> Currencies:
    """The currencies and countries of a document."""
    codes: Counter[str] = Counter()
    pages: dict[int, Counter[str]] = {}
    for quantity in reading.quantities:
        if quantity.kind == "money" and not quantity.ambiguous and quantity.unit:
            codes[quantity.unit] += 1
            pages.setdefault(reading.document.page_of(quantity.start_char), Counter())[quantity.unit] += 1
    countries = Counter(place.country for place in reading.places)
    hosts = Counter(parts[-1].upper() for _, parts in domains(reading.text))
    return Currencies(
        _ranked(codes), {page: _ranked(counts) for page, counts in pages.items()}, _ranked(countries), _ranked(hosts)
    )


def settled(quantity: Quantity, page: int, shown: Currencies, lexicon: Lexicon) -> Quantity:
    """The quantity with the currency that the document means by a shared sign: one that it writes out elsewhere, else that of the
    country where its addresses are or of its main country. It stays ambiguous where none says, or none that the sign may mean."""
    if quantity.kind != "money" or not quantity.ambiguous:
        return quantity
    words = lexicon.currencies
    sign = _sign(quantity.text, words)
    family = words.shared.get(sign, ()) if sign else ()
    if not family and quantity.unit and not _in_hundredths(quantity, lexicon):
        family = (quantity.unit,)
    written = next((code for code in shown.on(page) if not family or code in family), None)
    if written is not None:
        return replace(quantity, unit=written, ambiguous=False)
    home = words.home.get(sign or "")
    hosts = [host for host in shown.hosts[:1] if home is not None and host in home]
    for country in (*hosts, *shown.countries[:1]):
        own = words.of_country.get(country)
        if own is not None and (not family or own in family) and (home is None or country in home):
            return replace(quantity, unit=own, ambiguous=False)
    return quantity


def accounted(quantity: Quantity, page: int, column: Sequence[str], shown: Currencies) -> str | None:
    """The currency of a bare number in a table whose numbers are written as in accounts: with two decimals, or with a sign before
    the first and the last number of the column only; None elsewhere."""
    amounts = [text for text in column if any(c.isdigit() for c in text)]
    signed = [text[:1] in SIGNS for text in amounts]
    if quantity.kind == "count" and len(amounts) >= FEWEST_SIGNED and signed[0] and signed[-1]:
        return next(iter(shown.on(page)), None)
    exact = sum(CENTS.fullmatch(text) is not None for text in amounts)
    if not shown.written or quantity.kind != "count" or not exact or 2 * exact < len(amounts):
        return None
    return shown.on(page)[0]


def _in_hundredths(quantity: Quantity, lexicon: Lexicon) -> bool:
    low = quantity.text.casefold()
    return any(low.endswith(name) for name in lexicon.quantities.money.hundredths)


def _sign(text: str, words: CurrencyWords) -> str | None:
    """The longest shared sign or name in the text of a quantity."""
    low = text.casefold()
    return max((s for s in words.shared if s in low), key=len, default=None)


def _ranked(counts: Counter[str]) -> tuple[str, ...]:
    return tuple(sorted(counts, key=lambda key: (-counts[key], key)))
