"""The words around a quantity: comparators, and whether it tells a change."""

from __future__ import annotations

from factextract.model.quantity_words import ContextWords
from factextract.model.value import Change, Comparator, QuantityKind
from factextract.values.quantity_grammar import Grammar
from factextract.values.quantity_pair import Found
from factextract.values.quantity_tokens import HYPHENS, Scan

_LENGTHS = frozenset({"km", "m", "mi", "ft", "cm", "mm"})
_FEW = 12
"""How many components, agreements … something may be done under."""
_MAX_CHANGE_GAP = 8
"""Words between a verb of change and its "by": "reduce losses of stored maize after harvest by 12 percent"."""


def comparator_before(scan: Scan, found: Found, floor: int, grammar: Grammar) -> tuple[int, Comparator] | None:
    """The comparator right before a quantity: its first token (hedges included) and what it says."""
    gap = scan.blank(found.first - 1)
    end = found.first - 1 if gap else found.first
    hit = grammar.comparators.before(scan, end)
    if hit and not gap and scan.kind[end - 1] == "w":
        return None
    reach = grammar.reaches.before(scan, end) if found.kind == "duration" or found.unit in _LENGTHS else None
    if reach and (hit is None or reach[0] < hit[0]):
        hit = reach
    if hit is None or hit[0] < floor:
        return None
    start, comparator = hit
    context = grammar.words.context
    hedge = grammar.hedges.before(scan, start - 1) if scan.blank(start - 1) else None
    word = scan.low[start] if start == end - 1 else ""
    if found.compound and word in context.prepositions:
        return None  # "under seven-year contracts"
    if word in context.prepositions and _names_place(scan, found, context):
        return None
    if word in context.throughout:
        verb = scan.low[start - 2] if scan.blank(start - 1) else ""
        # "hand over 75 percent"; "over five years" tells how long something went on.
        if verb in context.phrasal or (found.kind == "duration" and not hedge and verb not in context.lasting):
            return None
    return hedge[0] if hedge and hedge[0] >= floor else start, comparator


def _names_place(scan: Scan, found: Found, context: ContextWords) -> bool:
    """Whether "under" before a small number tells where something is done: "under three main components"."""
    if found.kind != "count" or found.value is None or found.value > _FEW:
        return False
    at = found.stop
    for _ in range(2):
        if not scan.blank(at) or scan.kind[at + 1] != "w":
            return False
        if scan.low[at + 1] in context.under_what:
            return True
        at += 2
    return False


def comparator_after(scan: Scan, stop: int, grammar: Grammar) -> tuple[int, Comparator] | None:
    """The comparator at token `stop` (`+`, "or more"): the token after it and what it says."""
    joined = scan.kind[stop + 1] == "w" and (scan.blank(stop) or scan.raw[stop] in HYPHENS)
    found = grammar.comparators_after.at(scan, stop + 1 if joined else stop)
    if found is None or scan.kind[found[0]] in ("w", "d"):
        return None
    # "over 65 or under 6", "3 + 4"
    return None if scan.blank(found[0]) and scan.kind[found[0] + 1] == "d" else found


def change(scan: Scan, first: int, stop: int, kind: QuantityKind, grammar: Grammar) -> Change | None:
    """Whether the quantity at tokens [first, stop) is what something rose or fell by."""
    context = grammar.words.context
    relative = kind in ("percent", "multiple", "ratio")
    i = first - 1
    if scan.blank(i) and scan.kind[i - 1] == "w":
        word = scan.low[i - 1]
        if word in context.change_by and scan.blank(i - 2):
            return _change_word(scan, i - 3, grammar, far=True)
        if word in context.change_of and scan.blank(i - 2):
            return _change_word(scan, i - 3, grammar, far=False)
        if kind == "percent":
            direct = _change_word(scan, i - 1, grammar, far=False)
            if direct:
                return direct
    if relative and kind != "multiple":
        at = stop
        for _ in range(2):
            if not scan.blank(at) or scan.kind[at + 1] != "w":
                return None
            word = scan.low[at + 1]
            if word in context.increase:
                return "increase"
            if word in context.decrease:
                return "decrease"
            at += 2
    return None


def _change_word(scan: Scan, i: int, grammar: Grammar, *, far: bool) -> Change | None:
    """The change that the word at token i tells, or with `far` the nearest such word before it in the clause."""
    context = grammar.words.context
    for _ in range(_MAX_CHANGE_GAP if far else 1):
        if scan.kind[i] != "w":
            return None
        if scan.low[i - 2] not in context.not_change or not scan.blank(i - 1):
            if scan.low[i] in context.increase:
                return "increase"
            if scan.low[i] in context.decrease:
                return "decrease"
        if not scan.blank(i - 1):
            return None
        i -= 2
    return None
