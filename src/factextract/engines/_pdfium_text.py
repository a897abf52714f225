"""The characters of a page, as PDFium's text page lists them."""

from __future__ import annotations

import ctypes
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from factextract.engines import _pdfium_api as api
from factextract.engines._drawing import Char, Drawing, Text
from factextract.engines._ink import Ink, along, is_mapped, looks_bold, looks_italic, unreadable
from factextract.engines._pdfium_tags import Marks, tags_by_mcid
from factextract.engines._place import Place, Rect, hex_color
from factextract.model.sheet import Style

MOST_CHARS = 400_000
"""Characters read of one page; the densest real page measured has 30,000."""
HYPHENS = (0x2, 0xFFFE)
"""What PDFium puts for a hyphen at a line end, in its characters and in its text."""
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
        self._inks: dict[int, tuple[Ink, dict[int, bool]]] = {}
        self._latest: tuple[Ink, dict[int, bool]] | None = None
        self._sequence = 0

    def read(self, text: int) -> Text:
        pointer = api.Pointer(text)
        count = min(max(api.text_count(text), 0), MOST_CHARS)
        codes = _codes(pointer, count)
        objects = [api.text_object(pointer, i) for i in range(count)]
        rects = _rects(pointer, count)
        chars: list[Char | None] = []
        letters: dict[int, str] = {}
        latest: int | None = None
        spaced = False
        guessed: list[str] = []
        drawn = 0
        end = 0.0
        for i, item in enumerate(objects):
            code = codes[i]
            letter = letters.get(code)
            if letter is None:
                letter = letters[code] = _letter(code)
            left, top, right, bottom = rects[i]
            # PDFium adds spaces and line ends of its own, without an object or without extent. They are a hint only: it
            # adds them within letter-spaced words too.
            if item is None or (letter == " " and left == right and top == bottom):
                spaced = True
                continue
            if letter == " ":
                chars.append(None)
                spaced = False
                continue
            if item != latest:
                ink, mapped = self._ink(pointer, i, item, rects[i], end)
                latest, turn = item, ink.turn
            sure = mapped.get(code)
            if sure is None:
                sure = mapped[code] = is_mapped(letter) and not api.text_map_error(pointer, i)
            drawn += 1
            if not sure:
                guessed.append(letter if not spaced and chars and chars[-1] is not None else f" {letter}")
            if turn == 0:
                start, end = left, right
            else:
                start, end = along(_rect(rects[i]), turn)
            chars.append(Char(letter, start, end, ink, i, spaced))
            spaced = False
        # Only letters of a font without a line are asked for their own boxes.
        own = [_rect(quad) for quad in rects] if any(look.descent is None for look in self._looks.values()) else ()
        return Text(chars, own, unreadable("".join(guessed)) / drawn if drawn else 0.0)

    def _ink(
        self, text: api.Pointer, index: int, item: int, rect: api.Quad, reached: float
    ) -> tuple[Ink, dict[int, bool]]:
        """The ink of a text object, and what is known of its font's characters.

        Objects that go on in the same look on the same baseline, with nothing drawn in between, share one ink: many
        producers draw every letter by itself. `rect` is the character's, `reached` where the one before it ended.
        """
        met = self._inks.get(item)
        if met is not None:
            self._latest, self._sequence = None, 0
            return met
        calls, pointer = self._calls, api.Pointer(item)
        a, b, c, d, x, y = calls.char_matrix(text, index)
        mode = api.textobj_mode(pointer)
        color = calls.stroke(pointer) if mode == api.MODE_STROKE else calls.fill(pointer)
        key = (api.textobj_font(pointer), api.text_font_size(text, index), a, b, c, d, mode, color)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._look(*key)
        turn = look.turn
        base = y if turn == 0 else (y, -x, -y, x)[turn]
        sequence, in_form = self._drawing.texts.get(item, (0, True))
        tag = None if in_form else self._tag(pointer)
        latest = self._latest
        if latest is not None and sequence == self._sequence + 1 and latest[1] is look.mapped:
            ink = latest[0]
            gap = (rect[0] if turn == 0 else along(_rect(rect), turn)[0]) - reached
            size = look.style.size
            if ink.style is look.style and ink.base == base and ink.tag == tag and -0.25 * size <= gap <= size:
                self._sequence = sequence
                self._inks[item] = latest
                return latest
        low = None if look.descent is None else base + look.descent
        ink = Ink(
            style=look.style,
            turn=turn,
            base=base,
            low=low,
            high=None if low is None else low + look.style.size,
            sequence=sequence,
            rotation=look.rotation,
            tag=tag,
            invisible=look.invisible,
            skewed=look.skewed,
        )
        met = self._latest = self._inks[item] = (ink, look.mapped)
        self._sequence = sequence
        return met

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

    def _tag(self, item: api.Pointer) -> str | None:
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
    if code in HYPHENS:
        return "-"
    letter = chr(code) if 0 < code < 0x110000 else "\ufffd"
    if letter.isspace():
        return " "
    return letter if letter > " " else "\ufffd"


def _codes(text: api.Pointer, count: int) -> Sequence[int]:
    """The characters' Unicode values: all at once where PDFium's text has one for each, else one by one."""
    buffer = ctypes.create_string_buffer(4 * count + 2)
    units = api.text_text(text, 0, count, buffer)
    whole = buffer.raw[: 2 * max(units - 1, 0)].decode("utf-16-le", "surrogatepass")
    if len(whole) == count:
        return [ord(letter) for letter in whole]
    return [api.text_unicode(text, i) for i in range(count)]


def _rects(text: api.Pointer, count: int) -> list[api.Quad]:
    """All loose character boxes, written by PDFium into one array."""
    values = (ctypes.c_float * (4 * count))()
    loose, at = api.text_loose_box, ctypes.byref
    for i in range(count):
        loose(text, i, at(values, 16 * i))
    return list(struct.iter_unpack("4f", values))


def _rect(quad: api.Quad) -> Rect:
    left, top, right, bottom = quad
    return (left, bottom, right, top) if bottom <= top else (left, top, right, bottom)
