"""What numbers count: the table of cases in metrics.yaml, and what holds for any text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from factextract.assemble import Opened, Origin
from factextract.authoring.snippet import study_snippet
from factextract.facts.metrics.units import units_named
from factextract.layout.arrange import arrange
from factextract.pipeline import study_document
from factextract.records import Metric
from factextract.ruleset.load import lexicon, load_rules
from factextract.settings import Settings
from layout.drawn_rules import accounts

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("metrics.yaml").read_text("utf-8"))
RULES = load_rules("en")
WORDS = [
    "the",
    "120",
    "of",
    "nurses",
    "trained",
    "(54%",
    "women),",
    "and",
    "€",
    "5",
    ":",
    "were",
    "up",
    "from",
    ";",
    "3,000",
    "to",
    "it",
]


def _seen(metric: Metric, wanted: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    """The fields of a metric that a case asks for, as the case writes them."""
    dimension = metric.dimension.model_dump(exclude_none=True) if metric.dimension else {}
    fields = metric.model_dump() | {
        "part_of": texts.get(metric.part_of or ""),
        "period": metric.period.start if metric.period else None,
        "dimension": next(iter(dimension), None),
    }
    return {name: fields[name] for name in wanted}


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_every_number_counts_what_the_text_says(case: dict[str, Any]) -> None:
    record = study_snippet(case["text"], RULES).record
    texts = {metric.id: metric.text for metric in record.metrics}
    assert len(record.metrics) == len(case["facts"]), [(m.text, m.measure) for m in record.metrics]
    for metric, wanted in zip(record.metrics, case["facts"], strict=True):
        assert _seen(metric, wanted, texts) == wanted


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Clinics in Kenya, four wards of Kenya. | The Government of Sweden gave SEK 3 million.", "KE"),
        ("Clinics in Kenya, four wards of Kenya. | The road in Uganda took 14 months.", "UG"),
        ("Clinics in Kenya, four wards of Kenya. | The Ministry of Health of Kenya hired 61 nurses.", "KE"),
    ],
)
def test_the_home_of_who_pays_is_not_where_it_was(text: str, country: str) -> None:
    metric = study_snippet(text, RULES).record.metrics[-1]
    assert metric.place is not None
    assert metric.place.country == country


@pytest.mark.parametrize(
    ("head", "kind", "unit", "scale"),
    [
        ("US$ million", "money", "USD", 1_000_000),
        ("CAD thousand", "money", "CAD", 1_000),
        ("Budget by field of work (EUR million)", "money", "EUR", 1_000_000),
        ("Expected savings, thousand tCO2e a year", "measure", "tCO2e", 1_000),
        ("Solar power, MW", "measure", "MW", 1),
        ("Kilometers of road rebuilt", "measure", "km", 1),
        ("Average days from order to result", "duration", "day", 1),
        ("Homes connected (thousands)", "count", None, 1_000),
        ("Coverage, per cent of target group", "percent", "%", 1),
    ],
)
def test_a_head_names_the_unit_of_the_numbers_under_it(head: str, kind: str, unit: str | None, scale: int) -> None:
    named = units_named(head, lexicon("en").quantities)[-1]
    assert (named.kind, named.unit, int(named.scale)) == (kind, unit, scale)


@pytest.mark.parametrize(
    "head", ["Year", "Share", "Total", "People within 2 km of a road", "SFY 2025 goal", "One", "A", "Women"]
)
def test_a_head_without_a_unit_names_none(head: str) -> None:
    assert units_named(head, lexicon("en").quantities) == ()


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=14,
    )
)
def test_measures_are_words_of_the_text_beside_the_number(words: list[str]) -> None:
    study = study_snippet(" ".join(words), RULES)
    for metric in study.kept["metrics"]:
        for span in metric.part("measure"):
            assert span.of(study.reading.text).strip()
            assert not span.overlaps(metric.span)


def test_money_in_brackets_is_negative_in_a_cell_of_accounts() -> None:
    opened = Opened(arrange(accounts()), 1, "native", "pdfium", ())
    record = study_document(opened, RULES, Origin("a.pdf", "sha256:0"), Settings(model="none")).record
    found = {metric.text: (metric.value, metric.unit) for metric in record.metrics}
    assert found["3,115"] == ("-3115000", "USD")
    assert found["200"] == ("200000", "USD")
