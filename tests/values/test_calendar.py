"""What a document tells about its dates."""

from __future__ import annotations

import pytest

from factextract.ruleset.load import lexicon
from factextract.values.calendar import Calendar, calendar_of, taught
from factextract.values.period import periods, undecided

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


def taught_by(text: str) -> Calendar:
    calendar = calendar_of(text, [], WORDS)
    return taught(calendar, periods(text, WORDS, calendar.fiscal, calendar.conventions))


def test_days_without_a_year_are_in_the_year_of_nearly_all_dates() -> None:
    dated = "Signed on 3 May 2024. Opened on 9 June 2024. Closed on 2 July 2024. Next talks on 9 August."
    assert taught_by(dated).conventions.year == 2024
    assert taught_by("Signed on 3 May 2024. Talks on 9 August.").conventions.year is None


@pytest.mark.parametrize(
    ("text", "day_first"),
    [
        ("Signed on 12/03/2021.", None),
        ("Signed on 12/03/2021, begun on 25/03/2021.", True),
        ("Signed on 12/03/2021, begun on 03/25/2021.", False),
        ("Signed on 12/03/2021 after talks on 2 March 2021.", True),
        ("Signed on 12/03/2021 after talks on March 2, 2021.", False),
        ("Signed on 12/03/2021 after talks on March 2, 2021 and on 4 March 2021.", None),
        ("Signed on 12/03/2021, begun in April 2021.", None),
    ],
)
def test_other_dates_of_the_document_tell_which_number_is_the_day(text: str, day_first: bool | None) -> None:
    conventions = taught_by(text).conventions
    assert conventions.day_first is day_first
    assert [span.of(text) for span in undecided(text, conventions)] == (["12/03/2021"] if day_first is None else [])


def test_no_date_of_one_reading_is_undecided() -> None:
    text = "Closed on 12/12/2021, 13.02.2021, 2021-03-12, in rooms 12/03 and on 12.03.2021."
    assert undecided(text, calendar_of(text, [], WORDS).conventions) == []
