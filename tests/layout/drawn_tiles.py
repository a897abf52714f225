"""Small drawn pages with numbers whose captions only the whole column or row tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from layout.compose import BODY, LARGE, SMALL
from layout.drawn import LEFT, Sheets, _page, _say, _say_lines, _say_right, _text_around

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


PAGES: dict[str, Callable[[], Sheets]] = {
    draw.__name__: draw for draw in (small_numbers, level_captions, labels_and_notes)
}
