"""Quantities as written: numbers with sign, multiplier, currency, unit, comparator, base and change.

Linear in the length of the text: tokens are cut once, each is the start of at most one reading, and every look to the left
or right is bounded or consumed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from factextract.model.quantity_words import ContextWords, QuantityWords
from factextract.model.value import Change, Comparator, Quantity
from factextract.values.number import Number, notation, plain
from factextract.values.number_words import half_behind
from factextract.values.quantity_context import change, comparator_after, comparator_before
from factextract.values.quantity_core import Core, Reader, core_at
from factextract.values.quantity_grammar import grammar
from factextract.values.quantity_names import (
    address,
    age,
    byline,
    enumerated,
    labelled,
    list_number,
    past_labelled,
    year,
)
from factextract.values.quantity_pair import (
    Found,
    alone,
    before_after,
    interval,
    long_time,
    series,
    share,
    tells_change,
)
from factextract.values.quantity_tokens import HYPHENS, Scan
from factextract.values.unit import rate_base

_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+")
_LAST_HOUR = 24
_QUOTES = frozenset('"“”‘’«»')
Step = tuple[tuple[Quantity, ...], int]
"""What was read at a token, and the token at which to go on."""


def quantities(text: str, words: QuantityWords, *, cell: bool = False) -> list[Quantity]:
    """Every quantity in `text`, sorted, none overlapping; offsets into `text`. A line break parts, a blank does not. In a table's
    `cell` groups of three digits alone are one number ("1 412 600"), where a line of them may be several."""
    lexicon = grammar(words)
    scan = Scan(text)
    whole = cell and _GROUPED.fullmatch(text.strip()) is not None
    reader = Reader(scan, lexicon, notation(text, words.number), enumerated(text), whole)
    found: list[Quantity] = []
    i = floor = 0
    while i < scan.size:
        if not reader.starts(i):
            i += 1
            continue
        behind = scan.address_at(i)
        if behind:
            i = behind
            continue
        read, behind = _quantities_at(reader, i, floor)
        found += read
        # A word that turned out to be no number may still be a currency's or a comparator's ("an estimated 40", "A$5").
        if read or scan.kind[i] == "d":
            floor = behind
        i = behind
    return found


def _quantities_at(reader: Reader, i: int, floor: int) -> Step:
    """What the number at token i gives."""
    scan, lexicon = reader.scan, reader.grammar
    near = lexicon.surroundings
    idiom = lexicon.idioms.at(scan, i)
    if idiom and scan.kind[idiom[0]] not in ("w", "d"):
        return (), idiom[0]
    multiple = _multiple_word(reader, i, floor)
    if multiple:
        return multiple
    core, stop = core_at(reader, i, floor)
    past = _past_clock(reader, core)
    if past:
        return (), past
    if core is None:
        return _article_time(reader, i, floor) or ((), stop)
    if core.plain and labelled(scan, core.number, near):
        return (), past_labelled(scan, core.number, near)
    if core.plain and core.number.grouped and scan.blank(i + 1) and labelled(scan, core.number.head(), near):
        return (), i + 1  # "Table 2 340 people"
    if core.kind == "ratio" and scan.blank(core.first - 1) and scan.low[core.first - 2] in lexicon.words.context.last:
        return (), core.stop
    found = share(reader, core) or interval(reader, core) or long_time(reader, core) or alone(core)
    if found.kind == "count" and scan.raw[found.stop] in HYPHENS and lexicon.shares.at(scan, found.stop + 1):
        return (), scan.past(found.stop)  # "3-in-1"
    if found.kind == "count" and (_mark(scan, found, lexicon.words.context) or _quoted(scan, core, found)):
        return (), found.stop
    compared = comparator_before(scan, found, floor, lexicon)
    if _time_of_day(reader, core):
        return (), found.stop
    behind = _age(reader, core, found)
    if behind:
        return (), behind
    pair = before_after(reader, core, compared[0] if compared else core.first)
    if pair:
        before, middle = _assembled(reader, core, alone(pair[0]), compared)
        second = alone(pair[1])
        again = comparator_before(scan, second, middle, lexicon)
        after, stop = _assembled(reader, pair[1], second, again)
        return before + after, stop
    if found.kind == "count" and found.value is not None and _no_count(reader, core, compared):
        return (), found.stop
    members = series(reader, core) if found.kind == "count" and found.value is not None else ()
    if members:
        behind = _age(reader, members[-1], alone(members[-1]))
        if behind:
            return (), behind
        steps = [_assembled(reader, members[0], alone(members[0]), compared)]
        for one in members[1:]:
            again = comparator_before(scan, alone(one), steps[-1][1], lexicon)
            steps.append(_assembled(reader, one, alone(one), again))
        return tuple(quantity for read, _ in steps for quantity in read), steps[-1][1]
    return _assembled(reader, core, found, compared)


def _past_clock(reader: Reader, core: Core | None) -> int:
    """The token behind "twenty past two", 0 where there is no such time."""
    scan = reader.scan
    if core is None or not core.plain or not core.number.words or not scan.blank(core.stop):
        return 0
    if scan.low[core.stop + 1] not in reader.grammar.words.context.clock_past or not scan.blank(core.stop + 2):
        return 0
    hour = core_at(reader, core.stop + 3, core.stop + 3)[0] if reader.starts(core.stop + 3) else None
    return hour.stop if hour is not None and hour.plain and hour.number.words else 0


def _time_of_day(reader: Reader, core: Core) -> bool:
    """Whether the sign of an hour tells when, not how long: "à 14 h 30", "de 9 h à 17 h", but "réduit de 3 h à 1 h 10"."""
    scan, context = reader.scan, reader.grammar.words.context
    if core.unit != "hour" or not context.clock_before or len(scan.raw[core.stop - 1]) > 1 or core.value > _LAST_HOUR:
        return False
    if not scan.blank(core.first - 1) or scan.low[core.first - 2] not in context.clock_before:
        return False
    return not tells_change(scan, core.first, context)


def _mark(scan: Scan, found: Found, context: ContextWords) -> bool:
    """Whether a range is that of a scale of marks: "a scale of 1 to 6", "a 1–5 scale"."""
    if found.low is None:
        return False
    before = scan.low[found.first - 4] if scan.blank(found.first - 1) and scan.blank(found.first - 3) else ""
    behind = scan.low[found.stop + 1] if scan.blank(found.stop) else ""
    return before in context.grading or behind in context.grading


def _quoted(scan: Scan, core: Core, found: Found) -> bool:
    """Whether a bare number alone in quotation marks is a name: the third "90" goal."""
    return core.number.bare and scan.raw[found.first - 1] in _QUOTES and scan.raw[found.stop] in _QUOTES


def _age(reader: Reader, core: Core, found: Found) -> int:
    """The token behind an age, 0 when the quantity is none."""
    if found.kind not in ("count", "duration"):
        return 0
    near = reader.grammar.surroundings
    behind = age(reader.scan, core.first, found.stop, core.number, near)
    if not behind and found.kind == "duration":
        at = found.stop + (reader.scan.blank(found.stop) or reader.scan.raw[found.stop] in HYPHENS)
        old = near.old.at(reader.scan, at)
        behind = old[0] if old else age(reader.scan, core.first, core.number.stop, core.number, near)
    return max(behind, found.stop) if behind else 0


def _article_time(reader: Reader, i: int, floor: int) -> Step | None:
    """`at least a decade`, `an hour and twenty minutes`, `a day and a half`; None for a mere "a year"."""
    scan, lexicon = reader.scan, reader.grammar
    article = lexicon.numerals.articles.at(scan, i)
    if article is None or not scan.blank(article[0]):
        return None
    time = lexicon.measures.durations.at(scan, article[0] + 1)
    if time is None or scan.kind[time[0]] in ("w", "d") or scan.raw[time[0]] in HYPHENS:
        return None
    stop, unit = time
    half = half_behind(scan, stop, lexicon.numerals)
    one = Number(Decimal(1), i, stop, words=True)
    value = unit.size * (1 + half[1]) if half else Decimal(unit.size)
    core = Core(i, half[0] if half else stop, one, value, "duration", unit.symbol, size=unit.size)
    longer = alone(core) if half else long_time(reader, core)
    found = longer or alone(core)
    compared = comparator_before(scan, found, floor, lexicon)
    return _assembled(reader, core, found, compared) if longer or compared else None


def _no_count(reader: Reader, core: Core, compared: tuple[int, Comparator] | None) -> bool:
    """Whether a number without a unit counts nothing: a list's numbering, a year, an age, an address, "one of the"."""
    scan, lexicon = reader.scan, reader.grammar
    number = core.number
    near = lexicon.surroundings
    if number.words:
        least = compared is not None and compared[1] == ">="
        return not least and scan.low[number.first] in lexicon.words.number.pronouns and number.value <= 1
    sure = compared is not None and compared[1] != "~"
    return (
        list_number(scan, number, reader.listed)
        or year(scan, number, near, sure)
        or byline(scan, number)
        or address(scan, number, near)
    )


def _multiple_word(reader: Reader, i: int, floor: int) -> Step | None:
    """`doubled`, `twice as many`; None when token i is no such word."""
    scan, lexicon = reader.scan, reader.grammar
    strong = lexicon.multiples.at(scan, i)
    weak = None if strong else lexicon.weak_multiples.at(scan, i)
    hit = strong or weak
    if hit is None or scan.kind[i - 1] == "d":
        return None
    stop, value = hit
    found = Found(i, stop, "multiple", None, plain(value))
    compared = comparator_before(scan, found, floor, lexicon)
    follows = scan.low[stop + 1] if scan.blank(stop) else ""
    if weak and compared is None and follows not in lexicon.words.context.than_what:
        return (), stop
    if scan.raw[stop] in HYPHENS or scan.kind[stop] in ("w", "d"):
        return (), stop
    return (_made(reader, found, compared, None),), stop


def _assembled(reader: Reader, core: Core, found: Found, compared: tuple[int, Comparator] | None) -> Step:
    scan, lexicon = reader.scan, reader.grammar
    after = comparator_after(scan, found.stop, lexicon)
    stop = after[0] if after else found.stop
    first = compared[0] if compared else found.first
    moved: Change | None = "increase" if core.plus else change(scan, first, stop, found.kind, lexicon)
    quantity = _made(reader, found, compared, moved)
    rate = rate_base(scan, stop, lexicon.rates, lexicon.measures) if found.kind not in ("ratio", "multiple") else None
    if rate:
        # The base is read, so that its number or fraction ("per 1,000", "a quarter") is not taken for another quantity.
        quantity, stop = replace(quantity, per=rate[1]), rate[0]
    return (quantity,), _past_repeat(reader, core, stop)


def _past_repeat(reader: Reader, core: Core, stop: int) -> int:
    """The token behind a number in brackets that says the same again: `five (5)`, `5 (five)`; else `stop`."""
    scan, at = reader.scan, core.number.stop + 2
    if not scan.blank(at - 2) or scan.raw[at - 1] != "(" or not reader.starts(at):
        return stop
    again, behind = core_at(reader, at, at)
    same = again is not None and again.value == core.number.value and again.number.words != core.number.words
    return max(stop, behind + 1) if same and scan.raw[behind] == ")" else stop


def _made(reader: Reader, found: Found, compared: tuple[int, Comparator] | None, moved: Change | None) -> Quantity:
    scan, lexicon = reader.scan, reader.grammar
    first, comparator = compared or (found.first, "=")
    stop = found.stop
    after = comparator_after(scan, stop, lexicon)
    if after:
        stop = after[0]
        comparator = after[1] if comparator == "=" else comparator
    elif found.open_end and comparator == "=":
        comparator = ">="
    core_start = scan.start[found.first]
    start, end = scan.start[first], scan.start[stop]
    return Quantity(
        text=scan.text[start:end],
        start_char=start,
        end_char=end,
        kind=found.kind,
        value=found.value,
        low=found.low,
        high=found.high,
        comparator=comparator,
        unit=found.unit,
        change=moved,
        ambiguous=found.ambiguous,
        core_start=core_start,
        core_end=scan.start[found.stop],
    )
