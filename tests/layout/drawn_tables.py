"""Small drawn pages with tables that few rules hold together, and with charts and legends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from factextract.model.geometry import Box
from factextract.model.sheet import Shape
from layout.compose import BODY, BOLD, LARGE, SMALL, Page
from layout.drawn import BODY_BOLD, LEFT, RIGHT, Sheets, _page, _rule, _say, _say_lines, _say_right, _text_around

ITALIC = replace(BODY, italic=True)
PITCH = 18.0  # from row to row
FIGURE = replace(LARGE, size=16.0)


def _row(
    page: Page, top: float, label: str, values: Sequence[str], rights: Sequence[float], bold: bool = False
) -> None:
    """A label at the left, each value flush right at its edge; an empty value leaves its cell empty."""
    style = BODY_BOLD if bold else BODY
    _say(page, LEFT, top, label, style)
    for value, right in zip(values, rights, strict=True):
        if value:
            _say_right(page, right, top, value, style)


def bands_without_rules() -> Sheets:
    """Two rules only; band rows, indented labels, one of two lines with a capital, a total set back to the left."""
    page = _page()
    top = _text_around(page)
    rights = (330.0, 430.0, 530.0)
    _rule(page, top)
    _row(page, top + 4, "District", ("2021", "2022", "2023"), rights, bold=True)
    top += PITCH + 4
    _rule(page, top)
    for band, rows in (
        ("Eastern shore", (("Mbinga", ("1,204", "1,530", "1,911")), ("Nyasa", ("95", "–", "240")))),
        ("Western shore", (("Settlements of the", ("118", "133", "151")), ("Ruvuma", ("640", "702", "655")))),
    ):
        _say(page, LEFT, top + 4, band, BODY_BOLD)
        top += PITCH
        for label, values in rows:
            _row(page, top + 4, "", values, rights)
            _say(page, LEFT + 12, top + 4, label)
            if label.startswith("Settlements"):
                top += 11.5
                _say(page, LEFT + 12, top + 4, "Lower Delta")
            top += PITCH
    _row(page, top + 4, "Both shores", ("2,057", "2,365", "2,957"), rights, bold=True)
    _rule(page, top + PITCH + 2)
    _say(page, LEFT, top + PITCH + 8, "Source: counts of the wardens.", SMALL)
    return (page.sheet(),)


def of_a_word_processor() -> Sheets:
    """A bar with the running head close over a table whose rows are numbered; heads of two lines, and band rows of one long
    line, between rules from edge to edge."""
    page = _page()
    left, right, top = LEFT, RIGHT, 40.0
    rights = (380.0, 450.0, right - 4)

    def ruled(height: float) -> None:
        page.shapes.append(Shape("box", Box(left, top, right, top + height), stroke="#222222", order=len(page.shapes)))

    ruled(18)
    _say(page, left + 4, top + 3, "OFFICE OF BRIDGES", BODY_BOLD)
    _say_right(page, right - 4, top + 3, "Spans · 4", BODY)
    top += 27
    ruled(28)
    _say(page, left + 4, top + 3, "No.", BODY_BOLD)
    _say(page, left + 40, top + 3, "Indicator", BODY_BOLD)
    for text, end in zip(("Baseline", "Target", "Result"), rights, strict=True):
        _say_right(page, end, top + 3, text, BODY_BOLD)
    for text, end in zip(("2019", "2025", "June 2024"), rights, strict=True):
        _say_right(page, end, top + 14, text, BODY_BOLD)
    top += 28
    rows = ("Bridges repaired", "Spans over 20 m replaced", "Guards trained", "Tolls paid by phone", "Ferries in use")
    for at, label in enumerate(rows):
        if at == 2:
            ruled(18)
            _say(
                page,
                left + 4,
                top + 3,
                "Outcome: the crossings of all seven valleys stay open in every season",
                BODY_BOLD,
            )
            top += 18
        ruled(18)
        _say(page, left + 4, top + 3, str(at + 1))
        _say(page, left + 40, top + 3, label)
        for value, end in zip((12 + at, 140 + at, 131 + at), rights, strict=True):
            _say_right(page, end, top + 3, str(value), BODY)
        top += 18
    _text_around(page, top + 20)
    return (page.sheet(),)


def signs_apart() -> Sheets:
    """An income statement: the sign of money stands at the left of its cell, on the first and last rows only."""
    page = _page()
    top = _text_around(page)
    rights = (330.0, 450.0)
    _row(page, top, "", ("2023", "2022"), rights, bold=True)
    for label, values in (
        ("Grants received", ("1,420,310", "1,203,995")),
        ("Gifts in kind", ("88,400", "71,250")),
        ("Interest", ("(3,115)", "9,204")),
        ("Income in all", ("1,505,595", "1,284,449")),
    ):
        top += PITCH
        _row(page, top, label, values, rights)
        if label in ("Grants received", "Income in all"):
            _say(page, 230, top, "$")
            _say(page, 350, top, "$")
    return (page.sheet(),)


def table_in_column() -> Sheets:
    """A small table within the left one of two columns of text whose lines share its baselines."""
    page = _page()
    _say(page, LEFT, 40, "Stoves for the copper towns", LARGE)
    page.paragraph(310, 84, 245, 150, BODY)
    top = page.paragraph(LEFT, 84, 245, 20, BODY) + 13
    rights = (215.0, 283.0)
    _row(page, top, "Town", ("Stoves", "tCO2e"), rights, bold=True)
    for label, values in (("Ndola", ("18,400", "9,120")), ("Kitwe", ("4,210", "2,050")), ("Choma", ("990", "475"))):
        top += 13
        _row(page, top, label, values, rights)
    page.paragraph(LEFT, top + 28, 245, 40, BODY)
    return (page.sheet(),)


def results_matrix() -> Sheets:
    """Heads of two lines, a column of units, labels of two lines with their values on the first, middle and last line."""
    page = _page()
    top = _text_around(page)
    rights = (360.0, 430.0, 500.0)
    _rule(page, top)
    _say(page, LEFT, top + 4, "Indicator", BODY_BOLD)
    _say(page, 260, top + 4, "Unit", BODY_BOLD)
    for right, head in zip(rights, (("Baseline", "2019"), ("Target", "2024"), ("Actual", "2023")), strict=True):
        _say_right(page, right, top + 4, head[0], BODY_BOLD)
        _say_right(page, right, top + 15.5, head[1], BODY_BOLD)
    top += 30
    _rule(page, top)
    _say(page, LEFT, top + 5, "Outcome 1. Farms earn more", ITALIC)
    top += 20
    for at, (label, unit, values) in enumerate(
        (
            (("Income of households that", "grow the new varieties"), "US$", ("412", "650", "598")),
            (("Farms that sell through a", "League of Growers"), "%", ("12", "40", "43")),
            (("Land under terraces kept", "by the villages"), "ha", ("310", "5,000", "4,120")),
        )
    ):
        _say(page, LEFT, top + 5, label[0])
        _say(page, LEFT, top + 16.5, label[1])
        shift = 5 + (0, 5.75, 11.5)[at]
        _say(page, 260, top + shift, unit)
        for right, value in zip(rights, values, strict=True):
            _say_right(page, right, top + shift, value)
        top += 33
    _rule(page, top)
    return (page.sheet(),)


def dash_for_nothing() -> Sheets:
    """A ruled table in which a dash stands well before the number of the next column."""
    page = _page()
    top = _text_around(page)
    rights = (330.0, 382.0, 470.0)
    for label, values in (
        ("Office", ("FY 2019", "FY 2020", "All years")),
        ("North", ("1,250", "4,400", "5,650")),
        ("South", ("–", "2,175", "2,175")),
    ):
        _rule(page, top)
        _row(page, top + 4, label, values, rights, bold=label == "Office")
        top += PITCH
    _rule(page, top)
    return (page.sheet(),)


def text_table() -> Sheets:
    """A table of texts between rules: one row of heads, cells of two lines."""
    page = _page()
    top = _text_around(page)
    for date, event, lead in (
        ("Date", ["Milestone"], "Led by"),
        ("March 2021", ["Agreement signed in the", "capital by both sides"], "Harbour Works"),
        ("May 2022", ["First halls handed over"], "School Guild"),
        ("June 2023", ["Meals begin in the hills"], "Food Bureau"),
    ):
        _rule(page, top)
        style = BODY_BOLD if date == "Date" else BODY
        _say(page, LEFT, top + 5, date, style)
        _say_lines(page, 160, top + 5, event, style)
        _say(page, 360, top + 5, lead, style)
        top += 20 + 13 * (len(event) - 1)
    _rule(page, top)
    return (page.sheet(),)


def legend() -> Sheets:
    """Entries of a chart's legend under each other, each a share in bold and its name."""
    page = _page()
    top = _text_around(page)
    for share, name in (("46%", "Training of teachers"), ("31%", "Classrooms"), ("23%", "Meals at noon")):
        x = _say(page, LEFT, top, share, BODY_BOLD)
        _say(page, x + 3, top, name)
        top += 14
    return (page.sheet(),)


def years_of_bars() -> Sheets:
    """Bars named by years, the value behind the end of each."""
    page = _page()
    top = _text_around(page)
    _say(page, LEFT, top, "Spent by year", BOLD)
    top += 24
    for year, width, value in (
        ("2021", 60, "$1.2 million"),
        ("2022", 140, "$2.9 million"),
        ("2023", 210, "$4.4 million"),
    ):
        _say(page, LEFT, top, year)
        page.box(LEFT + 40, top, LEFT + 40 + width, top + 9)
        _say(page, LEFT + 46 + width, top, value)
        top += 17
    return (page.sheet(),)


def steps() -> Sheets:
    """Steps in order: large numbers over their names are no chart; a numbered heading in large type is no figure."""
    page = _page()
    _say(page, LEFT, 40, "3. Financing", FIGURE)
    top = _text_around(page, 70)
    for at, (name, text) in enumerate((("Apply", "with two pages"), ("Visit", "for two days"), ("Decide", "in March"))):
        _say(page, LEFT + 170 * at, top, str(at + 1), LARGE)
        _say(page, LEFT + 170 * at, top + 34, name, BODY_BOLD)
        _say(page, LEFT + 170 * at, top + 48, text, SMALL)
    return (page.sheet(),)


def large_icons() -> Sheets:
    """Drawn icons before large numbers under each other are no list marks; the captions stand at the right."""
    page = _page()
    top = _text_around(page)
    for number, caption in (
        ("4,310", "mothers seen in time"),
        ("118", "midwives at work"),
        ("62", "clinics on the grid"),
    ):
        page.shapes.append(
            Shape("path", Box(LEFT, top + 4, LEFT + 18, top + 22), fill="#00aa55", order=len(page.shapes))
        )
        _say(page, LEFT + 26, top, number, LARGE)
        _say(page, LEFT + 130, top + 9, caption, SMALL)
        top += 46
    return (page.sheet(),)


def long_column() -> Sheets:
    """Two columns of text, the left one longer: its last heading stands below the foot of the right one."""
    page = _page()
    _say(page, LEFT, 40, "Rivers of the north", LARGE)
    for x, first, words in ((LEFT, "Left column opens", 70), (310.0, "Right column opens", 70)):
        _say(page, x, 84, first, BOLD)
        foot = page.paragraph(x, 106, 240, words, BODY)
    _say(page, 310, foot + 4, "Right column ends.")
    _say(page, LEFT, foot + 36, "Where we work", BOLD)
    _say_lines(
        page,
        LEFT,
        foot + 58,
        ["In the three valleys that the", "river leaves in May, and in", "the towns at its mouth."],
    )
    return (page.sheet(),)


def caption_under_drawing() -> Sheets:
    """Small print right under a drawing that holds no words."""
    page = _page()
    top = _text_around(page)
    page.box(LEFT, top, LEFT + 300, top + 90)
    _say(page, LEFT, top + 95, "Cover of coral at the six reefs", SMALL)
    page.paragraph(LEFT, top + 120, RIGHT - LEFT, 40, BODY)
    return (page.sheet(),)


def masthead() -> Sheets:
    """Two pages under one masthead of two lines; what follows it is new."""
    sheets = []
    for number, (first, text) in enumerate((("Seed in time", "On the first page."), ("Rain too late", "On the next."))):
        page = _page()
        _say(page, LEFT, 60, "Valley Herald", LARGE)
        _say(page, LEFT, 96, "News of the growers", BOLD)
        _say(page, LEFT, 140, first, BOLD)
        _say(page, LEFT, 164, text)
        _text_around(page, 184)
        sheets.append(replace(page.sheet(), number=number + 1))
    return tuple(sheets)


def title_as_header() -> Sheets:
    """Two pages: the title at the head of the first is the running header of the second, in small type."""
    sheets = []
    for number, (style, first) in enumerate(((LARGE, "Who gets one"), (SMALL, "Who pays"))):
        page = _page()
        _say(page, LEFT, 30, "Warm Rooms", style)
        _say(page, LEFT, 140, first, BOLD)
        _text_around(page, 184)
        sheets.append(replace(page.sheet(), number=number + 1))
    return tuple(sheets)


PAGES: dict[str, Callable[[], Sheets]] = {
    page.__name__: page
    for page in (
        bands_without_rules,
        of_a_word_processor,
        signs_apart,
        table_in_column,
        results_matrix,
        dash_for_nothing,
        text_table,
        legend,
        years_of_bars,
        steps,
        large_icons,
        long_column,
        caption_under_drawing,
        masthead,
        title_as_header,
    )
}
