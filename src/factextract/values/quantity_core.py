"""One number with its sign, multiplier, currency and unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factextract.model.value import QuantityKind
from factextract.values.money import Marked, credible, currency_after, currency_before
from factextract.values.number import Notation, Number, digits_at, mixed_at, point_at, vulgar_at
from factextract.values.number_words import and_a_half, scaled, stroke_at, with_sign, words_at
from factextract.values.quantity_grammar import Grammar
from factextract.values.quantity_noise import code, glued_behind, stretch
from factextract.values.quantity_tokens import HYPHENS, Scan
from factextract.values.unit import unit_at

_MINUS = frozenset("-−–‑")
_TIMES_SIGN = frozenset("x×X")
_APOSTROPHES = frozenset("'’")
_ENDS = frozenset(".;,")
_METRE = "m"
_MAX_MODIFIERS = 2
"""Words between "1.4 m" and the noun that is counted."""


@dataclass(frozen=True, slots=True)
class Core:
    """A number at tokens [first, stop) with all that belongs to it.

    `size`: how many of the unit one of its words is (a decade is 10 years), in `value` already. `plus`: a plus sign stands
    before it. `compound`: a hyphen joins number and unit.
    """

    first: int
    stop: int
    number: Number
    value: Decimal
    kind: QuantityKind = "count"
    unit: str | None = None
    ambiguous: bool = False
    size: int = 1
    plus: bool = False
    compound: bool = False

    @property
    def plain(self) -> bool:
        """Nothing but a number."""
        return self.kind == "count"


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a text needs: its tokens, the grammar, how it writes numbers, the numbers of its lists. `whole`: the text is
    nothing but one number, its groups parted by blanks."""

    scan: Scan
    grammar: Grammar
    habits: Notation
    listed: frozenset[int]
    whole: bool = False

    def starts(self, i: int) -> bool:
        """Whether a number may start at token i."""
        kind = self.scan.kind[i]
        return kind == "d" or (
            kind == "w" and (self.scan.low[i] in self.grammar.starters or not self.scan.raw[i].isalpha())
        )


def core_at(reader: Reader, i: int, floor: int) -> tuple[Core | None, int]:
    """The core whose number starts at token i, and where to go on reading: behind it, or behind what cannot be one.

    Nothing before token `floor` is taken into it.
    """
    number, stop = _number(reader, i, floor)
    if number is None:
        return None, stop
    core = _money(reader, number, floor) or _measure(reader, number, floor)
    return (core, core.stop) if core else (None, reader.scan.past(number.stop))


def _number(reader: Reader, i: int, floor: int) -> tuple[Number | None, int]:
    """The number at token i, and where to go on when there is none or it is part of something else."""
    scan, grammar = reader.scan, reader.grammar
    if scan.kind[i] != "d":
        return vulgar_at(scan, i) or words_at(scan, i, grammar.numerals), i + 1
    special = stroke_at(scan, i, grammar.numerals) or point_at(scan, i)
    if special and special.first >= floor:
        return special, special.stop
    noise = stretch(scan, i, grammar.surroundings)
    money = i > floor and currency_before(scan, i, grammar.purse) is not None
    if not noise and i > floor and not money:
        noise = code(scan, i)
    if noise:
        return None, noise
    number, stop = digits_at(scan, i, reader.habits, money=money or reader.whole)
    if number is None:
        return None, scan.past(stop)
    return mixed_at(scan, number) or and_a_half(scan, number, grammar.numerals), stop


def next_core(reader: Reader, i: int) -> Core | None:
    """The core that starts at token i, be it with its number or with the sign of its currency."""
    scan = reader.scan
    if not reader.starts(i):
        sign = reader.grammar.purse.before.at(scan, i)
        if sign is None:
            return None
        number = scan.after_blank(sign[0])
        if scan.kind[number] != "d":
            return None
        core, _ = core_at(reader, number, i)
        return core if core and core.first == i else None
    core, _ = core_at(reader, i, i)
    return core


def _money(reader: Reader, number: Number, floor: int) -> Core | None:
    scan, grammar = reader.scan, reader.grammar
    minus = _minus(scan, number.first, floor, behind_sign=True)
    at = number.first - 1 if minus else number.first
    mark = currency_before(scan, at, grammar.purse) if at > floor else None
    if mark and mark.edge >= floor:
        amount = scaled(scan, number, True, grammar.numerals)
        then = scan.after_blank(amount.stop)
        named = scan.raw[mark.edge - 2][:1].isupper()  # "Route P20 a day"
        rated = not named and (scan.low[then] in grammar.rates.articles or grammar.rates.per.at(scan, then) is not None)
        if credible(mark, amount, grammar.purse, rated=rated):
            return _behind_sign(reader, amount, mark, minus, floor)
    if number.ratio:
        return None
    amount = scaled(scan, number, False, grammar.numerals)
    mark = currency_after(scan, _behind_of(reader, amount), grammar.purse)
    if mark is None:
        sign = with_sign(scan, number, grammar.numerals)
        mark = currency_after(scan, sign.stop, grammar.purse) if sign else None
        amount = sign if sign and mark else amount
    if mark is None or _glued_left(scan, number.first, floor):
        return None
    if number.yearlike and amount is number and not mark.sign.islower() and not number.parts[0].endswith("00"):
        return None
    minus = _minus(scan, number.first, floor)
    value = -amount.value if minus else amount.value
    if mark.hundredth:
        value /= 100
    return Core(
        number.first - minus, mark.edge, amount, value, "money", mark.currency.code, ambiguous=mark.currency.ambiguous
    )


def _behind_sign(reader: Reader, amount: Number, mark: Marked, minus: bool, floor: int) -> Core | None:
    """Money whose currency stands before it; a code behind it tells which of several ("$1,400 CAD")."""
    scan, grammar = reader.scan, reader.grammar
    currency, stop = mark.currency, amount.stop
    after = currency_after(scan, stop, grammar.purse)
    if after and not after.hundredth and (currency.ambiguous or after.currency.code == currency.code):
        currency, stop = after.currency if after.currency.code != currency.code else currency, after.edge
        if after.currency.code == mark.currency.code and not after.currency.ambiguous:
            currency = after.currency
    if glued_behind(scan, stop):
        return None
    first = mark.edge
    if not minus and _minus(scan, first, floor):
        minus, first = True, first - 1
    return Core(
        first, stop, amount, -amount.value if minus else amount.value, "money", currency.code, currency.ambiguous
    )


def _measure(reader: Reader, number: Number, floor: int) -> Core | None:
    scan, grammar = reader.scan, reader.grammar
    if _glued_left(scan, number.first, floor):
        return None
    minus = _minus(scan, number.first, floor)
    plus = not minus and scan.raw[number.first - 1] == "+" and scan.edge(number.first - 2) and number.first > floor
    number = _millions(reader, scaled(scan, number, False, grammar.numerals))
    value = -number.value if minus else number.value
    first = number.first - 1 if minus or plus else number.first
    fold = _multiple(reader, number)
    if fold:
        return Core(first, fold, number, value, "multiple", plus=plus)
    at = _of_a(reader, number) if number.ratio else _behind_of(reader, number)
    unit = unit_at(scan, at, grammar.measures)
    if unit:
        joined = scan.raw[at] in HYPHENS
        return Core(first, unit.stop, number, value * unit.size, unit.kind, unit.unit, False, unit.size, plus, joined)
    if glued_behind(scan, number.stop) or _idle(reader, number):
        return None
    return Core(first, number.stop, number, value, "ratio" if number.ratio else "count", plus=plus)


def _millions(reader: Reader, number: Number) -> Number:
    """`12m people`, `1.4 m vulnerable children`: an m before a counted noun is a multiplier, else it is metres."""
    scan, context = reader.scan, reader.grammar.words.context
    at = scan.after_blank(number.stop)
    if number.scaled or scan.raw[at] != _METRE:
        return number
    for _ in range(_MAX_MODIFIERS + 1):
        if not scan.edge(at + 1) or scan.kind[at + 2] != "w" or scan.low[at + 2] in context.lengths:
            return number
        at += 2
        if scan.low[at] in context.counted:
            return with_sign(scan, number, reader.grammar.numerals) or number
    return number


def _minus(scan: Scan, i: int, floor: int, *, behind_sign: bool = False) -> bool:
    """Whether a minus is glued to token i: a dash with nothing glued before it, and no number before an en dash."""
    dash = scan.raw[i - 1]
    if dash not in _MINUS or i - 1 < floor:
        return False
    before = scan.raw[i - 2]
    if behind_sign and scan.kind[i - 2] == "p" and before not in ("(", "[", "~", "≈", "<", ">"):
        return dash != "–"
    if not (scan.edge(i - 2) or before in ("(", "[", "~", "≈", "<", ">", ":")):
        return False
    return dash != "–" or not (scan.blank(i - 2) and scan.kind[i - 3] in ("d", "w"))


def _glued_left(scan: Scan, i: int, floor: int) -> bool:
    """Whether letters, digits or signs of a code stand right before token i."""
    before = scan.kind[i - 1]
    if before in ("w", "d") or scan.raw[i - 1] in ("_", "@", "#", "\\", "&"):
        return True
    return i > floor and scan.raw[i - 1] in HYPHENS and scan.kind[i - 2] == "w"


def _multiple(reader: Reader, number: Number) -> int:
    """The token behind "3x", "2.5-fold", "three times (as many)"; 0 when it is no multiple."""
    scan, context, stop = reader.scan, reader.grammar.words.context, number.stop
    if number.ratio:
        return 0
    if scan.raw[stop] in _TIMES_SIGN and scan.kind[stop + 1] not in ("d", "w"):
        return stop + 1
    at = stop + 1 if scan.blank(stop) or scan.raw[stop] in HYPHENS else stop
    if scan.low[at] in context.fold:
        return at + 1
    if scan.low[at] in context.times and at > stop and scan.low[at + 2] not in context.frequencies:
        return 0 if _how_often(reader, number, at + 1) else at + 1
    return 0


def _how_often(reader: Reader, number: Number, behind: int) -> bool:
    """Whether "four times" tells how often ("the board met four times."), not how many times as much ("rose four times.")."""
    scan, context = reader.scan, reader.grammar.words.context
    if number.grouped or number.scaled:
        return True
    if number.value != int(number.value):
        return False
    before = scan.low[number.first - 2] if scan.blank(number.first - 1) else ""
    changes = before in context.increase or before in context.decrease or before in context.change_by
    ends = scan.raw[behind] in _ENDS or scan.kind[behind] in ("n", "")
    changes = changes or reader.grammar.comparators.before(scan, number.first - 1) is not None
    return ends and before.isalpha() and not changes


def _of_a(reader: Reader, number: Number) -> int:
    """Where the unit of a fraction stands: `half a hectare`, `a quarter of an hour`, `half-hour`."""
    scan, words = reader.scan, reader.grammar.words.number
    i = number.stop
    if scan.raw[i] in HYPHENS:
        return i
    if scan.blank(i) and scan.low[i + 1] in words.of and scan.blank(i + 2):
        i += 2
    if scan.blank(i) and scan.low[i + 1] in words.articles and scan.blank(i + 2):
        return i + 2
    return scan.size


def _behind_of(reader: Reader, number: Number) -> int:
    """Where a unit stands behind a multiplier: `15 millones de euros`, `7 millions d'euros`."""
    scan, stop = reader.scan, number.stop
    if not number.scaled or not scan.blank(stop) or scan.low[stop + 1] not in reader.grammar.words.number.of:
        return stop
    return stop + 2 if scan.blank(stop + 2) else stop + 3 if scan.raw[stop + 2] in _APOSTROPHES else stop


def _idle(reader: Reader, number: Number) -> bool:
    """`two-way`, `one-stop`, `five-star`, `half-day`: a number that is part of a word."""
    scan, words = reader.scan, reader.grammar.words
    if scan.raw[number.stop] not in HYPHENS or scan.kind[number.stop + 1] != "w":
        return False
    word = scan.low[number.stop + 1]
    pronoun = number.words and scan.low[number.first] in words.number.pronouns
    return pronoun or number.ratio or word in words.context.idle_compounds
