"""Small drawn pages with what layout once got wrong on real documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from factextract.model.geometry import Box
from factextract.model.sheet import Shape, Style, Word
from layout.compose import BODY, BOLD, LARGE, SMALL, Page
from layout.drawn import BODY_BOLD, LEFT, RIGHT, Sheets, _page, _rule, _say, _say_lines, _say_right, _text_around

ITALIC = replace(BODY, italic=True)
SYMBOL = replace(BODY, font="Wingdings-Regular")
TYPEWRITER = replace(BODY, font="CourierNewPSMT")


def _title(page: Page, text: str) -> float:
    _say(page, LEFT, 40, text, LARGE)
    return _text_around(page, 84)


def symbol_bullets() -> Sheets:
    """Bullets that are letters and unnamed glyphs of other fonts; the items wrap."""
    page = _page()
    top = _title(page, "What the village asked for")
    for mark, style, x, item in (
        ("§", SYMBOL, 10, ["a school that stays open in the", "months of harvest"]),
        ("o", TYPEWRITER, 30, ["two teachers from the valley"]),
        ("o", TYPEWRITER, 30, ["desks made in town"]),
        ("\ufffd", replace(SYMBOL, size=6.0), 10, ["a bridge for carts over the", "lower ford"]),
    ):
        _say(page, LEFT + x, top + (4 if style.size < 10 else 0), mark, style)
        top = _say_lines(page, LEFT + x + 18, top, item) + 3
    return (page.sheet(),)


def drawn_bullets() -> Sheets:
    """Bullets that are small filled paths, one drawn twice, beside a legend whose squares differ in colour."""
    page = _page()
    top = _title(page, "Why boats came home early")
    for item in (
        ["the ice plant ran dry and the", "catch had no buyer"],
        ["fuel cost twice as much"],
        ["storms in May"],
    ):
        for _ in range(2):
            page.shapes.append(
                Shape("path", Box(LEFT + 8, top + 4, LEFT + 12, top + 8), fill="#111111", order=len(page.shapes))
            )
        top = _say_lines(page, LEFT + 20, top, item)
    for x, name, fill in ((300, "ice", "#cc2222"), (360, "fuel", "#22cc22")):
        page.shapes.append(Shape("box", Box(x, top + 23, x + 6, top + 29), fill=fill, order=len(page.shapes)))
        _say(page, x + 10, top + 20, name)
    return (page.sheet(),)


def tile_column() -> Sheets:
    """Numbers under each other, their captions in small letters and without a stop."""
    page = _page()
    top = _title(page, "Numbers in one column")
    for number, caption in (("970", "wells drilled"), ("38", "pumps mended"), ("5", "valleys joined")):
        _say(page, LEFT, top, number, LARGE)
        _say(page, LEFT, top + 34, caption, SMALL)
        top += 62
    return (page.sheet(),)


def open_table() -> Sheets:
    """Rules between the rows only: heads stand over the first rule, the total under the last."""
    page = _page()
    top = _title(page, "What was spent")
    _say(page, LEFT, top, "Spending", BODY_BOLD)
    for right, head in ((300.0, "Planned"), (400.0, "Paid")):
        _say_right(page, right, top, head, BODY_BOLD)
    top += 15
    for name, planned, paid in (("Seeds", "410", "395"), ("Tools", "120", "131"), ("Wages", "880", "860")):
        _rule(page, top, LEFT, 405)
        _say(page, LEFT, top + 4, name)
        _say_right(page, 300, top + 4, planned)
        _say_right(page, 400, top + 4, paid)
        top += 18
    _rule(page, top, LEFT, 405)
    _say(page, LEFT, top + 4, "Total", BODY_BOLD)
    _say_right(page, 300, top + 4, "1,410", BODY_BOLD)
    _say_right(page, 400, top + 4, "1,386", BODY_BOLD)
    _text_around(page, top + 60)
    return (page.sheet(),)


def gap_in_table() -> Sheets:
    """An empty row and a band row between the rows of a ruled table."""
    page = _page()
    top = _title(page, "Two statements in one table")
    _rule(page, top, LEFT, 405)
    for name, value in (
        ("Gifts", "3,826"),
        ("Grants", "18,647"),
        ("", ""),
        ("Balance", ""),
        ("Cash", "9,853"),
        ("Debts", "1,200"),
    ):
        if name:
            _say(page, LEFT + 4, top + 4, name)
        if value:
            _say_right(page, 400, top + 4, value)
        top += 18
        _rule(page, top, LEFT, 405)
    return (page.sheet(),)


def numbers_first() -> Sheets:
    """A table whose numbers stand before what they count."""
    page = _page()
    top = _title(page, "In the last month")
    _rule(page, top, LEFT, 300)
    for value, name in (("16,090", "parcels"), ("9,144", "letters"), ("832", "returns"), ("19", "losses")):
        _say_right(page, 150, top + 4, value, BODY_BOLD)
        _say(page, 165, top + 4, name)
        top += 18
        _rule(page, top, LEFT, 300)
    return (page.sheet(),)


def page_foot() -> Sheets:
    """A list and a footnote that end at the foot of the page; a framed note there; a browser's print line at the head."""
    page = _page()
    _say(page, LEFT, 14, "3/14/25, 9:05 AM", SMALL)
    _say(page, 300, 14, "Seed bank one-pager", SMALL)
    top = 44.0
    for _ in range(5):
        top = page.paragraph(LEFT, top, RIGHT - LEFT, 80, BODY) + 10
    top = 740.0
    for item in ("open weekdays", "closed in August", "see seeds.example.org for hours"):
        _say(page, LEFT, top, "•", SMALL)
        top = _say_lines(page, LEFT + 10, top, [item], SMALL)
    page.words.append(
        Word("1", Box(LEFT, 804, LEFT + 3, 809), replace(SMALL, size=5.0), order=len(page.words), rise=3.0)
    )
    _say(page, LEFT + 5, 804, "Counted by the wardens twice a year.", SMALL)
    return (page.sheet(),)


def lettered_headings() -> Sheets:
    """Bold headings behind letters, and one that opens with a year, over lists and text."""
    page = _page()
    top = _title(page, "Annual report of the guild")
    _say(page, LEFT, top, "2024 Guild Activities", replace(BOLD, size=12.0))
    top += 22
    for head, item in (("A. Care for Elders", "weekly visits"), ("B. Work for Youth", "places at nine farms")):
        _say(page, LEFT, top, head, BODY_BOLD)
        _say(page, LEFT + 10, top + 16, "•")
        _say(page, LEFT + 20, top + 16, item)
        top = _text_around(page, top + 36) - 8
    return (page.sheet(),)


def slanted_headings() -> Sheets:
    """Lines in italics over their paragraphs."""
    page = _page()
    top = _title(page, "How members use the mill")
    for head in ("Flour for the winter fair", "Oil from the last olives"):
        _say(page, LEFT, top, head, ITALIC)
        top = page.paragraph(LEFT, top + 14, 250, 40, BODY) + 14
    return (page.sheet(),)


def dash_in_sentence() -> Sheets:
    """A dash of a running sentence falls to the head of a line."""
    page = _page()
    top = _title(page, "Lessons for the young")
    _say_lines(page, LEFT, top, ["We teach the next farmers to graft", "— reaching pupils before the city", "does."])
    return (page.sheet(),)


def paragraph_gaps() -> Sheets:
    """Mostly paragraphs of one line, with gaps between that are hardly wider than loose leading."""
    page = _page()
    top = 40.0
    for text in ("One bus a day.", "Two on market days.", "None in snow.", "The fare is low.", "Children ride free."):
        _say(page, LEFT, top, text)
        top += 16.5
    _say(page, LEFT, top, "Later the council")
    top = _say_lines(page, LEFT, top + 13, ["bought a second bus and a plough", "for the pass."]) + 3.5
    _say(page, LEFT, top, "It runs all winter.")
    return (page.sheet(),)


def starred_note() -> Sheets:
    """A star on a word and the note that it points to."""
    page = _page()
    top = _title(page, "Who carries it out")
    _say(page, LEFT, top, "The work is led by MANSUR* and the college.")
    _say(page, LEFT, top + 30, "* An alliance of towns in the south")
    return (page.sheet(),)


def caption_beside_number() -> Sheets:
    """A small caption of three lines right before a large number, its middle line on the number's baseline."""
    page = _page()
    top = _title(page, "Births in safe hands")
    number = Style("Body", 16.0, bold=True, color="#0a5080")
    _say(page, LEFT, top, "births attended by", SMALL)
    x = _say(page, LEFT, top + 10, "skilled staff, against", SMALL)
    _say(page, LEFT, top + 20, "48% before", SMALL)
    _say(page, x + 4, top + 4, "71%", number)
    return (page.sheet(),)


PAGES: dict[str, Callable[[], Sheets]] = {
    page.__name__: page
    for page in (
        symbol_bullets,
        drawn_bullets,
        tile_column,
        open_table,
        gap_in_table,
        numbers_first,
        page_foot,
        lettered_headings,
        slanted_headings,
        dash_in_sentence,
        paragraph_gaps,
        starred_note,
        caption_beside_number,
    )
}
