"""The head of a document: what stands before its first running text."""

from __future__ import annotations

from factextract.model.reading import Reading, within

RUNNING = 15  # words of a first paragraph


def masthead_end(reading: Reading) -> int:
    """Where the first running paragraph or figure of a document begins, or its second page; 0 when it has neither. A date set
    large is no figure."""
    document = reading.document
    for block in document.blocks:
        running = (
            block.role in ("body", "list_item", "caption") and len(block.span.of(document.text).split()) >= RUNNING
        )
        dated = bool(within(reading.periods, block.span))
        figure = block.role in ("figure", "cell") and block.partner is not None and not dated
        if running or figure or block.page != document.blocks[0].page:
            return block.span.start
    return 0
