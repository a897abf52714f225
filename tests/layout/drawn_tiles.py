"""Small drawn pages with numbers whose captions only the whole column or row tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from factextract.model.geometry import Box
from factextract.model.sheet import Shape, Word
from layout.compose import BODY, BOLD, LARGE, SMALL
from layout.drawn import BODY_BOLD, LEFT, SUPERSCRIPT, Sheets, _page, _say, _say_lines, _say_right, _text_around

INKED = replace(BODY, size=13.0, bold=True, color="#7a1f4d")
NOTE = replace(SMALL, size=7.0, italic=True)


def small_numbers() -> Sheets:
    """Numbers hardly larger than the captions at their right, flush right and centred on captions of one to three lines."""
    page = _page()
    top = _text_around(page)
    for number, caption in (
        ("312", ["reefs charted"]),
        ("2 of 3", ["divers in training", "now hold a paid post", "on the boats"]),
        ("47%", ["of the moorings that", "were promised"]),
        ("9", ["wardens sworn in"]),
    ):
        height = len(caption) * 1.3 * SMALL.size
        _say_right(page, LEFT + 60, top + (height - 1.1 * INKED.size) / 2, number, INKED)
        _say_lines(page, LEFT + 66, top, caption, SMALL)
        top += height + 2
    return (page.sheet(),)


def level_captions() -> Sheets:
    """Bold numbers and captions that start level with them and wrap, no wider apart than their own lines."""
    page = _page()
    top = _text_around(page)
    for number, caption in (
        ("7,140", ["beehives handed to", "widows of the valley"]),
        ("83%", ["of them alive after", "the second winter"]),
        ("19 t", ["of honey sold"]),
    ):
        _say(page, LEFT, top - 4, number, INKED)
        top = _say_lines(page, LEFT + 70, top, caption, SMALL) + 3
    return (page.sheet(),)


def labels_and_notes() -> Sheets:
    """A stack of tiles with the label over each number and, under some, a note set smaller and closer than the label."""
    page = _page()
    top = _text_around(page)
    for label, number, note in (
        ("Hectares under shade", "640", "aim for 2029: 900"),
        ("Growers in the scheme", "1,875", "half of them women"),
        ("Pulping stations", "12", None),
        ("Bags shipped by rail", "55,300", None),
        ("Pupils fed each day", "4,020", "from 31 schools"),
    ):
        _say(page, LEFT, top, label, BODY)
        _say(page, LEFT, top + 16, number, LARGE)
        if note is not None:
            _say(page, LEFT, top + 16 + 1.1 * LARGE.size - 1, note, NOTE)
        top += 16 + 1.1 * LARGE.size + (14 if note is not None else 3)
    return (page.sheet(),)


def leading_caption() -> Sheets:
    """A number with its caption at the right; under it a word that leads over to a smaller number with its own."""
    page = _page()
    top = _text_around(page)
    page.shapes.append(Shape("box", Box(LEFT - 12, top - 12, LEFT + 200, top + 80), fill="#e4efe9", order=0))
    end = _say(page, LEFT, top, "58", LARGE)
    _say_lines(page, end + 12, top, ["tide gauges", "working all year"], SMALL)
    _say(page, LEFT, top + 36, "guarding", SMALL)
    end = _say(page, LEFT, top + 49, "2.4 million", INKED)
    _say(page, end + 3, top + 53, "people", SMALL)
    return (page.sheet(),)


def number_over_two_lines() -> Sheets:
    """A number whose scale stands under it, in a tile wide enough for both."""
    page = _page()
    top = _text_around(page)
    page.shapes.append(Shape("box", Box(LEFT - 12, top - 12, LEFT + 240, top + 90), fill="#e4efe9", order=0))
    _say(page, LEFT, top, "US$ 3.08", LARGE)
    _say(page, LEFT, top + 25, "billion", replace(LARGE, size=0.76 * LARGE.size))
    _say(page, LEFT, top + 46, "pledged by members since the first council", SMALL)
    return (page.sheet(),)


def total_in_bold() -> Sheets:
    """Labels with values flush right and no rule; a bold total closes them."""
    page = _page()
    top = _text_around(page)
    for label, value in (("Seed bank", "318"), ("Nurseries", "1,204"), ("Wardens", "77")):
        _say(page, LEFT, top, label)
        _say_right(page, LEFT + 230, top, value)
        top += 15
    _say(page, LEFT, top, "Total", BODY_BOLD)
    _say_right(page, LEFT + 230, top, "1,599", BODY_BOLD)
    return (page.sheet(),)


def spaced_year() -> Sheets:
    """Letters and digits set apart, a dash between them; elsewhere a row of single digits."""
    page = _page()
    for x, text in ((LEFT, "JULY"), (LEFT + 36, "2023–JUNE"), (LEFT + 110, "2024")):
        for letter in text:
            x = _say(page, x, 40, letter, INKED) + 1.5
    _text_around(page, 90)
    _say(page, LEFT, 300, "Boats on the four lakes: 3 5 2 8")
    return (page.sheet(),)


def note_behind_number() -> Sheets:
    """A small note that begins with the number of its mark, which is not raised there."""
    page = _page()
    top = _text_around(page)
    end = _say(page, LEFT, top, "Hail fell on every second farm")
    mark = Word("1", Box(end, top - 2, end + 3, top + 4.6), SUPERSCRIPT, glued=True, rise=4.0, order=len(page.words))
    page.words.append(mark)
    _say(page, LEFT, top + 60, "1 Weather Office, census of orchards.", SMALL)
    return (page.sheet(),)


def text_beside_chart() -> Sheets:
    """Two paragraphs in the left column; beside the first bars with their note, under them nothing."""
    page = _page()
    _text_around(page)
    _say(page, LEFT, 160, "Who owns the mills", BOLD)
    _say_lines(
        page, LEFT, 184, [f"the mill opens at {hour} and closes late" for hour in ("six", "seven", "eight", "nine")]
    )
    for at, (label, length, value) in enumerate((("Towns", 90, "52"), ("Guilds", 60, "31"), ("Banks", 30, "17"))):
        top = 184 + 13 * at
        _say(page, 320, top, label, SMALL)
        page.shapes.append(Shape("box", Box(370, top, 370 + length, top + 8), fill="#226688", order=len(page.shapes)))
        _say(page, 375 + length, top, value, SMALL)
    _say(page, 320, 228, "Shares in all.", SMALL)
    _say_lines(page, LEFT, 250, [f"Guild {name} lends to the towns by the sea" for name in ("one", "two", "six")])
    return (page.sheet(),)


PAGES: dict[str, Callable[[], Sheets]] = {
    draw.__name__: draw
    for draw in (
        small_numbers,
        level_captions,
        labels_and_notes,
        leading_caption,
        number_over_two_lines,
        total_in_bold,
        spaced_year,
        note_behind_number,
        text_beside_chart,
    )
}
