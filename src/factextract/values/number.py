"""Numbers in digits: grouping, decimals, fractions. Says nothing about units or surroundings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from factextract.model.quantity_words import NumberWords
from factextract.values.quantity_tokens import Scan

MAX_DIGITS = 15
"""Longer digit strings are identifiers: the largest amounts that programs print are some 10^14 (rupiah, lira)."""
SHARE_DECIMALS = 4
"""Places to which a share that does not end is rounded, by the contract of the record."""
STROKES = frozenset("/⁄／")
_COMMON_PARTS = frozenset({2, 3, 4, 5, 8})
_GROUP = 3
_ROUND = 5
_NARROW = "\u00a0\u2009\u202f"
_APOSTROPHES = "'’‘ʼ"
_SEPARATORS = frozenset(".,· " + _NARROW + _APOSTROPHES)
_COMMA_GROUPS = re.compile(r"\d,\d{3}(?!\d)")
_SURE_COMMA_GROUPS = re.compile(r"\d,\d{3}(?:,\d{3}|\.\d)(?!\d)")
_SURE_DOT_GROUPS = re.compile(r"\d\.\d{3}(?:\.\d{3}|,\d)(?!\d)")
_DECIMAL_COMMA = re.compile(r"\d,\d{1,2}(?!\d)")
_DECIMAL_POINT = re.compile(r"\d\.\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Notation:
    """How a text writes numbers: whether a comma stands before decimals and a full stop between groups."""

    decimal_comma: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens [first, stop). `bare`: digits only, no grouping, decimals or multiplier (1, 2018).

    `words`: written in words. `ratio`: a fraction on its own ("two-thirds"). `parts` are the digit groups as
    written, `factor` the multiplier that `value` has in it. `open_end`: a plus stands
    before the multiplier (`5+ million`).
    """

    value: Decimal
    first: int
    stop: int
    bare: bool = False
    words: bool = False
    ratio: bool = False
    grouped: bool = False
    scaled: bool = False
    parts: tuple[str, ...] = ()
    factor: Decimal = Decimal(1)
    open_end: bool = False

    def head(self) -> Number:
        """Its first group of digits as a number of its own."""
        return Number(Decimal(int(self.parts[0])), self.first, self.first + 1, bare=True, parts=self.parts[:1])

    @property
    def yearlike(self) -> bool:
        """Four bare digits from 1900 to 2099."""
        return self.bare and len(self.parts) == 1 and len(self.parts[0]) == 4 and self.parts[0][:2] in ("19", "20")


def notation(text: str, words: NumberWords) -> Notation:
    """The text's own habits where it shows them, else the language's."""
    commas = len(_COMMA_GROUPS.findall(text))
    dots = len(_SURE_DOT_GROUPS.findall(text))
    decimal_commas, decimal_points = len(_DECIMAL_COMMA.findall(text)), len(_DECIMAL_POINT.findall(text))
    if words.decimal_comma:
        sure = len(_SURE_COMMA_GROUPS.findall(text))
        comma = dots + decimal_commas >= sure + decimal_points
    else:
        comma = dots > commas or decimal_commas > commas + decimal_points
    return Notation(decimal_comma=comma)


def plain(value: Decimal) -> Decimal:
    """The same number without exponent and without zeros that only the notation asks for."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def digits_at(scan: Scan, i: int, habits: Notation, *, money: bool = False) -> tuple[Number | None, int]:
    """The number in digits at token i and the token after it; None for digits that are no number (`1.2.3`, `007`).

    `money`: a currency stands before it, so that blanks between its digits part groups and not numbers.
    """
    parts = [scan.raw[i]]
    seps: list[str] = []
    j = i + 1
    while scan.kind[j + 1] == "d" and _joins(scan, j, parts, seps):
        seps.append(scan.raw[j])
        parts.append(scan.raw[j + 1])
        j += 2
    if " " in seps and not habits.decimal_comma:
        if _stairs(parts):
            return None, j
        if not (money or _one_number(scan, j, parts)):
            parts, seps, j = parts[:1], [], i + 1
    whole, decimals = _split(parts, seps, habits)
    if whole is None or len(whole) + len(decimals) > MAX_DIGITS or (whole[0] == "0" and len(whole) > 1):
        return None, j
    value = Decimal(f"{int(whole)}.{decimals}" if decimals else int(whole))
    if scan.kind[j] == "w" or (scan.blank(j) and scan.kind[j + 1] == "w"):
        k = scan.after_blank(j)
        part = _vulgar(scan.raw[k])
        if part and not decimals:
            return Number(value + part, i, k + 1, parts=tuple(parts)), k + 1
    grouped = bool(whole != parts[0])
    return Number(value, i, j, bare=not grouped and not decimals, grouped=grouped, parts=tuple(parts)), j


def _joins(scan: Scan, j: int, parts: list[str], seps: list[str]) -> bool:
    """Whether the single character at token j can part two pieces of one number."""
    sep = scan.raw[j]
    if sep not in _SEPARATORS:
        return False
    if scan.kind[j] != "s":
        return True
    if len(parts) * _GROUP >= MAX_DIGITS:
        return False
    return (
        len(scan.raw[j + 1]) == _GROUP
        and len(parts[0]) <= _GROUP
        and parts[0][0] != "0"
        and (not seps or seps[-1] == sep)
        and scan.raw[j + 2] not in ("_", "/", ":")
    )


def _split(parts: list[str], seps: list[str], habits: Notation) -> tuple[str | None, str]:
    """(integer digits, decimal digits); (None, "") when the pieces are not one number."""
    nothing = (None, "")
    if not seps:
        return parts[0], ""
    kinds = set(seps)
    if len(kinds) == 1:
        sep = seps[0]
        if sep in _NARROW + _APOSTROPHES + " ":
            return ("".join(parts), "") if _western(parts) else nothing
        if len(seps) > 1:
            return ("".join(parts), "") if _western(parts) or (sep == "," and _indian(parts)) else nothing
        # Nobody prints three decimals that are zeros: 50.000 is grouped wherever it stands.
        groups = _western(parts) and ((sep == ",") != habits.decimal_comma or parts[1] == "000")
        if sep == "," and not groups and not habits.decimal_comma and len(parts[1]) > 2:
            return nothing
        return ("".join(parts), "") if groups and parts[0] != "0" else (parts[0], parts[1])
    head, last = parts[:-1], seps[-1]
    if len(kinds) == 2 and last in ".,·" and seps.count(last) == 1 and (_western(head) or _indian(head)):
        return "".join(head), parts[-1]
    return nothing


def _western(parts: list[str]) -> bool:
    return len(parts[0]) <= _GROUP and parts[0][0] != "0" and all(len(part) == _GROUP for part in parts[1:])


def _indian(parts: list[str]) -> bool:
    """12,50,000: groups of two but for the last."""
    return (
        len(parts) > 2
        and len(parts[0]) <= 2
        and parts[0][0] != "0"
        and len(parts[-1]) == _GROUP
        and all(len(part) == 2 for part in parts[1:-1])
    )


def _one_number(scan: Scan, stop: int, parts: list[str]) -> bool:
    """Whether groups parted by blanks are one number and not the cells of a row, where the language does not write so.

    `1 200` and `25 000 000` are; more is when a word, a percent sign or a plus goes with it: `450 300 trees`.
    """
    if parts[-1] == "000" or (len(parts) == 2 and len(parts[0]) < _GROUP):
        return True
    behind = scan.raw[scan.after_blank(stop)]
    return behind in ("%", "+") or (behind.isalpha() and not behind.istitle())


def _stairs(parts: list[str]) -> bool:
    """100 200 300: an axis with its even and round steps."""
    if len(parts) < 3:
        return False
    numbers = [int(part) for part in parts]
    steps = {after - before for before, after in pairwise(numbers)}
    return len(steps) == 1 and 0 not in steps and all(number % _ROUND == 0 for number in numbers)


def _vulgar(raw: str) -> Decimal | None:
    """The value of ½ and its kin; None for anything else."""
    if (
        len(raw) != 1
        or unicodedata.category(raw) != "No"
        or not unicodedata.decomposition(raw).startswith("<fraction>")
    ):
        return None
    return plain(round(Decimal(str(unicodedata.numeric(raw))), SHARE_DECIMALS))


def point_at(scan: Scan, i: int) -> Number | None:
    """`.5`: decimals without a zero before the point."""
    before = scan.raw[i - 2]
    money = len(before) == 1 and unicodedata.category(before) == "Sc"
    if scan.raw[i - 1] != "." or not (scan.edge(i - 2) or money) or len(scan.raw[i]) > 3:
        return None
    return Number(Decimal(f"0.{int(scan.raw[i]):0{len(scan.raw[i])}}"), i - 1, i + 1, parts=("0", scan.raw[i]))


def mixed_at(scan: Scan, number: Number) -> Number | None:
    """`6 1/2`: a whole number and a fraction of single digits; None when none follows."""
    top = number.stop + 1
    if not (number.bare and scan.blank(top - 1) and scan.kind[top] == "d" and scan.raw[top + 1] in STROKES):
        return None
    if (
        scan.kind[top + 2] != "d"
        or len(scan.raw[top]) > 1
        or len(scan.raw[top + 2]) > 1
        or scan.raw[top + 3] in STROKES
    ):
        return None
    above, below = int(scan.raw[top]), int(scan.raw[top + 2])
    if not 0 < above < below or below not in _COMMON_PARTS:
        return None
    value = number.value + plain(round(Decimal(above) / below, SHARE_DECIMALS))
    return Number(value, number.first, top + 3, parts=number.parts)


def vulgar_at(scan: Scan, i: int) -> Number | None:
    """½ standing alone."""
    value = _vulgar(scan.raw[i])
    return None if value is None else Number(value, i, i + 1, ratio=True)
