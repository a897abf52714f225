"""Composed pages come back in the order in which they were composed, whatever order they are drawn in."""

from __future__ import annotations

import random

import pytest

from factextract.layout.arrange import arrange
from layout.compose import random_page

PAGES = 150
LEAST = 0.98  # of the pages entirely in order


def _in_order(seed: int) -> bool:
    page = random_page(seed)
    return arrange([page.sheet(random.Random(seed))]).text.split() == page.expected


def test_random_compositions_keep_their_order_when_drawn_at_random() -> None:
    wrong = [seed for seed in range(PAGES) if not _in_order(seed)]
    assert len(wrong) <= (1 - LEAST) * PAGES, f"out of order: {wrong}"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_drawing_order_does_not_matter(seed: int) -> None:
    page = random_page(seed)
    texts = {arrange([page.sheet(random.Random(n))]).text for n in range(4)}
    assert len(texts) == 1
