"""The period grammar against its probe table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from factextract.model.period_words import PeriodWords
from factextract.ruleset.packs import builtin_rules
from factextract.ruleset.period_words import period_words
from factextract.values.fiscal import stated_fiscal_month
from factextract.values.period import Conventions, conventions_of, periods, usual_year

TABLE = yaml.safe_load(Path(__file__).with_name("periods.yaml").read_text(encoding="utf-8"))


@cache
def words(language: str = "en") -> PeriodWords:
    return period_words(builtin_rules() / "lexicon", language)


def reads() -> Iterator[Any]:
    for group, cases in TABLE["reads"].items():
        for case in cases:
            yield pytest.param(case, id=f"{group}: {case['text']}")


def refuses() -> Iterator[Any]:
    for group, texts in TABLE["refuses"].items():
        for text in texts:
            yield pytest.param(text, id=f"{group}: {text}")


@pytest.mark.parametrize("case", list(reads()))
def test_reads(case: dict[str, Any]) -> None:
    found = periods(case["text"], words(case.get("language", "en")), case.get("fiscal"))
    assert [f"{p.start or '..'}/{p.end or '..'}" for p in found] == case["gives"]
    for period in found:
        assert period.precision == case.get("precision", period.precision)
        assert period.approximate == case.get("approximate")
        assert case["text"][period.start_char : period.end_char] == period.text
    if "spans" in case:
        assert [period.text for period in found] == [str(text) for text in case["spans"]]


@pytest.mark.parametrize("text", list(refuses()))
def test_refuses(text: str) -> None:
    assert [period.text for period in periods(text, words())] == []


def test_the_table_is_large_enough() -> None:
    assert len(list(reads())) >= 120
    assert len(list(refuses())) >= 50


def test_a_fiscal_month_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="13"):
        periods("FY2021", words(), 13)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Fiscal years run from April 1 to March 31.", 4),
        ("The municipal financial year runs from July to June.", 7),
        ("Years run from July to June.", 7),
        ("Its own fiscal year (FY) runs from 1 April to 31 March.", 4),
        ("State Fiscal Year (SFY) 2024: July 1, 2023, to June 30, 2024", 7),
        ("FY = October–September", 10),
        ("The year 1 July 2024 to 30 June 2025", 7),
        ("the fiscal year 2018, beginning January 1, 2018 and ending December 31, 2018", 1),
        ("accounts for the year ended 31 March 2024", 4),
        ("for the years ending June 30, 2023 and 2022", 7),
        ("year ended 31 December 2023", 1),
        ("financial year 2023/24 (July to June)", 7),
        ("FY 2023/24\n\n1 April 2023 – 31 March 2024", 4),
        ("Results of fiscal year 2023 were good\n\n1 April 2023 – 31 March 2024", None),
        ("The one-year project ran from March 2020 to February 2021", None),
        ("the year ended well", None),
        ("half-year to 31 December 2018", None),
        ("spent over six years, April 2018 to March 2024", None),
        ("a year of work. It ran from March to May", None),
        ("the programme runs from July 2021 to June 2026", None),
        ("This year, 5 April to 4 March", None),
        ("in 2021", None),
    ],
)
def test_stated_fiscal_month(text: str, month: int | None) -> None:
    assert stated_fiscal_month(text, words()) == month


def test_the_rest_of_the_document_decides_what_a_part_leaves_open() -> None:
    whole = "Opened 25/04/2025.\n\nClosed 04/05/2025, months 2018-11"
    part = "Closed 04/05/2025"
    assert [p.start for p in periods(part, words())] == []
    assert [p.start for p in periods(part, words(), conventions=conventions_of(whole))] == ["2025-05-04"]
    assert [p.end for p in periods("2018-11", words())] == ["2018-11"]


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("ran from May 6 to\n17 found", ["2024-05-06/2024-05-17"]),
        ("April - June", ["2024-04/2024-06"]),
        ("(April -\nJune, Q2)", ["2024-04/2024-06"]),
        ("5 May and 6 June 2023", ["2023-05-05/2023-05-05", "2023-06-06/2023-06-06"]),
        ("on 29 May it rained", ["2024-05-29/2024-05-29"]),
        ("in May it rained", []),
        ("5 May 2021", ["2021-05-05/2021-05-05"]),
        ("5 May, 7 June and 9 July", ["2024-05-05/2024-05-05", "2024-06-07/2024-06-07", "2024-07-09/2024-07-09"]),
    ],
)
def test_a_day_without_a_year_takes_the_year_that_is_given(text: str, gives: list[str]) -> None:
    found = periods(text, words(), conventions=Conventions(year=2024))
    assert [f"{p.start}/{p.end}" for p in found] == gives


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("May 2024, 3 June 2024 and Q3 2024", 2024),
        ("May 2024 and 3 June 2024", None),
        ("May 2024, 3 June 2024, July 2024, August 2023, May 2022", None),
        ("2024, 2024, 2024, 2023", 2024),
        ("2024, 2024, 2023, 2022", None),
        ("", None),
    ],
)
def test_usual_year(text: str, year: int | None) -> None:
    assert usual_year(periods(text, words())) == year
