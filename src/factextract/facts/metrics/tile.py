"""Figures that stand alone: the caption says what they count, a title over a chart what its bars do."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from factextract.facts.metrics.finding import Finding, only_time, title_over, trimmed
from factextract.facts.metrics.progress import tells_standing
from factextract.facts.metrics.units import Unit, bare, in_unit, units_named
from factextract.model.document import Block
from factextract.model.geometry import Box, Span
from factextract.model.grammar_words import GrammarWords
from factextract.model.quantity_words import QuantityWords
from factextract.model.reading import Reading, within
from factextract.model.rule import RuleSet
from factextract.model.value import Quantity
from factextract.values.quantity import quantities

_WORD = re.compile(r"[^\W\d_]{2,}")
_TOKEN = re.compile(r"[^\W\d_]+")
_CUT = re.compile(r"[,;:(–—]|\s-\s|\n")
UNIT_REACH, LONGEST_TITLE = 30, 12  # blocks back among which a unit may stand, and words of a title at most
ROW_REACH = 220.0  # points to the left of a lone number within which its label stands
LONGEST_NOTE = 8  # words of a note under a caption
LONGEST_BASE = 40  # characters of a caption within which the base of a share ends
LONGEST_PART = 20  # characters of the number between a comma and "of them"
LEAST_WORDS = 2  # before a mark at which a caption may be cut


def in_tile(quantity: Quantity, figure: Block, reading: Reading, rules: RuleSet) -> Finding:
    """The metric of a figure, with its own further words, its caption, and the title where the caption is but a date."""
    text, words = reading.text, rules.lexicon.quantities
    quantity, end = _rejoined(quantity, figure, text, words)
    rest = trimmed(Span(end, max(end, figure.span.end)), text)
    lead = trimmed(Span(figure.span.start, quantity.start_char), text)
    spans = [span for span in (lead, rest) if _WORD.search(span.of(text))]
    near = [figure.span]
    unit, base = None, None
    if figure.partner is not None:
        caption = reading.document.blocks[figure.partner].span
        near.append(caption)
        unit = _unit_in(quantity, caption, text, words, rest)
        quantity, base = _shared(quantity, caption, text, words)
        spans += _said(_counted(caption, base, text, words), unit, reading, rules.lexicon.grammar)
    grammar = rules.lexicon.grammar
    if all(only_time(span, reading) or tells_standing(span, reading, grammar) for span in spans):
        title = title_over(figure, reading)
        if title is not None:
            near.append(title)
            unit = unit or _unit_in(quantity, title, text, words, rest)
            spans = [
                *_said(title, unit, reading, grammar),
                *(s for s in spans if not only_time(s, reading) and not tells_standing(s, reading, grammar)),
            ]
    elif unit is None and bare(quantity) and not _WORD.search(rest.of(text)):
        title = title_over(figure, reading)
        if title is not None:
            unit = _unit_in(quantity, title, text, words, rest)
    return Finding("tile", in_unit(quantity, unit) if unit else quantity, tuple(spans), tuple(near), base=base)


def _rejoined(quantity: Quantity, figure: Block, text: str, words: QuantityWords) -> tuple[Quantity, int]:
    """The quantity of a figure whose scale or unit stands on its next line ("US$ 1.24 / billion"), and where its words end."""
    if text[quantity.end_char : quantity.end_char + 1] != "\n":
        return quantity, quantity.end_char
    flat = figure.span.of(text).replace("\n", " ")
    start = quantity.start_char - figure.span.start
    whole = next((q for q in quantities(flat, words) if q.start_char == start), None)
    if whole is None or whole.end_char <= quantity.end_char - figure.span.start:
        return quantity, quantity.end_char
    spot = replace(whole, text=quantity.text, start_char=quantity.start_char, end_char=quantity.end_char)
    return replace(spot, core_start=quantity.core_start, core_end=quantity.core_end), figure.span.start + whole.end_char


def _shared(quantity: Quantity, caption: Span, text: str, words: QuantityWords) -> tuple[Quantity, Span | None]:
    """The share that a figure is with the first words of its caption, and those words ("1 | in 3 homes"); the quantity
    unchanged and None where it is none."""
    if not bare(quantity):
        return quantity, None
    flat = caption.of(text).replace("\n", " ")
    ratio = next(iter(quantities(f"{quantity.text} {flat[:LONGEST_BASE]}", words)), None)
    behind = 0 if ratio is None else ratio.end_char - len(quantity.text) - 1
    if ratio is None or ratio.kind != "ratio" or ratio.core_start or behind <= 0:
        return quantity, None
    return replace(quantity, kind="ratio", value=ratio.value), Span(caption.start, caption.start + behind)


def _counted(caption: Span, base: Span | None, text: str, words: QuantityWords) -> Span:
    """The caption without the base of a share, unless a noun stands before it: "3 | mères sur dix"."""
    link = "" if base is None else " ".join(base.of(text).casefold().split()[:-1])
    return Span(base.end, caption.end) if base and link in words.context.shares | words.context.marks else caption


def beside_label(quantity: Quantity, block: Block, reading: Reading, rules: RuleSet) -> Finding | None:
    """The metric of a number that stands alone, no figure and in no table, with the label beside it; None without a label."""
    text, words = reading.text, rules.lexicon.quantities
    if block.box is None or _WORD.search(_without_numbers(block.span, reading)):
        return None
    label = _label_beside(block, reading)
    if label is None:
        return None
    title = title_over(block, reading)
    quantity, base = _shared(quantity, label.span, text, words)
    spans = _said(_counted(label.span, base, text, words), None, reading, rules.lexicon.grammar)
    near = [label.span]
    unit = _unit_in(quantity, label.span, text, words, Span(0, 0))
    unit = unit or _unit_before(quantity, block, reading, words)
    if title is not None and not spans:
        spans, near = _said(title, unit, reading, rules.lexicon.grammar), [*near, title]
    if not spans:
        return None
    return Finding("label", in_unit(quantity, unit) if unit else quantity, tuple(spans), tuple(near), base=base)


def under_caption(quantity: Quantity, block: Block, reading: Reading, rules: RuleSet) -> Finding | None:
    """The metric of a number whose own words count nothing, in the caption of a figure or in a short note under it ("+17% on
    2023"): it counts what the figure does. None for any other number."""
    blocks = reading.document.blocks
    caption = block if block.role == "caption" else blocks[block.index - 1] if block.index else block
    if caption.role != "caption" or caption.partner is None or blocks[caption.partner].role != "figure":
        return None
    if caption is not block and not _is_note(block, caption, reading):
        return None
    figure = blocks[caption.partner]
    first = next(iter(within(reading.quantities, figure.span)), None)
    if first is None or (caption is block and (first.kind, first.unit) != (quantity.kind, quantity.unit)):
        return None
    measure = in_tile(first, figure, reading, rules).measure
    return Finding("label", quantity, measure, (block.span,)) if measure else None


def _is_note(block: Block, caption: Block, reading: Reading) -> bool:
    """Whether a block is a line or two right under a caption, no longer than it needs to be for a comparison."""
    if block.box is None or caption.box is None or block.page != caption.page or block.role not in ("body", "caption"):
        return False
    near = -1 <= block.box.top - caption.box.bottom <= caption.box.height + block.box.height
    words = len(block.span.of(reading.text).split())
    return near and words <= LONGEST_NOTE and block.box.overlap_x(caption.box) > 0


def _without_numbers(span: Span, reading: Reading) -> str:
    """The text of a span without its quantities."""
    said = span.of(reading.text)
    for quantity in reversed(within(reading.quantities, span)):
        said = said[: quantity.start_char - span.start] + said[quantity.end_char - span.start :]
    return said


def _unit_before(quantity: Quantity, block: Block, reading: Reading, words: QuantityWords) -> Unit | None:
    """The unit that a title or head over a row of lone numbers names; running text ends the search."""
    for other in reversed(reading.document.blocks[max(0, block.index - UNIT_REACH) : block.index]):
        said = other.span.of(reading.text)
        if other.page != block.page or len(said.split()) > LONGEST_TITLE:
            return None
        unit = _unit_in(quantity, other.span, reading.text, words, Span(0, 0))
        if unit is not None and unit.alone:
            return unit
    return None


def _label_beside(block: Block, reading: Reading) -> Block | None:
    """The text block nearest to the left in the same row, other numbers between them aside; else right under it, else right
    over it, with the same left edge."""
    mine = block.box
    if mine is None:
        return None
    texts = [
        b for b in reading.document.blocks if b.page == block.page and b.index != block.index and _is_label(b, reading)
    ]
    row = [
        b
        for b in texts
        if b.box
        and 0 <= mine.x0 - b.box.x1 <= ROW_REACH
        and b.box.overlap_y(mine) >= 0.6 * min(mine.height, b.box.height)
    ]
    if row:
        return max(row, key=lambda b: b.box.x1 if b.box else 0.0)
    under = [
        b for b in texts if b.box and 0 <= b.box.top - mine.bottom + 1 <= mine.height and abs(b.box.x0 - mine.x0) <= 3
    ]
    over = [
        b for b in texts if b.box and 0 <= mine.top - b.box.bottom + 1 <= mine.height and abs(b.box.x0 - mine.x0) <= 3
    ]
    return min((*under, *over), key=lambda b: _gap(b, mine), default=None)


def _gap(label: Block, number: Box) -> float:
    """Points between a number and a label over or under it."""
    return max(label.box.top - number.bottom, number.top - label.box.bottom) if label.box is not None else 0.0


def _is_label(block: Block, reading: Reading) -> bool:
    return block.box is not None and len(block.lines) <= 2 and _WORD.search(block.span.of(reading.text)) is not None


def _unit_in(quantity: Quantity, words_over: Span, text: str, words: QuantityWords, rest: Span) -> Unit | None:
    if _WORD.search(rest.of(text)):
        return None
    if not bare(quantity):
        return _leading_unit(quantity, words_over.of(text).replace("\n", " "), words)
    flat = words_over.of(text).replace("\n", " ")
    return next((u for u in units_named(flat, words) if u.alone or u.start < 10), None)


def _leading_unit(quantity: Quantity, caption: str, words: QuantityWords) -> Unit | None:
    """The unit of a figure with a scale: one of measure that its caption begins with ("8.3 million | tonnes of waste"), a
    currency that stands apart in it ("412 million | paid out, in KES")."""
    if quantity.kind != "count":
        return None
    named = (u for u in units_named(caption, words) if u.scale == 1)
    return next((u for u in named if (u.start == 0 and u.kind == "measure") or (u.alone and u.kind == "money")), None)


def _said(caption: Span, unit: Unit | None, reading: Reading, grammar: GrammarWords) -> list[Span]:
    """The words of a caption that say what is counted: without a unit, dates, and what follows with a number of its own."""
    text = reading.text
    start, end = caption.start, caption.end
    if unit is not None and unit.alone:
        if unit.start == 0 and unit.end < len(caption):
            start += unit.end
        else:
            end = caption.start + unit.start
    elif unit is not None:
        start += unit.end
    own = [q for q in within(reading.quantities, caption) if start < q.start_char < end]
    if own:
        before = Span(start, own[0].start_char)
        line = text.rfind("\n", start, own[0].start_char)
        of_them = _of_them(text[start : own[0].start_char], grammar)
        if line >= 0 and not text[line : own[0].start_char].strip() and _closes(text[start:line], grammar):
            end = line  # a line of its own: "health posts supported / 29 in the north, 12 in the south"
        elif of_them is not None and _words(Span(start, start + of_them), text):
            end = start + of_them
        marks = list(_CUT.finditer(before.of(text)))
        at = next(
            (start + m.start() for m in reversed(marks) if _words(Span(start, start + m.start()), text) >= LEAST_WORDS),
            None,
        )
        if at is not None and not text[at].isspace():
            end = min(end, at)
        compared = _comparison(text[start : own[0].start_char], grammar)
        end = end if compared is None else min(end, start + compared)
    pieces = []
    for period in [p.span for p in within(reading.periods, Span(start, max(start, end)))]:
        pieces.append(Span(start, period.start))
        start = period.end
    last = Span(start, end)
    led = [_without_lead(piece, text, grammar) for piece in (*pieces, *([] if end == caption.end else [last]))]
    # What the caption itself ends with is no lead to anything: "nets handed out".
    kept = [trimmed(piece, text) for piece in (*led, *([last] if end == caption.end else []))]
    return [piece for piece in kept if _WORD.search(piece.of(text))]


def _closes(text: str, grammar: GrammarWords) -> bool:
    """Whether a line of a caption says what is counted and needs no word after it."""
    words = text.casefold().split()
    small = grammar.prepositions | grammar.conjunctions | grammar.determiners | grammar.adverbs
    return len(words) >= LEAST_WORDS and words[-1] not in small


def _of_them(text: str, grammar: GrammarWords) -> int | None:
    """Where a caption goes on to a part of what it counts ("midwives mentored, of whom 9 in 10 …", "countries, 14 of them …")."""
    words = list(_TOKEN.finditer(text))
    for first, second in pairwise(words):
        if first.group().casefold() in grammar.of and second.group().casefold() in grammar.whole_pronouns:
            comma = text.rfind(",", 0, first.start())
            return comma if 0 < first.start() - comma <= LONGEST_PART and comma > 0 else first.start()
    return None


def _without_lead(piece: Span, text: str, grammar: GrammarWords) -> Span:
    """The piece without the small words at its end that led to the date or comparison after it."""
    end = piece.end
    while True:
        words = text[piece.start : end].rstrip(" \n,(–-")
        last = words.rsplit(None, 1)[-1] if words.split() else ""
        if last.casefold() not in grammar.prepositions and last.casefold() not in grammar.conjunctions:
            return Span(piece.start, piece.start + len(words)) if words else Span(piece.start, piece.start)
        end = piece.start + len(words) - len(last)


def _comparison(text: str, grammar: GrammarWords) -> int | None:
    """Where a caption begins to hold its number against another ("against a target of …"), after LEAST_WORDS words."""
    flat = f" {text.casefold()} ".replace("\n", " ")
    cuts = [flat.find(f" {cue} ") for cue in grammar.comparing]
    return min((c for c in cuts if c > 0 and len(_WORD.findall(text[:c])) >= 1), default=None)


def _words(span: Span, text: str) -> int:
    return len(_WORD.findall(span.of(text)))
