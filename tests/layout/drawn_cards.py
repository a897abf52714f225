"""Small drawn pages of the parts that designers put facts in: cards, sidebars of key facts, bars with numbers on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from factextract.model.geometry import Box
from factextract.model.sheet import Shape, Word
from layout.compose import BODY, LARGE, SMALL, Page
from layout.drawn import BODY_BOLD, LEFT, SUPERSCRIPT, Sheets, _page, _rule, _say, _say_lines, _say_right, _text_around

UNIT = replace(LARGE, size=13.0, bold=False)
SMALL_BOLD = replace(SMALL, bold=True)
WHITE = replace(SMALL, color="#ffffff")
FACTS = (
    ("Country", "Lesotho"),
    ("Duration", "2021–2026"),
    ("Budget", "EUR 7.3 million"),
    ("Reach", "31,500 herders"),
    ("Donor", "Ministry of Pastures and Roads"),
)


def _bar(page: Page, box: Box, fill: str = "#0a7a55") -> None:
    page.shapes.append(Shape("box", box, fill=fill, order=len(page.shapes)))


def far_captions() -> Sheets:
    """Numbers of many lengths in one column, all captions flush in another: farther from a short number than captions stand."""
    page = _page()
    top = _text_around(page)
    for number, caption in (
        ("NOK 3.1 million", "spent on huts"),
        ("26", "passes marked with poles"),
        ("108", "guides licensed since the spring"),
    ):
        _say(page, LEFT, top, number, replace(LARGE, size=20.0))
        _say(page, LEFT + 190, top + 8, caption, BODY)
        top += 34
    return (page.sheet(),)


def labels_over_notes() -> Sheets:
    """Framed tiles in a row, each with a label over its number and, closer, a note of the goal under it."""
    page = _page()
    top = _text_around(page)
    for at, (label, number, note) in enumerate(
        (
            ("Springs fenced", "83", "target for 2031: 140"),
            ("Homes with a tap", "5,920", "up from 1,800 in 2026"),
            ("Women in the chair", "37%", "12% more than planned"),
        )
    ):
        x = LEFT + at * 170
        page.box(x, top, x + 150, top + 70)
        _say(page, x + 8, top + 8, label, SMALL_BOLD)
        _say(page, x + 8, top + 20, number, LARGE)
        _say(page, x + 8, top + 50, note, replace(SMALL, size=7.0))
    return (page.sheet(),)


def units_under() -> Sheets:
    """Number tiles with the unit in middle type between the number and its caption; a power of ten belongs to the number."""
    page = _page()
    top = _text_around(page)
    for at, (number, unit, caption) in enumerate(
        (("4,710", "hectares", "of dunes held by reed"), ("6.2", "million DKK", "lent to salt makers"))
    ):
        x = LEFT + at * 190
        page.box(x, top, x + 170, top + 80)
        _say(page, x + 8, top + 8, number, LARGE)
        _say(page, x + 8, top + 39, unit, UNIT)
        _say(page, x + 8, top + 57, caption, SMALL)
    return (page.sheet(),)


def numbers_on_bars() -> Sheets:
    """Bars that hold their number, each label flush at the left."""
    page = _page()
    top = _text_around(page)
    for label, number, width in (("Akaroa", "64%", 240.0), ("Lyttelton", "41%", 155.0), ("Kaikoura", "18%", 70.0)):
        _say(page, LEFT, top, label, SMALL)
        _bar(page, Box(LEFT + 90, top - 2, LEFT + 90 + width, top + 12))
        _say_right(page, LEFT + 90 + width - 4, top, number, WHITE)
        top += 22
    return (page.sheet(),)


def bars_under_labels() -> Sheets:
    """Progress bars, each under its label at the left and "so many of so many" at the right."""
    page = _page()
    top = _text_around(page)
    for label, number, share in (
        ("Weirs raised", "52 of 90", 0.58),
        ("Boatmen licensed", "210 of 300", 0.7),
        ("Quays mended", "7 of 25", 0.28),
    ):
        _say(page, LEFT, top, label)
        _say_right(page, LEFT + 300, top, number, BODY_BOLD)
        _bar(page, Box(LEFT, top + 15, LEFT + 300, top + 22), "#dddddd")
        _bar(page, Box(LEFT, top + 15, LEFT + 300 * share, top + 22))
        top += 38
    return (page.sheet(),)


def stacked_facts() -> Sheets:
    """A sidebar of key facts: each label small over its value."""
    page = _page()
    top = _text_around(page)
    start = top
    _say(page, LEFT + 10, top + 8, "At a glance", BODY_BOLD)
    top += 30
    for label, value in FACTS:
        _say(page, LEFT + 10, top, label.upper(), SMALL)
        _say(page, LEFT + 10, top + 11, value, BODY_BOLD)
        top += 32
    page.box(LEFT, start, LEFT + 190, top + 4)
    return (page.sheet(),)


def plain_facts() -> Sheets:
    """A sidebar of key facts: labels and values side by side in one look, the last value on two lines."""
    page = _page()
    top = _text_around(page)
    start = top
    _say(page, LEFT + 10, top + 8, "At a glance", BODY_BOLD)
    top += 30
    for label, value in FACTS[:-1]:
        _say(page, LEFT + 10, top, label)
        _say(page, LEFT + 80, top, value)
        top += 20
    _say(page, LEFT + 10, top, "Donor")
    _say_lines(page, LEFT + 80, top, ["Ministry of Pastures", "and Roads"])
    page.box(LEFT, start, LEFT + 210, top + 34)
    return (page.sheet(),)


def table_of_texts() -> Sheets:
    """A table without a rule: bold heads over columns of texts that wrap."""
    page = _page()
    top = _text_around(page)
    edges = (LEFT, LEFT + 150, LEFT + 380)
    for x, head in zip(edges, ("Member", "Task", "Term"), strict=True):
        _say(page, x, top, head, BODY_BOLD)
    top += 18
    for cells in (
        (["Harbour Board", "of Nuuk"], ["Keeps the ice charts and", "warns the villages"], ["2029–2031"]),
        (["Siku Trust"], ["Lends sledges"], ["2030"]),
        (["Weather Office"], ["Sends a bulletin at six", "every morning"], ["2031–2033"]),
    ):
        for x, lines in zip(edges, cells, strict=True):
            _say_lines(page, x, top, lines)
        top += 13 * max(map(len, cells)) + 6
    return (page.sheet(),)


def caption_before_text() -> Sheets:
    """A number with a short caption, and right under it, without a gap, a paragraph that fills the column."""
    page = _page()
    top = _text_around(page)
    _say(page, LEFT, top, "1,930", LARGE)
    _say(page, LEFT, top + 32, "lambs born on the moor")
    _say_lines(
        page,
        LEFT,
        top + 45,
        [
            "Shepherds counted them for the third time in the week after the",
            "last snow, when the flocks had come down and the gates were shut",
            "again for the night.",
        ],
    )
    return (page.sheet(),)


def noted_names() -> Sheets:
    """Raised numbers behind a name, a number and a share, with their notes at the foot; and a power of a unit."""
    page = _page()
    top = _text_around(page)

    def marked(x: float, text: str, mark: str) -> float:
        end = _say(page, x, top, text)
        box = Box(end, top - 1, end + 3, top + 6)
        page.words.append(Word(mark, box, SUPERSCRIPT, order=len(page.words), rise=4.0, glued=True))
        return end + 5.5

    marked(marked(marked(LEFT, "FAO/TCP", "2"), "reached 1,310", "1"), "homes in 45 m", "2")
    top += 30
    _rule(page, top, x1=LEFT + 80)
    for mark, note in (("1", "Without the camps."), ("2", "Office in Thimphu.")):
        top += 10
        _say(page, LEFT, top, mark, replace(SUPERSCRIPT, size=5.0))
        _say(page, LEFT + 6, top, note, replace(SMALL, size=7.0))
    return (page.sheet(),)


def dotted_leaders() -> Sheets:
    """Labels with dots leading to their amounts; and a list of contents, whose dots lead to pages."""
    page = _page()
    top = _text_around(page)
    for label, value in (("Barley", "12.4 t"), ("Oats", "8.1 t"), ("Rye", "3.6 t")):
        end = _say(page, LEFT, top, f"{label} {'.' * 40}")
        _say(page, end + 2.5, top, value)
        top += 13
    top += 30
    for label, number in (("Harvest", "4"), ("Storage", "9"), ("Prices", "12")):
        end = _say(page, LEFT, top, f"{label} {'.' * 40}")
        _say(page, end + 2.5, top, number)
        top += 13
    return (page.sheet(),)


def dated_rows() -> Sheets:
    """A timeline with the dates, months and spans of years alike, bold at the left of what happened."""
    page = _page()
    top = _text_around(page)
    for date, event in (
        ("May 2027", "Survey of the first eleven valleys"),
        ("2028–2029", "Stoves built in schools"),
        ("Oct 2030", "Snow closes the pass for a month"),
        ("2031", "The valleys take over"),
    ):
        _say(page, LEFT, top, date, BODY_BOLD)
        _say(page, LEFT + 90, top, event)
        top += 22
    return (page.sheet(),)


def tiles_from_the_edge() -> Sheets:
    """A column of tiles that starts as near the upper edge as a page number stands."""
    page = _page()
    top = 30.0
    for number, caption in (("46", "nurseries run by schools"), ("128", "wells dug by hand"), ("31", "dams mended")):
        _say(page, LEFT + 400, top, number, LARGE)
        _say(page, LEFT + 400, top + 30, caption, SMALL)
        top += 60
    page.paragraph(LEFT, 60.0, 360.0, 120, BODY)
    return (page.sheet(),)


def sideways_labels() -> Sheets:
    """Boxes under each other with a label set sideways, each beside paragraphs of its own."""
    page = _page()
    top = _text_around(page)
    for label, first in (("HARVEST", "Sickles came first."), ("STORAGE", "Granaries came later.")):
        box = Box(LEFT, top, LEFT + 40, top + 110)
        page.shapes.append(Shape("box", box, fill="#133a7c", order=len(page.shapes)))
        turned = Box(LEFT + 14, top + 25, LEFT + 26, top + 85)
        page.words.append(Word(label, turned, replace(BODY_BOLD, color="#ffffff"), order=len(page.words), rotation=270))
        _say(page, LEFT + 60, top + 6, first)
        page.paragraph(LEFT + 60, top + 28, 420, 60, BODY)
        top += 110
    return (page.sheet(),)


def framed_foot() -> Sheets:
    """A framed drawing at the foot of the page whose last line is set small."""
    page = _page()
    page.height = 500.0
    _text_around(page)
    page.box(LEFT, 430, LEFT + 240, 492)
    _say(page, LEFT + 20, 448, "Weather masts Tide gauges")
    _say(page, LEFT + 20, 474, "Masts that the harbours keep", replace(SMALL, size=7.0))
    return (page.sheet(),)


def tiles_in_two_columns() -> Sheets:
    """Numbers in the first column of a table without rules, each with its caption at the head of the cell far right of it."""
    page = _page()
    top = _text_around(page)
    for number, caption in (
        ("46", "nurseries run by schools"),
        ("NOK 3,100", "lent to boatmen"),
        ("9", "quays mended"),
    ):
        _say(page, LEFT, top, number, LARGE)
        _say(page, LEFT + 270, top - 2, caption, SMALL)
        top += 34
    return (page.sheet(),)


def values_on_wrapped_labels() -> Sheets:
    """A table without rules whose first label wraps, its values between the two lines."""
    page = _page()
    top = _text_around(page)
    for x, head in zip((LEFT, LEFT + 280, LEFT + 360), ("Measure", "Then", "Now"), strict=True):
        _say(page, x, top, head, SMALL_BOLD)
    top += 18
    _say_lines(page, LEFT, top, ["Homes with a stove that draws no smoke into", "the room"], SMALL)
    for x, value in ((LEFT + 280, "1,400"), (LEFT + 360, "6,250")):
        _say(page, x, top + 5, value, SMALL)
    for label, then, now in (("Roofs mended", "12", "97"), ("Women among masons", "4%", "31%")):
        top += 26
        for x, text in ((LEFT, label), (LEFT + 280, then), (LEFT + 360, now)):
            _say(page, x, top, text, SMALL)
    return (page.sheet(),)


PAGES: dict[str, Callable[[], Sheets]] = {
    page.__name__: page
    for page in (
        far_captions,
        labels_over_notes,
        units_under,
        numbers_on_bars,
        bars_under_labels,
        stacked_facts,
        plain_facts,
        table_of_texts,
        caption_before_text,
        noted_names,
        dotted_leaders,
        dated_rows,
        tiles_from_the_edge,
        sideways_labels,
        framed_foot,
        tiles_in_two_columns,
        values_on_wrapped_labels,
    )
}
