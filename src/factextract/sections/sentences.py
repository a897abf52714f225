"""Paragraphs and sentences of a document as spans of its text."""

from __future__ import annotations

import re

from factextract.model.document import Document
from factextract.model.geometry import Span

# A sentence ends at a stop before white space and a capital, digit, quote or bracket. Not after an initial or one of these.
_END = re.compile(r"(?<=[.!?…])[\"')\]⁰¹²³⁴⁵⁶⁷⁸⁹]*\s+(?=[\"'(\[]*[A-ZÀ-ÞΑ-ΩА-Я0-9$€£])")
_ABBREVIATED = re.compile(
    r"(?:(?<!\d)(?<!\d\s)\b[A-Z]|\b(?:mr|mrs|ms|dr|prof|st|no|nos|vs|etc|e\.g|i\.e|ca|approx|fig|vol|inc|ltd|co|corp|gov|gen|u\.s|u\.k|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|art|sr|sra|mme|av|tel))\.$",
    re.IGNORECASE,
)


def paragraphs(document: Document) -> tuple[Span, ...]:
    """Runs of text that a person reads as one: blocks, joined where a sentence goes on in the next column; each cell alone."""
    found: list[Span] = []
    for block in document.blocks:
        if block.span.start == block.span.end:
            continue
        if found and not block.cell and document.text[found[-1].end : block.span.start] == " ":
            found[-1] = Span(found[-1].start, block.span.end)
        else:
            found.append(block.span)
    return tuple(found)


def sentences(document: Document) -> tuple[Span, ...]:
    """Sentences in order; a paragraph without a stop is one."""
    found: list[Span] = []
    for paragraph in paragraphs(document):
        text = paragraph.of(document.text)
        start = 0
        for end in _END.finditer(text):
            if _ABBREVIATED.search(text[start : end.start()].rstrip("\"')]")):
                continue
            found.append(Span(paragraph.start + start, paragraph.start + end.start() + len(end[0].rstrip())))
            start = end.end()
        found.append(Span(paragraph.start + start, paragraph.end))
    return tuple(found)
