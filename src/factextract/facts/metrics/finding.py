"""What a strategy says about a quantity, and how spans of words are trimmed to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factextract.model.candidate import Reason
from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.reading import Reading, touching
from factextract.model.value import Quantity

_WORD = re.compile(r"[^\W\d_]{2,}")
_EDGE = ' \n\t,;:–—-•▪●○■*|/·…"“”'
_NOTE = re.compile(r"(?<=[^\W\d_]{3})(?:[⁰¹²³⁴-⁹]{1,2}|[ᵃᵇᶜᵈᵉᶠᵍʰ])$")  # shorter words are units: km²


@dataclass(frozen=True, slots=True)
class Finding:
    """`strategy` names the rules that may judge it; `quantity` is as read here, its unit perhaps from a head; `measure` are the
    words that say what is counted; `near` are texts that speak about this number alone (heads, caption), `over` those that speak
    about all numbers of its table; `scaled`: a head named its unit; `base` holds a number that is the base of this share."""

    strategy: str
    quantity: Quantity
    measure: tuple[Span, ...] = ()
    near: tuple[Span, ...] = ()
    over: tuple[Span, ...] = ()
    scaled: bool = False
    base: Span | None = None
    reasons: tuple[Reason, ...] = ()


def trimmed(span: Span, text: str) -> Span:
    """The span without white space and marks at its edges, a bracket without its partner, the mark of a note at its end."""
    words = span.of(text)
    start = len(words) - len(words.lstrip(_EDGE + ")."))
    end = len(words.rstrip(_EDGE + "."))
    if start >= end:
        return Span(span.start, span.start)
    words = words[start:end]
    mark = _NOTE.search(words)
    if mark is not None:
        return trimmed(Span(span.start + start, span.start + start + mark.start()), text)
    if words.endswith("(") or (words.endswith(")") and words.count("(") < words.count(")")):
        return trimmed(Span(span.start + start, span.start + end - 1), text)
    if words.startswith("(") and words.count("(") > words.count(")"):
        return trimmed(Span(span.start + start + 1, span.start + end), text)
    return Span(span.start + start, span.start + end)


def title_over(block: Block, reading: Reading) -> Span | None:
    """The nearest heading before a block on its page, within its frame if it has one."""
    for title in reading.document.titles_before(block):
        if title.frame == block.frame or block.frame is None:
            return title.span
    return None


def only_time(span: Span, reading: Reading) -> bool:
    """Whether a text holds nothing but dates."""
    left = span.of(reading.text)
    for period in touching(reading.periods, span):
        start, end = max(period.span.start, span.start) - span.start, min(period.span.end, span.end) - span.start
        left = left[:start] + " " * (end - start) + left[end:]
    return not _WORD.search(left)
