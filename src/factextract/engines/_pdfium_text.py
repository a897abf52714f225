"""The characters of a page, as PDFium's text page lists them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from factextract.engines import _pdfium_api as api
from factextract.engines._drawing import Char, Drawing, Text
from factextract.engines._ink import Ink, along, is_mapped, looks_bold, looks_italic
from factextract.engines._pdfium_tags import Marks, tags_by_mcid
from factextract.engines._place import Place, Rect, hex_color
from factextract.model.sheet import Style

MOST_CHARS = 400_000
"""Characters read of one page; the densest real page measured has 30,000."""
HYPHEN = 2
"""What PDFium puts for a hyphen at a line end."""
SKEW = 20.0
"""Degrees off the nearest axis from which text is called skewed."""
SHEAR = 0.15
"""Slant of a text matrix (its tangent) from which upright letters are shown as italic."""


@dataclass(frozen=True, slots=True)
class _Font:
    """`descent` (negative) for a size of 1, None when the font tells none. `mapped`: which of its characters have a
    Unicode value, as far as they were met."""

    name: str = ""
    bold: bool = False
    italic: bool = False
    descent: float | None = None
    mapped: dict[int, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Look:
    """What text objects of the same font, size, direction and colour share; terms as in Ink."""

    style: Style
    turn: int
    descent: float | None
    rotation: int
    invisible: bool
    skewed: bool
    mapped: dict[int, bool]


class TextReader:
    """Reads one page's text. `page` and `text` are open handles."""

    def __init__(self, page: int, place: Place, calls: api.Calls, drawing: Drawing) -> None:
        self._page, self._place, self._calls, self._drawing = page, place, calls, drawing
        self._fonts: dict[int | None, _Font] = {}
        self._looks: dict[tuple[object, ...], _Look] = {}
        self._tags: dict[int, str] | None = None
        self._marks = Marks()

    def read(self, text: int) -> Text:
        count = min(max(api.text_count(text), 0), MOST_CHARS)
        codes = [api.text_unicode(text, i) for i in range(count)]
        objects = [api.text_object(text, i) for i in range(count)]
        rects = self._rects(text, count)
        chars: list[Char | None] = []
        inks: dict[int, tuple[Ink, dict[int, bool]]] = {}
        letters: dict[int, str] = {HYPHEN: "-"}
        latest: int | None = None
        spaced = False
        drawn = unmapped = 0
        for i, item in enumerate(objects):
            rect = rects[i]
            # PDFium adds spaces and line ends of its own, without an object or without extent. They are a hint only: it
            # adds them within letter-spaced words too.
            if item is None or (rect[0] == rect[2] and rect[1] == rect[3] and chr(codes[i]).isspace()):
                spaced = True
                continue
            code = codes[i]
            letter = letters.get(code)
            if letter is None:
                letter = letters[code] = _letter(code)
            if letter == " ":
                chars.append(None)
                spaced = False
                continue
            if item != latest:
                latest = item
                known = inks.get(item)
                if known is None:
                    known = inks[item] = self._ink(text, i, item)
                ink, mapped = known
                turn = ink.turn
            is_known = mapped.get(code)
            if is_known is None:
                is_known = mapped[code] = is_mapped(letter) and not api.text_map_error(text, i)
            drawn += 1
            if not is_known:
                unmapped += 1
            if turn == 0:
                chars.append(Char(letter, rect[0], rect[2], ink, i, spaced))
            else:
                start, end = along(rect, turn)
                chars.append(Char(letter, start, end, ink, i, spaced))
            spaced = False
        return Text(chars, rects, unmapped / drawn if drawn else 0.0)

    def _rects(self, text: int, count: int) -> list[Rect]:
        """All loose character boxes, written by PDFium into one array (left, top, right, bottom each)."""
        values = (ctypes.c_float * (4 * count))()
        base = ctypes.addressof(values)
        loose = api.text_loose_box
        for i in range(count):
            loose(text, i, base + 16 * i)
        flat: Iterator[float] = iter(values)
        return [
            (left, bottom, right, top) if bottom <= top else (left, top, right, bottom)
            for left, top, right, bottom in zip(flat, flat, flat, flat, strict=True)
        ]

    def _ink(self, text: int, index: int, item: int) -> tuple[Ink, dict[int, bool]]:
        """The ink of a text object, and what is known of its font's characters."""
        calls = self._calls
        a, b, c, d, _, _ = calls.char_matrix(text, index)
        x, y = calls.origin(text, index)
        mode = api.textobj_mode(item)
        color = calls.stroke(item) if mode == api.MODE_STROKE else calls.fill(item)
        look = (api.textobj_font(item), api.text_font_size(text, index), a, b, c, d, mode, color)
        known = self._looks.get(look)
        if known is None:
            known = self._looks[look] = self._look(*look)
        base = (y, -x, -y, x)[known.turn]
        sequence, in_form = self._drawing.texts.get(item, (0, True))
        ink = Ink(
            style=known.style,
            turn=known.turn,
            base=base,
            low=None if known.descent is None else base + known.descent,
            high=None if known.descent is None else base + known.descent + known.style.size,
            sequence=sequence,
            rotation=known.rotation,
            tag=None if in_form else self._tag(item),
            invisible=known.invisible,
            skewed=known.skewed,
        )
        return ink, known.mapped

    def _look(
        self,
        font: int | None,
        font_size: float,
        a: float,
        b: float,
        c: float,
        d: float,
        mode: int,
        color: api.Color | None,
    ) -> _Look:
        told = self._font(font)
        size = abs(font_size) * math.hypot(c, d)
        angle = math.degrees(math.atan2(b, a))
        turn = round(angle / 90) % 4
        off_axis = abs((angle + 45) % 90 - 45)
        style = Style(
            font=told.name,
            size=round(size, 2),
            bold=told.bold or mode == api.MODE_FILL_STROKE,
            italic=told.italic or abs(a * c + b * d) > SHEAR * abs(a * d - b * c) > 0,
            color=hex_color(color) if color else None,
        )
        return _Look(
            style=style,
            turn=turn,
            descent=told.descent * size if told.descent is not None and off_axis < 1 else None,
            rotation=(self._place.turns - turn) % 4 * 90,
            invisible=mode == api.MODE_INVISIBLE or (color is not None and color[3] == 0),
            skewed=off_axis > SKEW,
            mapped=told.mapped,
        )

    def _tag(self, item: int) -> str | None:
        if self._tags is None:
            self._tags = tags_by_mcid(self._page)
        tag = self._tags.get(api.object_mcid(item)) if self._tags else None
        return "Artifact" if tag is None and self._marks.is_artifact(item) else tag

    def _font(self, font: int | None) -> _Font:
        known = self._fonts.get(font)
        if known is None:
            known = self._fonts[font] = self._told(font) if font else _Font()
        return known

    def _told(self, font: int) -> _Font:
        name, flags = api.font_name(font), max(api.font_flags(font), 0)
        ascent, descent = self._calls.font_lines(font)
        return _Font(
            name=name,
            bold=looks_bold(name) or bool(flags & api.FLAG_FORCE_BOLD),
            italic=looks_italic(name) or bool(flags & api.FLAG_ITALIC),
            descent=descent if ascent != descent else None,
        )


def _letter(code: int) -> str:
    """A character for what PDFium gives: any white space is a space, what has no meaning U+FFFD."""
    letter = chr(code) if 0 < code < 0x110000 else "\ufffd"
    if letter.isspace():
        return " "
    return letter if letter > " " else "\ufffd"
