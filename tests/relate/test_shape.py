"""Shaped texts and the document's own time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factextract.authoring.snippet import study_snippet
from factextract.model.geometry import Span
from factextract.model.value import Period
from factextract.relate.shape import later, shaped, tense
from factextract.ruleset.load import load_rules

RULES = load_rules("en")


@pytest.mark.parametrize(
    ("start", "end", "as_of", "expected"),
    [
        ("2020", "2020", "2024-05", "past"),
        ("2030", "2030", "2024-05", "future"),
        ("2022", "2027", "2024-05", "running"),
        ("2024", "2024", "2024-05", "past"),
        ("2019", None, "2024-05", "running"),
        ("2030", "2030", None, "date"),
    ],
)
def test_a_period_lies_before_around_or_after_the_documents_time(
    start: str, end: str | None, as_of: str | None, expected: str
) -> None:
    assert tense(Period("x", 0, 1, start, end, "year"), as_of) == expected


def test_dates_are_compared_at_the_precision_both_have() -> None:
    assert later("2025", "2024-12-31")
    assert not later("2024", "2024-05")


@given(st.text(alphabet="ab 12.,-\n", max_size=40))
def test_offsets_lead_back_to_the_document(text: str) -> None:
    reading = study_snippet("Some 12 wells. " + text, RULES).reading
    span = Span(0, len(reading.text))
    shape = shaped(span, reading.text, (None, reading.quantities, reading.periods), None)
    assert shape.span(0, len(shape.text)) == span
    at = shape.text.find("{n}")
    if at >= 0:
        assert any(q.span == shape.span(at, at + 3) for q in reading.quantities)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The program trained 300 nurses.", "actual"),
        ("The program will train 300 nurses.", "target"),
        ("What comes next | Build 40 schools.", "target"),
        ("The challenge | Some 37,000 families have no well.", "context"),
        ("Published in May 2024 | It wants 300 nurses by 2030.", "target"),
        ("85% | of the project goal", "actual"),
        ("15% | baseline", "baseline"),
    ],
)
def test_words_heads_and_sections_say_how_a_number_stands(text: str, status: str) -> None:
    assert study_snippet(text, RULES).record.metrics[-1].status == status
