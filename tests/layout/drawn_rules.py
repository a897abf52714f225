"""Small drawn pages on which rules, bars and heights tell what belongs together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from factextract.model.geometry import Box
from factextract.model.sheet import Shape, Word
from layout.compose import BOLD, LARGE, SMALL, Page
from layout.drawn import BODY_BOLD, LEFT, SUPERSCRIPT, Sheets, _page, _rule, _say, _say_lines, _say_right, _text_around


def _upright(page: Page, x: float, top: float, bottom: float) -> None:
    page.shapes.append(Shape("line", Box(x, top, x + 0.5, bottom), stroke="#222222", order=len(page.shapes)))


def two_bars() -> Sheets:
    """Two bars of a chart: a value over each, a label under it."""
    page = _page()
    top = _text_around(page) + 20
    for x, height, value, label in ((LEFT + 20, 90, "€2,310", "Before"), (LEFT + 120, 55, "€1,405", "After")):
        foot = top + 120
        page.shapes.append(Shape("path", Box(x, foot - height, x + 36, foot), fill="#884422", order=len(page.shapes)))
        _say(page, x + 3, foot - height - 14, value, BODY_BOLD)
        _say(page, x + 18 - 2 * len(label), foot + 6, label, SMALL)
    return (page.sheet(),)


def tiles_between_rules() -> Sheets:
    """Large numbers flush right, each after its caption, parted by rules: every one known in the same way."""
    page = _page()
    top = _text_around(page)
    for caption, number in (
        (["Roofs sealed"], "731"),
        (["Stoves swapped"], "206"),
        (["Wool laid in lofts", "(square metres)"], "64,000"),
        (["Households with a", "child under five"], "38%"),
    ):
        _say_lines(page, LEFT, top + 6, caption, SMALL)
        _say_right(page, LEFT + 180, top, number, replace(LARGE, size=16.0))
        top += 34
        _rule(page, top - 4, LEFT, LEFT + 180)
    return (page.sheet(),)


def lined_box() -> Sheets:
    """A box drawn as four lines around a heading and its text, in the middle of other text."""
    page = _page()
    top = _text_around(page)
    for y in (top, top + 70):
        _rule(page, y, LEFT - 4, LEFT + 300)
    for x in (LEFT - 4, LEFT + 299.5):
        _upright(page, x, top, top + 70.5)
    _say(page, LEFT, top + 6, "The ferry at Oban", BODY_BOLD)
    _say_lines(page, LEFT, top + 24, ["The old boat leaked for years and", "carried no more than nine."])
    _say_lines(page, LEFT, top + 80, ["Fares stay as they are until the", "new pier opens."])
    return (page.sheet(),)


def drawn_columns() -> Sheets:
    """A lattice of lines: heads centred over numbers flush right, so far apart that no head stands over its numbers."""
    page = _page()
    top = _text_around(page)
    borders = (LEFT, LEFT + 120, LEFT + 240, LEFT + 360)
    for x, head in zip(borders, ("Giver", "Sum", "Part"), strict=False):
        _say(page, x + 60 - 2.5 * len(head) if x > LEFT else x + 4, top + 3, head, BODY_BOLD)
    rows = (("Bank of the Isles", "31.5", "63 %"), ("Town chest", "12.0", "24 %"), ("Guilds", "6.5", "13 %"))
    for at, cells in enumerate(rows):
        y = top + 18 * (at + 1) + 3
        _say(page, LEFT + 4, y, cells[0])
        for right, value in zip(borders[2:], cells[1:], strict=True):
            _say_right(page, right - 4, y, value)
    for at in range(len(rows) + 2):
        _rule(page, top + 18 * at, LEFT, borders[-1])
    for x in borders:
        _upright(page, x, top, top + 18 * (len(rows) + 1))
    return (page.sheet(),)


def caption_at_its_side() -> Sheets:
    """A number with a caption of three lines at its right; a heading starts under the number, closer than the caption ends."""
    page = _page()
    top = _text_around(page)
    _say(page, LEFT, top + 4, "57%", LARGE)
    _say_lines(page, LEFT + 76, top + 2, ["of the sum promised", "had come in by the", "end of the spring"])
    _say(page, LEFT, top + 42, "GIVERS", BOLD)
    _say_lines(page, LEFT, top + 62, ["The largest gifts came from the guilds", "of the coast, each a boat or more."])
    return (page.sheet(),)


def mark_set_free() -> Sheets:
    """The mark of a note stands before it, hardly smaller and raised."""
    page = _page()
    _text_around(page)
    _say(page, LEFT, 700, "1", replace(SMALL, size=7.1))
    _say(page, LEFT + 5, 702.6, "Count of the wardens in the spring.", SMALL)
    return (page.sheet(),)


def long_names() -> Sheets:
    """Names of up to nine words before values flush right; a heading that only looks like a quantity."""
    page = _page()
    top = _text_around(page)
    for label, value in (
        ("Fund for the Isles", "€410"),
        ("Ministry of Roads", "€95"),
        ("Guild of Bakers", "€60"),
        ("Brown Bear and Grey Wolf Friends of the Coast", "€15"),
    ):
        _say(page, LEFT, top, label, SMALL)
        _say_right(page, LEFT + 260, top, value, SMALL)
        top += 13
    _say(page, LEFT, top + 20, "In 2031 we will", replace(BOLD, size=14.0))
    _say(page, LEFT, top + 40, "open two more bakeries by the harbour.")
    return (page.sheet(),)


def accounts() -> Sheets:
    """Money in an open table, losses in brackets."""
    page = _page()
    top = _text_around(page)
    _say(page, LEFT, top, "US$ thousand", BODY_BOLD)
    for right, year in ((300, "2031"), (400, "2032")):
        _say_right(page, right, top, year, BODY_BOLD)
    for label, one, other in (
        ("Grants received", "12,400", "13,100"),
        ("Boats and crews", "(15,515)", "(12,900)"),
        ("Balance", "(3,115)", "200"),
    ):
        top += 15
        _say(page, LEFT, top, label)
        _say_right(page, 300, top, one)
        _say_right(page, 400, top, other)
    return (page.sheet(),)


def lettered_marks() -> Sheets:
    """Letters raised behind a word and a number, the note's own letter raised before it; an ordinal's letter is none."""
    page = _page()
    top = _text_around(page)
    for at, (text, letter) in enumerate(
        (("Lent by the Harbour Facility", "a"), ("Nets mended: 240", "b"), ("Port du 2", "e"))
    ):
        end = _say(page, LEFT, top + 20 * at, text)
        box = Box(end, top + 20 * at - 2, end + 3, top + 20 * at + 4.6)
        page.words.append(Word(letter, box, SUPERSCRIPT, glued=True, rise=4.0, order=len(page.words)))
    _say(page, LEFT, 700, "a", SUPERSCRIPT)
    _say(page, LEFT + 5, 701, "Run by the towns of the bay.", SMALL)
    return (page.sheet(),)


PAGES: dict[str, Callable[[], Sheets]] = {
    draw.__name__: draw
    for draw in (
        two_bars,
        tiles_between_rules,
        lined_box,
        drawn_columns,
        caption_at_its_side,
        mark_set_free,
        long_names,
        accounts,
        lettered_marks,
    )
}
