"""Units that stand apart from their numbers: in the head of a column or row, in a title, in a note under a table.

A text names a unit when a number put into it gives one quantity: `US$ million` reads as money of a million because
`US$ 1 million` does. So whatever the quantity grammar knows is known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from factextract.model.quantity_words import QuantityWords
from factextract.model.value import Quantity, QuantityKind
from factextract.values.quantity import quantities

LONGEST_GLUED = 5  # letters of a sign with its scale ("US$m")
MOST_WORDS = 6  # in a piece of text that names a unit and nothing else
_PIECE = re.compile(r"[^,;:()\[\]|–—]+")
# "£000", "USD '000": a thousand in a head.
_THOUSANDS = re.compile(r"(?<![\d.,])\s?['‘’]?000s?$")
_METRES = re.compile(r".*\d ?m")
_WORD = re.compile(r"[^\W\d_]+")
_BARE = re.compile(r"[^\w%]*\d[\d.,'’   ]*[^\w%]*")


@dataclass(frozen=True, slots=True)
class Unit:
    """What numbers under a head are: their kind and unit, and how many of it one is (`US$ million`: 1000000).

    `start`, `end` bound its words in the text that named it; `alone` is false when the text goes on to say what is
    measured (`Kilometers of road`).
    """

    kind: QuantityKind
    unit: str | None
    per: str | None
    scale: Decimal
    start: int
    end: int
    alone: bool


def units_named(text: str, words: QuantityWords) -> tuple[Unit, ...]:
    """The units that a head, title or note names, in order of position."""
    return tuple(_named(" ".join(text.split()) if "\n" in text else text, words))


def whole_unit(named: tuple[Unit, ...]) -> Unit:
    """The one unit that the last words of a head give: a currency said twice ("Million pesos (CLP)") or with its scale apart
    ("US dollars (millions)") is one."""
    last = named[-1]
    before = named[-2] if len(named) > 1 else last
    if before.kind == "money" and last.kind == "count" and last.scale != 1 and before.scale == 1:
        return replace(before, scale=last.scale)
    if before.kind == "money" and before.unit == last.unit and last.scale == 1:
        return before
    return last


@lru_cache(maxsize=4096)
def _named(text: str, words: QuantityWords) -> tuple[Unit, ...]:
    pieces = list(_PIECE.finditer(text))
    found = []
    for at, piece in enumerate(pieces):
        start = piece.start() + len(piece[0]) - len(piece[0].lstrip())
        body = _THOUSANDS.sub(" thousand", piece[0].strip())
        unit = _whole(body, start, words) or _leading(body, start, words)
        if unit is not None and (len(body) > 1 or not body.isalpha() or at > 0):
            found.append(unit)
    return tuple(found)


def _whole(piece: str, start: int, words: QuantityWords) -> Unit | None:
    """The unit of a piece that holds nothing else; also after "in" ("in thousands") and with a base ("ha a year")."""
    tokens = piece.split()
    if not 0 < len(tokens) <= MOST_WORDS or any(token[0].isdigit() for token in tokens):
        return None
    for skipped in range(min(2, len(tokens))):
        rest = tokens[skipped:]
        if skipped and len(tokens[0]) > 3:
            break
        for at in range(min(3, len(rest))):
            read = _read(" ".join([*rest[:at], "1", *rest[at:]]), words)
            if read is not None and read[1]:
                return _unit(read[0], start, start + len(piece), alone=True)
    if len(tokens) == 1 and len(piece) <= LONGEST_GLUED:
        for at in range(1, len(piece)):  # "$M": the number goes inside
            read = _read(f"{piece[:at]}1{piece[at:]}", words)
            if read is not None and read[1] and read[0].kind == "money":
                return _unit(read[0], start, start + len(piece), alone=True)
    return None


def _leading(piece: str, start: int, words: QuantityWords) -> Unit | None:
    """The unit that a text begins with before it says what is measured ("Kilometers of road", "Average days from …"), or that
    is all that its first word leaves ("Area square kilometres")."""
    tokens = piece.split()
    for skipped in (0, 1):
        rest = tokens[skipped:]
        if len(rest) < 2:
            return None
        read = _read("1 " + " ".join(rest), words)
        if read is None or read[0].kind not in ("measure", "duration", "percent"):
            continue
        if read[0].kind == "duration" and not _plural(read[0].text, words):
            continue
        after = rest[len(read[0].text.split()) - 1 :]
        if after and not after[0][:1].isalpha():
            continue
        length = len(read[0].text) - 2
        begin = start + len(piece) - len(" ".join(rest))
        return _unit(read[0], begin, begin + length, alone=False)
    return None


def _plural(text: str, words: QuantityWords) -> bool:
    """Whether a duration is written as several ("days"): one alone names a calendar column ("Year")."""
    name = text.split()[-1].casefold()
    return len(name) > 1 and name.endswith(("s", "x")) and name[:-1] in {key.casefold() for key in words.unit.durations}


def _read(text: str, words: QuantityWords) -> tuple[Quantity, bool] | None:
    """The quantity at the start of a text with a number put in, and whether it covers the text but for a base of it."""
    quantity = next(iter(quantities(text, words)), None)
    if quantity is None or quantity.start_char or quantity.value is None:
        return None
    if quantity.kind == "count" and quantity.value == 1:
        return None
    rest = text[quantity.end_char :].strip()
    covers = not rest or (quantity.per is not None and len(rest.split()) <= 3)
    if quantity.kind == "duration" and covers and not _plural(quantity.text, words):
        return None
    return quantity, covers


def _unit(quantity: Quantity, start: int, end: int, *, alone: bool) -> Unit:
    return Unit(quantity.kind, quantity.unit, quantity.per, quantity.value or Decimal(1), start, end, alone)


def bare(quantity: Quantity) -> bool:
    """Whether a quantity is a number without any unit, scale or share of its own."""
    return (
        quantity.kind == "count"
        and _BARE.fullmatch(quantity.text[quantity.core_start - quantity.start_char :]) is not None
    )


def in_unit(quantity: Quantity, unit: Unit) -> Quantity:
    """The quantity read in a unit that stands elsewhere."""
    return replace(
        quantity,
        kind=unit.kind,
        unit=unit.unit,
        per=quantity.per or unit.per,
        value=None if quantity.value is None else quantity.value * unit.scale,
        low=None if quantity.low is None else quantity.low * unit.scale,
        high=None if quantity.high is None else quantity.high * unit.scale,
    )


def in_millions(quantity: Quantity, said: str, words: QuantityWords) -> Quantity:
    """A figure's `4.7m` as millions when its caption `said` names what is counted and nothing that has a length."""
    low = set(_WORD.findall(said.casefold()))
    context = words.context
    if (
        quantity.unit != "m"
        or not _METRES.fullmatch(quantity.text)
        or not low & context.counted
        or low & context.long_things
    ):
        return quantity
    factor = words.number.scale_signs["m"]
    value, least, most = (
        None if end is None else end * factor for end in (quantity.value, quantity.low, quantity.high)
    )
    return replace(quantity, kind="count", unit=None, value=value, low=least, high=most)


def unit_of(quantity: Quantity) -> Unit:
    """The unit of one quantity, for another that leaves it out ("from 18 to 41 km/h")."""
    return Unit(quantity.kind, quantity.unit, quantity.per, Decimal(1), 0, 0, alone=True)
