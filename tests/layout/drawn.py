"""Small drawn pages, one for each way in which program documents set numbers, tables, lists and edges."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from factextract.model.geometry import Box
from factextract.model.sheet import Shape, Sheet, Style, Word
from layout.compose import BODY, BOLD, LARGE, LETTER, SMALL, SPACE, Page

LEFT, RIGHT = 40.0, 555.0
BODY_BOLD = replace(BODY, bold=True)
MIDDLE = replace(LARGE, size=14.0)
SUPERSCRIPT = replace(BODY, size=6.0)

Sheets = tuple[Sheet, ...]


def _page() -> Page:
    return Page(random.Random(5))


def _say(page: Page, x: float, top: float, text: str, style: Style = BODY) -> float:
    return page.line(x, top, text.split(), style)


def _say_right(page: Page, right: float, top: float, text: str, style: Style = BODY) -> None:
    """Sets words flush right."""
    words = text.split()
    width = sum(LETTER * style.size * len(w) for w in words) + SPACE * style.size * (len(words) - 1)
    page.line(right - width, top, words, style)


def _say_lines(page: Page, x: float, top: float, texts: list[str], style: Style = BODY) -> float:
    for text in texts:
        _say(page, x, top, text, style)
        top += 1.3 * style.size
    return top


def _rule(page: Page, top: float, x0: float = LEFT, x1: float = RIGHT) -> None:
    page.shapes.append(Shape("line", Box(x0, top, x1, top + 0.5), stroke="#222222", order=len(page.shapes)))


def _text_around(page: Page, top: float = 40.0) -> float:
    """Running text, so that the page has a body style."""
    return page.paragraph(LEFT, top, RIGHT - LEFT, 70, BODY) + 24


def captions_right() -> Sheets:
    """Numbers under each other, each caption to the right of its number."""
    page = _page()
    top = _text_around(page)
    for number, caption in (
        ("3,450", ["births attended by", "a trained midwife"]),
        ("27", ["clinics rebuilt after", "the floods"]),
        ("91%", ["of children vaccinated", "against measles"]),
    ):
        _say(page, LEFT, top, number, LARGE)
        _say_lines(page, LEFT + 110, top + 3, caption, SMALL)
        top += 48
    return (page.sheet(),)


def captions_above() -> Sheets:
    """Numbers under each other, each caption over its number."""
    page = _page()
    top = _text_around(page)
    for number, caption in (
        ("1,204", "kilometres of road repaired"),
        ("88", "bridges inspected each year"),
        ("64%", "of villages reached in the rains"),
    ):
        _say(page, LEFT, top, caption, SMALL)
        _say(page, LEFT, top + 12, number, LARGE)
        top += 72
    return (page.sheet(),)


def caption_row() -> Sheets:
    """A row of numbers and, clearly under it, the row of their captions."""
    page = _page()
    top = _text_around(page)
    for at, (number, caption) in enumerate(
        (
            ("410", ["teachers hired", "in rural schools"]),
            ("15,300", ["pupils given", "free meals"]),
            ("72%", ["pass rate in", "final exams"]),
        )
    ):
        _say(page, LEFT + 175 * at, top, number, LARGE)
        _say_lines(page, LEFT + 175 * at, top + 44, caption, SMALL)
    _text_around(page, top + 110)
    return (page.sheet(),)


def split_figure() -> Sheets:
    """One figure set in three words and two sizes."""
    page = _page()
    top = _text_around(page)
    x = _say(page, LEFT, top + 10, "A$", MIDDLE)
    x = _say(page, x + 2, top, "80", LARGE)
    _say(page, x + 4, top + 10, "million", MIDDLE)
    _say(page, LEFT, top + 34, "pledged for ten years", SMALL)
    return (page.sheet(),)


def spanning_box() -> Sheets:
    """Three columns; a box spans the feet of the first two."""
    page = _page()
    width = 158.0
    top = 40.0
    for column, first in enumerate(("Alder", "Birch", "Cedar")):
        x = LEFT + column * (width + 20)
        _say(page, x, top, f"{first} begins", BOLD)
        y = page.paragraph(x, top + 20, width, 45 if column < 2 else 110, BODY)
        _say(page, x, y + 6, f"{first} ends.")
    _say(page, LEFT + 10, 260, "Voices of growers", BOLD)
    _say_lines(page, LEFT + 10, 284, ["Prices held through the harvest and", "nobody sold below cost."], BODY)
    page.box(LEFT, 250, LEFT + 2 * width + 20, 330)
    return (page.sheet(),)


def ruled_table() -> Sheets:
    """A table between horizontal rules: a head that spans two columns, two rows of heads, band rows for sections."""
    page = _page()
    top = _text_around(page)
    rights = (330.0, 420.0, 520.0)
    _rule(page, top)
    _say(page, LEFT + 4, top + 4, "Activity", BODY_BOLD)
    _say(page, 325, top + 4, "People reached in", BODY_BOLD)
    _say_right(page, rights[2], top + 4, "Cost", BODY_BOLD)
    top += 18
    _rule(page, top)
    for right, head in zip(rights, ("2021", "2022", "£000"), strict=True):
        _say_right(page, right, top + 4, head, BODY_BOLD)
    top += 18
    _rule(page, top)
    for row in (
        ("Northern region",),
        ("Hand pumps", "1,310", "1,480", "96"),
        ("Latrines", "540", "615", "41"),
        ("Southern region",),
        ("Hand washing", "2,075", "2,390", "38"),
        ("Rain tanks", "122", "147", "57"),
    ):
        _say(page, LEFT + 4, top + 4, row[0], BODY_BOLD if len(row) == 1 else BODY)
        for right, value in zip(rights, row[1:], strict=False):
            _say_right(page, right, top + 4, value)
        top += 18
        _rule(page, top)
    return (page.sheet(),)


def unruled_table() -> Sheets:
    """Short cells under each other and no line drawn."""
    page = _page()
    top = _text_around(page)
    _say(page, LEFT, top, "District", BODY_BOLD)
    for right, head in ((260.0, "Schools"), (360.0, "Pupils")):
        _say_right(page, right, top, head, BODY_BOLD)
    for row in (("Mbale", "14", "5,120"), ("Tororo", "9", "3,870"), ("Busia", "21", "7,045"), ("Kumi", "11", "4,009")):
        top += 16
        _say(page, LEFT, top, row[0])
        _say_right(page, 260, top, row[1])
        _say_right(page, 360, top, row[2])
    _text_around(page, top + 40)
    return (page.sheet(),)


def bars() -> Sheets:
    """Horizontal bars: names at the left, values at the ends of the bars."""
    page = _page()
    top = _text_around(page)
    _say(page, LEFT, top, "Spending by sector", BOLD)
    top += 28
    for name, share in (("Health", 42), ("Education", 31), ("Energy", 18), ("Transport", 9)):
        _say(page, LEFT, top, name, SMALL)
        page.box(110, top, 110 + 6 * share, top + 10, fill="#3377aa")
        _say(page, 110 + 6 * share + 5, top, f"{share}%", SMALL)
        top += 22
    return (page.sheet(),)


def columns_chart() -> Sheets:
    """Upright bars: a value over each, its year under it."""
    page = _page()
    top = _text_around(page)
    _say(page, LEFT, top, "Households with power", BOLD)
    base = top + 160
    for at, (year, value) in enumerate((("2019", 310), ("2020", 450), ("2021", 620), ("2022", 780))):
        x = LEFT + 20 + 70 * at
        height = 0.15 * value
        page.box(x, base - height, x + 34, base, fill="#3377aa")
        _say(page, x + 10, base - height - 12, str(value), SMALL)
        _say(page, x + 9, base + 4, year, SMALL)
    _text_around(page, base + 40)
    return (page.sheet(),)


def side_label() -> Sheets:
    """A label that runs down the page's edge, beside its text."""
    page = _page()
    _say(page, LEFT + 30, 40, "Water for uplands", LARGE)
    page.paragraph(LEFT + 30, 90, 460, 120, BODY)
    top = 90.0
    for text in ("ANNUAL", "REVIEW"):
        box = Box(12, top, 23, top + 30)
        page.words.append(Word(text, box, BODY_BOLD, order=len(page.words), rotation=90))
        top += 34
    return (page.sheet(),)


def running_edges() -> Sheets:
    """Three pages with the same line at the head and the foot but for the page number."""
    sheets = []
    for number in (1, 2, 3):
        page = _page()
        page.serial = 100 * number
        _say(page, LEFT, 24, "Rivers Alliance annual report", SMALL)
        top = 60.0
        for _ in range(6):
            top = page.paragraph(LEFT, top, RIGHT - LEFT, 70, BODY) + 12
        _say(page, LEFT, 815, "Lake House, Quay Street", SMALL)
        _say_right(page, RIGHT, 815, str(number), SMALL)
        sheets.append(replace(page.sheet(), number=number))
    return tuple(sheets)


def lists() -> Sheets:
    """Hanging bullets and a numbered list, some items of two lines, and a paragraph after them."""
    page = _page()
    top = _text_around(page)
    for mark, x, items in (
        (
            "•",
            12,
            (
                ["repair of wells in dry districts, with parts that", "each village keeps in store"],
                ["training of pump crews"],
                ["fences around open springs, built by the users", "themselves"],
            ),
        ),
        (
            "",
            16,
            (
                ["Ask the village council for a plot."],
                ["Survey the ground with two wardens, then mark", "the borders with stones."],
                ["Sign the lease."],
            ),
        ),
    ):
        for at, item in enumerate(items, 1):
            _say(page, LEFT + 10, top, mark or f"{at}.")
            top = _say_lines(page, LEFT + 10 + x, top, item) + 3
        top += 14
    _say(page, LEFT, top, "Leases run for twelve years.")
    return (page.sheet(),)


def footnote() -> Sheets:
    """A raised mark in the text and the note at the foot of the column."""
    page = _page()
    top = _text_around(page)
    x = _say(page, LEFT, top, "Yields rose by a third on terraced land.")
    page.words.append(
        Word("1", Box(x, top - 1, x + 3, top + 6), SUPERSCRIPT, order=len(page.words), rise=4.0, glued=True)
    )
    _say(page, x + 8, top, "Losses fell at once.")
    foot = 760.0
    _rule(page, foot - 6, LEFT, LEFT + 90)
    mark = replace(SUPERSCRIPT, size=5.0)
    page.words.append(Word("1", Box(LEFT, foot - 1, LEFT + 3, foot + 5), mark, order=len(page.words), rise=3.0))
    _say(page, LEFT + 5, foot, "Field survey of 640 plots in two seasons.", SMALL)
    return (page.sheet(),)


def run_in_heading() -> Sheets:
    """Paragraphs that open with bold words on the line of their text."""
    page = _page()
    top = _text_around(page)
    for bold, rest, more in (
        ("Safer births.", "Midwives now reach every village on the", "eastern shore within an hour."),
        ("Cleaner wards.", "Solar pumps bring water to the wards of", "nine hospitals."),
    ):
        x = _say(page, LEFT, top, bold, BODY_BOLD)
        _say(page, x + 3, top, rest)
        _say(page, LEFT, top + 13, more)
        top += 40
    return (page.sheet(),)


PAGES: dict[str, Callable[[], Sheets]] = {
    page.__name__: page
    for page in (
        captions_right,
        captions_above,
        caption_row,
        split_figure,
        spanning_box,
        ruled_table,
        unruled_table,
        bars,
        columns_chart,
        side_label,
        running_edges,
        lists,
        footnote,
        run_in_heading,
    )
}
