"""What must hold for every text: written periods read back, nothing is invented, time is linear."""

from __future__ import annotations

import calendar
import re
import time
from datetime import date, timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from factextract.model.period_words import PeriodWords
from factextract.ruleset.packs import builtin_rules
from factextract.ruleset.period_words import period_words
from factextract.values.fiscal import stated_fiscal_month
from factextract.values.period import periods

YEARS = st.integers(1900, 2099)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
MONTHS = st.integers(1, 12)
NAMES = list(calendar.month_name)
SHORT = list(calendar.month_abbr)
DASH = st.sampled_from(["-", "–", " – ", " - ", " to ", "—"])
AROUND = st.sampled_from(
    [
        ("", ""),
        ("(", ")"),
        ("In ", " the team met."),
        ("Results, ", "."),
        ("It ended on ", ", when"),
        ("“", "”"),
        ("Updated\n", "\nPage"),
    ]
)

PIECES = [
    "2021", "2018", "May", "march", "Q3", "H1", "FY", "FY21", "15", "3rd", "since", "from", "between", "and",
    "to", "–", "-", "/", ",", ".", "(", ")", "mid", "early", "Monday", "first", "quarter", "of", "the",
    "fiscal year", "households", "Act", "$", "2,000", "’21", "\n", "\n\n", " ", "present", "1990s", "04",
    "2020-21", "é", "٢", "𝟚", "19", "half", "end of", "Agenda",
]  # fmt: skip
MESSY = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=25).map("".join))  # fmt: skip


@cache
def words(language: str = "en") -> PeriodWords:
    return period_words(builtin_rules() / "lexicon", language)


def read(text: str, fiscal: int | None = None) -> list[tuple[str | None, str | None]]:
    return [(p.start, p.end) for p in periods(text, words(), fiscal)]


DAY_STYLES = [
    lambda d: f"{d.day} {NAMES[d.month]} {d.year}",
    lambda d: f"{NAMES[d.month]} {d.day}, {d.year}",
    lambda d: f"{SHORT[d.month]} {d.day} {d.year}",
    lambda d: f"{d.day}{ordinal(d.day)} of {NAMES[d.month]} {d.year}",
    lambda d: f"{NAMES[d.month].upper()} {d.day}{ordinal(d.day)}, {d.year}",
    lambda d: f"{calendar.day_name[d.weekday()]}, {d.day} {NAMES[d.month]} {d.year}",
    lambda d: d.isoformat(),
    lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    lambda d: f"{d.day:02}-{SHORT[d.month]}-{d.year}",
]


def ordinal(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


@given(DAYS, st.sampled_from(DAY_STYLES), AROUND)
def test_a_day_reads_back(day: date, style: object, around: tuple[str, str]) -> None:
    assert callable(style)
    assert read(around[0] + style(day) + around[1]) == [(day.isoformat(), day.isoformat())]


@given(DAYS, st.integers(1, 400), DASH, st.sampled_from(DAY_STYLES[:2]), AROUND)
def test_a_span_of_days_reads_back(first: date, length: int, dash: str, style: object, around: tuple[str, str]) -> None:
    last = min(first + timedelta(days=length), date(2099, 12, 31))
    assert callable(style)
    if first < last:
        assert read(around[0] + style(first) + dash + style(last) + around[1]) == [
            (first.isoformat(), last.isoformat())
        ]


@given(DAYS, DASH, AROUND)
def test_days_share_their_month(first: date, dash: str, around: tuple[str, str]) -> None:
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    if first < last:
        month = NAMES[first.month]
        for shown in (
            f"{first.day}{dash}{last.day} {month} {first.year}",
            f"{month} {first.day}{dash}{last.day}, {first.year}",
        ):
            assert read(around[0] + shown + around[1]) == [(first.isoformat(), last.isoformat())]


@given(YEARS, MONTHS, MONTHS, DASH, st.sampled_from([NAMES, SHORT]), AROUND)
def test_months_share_their_year(
    year: int, a: int, b: int, dash: str, names: list[str], around: tuple[str, str]
) -> None:
    first, last = sorted((a, b))
    if first < last:
        shown = f"{names[first]}{dash}{names[last]} {year}"
        assert read(around[0] + shown + around[1]) == [(f"{year}-{first:02}", f"{year}-{last:02}")]


@given(YEARS, MONTHS, st.sampled_from(["{0} {1}", "{0}, {1}", "{0} of {1}", "{2}. {1}", "{3:02}/{1}"]), AROUND)
def test_a_month_reads_back(year: int, month: int, style: str, around: tuple[str, str]) -> None:
    if style.startswith("{2}") and month == 5:
        style = "{2} {1}"
    shown = style.format(NAMES[month], year, SHORT[month], month)
    assert read(around[0] + shown + around[1]) == [(f"{year}-{month:02}", f"{year}-{month:02}")]


@given(YEARS, st.integers(1, 60), DASH, AROUND)
def test_a_span_of_years_reads_back(first: int, length: int, dash: str, around: tuple[str, str]) -> None:
    last = min(first + length, 2099)
    if first < last:
        assert read(f"{around[0]}{first}{dash}{last}{around[1]}") == [(str(first), str(last))]


@given(
    st.integers(1900, 2060),
    MONTHS,
    st.sampled_from(["FY{0}/{1:02}", "FY {0}–{1:02}", "{0}-{1:02} financial year", "fiscal year {0}/{1:02}"]),
)
def test_a_fiscal_year_has_twelve_months_when_its_first_is_known(year: int, begins: int, style: str) -> None:
    shown = style.format(year, (year + 1) % 100)
    assert read(shown) == [(str(year), str(year + 1))]
    expected = (str(year), str(year + 1)) if begins == 1 else (f"{year}-{begins:02}", f"{year + 1}-{begins - 1:02}")
    assert read(shown, begins) == [expected]


@given(YEARS, st.integers(1, 4), st.sampled_from(["Q{0} {1}", "{1} Q{0}", "Q{0} of {1}", "Q{0}/{1}"]), AROUND)
def test_a_quarter_has_its_months(year: int, quarter: int, style: str, around: tuple[str, str]) -> None:
    shown = style.format(quarter, year)
    assert read(around[0] + shown + around[1]) == [(f"{year}-{quarter * 3 - 2:02}", f"{year}-{quarter * 3:02}")]


@given(MESSY, st.sampled_from(["en", "fr", "es", "und"]), st.one_of(st.none(), MONTHS))
@settings(max_examples=300)
def test_any_text_gives_sound_periods(text: str, language: str, fiscal: int | None) -> None:
    found = periods(text, words(language), fiscal)
    after = 0
    for period in found:
        assert text[period.start_char : period.end_char] == period.text
        assert period.start_char >= after
        assert "\n\n" not in period.text
        after = period.end_char
        assert period.start is not None
        assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", period.start)
        if period.end is not None:
            shared = min(len(period.start), len(period.end))
            assert period.start[:shared] <= period.end[:shared]
    stated_fiscal_month(text, words(language))


@given(MESSY)
@settings(max_examples=300)
def test_no_day_and_no_month_is_invented(text: str) -> None:
    named = {month for month in range(1, 13) if NAMES[month][:3].lower() in text.lower()}
    numbers = {int(number) for number in re.findall(r"[0-9]{1,2}(?![0-9])", text)} | {
        int(n) for n in re.findall(r"[0-9]{1,2}", text)
    }
    for period in periods(text, words(), 7):
        for end in (period.start, period.end):
            if end is None or len(end) == 4:
                continue
            if len(end) == 10:
                assert int(end[8:]) in numbers
            if period.precision in ("day", "month"):
                assert int(end[5:7]) in named | numbers


def test_time_is_linear() -> None:
    for unit in ("2019, ", "May 6 and ", "1, ", "mid Mon ", "a-", "since the ", "FY (", "10.", "+1", "12 and "):
        text = unit * (60_000 // len(unit)) + " 2021"
        began = time.process_time()
        periods(text, words())
        # Measured: 0.3 s at most. What grows with the square of the text takes minutes.
        assert time.process_time() - began < 10.0, unit
