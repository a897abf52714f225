"""The characters of a page, as PDFium's text page lists them."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass

from factextract.engines import _pdfium_api as api
from factextract.engines._drawing import Char, Drawing, Text
from factextract.engines._ink import Ink, across, along, is_mapped, looks_bold, looks_italic
from factextract.engines._pdfium_tags import is_artifact, tags_by_mcid
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
    name: str
    bold: bool
    italic: bool
    ascent: float
    descent: float


class TextReader:
    """Reads one page's text. `page` and `text` are open handles."""

    def __init__(self, page: int, place: Place, calls: api.Calls, drawing: Drawing) -> None:
        self._page, self._place, self._calls, self._drawing = page, place, calls, drawing
        self._fonts: dict[int, _Font] = {}
        self._tags: dict[int, str] | None = None

    def read(self, text: int) -> Text:
        count = min(max(api.text_count(text), 0), MOST_CHARS)
        codes = [api.text_unicode(text, i) for i in range(count)]
        objects = [api.text_object(text, i) for i in range(count)]
        rects = self._rects(text, count)
        chars: list[Char | None] = []
        inks: dict[int, Ink] = {}
        mapped: dict[tuple[int, int], bool] = {}
        drawn = unmapped = 0
        for i, (code, item, rect) in enumerate(zip(codes, objects, rects, strict=True)):
            if item is None:
                # PDFium adds spaces and line ends of its own; the gaps say the same, and more reliably.
                continue
            if code == HYPHEN:
                code = 0x2D
            letter = chr(code) if 0 < code < 0x110000 else "\ufffd"
            if letter.isspace():
                chars.append(None)
                continue
            ink = inks.get(item)
            if ink is None:
                ink = inks[item] = self._ink(text, i, item)
            known = mapped.get((item, code))
            if known is None:
                known = mapped[item, code] = is_mapped(letter) and not api.text_map_error(text, i)
            drawn += 1
            unmapped += not known
            start, end = along(rect, ink.turn)
            low, high = (ink.low, ink.high) if ink.low is not None and ink.high is not None else across(rect, ink.turn)
            chars.append(Char(letter if letter >= " " else "\ufffd", start, end, low, high, ink, i))
        return Text(chars, unmapped / drawn if drawn else 0.0)

    def _rects(self, text: int, count: int) -> list[Rect]:
        """All loose character boxes, written by PDFium into one array (left, top, right, bottom each)."""
        values = (ctypes.c_float * (4 * count))()
        base = ctypes.addressof(values)
        loose = api.text_loose_box
        for i in range(count):
            loose(text, i, base + 16 * i)
        flat: Iterator[float] = iter(values)
        return [(x0, min(y0, y1), x1, max(y0, y1)) for x0, y1, x1, y0 in zip(flat, flat, flat, flat, strict=True)]

    def _ink(self, text: int, index: int, item: int) -> Ink:
        a, b, c, d, _, _ = self._calls.char_matrix(text, index)
        size = abs(api.text_font_size(text, index)) * math.hypot(c, d)
        angle = math.degrees(math.atan2(b, a))
        turn = round(angle / 90) % 4
        skewed = abs((angle + 45) % 90 - 45) > SKEW
        x, y = self._calls.origin(text, index)
        base = (y, -x, -y, x)[turn]
        font = self._font(api.textobj_font(item))
        low = high = None
        if font.ascent != font.descent and abs((angle + 45) % 90 - 45) < 1:
            low = base + font.descent * size
            high = low + size
        mode = api.textobj_mode(item)
        color = self._calls.stroke(item) if mode == api.MODE_STROKE else self._calls.fill(item)
        sequence, in_form = self._drawing.texts.get(item, (0, True))
        style = Style(
            font=font.name,
            size=round(size, 2),
            bold=font.bold or mode == api.MODE_FILL_STROKE,
            italic=font.italic or abs(a * c + b * d) > SHEAR * abs(a * d - b * c) > 0,
            color=hex_color(color) if color else None,
        )
        return Ink(
            style=style,
            turn=turn,
            base=base,
            low=low,
            high=high,
            sequence=sequence,
            rotation=(self._place.turns - turn) % 4 * 90,
            tag=None if in_form else self._tag(item),
            invisible=mode == api.MODE_INVISIBLE or (color is not None and color[3] == 0),
            skewed=skewed,
        )

    def _tag(self, item: int) -> str | None:
        if self._tags is None:
            self._tags = tags_by_mcid(self._page)
        if not self._tags:
            return "Artifact" if is_artifact(item) else None
        mcid = api.object_mcid(item)
        if mcid in self._tags:
            return self._tags[mcid]
        return "Artifact" if is_artifact(item) else None

    def _font(self, font: int | None) -> _Font:
        if not font:
            return _Font("", False, False, 0.0, 0.0)
        known = self._fonts.get(font)
        if known is None:
            name, flags = api.font_name(font), api.font_flags(font)
            ascent, descent = self._calls.font_lines(font)
            known = self._fonts[font] = _Font(
                name=name,
                bold=looks_bold(name) or (flags > 0 and bool(flags & api.FLAG_FORCE_BOLD)),
                italic=looks_italic(name) or (flags > 0 and bool(flags & api.FLAG_ITALIC)),
                ascent=ascent,
                descent=descent,
            )
        return known
