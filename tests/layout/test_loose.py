"""A paragraph set with more space between its lines than the others stays whole."""

from __future__ import annotations

import random

from factextract.layout.arrange import arrange
from layout.compose import BODY, Page

LOOSE = 16.5  # points from line to line, where other paragraphs have 13


def blocks_of(*lines: str) -> list[str]:
    """The texts of the blocks that loose lines become, below two paragraphs in the usual leading."""
    page = Page(random.Random(0))
    top = page.paragraph(40, 40, 500, 60, BODY) + 12
    top = page.paragraph(40, top, 500, 60, BODY) + 30
    for at, line in enumerate(lines):
        page.line(40, top + LOOSE * at, line.split(), BODY)
    document = arrange([page.sheet()])
    return [" ".join(b.span.of(document.text).split()) for b in document.blocks][2:]


def test_lines_within_a_sentence_go_on_and_the_next_sentence_at_the_same_step_too() -> None:
    told = blocks_of(
        "Every patient in the two countries receives the care", "they need, and nobody pays for it.", "Thanks are due."
    )
    assert told == [
        "Every patient in the two countries receives the care they need, and nobody pays for it. Thanks are due."
    ]


def test_short_lines_that_end_are_lines_of_their_own() -> None:
    assert blocks_of("Wells were dug.", "Pumps were mended.") == ["Wells were dug.", "Pumps were mended."]
    assert blocks_of("clean water", "warm schools") == ["clean water", "warm schools"]
