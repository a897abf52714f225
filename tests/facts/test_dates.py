"""Dates: what kind a date is of, by its sentence, its place and the titles over it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factextract.authoring.snippet import study_snippet
from factextract.facts.dates.shape import shape_of, shaped
from factextract.model.geometry import Span
from factextract.model.reading import Reading
from factextract.records import DateFact
from factextract.ruleset.load import lexicon, load_rules
from factextract.values.period import periods

RUNNING = (
    "Three in four families in the hills of Mara fetch their water from a spring that is dry for half of the year."
)


def dates(text: str) -> list[DateFact]:
    return list(study_snippet(text, load_rules("en")).record.dates)


KINDS = [
    ("Norland Water Trust | November 2024 | " + RUNNING, "publication"),
    ("Clean water brief | Issue 6, 12 August 2025 | " + RUNNING, "publication"),
    ("© 2023 Norland Water Trust", "publication"),
    ("Revised May 2024", "publication"),
    ("Running time | 2019–2024", "program_period"),
    ("The programme (2020–2026) pays for wells.", "program_period"),
    ("EUR 9 million over five years, July 2021 – June 2026", "program_period"),
    ("Since 2015, we have dug wells.", "program_period"),
    ("Closing date: 31 May 2027", "program_period"),
    ("Reporting period: 1 April – 30 June 2024", "reporting_period"),
    ("2023 Annual Report", "reporting_period"),
    ("In FY2023 it trained 4,712 midwives.", "reporting_period"),
    ("Between June and August 2024, 61,350 pupils were reached.", "reporting_period"),
    ("By 30 June 2025, 4,320 hectares had been fenced.", "reporting_period"),
    ("Data as of 31 March 2025", "reporting_period"),
    ("The bridge at Koro was opened on 14 June 2024.", "event"),
    ("In the floods of 2018 the road was cut.", "event"),
    ("The foundation was founded in 1982.", "event"),
    ("The second office opens in the first quarter of 2026.", "event"),
    ("Approved by the board | 6 March 2023", "event"),
    ("Diary | 20 September 2025: open day", "event"),
    ("Half of the members are women, up from 22% in 2021.", "other"),
    ("Serve 9,000 meals by 2028.", "other"),
    ("The target for 2025 is 2,000 firms.", "other"),
    ("Source: household survey, March 2022", "other"),
    ("EUR 1 = KES 139 on 15 July 2024.", "other"),
    ("Catches have grown 1.8-fold since 2020.", "other"),
    ("In 2013 fewer than one in three had a tap.", "other"),
    ("Printed by Mara Water Fund, Koro, June 2025", "publication"),
    ("2,140 | pumps repaired since 2018", "program_period"),
    ("Led by the Mara Health Institute since 2016, it pays for nurses.", "program_period"),
    ("Koro and Bandi, March 2025 · Editor: Salma Idris", "publication"),
    ("Printed in Koro on old paper, 1,200 copies, May 2023", "publication"),
    ("The council took our figures into the rules that it issued on 20 May 2024.", "event"),
    ("Grant year: 1 October 2023 – 30 September 2024", "reporting_period"),
    ("Our staff numbered 23 at 31 December 2023.", "reporting_period"),
    ("Paid out by 31 December 2024", "reporting_period"),
    ("Since 2011 the village cooperative has milled for its members.", "program_period"),
    ("The bridge has been blocked by a quarrel over land since May 2024.", "other"),
    ("The mill was designed in 2020 with the masons of Koro.", "event"),
    ("In 2018 she was elected head of the road group.", "event"),
    ("Half of the tax is kept for wells by a 2021 decree.", "event"),
    ("Salma Idris joined us from the waterworks of Northern Mara on 1 September 2023.", "event"),
    ("Dates to keep | Q3 2026 | Mid-term survey of the villages", "event"),
    ("The rest of the grant must be spent by December 31, 2027.", "other"),
    ("Losses are near the 15 per cent promised for June 2026.", "other"),
    ("D1 = US$0.014 on 28 February 2025.", "other"),
    ("Goals for FY2026", "other"),
    ("Half of the homes are older than the building rules of June 1978.", "other"),
    ("EUR 9 million from Norland Water Trust, 2021–2026", "program_period"),
    ("By the end of 2023 | Fields watered, in hectares", "reporting_period"),
    ("Contributions of the villages reached EUR 1.64 million by the end of March 2025.", "reporting_period"),
    ("A survey of 40 villages was carried out from May to June 2022.", "event"),
    ("An outside assessment by Mara University (May–June 2022) puts the cost at EUR 12.", "event"),
    ("14% | less fever among infants since 2019", "other"),
    ("$71 | cost of a place, down from $80.50 in FY2021", "other"),
    ("From 2017 to 2023 the share declined by 7.3 points.", "other"),
    ("Averages of 30 wells, 2017–2021.", "other"),
    ("In the drought of 2016–2017 the herds were lost.", "other"),
    ("A second phase, under preparation for 2027–2031, would reach the islands.", "other"),
    ("What comes next | Hand over 30 pumps, July to December 2026.", "other"),
]


@pytest.mark.parametrize(("text", "kind"), KINDS, ids=[text[:40] for text, _ in KINDS])
def test_kind(text: str, kind: str) -> None:
    assert [date.kind for date in dates(text)] == [kind]


def test_entries_of_a_timeline_are_read_with_their_dates() -> None:
    entries = "Q1 2018 | First board meeting in Koro | 2020 | Second well opened | 30 June 2024 | End of works"
    assert [date.kind for date in dates(entries)] == ["event", "event", "program_period"]


def test_a_label_with_a_date_of_its_own_names_no_other_date() -> None:
    found = dates("Moments | April 2021 – project starts | 11 November 2022 – first data released")
    assert [date.kind for date in found] == ["program_period", "event"]


def test_a_date_told_again_takes_part_in_what_it_was_before() -> None:
    told = "Two million litres of water, half of it in the first half of 2022."
    alone = dates(told)
    again = dates(f"{told} | Reporting period: first half of 2022")
    assert alone[0].kind == "other"
    assert [date.kind for date in again] == ["reporting_period", "reporting_period"]


def test_a_year_that_belongs_to_a_name_is_no_date() -> None:
    assert dates("In line with Strategy 2030 and the Water Roadmap 2030.") == []


def test_each_date_is_quoted_as_written() -> None:
    (date,) = dates("The grant runs from October 2021 through September 2026.")
    assert (date.text, date.start, date.end) == (date.evidence[0].quote, "2021-10", "2026-09")


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("3 May 2021", "day"),
        ("May 2021", "month"),
        ("Q3 2021", "quarter"),
        ("first half of 2021", "quarter"),
        ("2021", "year"),
        ("2023/24", "fiscal"),
        ("FY2021", "fiscal"),
        ("the 1990s", "decade"),
        ("3–7 May 2021", "days"),
        ("May to June 2021", "months"),
        ("2018–2023", "years"),
        ("since 2018", "since"),
    ],
)
def test_shape(text: str, shape: str) -> None:
    (period,) = periods(text, lexicon("en").periods, fiscal=7)
    assert shape_of(period) == shape


def reading(text: str) -> Reading:
    return study_snippet(text, load_rules("en")).reading


def test_other_dates_are_told_apart_from_the_one_in_question() -> None:
    read = reading("From May 2021 on, twice in 2023, and between 2018 and 2020")
    views = [shaped(read.sentences[0], read, period, {"between"}) for period in read.periods]
    assert [view.text for view in views] == [
        "From <month> on, twice in {year}, and between {years}",
        "From {month} on, twice in <year>, and between {years}",
        "From {month} on, twice in {year}, and between <years>",
    ]
    assert [view.mark.of(view.text) for view in views if view.mark] == ["<month>", "<year>", "<years>"]


@given(
    st.lists(
        st.sampled_from(["May 2021", "2019", "wells", "3 June 2020", "between 2018 and 2020", "(", "—"]), max_size=8
    )
)
@settings(max_examples=30)
def test_the_mark_always_holds_the_shape(parts: list[str]) -> None:
    read = reading(" ".join(["Wells", *parts]))
    for period in read.periods:
        view = shaped(Span(0, len(read.text)), read, period, {"between"})
        assert view.mark is not None
        assert view.mark.of(view.text) == f"<{shape_of(period)}>"
