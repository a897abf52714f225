"""Two numbers that make one quantity: ranges and shares."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from factextract.model.quantity_words import ContextWords
from factextract.model.value import QuantityKind
from factextract.values.number import SHARE_DECIMALS, Number, plain
from factextract.values.quantity_core import Core, Reader, next_core
from factextract.values.quantity_tokens import DASHES, HYPHENS, Scan

_ROUND_BASES = frozenset({20, 25, 50, 100, 200, 500, 1000, 10_000, 100_000, 1_000_000})
_SMALL_BASE = 10
_LARGEST_BASE = 10_000
_UNSCALED = 1000
_LONGEST_SERIES = 8
_CHANGE_REACH = 14
"""Tokens in which a word of change stands before "de 12 % à 18 %"."""
_RANGE_REACH = 9
"""Tokens in which "ranged" stands before "in size from 10 to 135"."""
_PARTS = {("year", "month"): 12, ("week", "day"): 7, ("day", "hour"): 24, ("hour", "minute"): 60}


@dataclass(frozen=True, slots=True)
class Found:
    """What a quantity says before its surroundings are read, at tokens [first, stop). `compound`: with a hyphen ("10-year")."""

    first: int
    stop: int
    kind: QuantityKind
    unit: str | None
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    ambiguous: bool = False
    open_end: bool = False
    compound: bool = False


def alone(core: Core) -> Found:
    """One number by itself."""
    return Found(
        core.first,
        core.stop,
        core.kind,
        core.unit,
        plain(core.value),
        ambiguous=core.ambiguous,
        open_end=core.number.open_end,
        compound=core.compound,
    )


def share(reader: Reader, core: Core) -> Found | None:
    """`one in four`, `nine out of ten`, `one loaf in eight`, `39 … for every 1`, `1 : 2.3`; None when it is none."""
    scan, grammar = reader.scan, reader.grammar
    if core.value < 0:
        return None
    proportion = _proportion(reader, core)
    if proportion or not core.plain or core.number.grouped or core.number.scaled:
        return proportion
    hyphened = grammar.shares.at(scan, core.stop + 1) if scan.raw[core.stop] in HYPHENS else None
    if hyphened and scan.raw[hyphened[0]] in HYPHENS:
        base = next_core(reader, hyphened[0] + 1)
        return _share(core, base, core.value / base.value) if base and _is_base(core, base, False, False) else None
    words = core.number.words
    mixed = bool(grammar.words.context.mixed_shares)
    for gap in (0, 2, 4) if mixed else (0, 2):
        at = core.stop + gap
        if not scan.blank(at) or (gap and (scan.kind[at - 1] != "w" or not scan.blank(at - 2))):
            return None
        every = grammar.for_every.at(scan, at + 1)
        if every and scan.blank(every[0]):
            base = next_core(reader, every[0] + 1)
            return _share(core, base, core.value) if base and base.value == 1 and base.plain else None
        link = grammar.shares.at(scan, at + 1) if words or not gap or mixed else None
        mark = None if link else grammar.marks.at(scan, at + 1)
        # "one of nine centres" picks one, "two of three" divides.
        divides = words or (scan.opens_line(core.first) and core.value > 1)
        weak = grammar.weak_shares.at(scan, at + 1) if divides and core.value > 1 and not gap else None
        link = link or mark or weak
        if link and scan.blank(link[0]):
            base = next_core(reader, link[0] + 1)
            if base is None or not _is_base(core, base, bool(mark), mixed) or (gap and _counts(reader, core, base)):
                return None
            if weak and not words and (base.value != _SMALL_BASE or scan.kind[base.stop] not in ("n", "")):
                return None  # "8 of 10" alone on its line divides, "8 of 12 towns" counts
            return _share(core, base, core.value / base.value)
    return None


def _counts(reader: Reader, core: Core, base: Core) -> bool:
    """Whether the base behind a noun counts things itself: "three centres in five districts", but "one child in ten drinks"."""
    scan = reader.scan
    behind = scan.low[base.stop + 1] if scan.blank(base.stop) else ""
    return behind in reader.grammar.words.context.counted or (core.value > 1 and behind.endswith("s"))


def _is_base(core: Core, base: Core, mark: bool, mixed: bool) -> bool:
    if not base.plain or base.value <= core.value or core.value == 0:
        return False
    if base.number.words != core.number.words and not mixed and core.value != 1:
        return False
    if core.value != int(core.value) or base.value != int(base.value) or base.number.yearlike:
        return False
    # "80 out of 100" is a mark and "12 in 15 districts" counts, "80 in 100" and "1 in 36" are shares.
    if core.value == 1 and not mark and base.value <= _LARGEST_BASE:
        return True
    return base.value <= _SMALL_BASE or (int(base.value) in _ROUND_BASES and not mark)


def _share(core: Core, base: Core, value: Decimal) -> Found:
    return Found(core.first, base.stop, "ratio", None, plain(round(value, SHARE_DECIMALS)))


def _proportion(reader: Reader, core: Core) -> Found | None:
    """`1 : 2.3`, `3:1`, `£1 : £1.70`: the other side when one side is 1."""
    scan = reader.scan
    at = scan.after_blank(core.stop)
    if scan.raw[at] != ":" or core.kind not in ("count", "money"):
        return None
    base = next_core(reader, scan.after_blank(at + 1))
    if base is None or base.kind != core.kind or base.value <= 0 or 1 not in (core.value, base.value):
        return None
    return _share(core, base, base.value if core.value == 1 else core.value)


def long_time(reader: Reader, core: Core) -> Found | None:
    """`2 hours 30 minutes`, `a year and six months`: two durations read as one, in the smaller unit; None when there is one."""
    scan = reader.scan
    if core.kind != "duration" or not scan.blank(core.stop):
        return None
    at = core.stop + 1
    rest = next_core(reader, at) if core.unit == "hour" and _minutes(scan, core, at) else None
    if rest is not None and rest.plain and rest.stop == at + 1:
        return Found(core.first, at + 1, "duration", "minute", plain(core.value * 60 + rest.value))
    if scan.low[at] in reader.grammar.words.number.and_words and scan.blank(at + 1):
        at += 2
    part = next_core(reader, at)
    if part is None or part.kind != "duration":
        return None
    parts = _PARTS.get((core.unit or "", part.unit or ""))
    if parts is None or not 0 < part.value < parts:
        return None
    return Found(core.first, part.stop, "duration", part.unit, plain(core.value * parts + part.value))


def _minutes(scan: Scan, core: Core, at: int) -> bool:
    """Whether the number at token `at` tells the minutes behind the sign of an hour: "3 h 30"."""
    sign = core.stop - core.number.stop <= 2 and len(scan.raw[core.stop - 1]) == 1
    return sign and scan.kind[at] == "d" and len(scan.raw[at]) == 2 and int(scan.raw[at]) < 60


def series(reader: Reader, core: Core) -> tuple[Core, ...]:
    """The numbers of a series of which only the last shows the unit, each with it: `2.1 and 2.4 kilograms`, `15, 20 and
    30 per cent`. Empty when this core starts none."""
    scan, joints = reader.scan, reader.grammar.words.number.and_words | reader.grammar.words.context.range_and
    members, joined = [core], False
    while _listable(members[-1].number):
        at = members[-1].stop
        comma = scan.raw[at] == "," and scan.blank(at + 1)
        at += comma
        joined = scan.blank(at) and scan.low[at + 1] in joints and scan.blank(at + 2)
        at += 3 if joined else 1
        if not (comma or joined) or len(members) == _LONGEST_SERIES or scan.kind[at] != "d":
            return ()
        other = next_core(reader, at)
        if other is None:
            return ()
        members.append(other)
        if not other.plain:
            break
    last = members[-1]
    if not joined or last.kind not in ("percent", "measure", "duration"):
        return ()
    return *(replace(one, kind=last.kind, unit=last.unit, value=one.value * last.size) for one in members[:-1]), last


def _listable(number: Number) -> bool:
    """Whether a number may leave its unit to a later one: plain digits."""
    return not (number.words or number.scaled or number.ratio or number.yearlike)


def interval(reader: Reader, core: Core) -> Found | None:
    """The range that starts with this core: `5–7 million`, `15 to 20 percent`, `between 300 and 450`; None when it is none."""
    scan, context = reader.scan, reader.grammar.words.context
    if core.number.yearlike and core.plain:
        return None
    first = core.first
    opener = scan.low[first - 2] if scan.blank(first - 1) else ""
    if opener in context.determiners and scan.blank(first - 3) and scan.low[first - 4] in context.between:
        first, opener = first - 2, scan.low[first - 4]  # "entre el 30 y el 45 %"
    between = opener in context.between
    start = _other_end(reader, core, between=between, opened=_opened(scan, first, context))
    if not start:
        return None
    if between and scan.low[start] in context.determiners and scan.blank(start + 1):
        start += 2
    other = next_core(reader, start)
    if other is None or core.number.ratio or other.number.ratio:
        return None
    ends = _distributed(core, other)
    if ends is None:
        return None
    low, high = ends
    if low.value >= high.value or (high.number.yearlike and low.plain):
        return None
    return Found(
        first - 2 if between else core.first,
        other.stop,
        high.kind,
        high.unit,
        None,
        plain(low.value),
        plain(high.value),
        low.ambiguous or high.ambiguous,
    )


def _opened(scan: Scan, first: int, context: ContextWords) -> bool:
    """Whether the "from" of a change stands before token `first`, not that of "ranged from"; where it says other things too,
    only behind a word of change."""
    if not scan.blank(first - 1) or scan.low[first - 2] not in context.range_from:
        return False
    if any(scan.low[k] in context.ranging for k in range(max(0, first - _RANGE_REACH), first - 2)):
        return False
    if scan.low[first - 2] not in context.change_of:
        return True
    return tells_change(scan, first, context)


def tells_change(scan: Scan, first: int, context: ContextWords) -> bool:
    """Whether a word of change stands shortly before the word that leads to token `first`."""
    words = (scan.low[k] for k in range(max(0, first - _CHANGE_REACH), first - 2))
    return any(word in context.increase or word in context.decrease or word in context.moves for word in words)


def _other_end(reader: Reader, core: Core, *, between: bool, opened: bool) -> int:
    """The token at which the range's other end starts, 0 when this core starts no range. `opened`: behind "from"."""
    scan, context = reader.scan, reader.grammar.words.context
    k = scan.after_blank(core.stop)
    if scan.raw[k] in DASHES:
        if scan.low[scan.after_blank(k + 1)] in context.range_to:
            # "6-to-8-week", "4- to 5-year"; behind a dash a new phrase begins: "$24.50—to 6,280 households"
            if scan.raw[k] not in HYPHENS:
                return 0
            k = scan.after_blank(k + 1)
            return k + 2 if scan.blank(k + 1) or scan.raw[k + 1] in DASHES else 0
        even = scan.blank(k + 1) == (k > core.stop) or scan.raw[k] == "–"
        return scan.after_blank(k + 1) if even else 0
    if k == core.stop or not scan.blank(k + 1):
        return 0
    # "from 210 to 420" tells before and after, "210 to 420" a range.
    to = scan.low[k] in context.range_to and not opened
    return k + 2 if to or (between and scan.low[k] in context.range_and) else 0


def before_after(reader: Reader, core: Core, first: int) -> tuple[Core, Core] | None:
    """Both numbers of `from 38 to 29 percent`, `from 34 days to 26`, each with the unit that only one of them shows.

    `first` is where the first begins, comparator included. None when they are not so or need nothing of each other.
    """
    scan, context = reader.scan, reader.grammar.words.context
    if core.number.ratio or not _opened(scan, first, context):
        return None
    k = core.stop
    if scan.blank(k) and scan.low[k + 1] in context.dated and scan.blank(k + 2) and scan.kind[k + 3] == "d":
        k += 4
    if not scan.blank(k) or scan.low[k + 1] not in context.range_to or not scan.blank(k + 2):
        return None
    other = next_core(reader, k + 3)
    if other is None or other.number.ratio or (core.plain == other.plain and core.number.scaled == other.number.scaled):
        return None
    if other.plain and (other.number.yearlike or scan.low[other.stop + 1] in context.counted):
        return None
    ends = _distributed(core, other, falling=True)
    return None if ends is None or ends == (core, other) else ends


def _distributed(low: Core, high: Core, *, falling: bool = False) -> tuple[Core, Core] | None:
    """Both ends with the unit, currency and multiplier that only one of them shows; None when they do not go together.

    `falling`: the first may be the larger, so that its size does not tell whether it shares the multiplier.
    """
    factor = high.number.factor
    small = low.value < (_UNSCALED if falling else high.value / high.size / factor)
    if factor > 1 and not low.number.scaled and not low.number.grouped and small:
        low = replace(low, value=low.value * factor)
    if low.plain and not high.plain:
        low = replace(low, kind=high.kind, unit=high.unit, value=low.value * high.size, ambiguous=high.ambiguous)
    elif high.plain and (falling or low.kind == "money"):
        high = replace(high, kind=low.kind, unit=low.unit, value=high.value * low.size, ambiguous=low.ambiguous)
    return (low, high) if (low.kind, low.unit) == (high.kind, high.unit) else None
