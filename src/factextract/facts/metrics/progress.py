"""Numbers whose own label tells only how they stand ("Achieved: 38,400", "Target: 75,000"), as beside the bars of a chart: the
label of the bar, further up, says what they count."""

from __future__ import annotations

import re

from factextract.facts.metrics.finding import Finding, trimmed
from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.grammar_words import GrammarWords
from factextract.model.quantity_words import QuantityWords
from factextract.model.reading import Reading, within
from factextract.model.rule import RuleSet
from factextract.model.value import Quantity
from factextract.values.quantity import quantities

REACH = 8  # blocks back among which the label of a bar stands
LONGEST_LABEL = 10  # words
_WORD = re.compile(r"[^\W\d_]{2,}")


def under_label(quantity: Quantity, block: Block, reading: Reading, rules: RuleSet) -> Finding | None:
    """The metric of a number that stands alone behind a word of standing, with the label over it; None for any other number and
    for a cell whose row has a label of its own."""
    text, grammar = reading.text, rules.lexicon.grammar
    if not tells_standing(block.span, reading, grammar) or text[quantity.end_char : block.span.end].strip(" .)"):
        return None
    for other in reversed(reading.document.blocks[max(0, block.index - REACH) : block.index]):
        if other.page != block.page:
            return None
        if tells_standing(other.span, reading, grammar) or _is_number(other, text, rules.lexicon.quantities):
            continue
        beside = other.cell is not None and block.cell is not None and other.cell.row == block.cell.row
        if beside or len(other.span.of(text).split()) > LONGEST_LABEL:
            return None
        return Finding("label", quantity, (trimmed(other.span, text),), (block.span, other.span))
    return None


def tells_standing(span: Span, reading: Reading, grammar: GrammarWords) -> bool:
    """Whether all words beside the numbers and dates of a text say how a number stands, and there are some."""
    said = span.of(reading.text)
    values = (*(q.span for q in within(reading.quantities, span)), *(p.span for p in within(reading.periods, span)))
    for value in values:
        start, end = value.start - span.start, value.end - span.start
        said = said[:start] + " " * (end - start) + said[end:]
    words = [word.casefold() for word in _WORD.findall(said)]
    standing = grammar.standing_heads | grammar.done_heads | grammar.plan_heads
    return bool(words) and all(word in standing for word in words)


def _is_number(block: Block, text: str, words: QuantityWords) -> bool:
    """Whether a block holds nothing but a number with its unit."""
    said = block.span.of(text)
    for found in reversed(quantities(said, words)):
        said = said[: found.start_char] + said[found.end_char :]
    return not _WORD.search(said)
