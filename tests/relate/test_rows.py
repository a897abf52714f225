"""Percentages under "Spent" and the like are shares of the plan or budget in their row."""

from __future__ import annotations

import random

import pytest

from factextract.assemble import Opened, Origin
from factextract.layout.arrange import arrange
from factextract.model.sheet import Style
from factextract.pipeline import study_document
from factextract.ruleset.load import load_rules
from factextract.settings import Settings
from layout.compose import BODY, Page


def parts_in(*rows: tuple[str, ...]) -> dict[str, str]:
    """Part to whole, by their texts, of a table with these rows, the first its head."""
    page = Page(random.Random(0))
    page.paragraph(40, 20, 500, 24, BODY)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            page.line(40 + 150 * column, 80 + 17 * row, cell.split(), BODY if row else Style("Body", 10.0, bold=True))
    opened = Opened(arrange([page.sheet()]), 1, "native", "pdfium", ())
    record = study_document(opened, load_rules("en"), Origin("a.pdf", "sha256:0"), Settings(model="none")).record
    texts = {m.id: m.text for m in record.metrics}
    return {m.text: texts[m.part_of] for m in record.metrics if m.part_of}


@pytest.mark.parametrize(
    ("heads", "parts"),
    [
        (("Work", "Budget", "Spent"), {"92%": "1,420", "97%": "1,535"}),
        (("Work", "People", "% of plan"), {"92%": "1,420", "97%": "1,535"}),
        (("Work", "Visits", "Rate"), {}),
        (("Work", "Visits", "Attendance"), {}),
    ],
)
def test_the_head_says_how_much_is_done(heads: tuple[str, ...], parts: dict[str, str]) -> None:
    assert parts_in(heads, ("Water", "1,420", "92%"), ("Health", "1,535", "97%")) == parts


def test_of_two_numbers_the_planned_one_is_the_whole() -> None:
    rows = ("Water", "1,420", "3,310", "41%"), ("Health", "1,535", "2,870", "52%")
    assert parts_in(("Work", "Staff", "Target", "Progress"), *rows) == {"41%": "3,310", "52%": "2,870"}
    assert parts_in(("Work", "Staff", "Visits", "Progress"), *rows) == {}
