"""From spans to evidence: the words, their page and their boxes."""

from __future__ import annotations

from factextract.model.candidate import Scope
from factextract.model.document import Document
from factextract.model.geometry import Span
from factextract.records import Evidence, Part, PeriodRef, PlaceRef

CONTEXT = 32  # characters of prefix and suffix


def evidence(document: Document, part: Part, span: Span) -> Evidence:
    """The evidence of one span. Raises ValueError for an empty one: a fact without words on a page cannot be built.

    A span over a page break is told by the page it starts on; its boxes are those on that page. Use `evidences` to keep all.
    """
    text = document.text
    quote = span.of(text)
    if not quote.strip():
        raise ValueError(f"no words at [{span.start}, {span.end})")
    located = document.locate(span)
    page, boxes = located[0] if located else (document.page_of(span.start), [])
    return Evidence(
        part=part,
        page=page,
        boxes=tuple((round(b.x0, 1), round(b.top, 1), round(b.x1, 1), round(b.bottom, 1)) for b in boxes),
        quote=quote,
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        start_char=span.start,
        end_char=span.end,
    )


def evidences(document: Document, part: Part, spans: tuple[Span, ...]) -> tuple[Evidence, ...]:
    """The evidence of several spans, each cut where a page ends."""
    pieces: list[Span] = []
    for span in spans:
        for page in document.pages:
            start, end = max(span.start, page.span.start), min(span.end, page.span.end)
            if start < end and document.text[start:end].strip():
                pieces.append(Span(start, end))
    return tuple(evidence(document, part, piece) for piece in pieces)


def period_ref(scope: Scope) -> PeriodRef | None:
    """The record's form of a scope's period."""
    period = scope.period
    if period is None:
        return None
    return PeriodRef(start=period.start, end=period.end, text=one_line(period.text), inherited_from=scope.period_from)


def place_ref(scope: Scope) -> PlaceRef | None:
    """The record's form of a scope's place."""
    if scope.place is None:
        return None
    return PlaceRef(text=one_line(scope.place), country=scope.country, inherited_from=scope.place_from)


def one_line(text: str) -> str:
    """A value as a field writes it: the page's line ends as blanks. Quotes of evidence keep theirs."""
    return " ".join(text.split())
