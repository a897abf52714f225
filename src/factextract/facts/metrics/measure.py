"""What a quantity counts: the least words on the page that say it, and the strategy that found them."""

from __future__ import annotations

import re

from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.reading import Reading
from factextract.model.value import Quantity
from factextract.sections.cues import heads

MOST_WORDS = 8
_WORD = re.compile(r"[^\s]+")


def measured(quantity: Quantity, reading: Reading) -> tuple[str, tuple[Span, ...]]:
    """(strategy, measure spans). Strategies: `tile`, `table`, `sentence`."""
    block = reading.document.block_at(quantity.start_char)
    if block is not None and block.role == "figure":
        return "tile", _caption(quantity, block, reading)
    if block is not None and block.cell is not None:
        return "table", tuple(heads(quantity.span, reading))
    return "sentence", _following(quantity, reading)


def _caption(quantity: Quantity, figure: Block, reading: Reading) -> tuple[Span, ...]:
    spans = []
    rest = Span(quantity.end_char, figure.span.end)
    if rest.of(reading.text).strip():
        spans.append(_trimmed(rest, reading.text))
    if figure.partner is not None:
        spans.append(_trimmed(reading.document.blocks[figure.partner].span, reading.text))
    return tuple(span for span in spans if len(span))


def _following(quantity: Quantity, reading: Reading) -> tuple[Span, ...]:
    sentence = reading.sentence_at(quantity.start_char)
    end = quantity.end_char
    for count, word in enumerate(_WORD.finditer(reading.text, quantity.end_char, sentence.end)):
        if count >= MOST_WORDS:
            break
        end = word.end()
        if word[0][-1] in ".,;:)":
            break
    span = _trimmed(Span(quantity.end_char, max(end, quantity.end_char)), reading.text)
    return (span,) if len(span) else ()


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    left = len(words) - len(words.lstrip(" \n\t,;:–—-"))
    right = len(words.rstrip(" \n\t,;:.–—-"))
    return Span(span.start + left, span.start + max(left, right))
