"""Small drawn pages on which text runs around, across and between other things: panels, pictures, quotes, initials."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from factextract.model.geometry import Box
from factextract.model.sheet import Shape
from layout.compose import BODY, BOLD, LARGE, LETTER, SMALL, Page
from layout.drawn import BODY_BOLD, LEFT, RIGHT, Sheets, _page, _rule, _say, _say_lines, _say_right, _text_around

COLUMN, GUTTER = 248.0, 19.0  # two columns between LEFT and RIGHT
SECOND = LEFT + COLUMN + GUTTER
QUOTE = replace(BODY, size=15.0, italic=True, color="#0a5080")
SMALL_ITALIC = replace(SMALL, italic=True)


def _picture(page: Page, x0: float, top: float, x1: float, bottom: float) -> None:
    page.shapes.append(Shape("picture", Box(x0, top, x1, bottom), order=len(page.shapes)))


def _justified(page: Page, x: float, top: float, width: float, texts: list[str]) -> float:
    """Lines set flush on both sides but for the last."""
    for text in texts[:-1]:
        words = text.split()
        letters = sum(LETTER * BODY.size * len(w) for w in words)
        gap = (width - letters) / (len(words) - 1)
        at = x
        for word in words:
            page.line(at, top, [word], BODY)
            at += LETTER * BODY.size * len(word) + gap
        top += 1.3 * BODY.size
    _say(page, x, top, texts[-1])
    return top + 1.3 * BODY.size


def trifold() -> Sheets:
    """Three panels side by side; their headings stand at different heights, the middle one ends with a box."""
    page = _page()
    page.width, page.height = 842.0, 595.0
    for x, name, first in ((30.0, "Maple", 60.0), (310.0, "Oak", 30.0), (590.0, "Pine", 90.0)):
        top = first
        for part in ("opens", "closes"):
            _say(page, x, top, f"{name} {part}", BOLD)
            top = page.paragraph(x, top + 22, 222, 40, BODY) + 16
    page.box(310, 420, 532, 500)
    _say(page, 320, 430, "Call the oak office", BOLD)
    _say(page, 320, 455, "Open on weekdays until four.")
    return (page.sheet(),)


def four_columns() -> Sheets:
    """A heading over four narrow columns, each with its own subheading."""
    page = _page()
    _say(page, LEFT, 40, "Where the money went this year", LARGE)
    for at, name in enumerate(("Ash", "Beech", "Cherry", "Dogwood")):
        x = LEFT + at * 132
        _say(page, x, 90, f"{name} fund", BOLD)
        y = page.paragraph(x, 112, 116, 30, BODY)
        page.paragraph(x, y + 7, 116, 20, BODY)
    return (page.sheet(),)


def picture_across() -> Sheets:
    """Two columns, a picture with its caption across both, and two columns under it."""
    page = _page()
    for x, name in ((LEFT, "upper left"), (SECOND, "upper right")):
        _say(page, x, 40, f"Starts {name}")
        page.paragraph(x, 53, COLUMN, 60, BODY)
    _picture(page, LEFT, 210, RIGHT, 400)
    _say(page, LEFT, 405, "Planting day on the ridge above the lake", SMALL_ITALIC)
    for x, name in ((LEFT, "lower left"), (SECOND, "lower right")):
        _say(page, x, 440, f"Starts {name}")
        page.paragraph(x, 453, COLUMN, 60, BODY)
    return (page.sheet(),)


def picture_in_column() -> Sheets:
    """A picture with its caption breaks the first column's paragraph; the second column runs beside them."""
    page = _page()
    _say_lines(
        page, LEFT, 40, ["The growers of the western slope had sold their", "nuts to one buyer, who set the price at"]
    )
    _picture(page, LEFT, 75, LEFT + COLUMN, 200)
    _say(page, LEFT, 204, "Sorting nuts at the shed in March", SMALL_ITALIC)
    _say_lines(page, LEFT, 224, ["will, until the shed opened and three others", "came to bid."])
    page.paragraph(LEFT, 262, COLUMN, 50, BODY)
    _say(page, SECOND, 40, "Elsewhere the sheds stood empty.")
    page.paragraph(SECOND, 60, COLUMN, 110, BODY)
    return (page.sheet(),)


def pull_quote() -> Sheets:
    """A large quote between the two halves of a sentence."""
    page = _page()
    top = _text_around(page)
    top = _say_lines(
        page, LEFT, top, ["Before the bridge came, the midwife walked for", "half a day to reach the nearest"]
    )
    top = _say_lines(page, LEFT + 20, top + 18, ["“Now my bag is dry", "when I arrive.”"], QUOTE)
    _say_lines(page, LEFT, top + 14, ["mother, and in the rains she could not cross", "the river."])
    return (page.sheet(),)


def booktabs() -> Sheets:
    """A table with three rules only; the first cells and one head run over two lines; a total; a note under it."""
    page = _page()
    top = _text_around(page)
    _rule(page, top, LEFT, 420)
    _say(page, LEFT + 2, top + 17, "Output", BODY_BOLD)
    _say_right(page, 330, top + 4, "Planned", BODY_BOLD)
    _say_right(page, 330, top + 17, "by 2026", BODY_BOLD)
    _say_right(page, 412, top + 17, "Done", BODY_BOLD)
    top += 32
    _rule(page, top, LEFT, 420)
    for first, second, planned, done in (
        ("Wells drilled and fitted with", "solar pumps", "240", "188"),
        ("Caretakers trained", "", "480", "402"),
        ("Households paying for water", "by phone", "9,600", "7,150"),
    ):
        top += 5
        _say(page, LEFT + 2, top, first)
        _say_right(page, 330, top, planned)
        _say_right(page, 412, top, done)
        if second:
            top += 12
            _say(page, LEFT + 2, top, second)
        top += 13
    top += 4
    _rule(page, top, LEFT, 420)
    _say(page, LEFT + 2, top + 6, "Counted at the end of June.", SMALL)
    return (page.sheet(),)


def spaced_heading() -> Sheets:
    """A heading of letters set apart, and its text."""
    page = _page()
    _say(page, LEFT, 40, "Light for the coast", LARGE)
    top = _text_around(page, 80)
    x = LEFT
    for word in ("OUR", "REACH"):
        for letter in word:
            x = page.line(x, top, [letter], BOLD) + 6
        x += 12
    _say(page, LEFT, top + 24, "Seven valleys and two islands.")
    return (page.sheet(),)


def drop_cap() -> Sheets:
    """A paragraph that opens with a letter of three lines' height, and one that opens with a raised letter."""
    page = _page()
    page.line(LEFT, 40, ["W"], replace(BODY, size=40.0))
    for at, text in enumerate(
        ("inter closed the pass for", "eleven weeks and the stores", "ran low by the end of it.")
    ):
        _say(page, LEFT + 24, 42 + 13 * at, text)
    _say_lines(page, LEFT, 81, ["Then the crews cut a road", "below the snow line."])
    page.paragraph(LEFT, 120, COLUMN, 70, BODY)
    page.line(LEFT, 270, ["S"], replace(BODY, size=20.0))
    _say(page, LEFT + 11, 279, "pring brought the herds")
    _say(page, LEFT, 292, "down again.")
    return (page.sheet(),)


def captions_left() -> Sheets:
    """Numbers under each other, each caption to the left of its number."""
    page = _page()
    top = _text_around(page)
    for caption, number in (("seedlings raised", "52,000"), ("nurseries founded", "38"), ("women among owners", "61%")):
        _say(page, LEFT, top + 10, caption, SMALL)
        _say(page, LEFT + 110, top, number, LARGE)
        top += 50
    return (page.sheet(),)


def tiles_with_icons() -> Sheets:
    """Boxes in a row, in each a number, an icon under it and a caption of two lines under that."""
    page = _page()
    top = _text_around(page)
    for at, (number, caption) in enumerate(
        (
            ("6,200", ["families with", "safe water"]),
            ("$4.8m", ["raised from", "local firms"]),
            ("17", ["towns on", "the grid"]),
        )
    ):
        x = LEFT + 172 * at
        page.box(x, top, x + 160, top + 120)
        _say(page, x + 10, top + 8, number, LARGE)
        _picture(page, x + 10, top + 44, x + 40, top + 74)
        _say_lines(page, x + 10, top + 84, caption, SMALL)
    return (page.sheet(),)


def two_numbers_in_a_tile() -> Sheets:
    """One box, two numbers side by side, each with its caption under it."""
    page = _page()
    _say(page, LEFT, 40, "A coast that feeds itself", LARGE)
    top = _text_around(page, 80)
    page.box(LEFT, top, LEFT + 300, top + 100)
    _say(page, LEFT + 10, top + 8, "Last season", BODY_BOLD)
    for x, number, caption in ((LEFT + 10, "940", "boats licensed"), (LEFT + 160, "310", "nets exchanged")):
        _say(page, x, top + 30, number, LARGE)
        _say(page, x, top + 66, caption, SMALL)
    return (page.sheet(),)


def timeline() -> Sheets:
    """Years in a row over what happened in them."""
    page = _page()
    _say(page, LEFT, 40, "Water that stays", LARGE)
    top = _text_around(page, 80)
    for at, (year, texts) in enumerate(
        (
            ("2016", ["First loan is", "signed in Lima."]),
            ("2019", ["Two dams are", "handed over."]),
            ("2023", ["The last canal", "is lined."]),
        )
    ):
        _say(page, LEFT + 160 * at, top, year, BOLD)
        _say_lines(page, LEFT + 160 * at, top + 20, texts)
    return (page.sheet(),)


def label_values() -> Sheets:
    """Labels in bold at the left, values beside them, one of them two lines long."""
    page = _page()
    top = _text_around(page)
    for label, values in (
        ("Budget", ["€6.4 million"]),
        ("Duration", ["May 2021 to April 2025"]),
        ("Partners", ["Ministry of Public Works,", "Union of Rural Councils"]),
        ("Region", ["Northern highlands"]),
    ):
        _say(page, LEFT, top, label, BODY_BOLD)
        top = _say_lines(page, LEFT + 90, top, values) + 5
    _text_around(page, top + 20)
    return (page.sheet(),)


def list_in_columns() -> Sheets:
    """A lead-in and two columns of bullets under it, on the same baselines."""
    page = _page()
    top = _text_around(page)
    _say(page, LEFT, top, "The council works with:")
    top += 20
    for x, items in (
        (LEFT, (["Basket Weavers' League of", "the Lower Delta"], ["Calder Foundation"], ["Dune Rangers"])),
        (SECOND, (["Estuary College"], ["Ferry Owners' Guild and", "its seven branches"], ["Gull Trust"])),
    ):
        y = top
        for item in items:
            _say(page, x, y, "•")
            y = _say_lines(page, x + 12, y, item) + 4
    return (page.sheet(),)


def sentence_over_columns() -> Sheets:
    """Two columns; a sentence runs from the foot of the first to the head of the second."""
    page = _page()
    y = page.paragraph(LEFT, 40, COLUMN, 100, BODY)
    _say_lines(
        page, LEFT, y + 7, ["In the dry months the herders move their camels", "to the wells of the southern plain and"]
    )
    _say_lines(page, SECOND, 40, ["stay there until the first rain."])
    page.paragraph(SECOND, 60, COLUMN, 90, BODY)
    return (page.sheet(),)


def loose_lines() -> Sheets:
    """Two narrow justified columns with a loose line in each."""
    page = _page()
    _justified(
        page, LEFT, 40, 136,
        ["The harbour board keeps its", "own dredgers now, and", "extraordinary maintenance", "costs fell by a tenth."],
    )  # fmt: skip
    _justified(
        page, LEFT + 156, 40, 136,
        ["Pilots are on call at night,", "every one of them with a", "professional certification", "from the navy school."],
    )  # fmt: skip
    _text_around(page, 130)
    return (page.sheet(),)


def contact_block() -> Sheets:
    """Body text, then a small address block at the page's foot."""
    page = _page()
    top = 40.0
    for _ in range(4):
        top = page.paragraph(LEFT, top, RIGHT - LEFT, 70, BODY) + 12
    _say(page, LEFT, 788, "Contact", replace(SMALL, bold=True))
    _say(page, LEFT, 799, "Coast Office, 12 Pier Road · Tel +44 20 5550 0123 · coast@pier.example", SMALL)
    return (page.sheet(),)


def sidebar() -> Sheets:
    """Running text at the left; at the right a box of facts as high as it."""
    page = _page()
    _say(page, LEFT, 40, "Roads for the high valleys", LARGE)
    y = 90.0
    for name in ("First", "Second", "Third"):
        _say(page, LEFT, y, f"{name} stage", BOLD)
        y = page.paragraph(LEFT, y + 20, 330, 60, BODY) + 14
    page.box(400, 90, RIGHT, y)
    _say(page, 410, 100, "Key facts", BOLD)
    _say(page, 410, 122, "Funding", BODY_BOLD)
    _say(page, 410, 135, "NZ$9.1 million")
    _say(page, 410, 155, "Length", BODY_BOLD)
    _say(page, 410, 168, "86 km of gravel road")
    return (page.sheet(),)


def by_line() -> Sheets:
    """A framed quote and, under it, who said it."""
    page = _page()
    _say(page, LEFT, 40, "A coast that feeds itself", LARGE)
    top = _text_around(page, 80)
    page.box(LEFT, top, LEFT + 300, top + 90)
    y = _say_lines(page, LEFT + 12, top + 10, ["“The clinic is closer", "than the market now.”"], QUOTE)
    _say(page, LEFT + 12, y + 6, "Rosa Quispe, midwife in Puno", SMALL)
    return (page.sheet(),)


PAGES: dict[str, Callable[[], Sheets]] = {
    page.__name__: page
    for page in (
        trifold,
        four_columns,
        picture_across,
        picture_in_column,
        pull_quote,
        booktabs,
        spaced_heading,
        drop_cap,
        captions_left,
        tiles_with_icons,
        two_numbers_in_a_tile,
        timeline,
        label_values,
        list_in_columns,
        sentence_over_columns,
        loose_lines,
        contact_block,
        sidebar,
        by_line,
    )
}
