"""What a document tells about its dates."""

from __future__ import annotations

import pytest

from factextract.ruleset.load import lexicon
from factextract.values.calendar import calendar_of

WORDS = lexicon("en").periods


@pytest.mark.parametrize(
    ("text", "countries", "month"),
    [
        ("Our fiscal year runs from 1 July to 30 June. USAID pays. USAID helps.", ["US"], 7),
        ("USAID pays for the wells. Thanks to USAID, 2 were dug.", ["KE"], 10),
        ("With USAID and the villages of Kenya.", ["KE", "KE", "US"], 7),
        ("With UKRI in Norland.", [], 4),
        ("In FY2021 nine wells were dug.", ["FR"], None),
    ],
    ids=["stated", "publisher named twice", "country over a publisher named once", "only publisher", "nothing tells"],
)
def test_a_fiscal_year_is_stated_then_the_publishers_then_the_countrys(
    text: str, countries: list[str], month: int | None
) -> None:
    assert calendar_of(text, countries, WORDS).fiscal == month


def test_days_without_a_year_are_in_the_year_of_nearly_all_dates() -> None:
    dated = "Signed on 3 May 2024. Opened on 9 June 2024. Closed on 2 July 2024. Next talks on 9 August."
    assert calendar_of(dated, [], WORDS).conventions.year == 2024
    assert calendar_of("Signed on 3 May 2024. Talks on 9 August.", [], WORDS).conventions.year is None
