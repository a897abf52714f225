"""The fallback engine: pdfplumber, for a page that PDFium cannot read. Slow, and blind to invisible text and tags."""

from __future__ import annotations

import io
import logging
import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pdfplumber
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTItem, LTLine, LTRect
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from factextract.engines import _open
from factextract.engines._drawing import Char, Drawing, Drawn, Text
from factextract.engines._ink import Ink, across, along, is_mapped, looks_bold, looks_italic
from factextract.engines._page import assemble
from factextract.engines._place import Place, Rect, box_of
from factextract.engines._square import BEZIER, LINE, MOVE, Point, is_square
from factextract.errors import PageError
from factextract.model.sheet import Shape, Sheet, Style
from factextract.settings import Settings

KNOWN_SPACES = frozenset(("DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased"))
"""Colour spaces whose numbers are gray, RGB or CMYK; in others (Separation, Indexed) the same numbers mean anything."""
SPECK = 1.5
"""Points: what is smaller in both directions is a dot of a pattern or a leader line."""


class PlumberReader:
    """An open PDF, parsed in Python."""

    def __init__(self, document: pdfplumber.PDF, source: Path) -> None:
        self._document, self._source = document, source

    @property
    def pages(self) -> int:
        return len(self._document.pages)

    @property
    def made(self) -> str | None:
        return _open.made_on(self._document.metadata.get("CreationDate"))

    def sheet(self, number: int) -> Sheet:
        if not 1 <= number <= self.pages:
            raise self._page_error(number, f"the document has {self.pages} pages")
        page = self._document.pages[number - 1]
        try:
            place = _place(page)
            text, drawing = _read(page.layout, place)
            return assemble(Sheet(number, place.width, place.height, engine="plumber"), place, text, drawing)
        # pdfminer raises whatever a damaged object makes it stumble over.
        except Exception as error:
            raise self._page_error(number, str(error) or type(error).__name__) from error
        finally:
            page.close()

    def image(self, number: int, scale: float) -> None:
        """This engine does not draw."""

    def _page_error(self, number: int, detail: str) -> PageError:
        return PageError(
            f"page {number}: {detail}", hint="open and save the file in a viewer", source=str(self._source)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()


class PlumberEngine:
    name = "plumber"
    text_source = "native"

    def open(self, source: Path, settings: Settings) -> PlumberReader:
        _silence()
        data = _open.read_pdf_bytes(source, settings)
        try:
            document = pdfplumber.open(io.BytesIO(data), password=settings.password)
            pages = len(document.pages)
        except Exception as error:
            cause = error.args[0] if error.args else error
            if isinstance(cause, PDFPasswordIncorrect):
                raise _open.encrypted(source, settings) from error
            if isinstance(cause, PDFEncryptionError):
                raise _open.locked(source) from error
            raise _open.damaged(source, str(error) or type(error).__name__) from error
        _open.check_pages(pages, source, settings)
        return PlumberReader(document, source)


def _silence() -> None:
    """pdfminer warns of every oddity of a file; without a handler those lines would go to stderr."""
    logger = logging.getLogger("pdfminer")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
        logger.setLevel(logging.ERROR)


def _place(page: Any) -> Place:
    """The visible rectangle in pdfminer's space: its origin is the lower left corner of the media box as shown."""
    media, crop = _rect(page.page_obj.mediabox), _rect(page.page_obj.cropbox)
    turns = page.rotation // 90 % 4
    whole = Place(*media, turns)
    meet = max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])
    x0, top, x1, bottom = whole.show(meet if meet[0] < meet[2] and meet[1] < meet[3] else media)
    return Place(x0, whole.height - bottom, x1, whole.height - top, 0)


def _rect(values: Iterable[Any]) -> Rect:
    x0, y0, x1, y1 = (float(value) for value in values)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _items(container: LTContainer[Any]) -> Iterator[LTItem]:
    """All drawn items in drawing order, those of forms included."""
    for item in container:
        if isinstance(item, LTContainer):
            yield from _items(item)
        else:
            yield item


def _read(layout: LTContainer[Any], place: Place) -> tuple[Text, Drawing]:
    chars: list[Char | None] = []
    drawing = Drawing()
    ink: Ink | None = None
    key: object = None
    reached = 0.0
    unmapped = drawn = 0
    for sequence, item in enumerate(_items(layout), 1):
        if not isinstance(item, LTChar):
            shape = _shape(item, place)
            if shape is not None:
                drawing.drawn.append(Drawn(shape, sequence, solid=_is_solid(item, shape)))
            continue
        new, fresh = _ink(item, sequence)
        start, end = along(item.bbox, fresh.turn)
        # A letter printed over the one before it is not of the same run.
        if ink is None or new != key or start < reached - 0.5 * (end - start):
            key, ink = new, fresh
        reached = end
        text = item.get_text()
        lost = text.startswith("(cid:") or not text
        for letter in "\ufffd" if lost else text:
            if letter.isspace():
                chars.append(None)
                continue
            drawn += 1
            unmapped += lost or not is_mapped(letter)
            chars.append(Char(letter, start, end, ink, len(chars)))
    return Text(chars, (), unmapped / drawn if drawn else 0.0), drawing


def _ink(char: LTChar, sequence: int) -> tuple[object, Ink]:
    """The ink of a character, and what makes it the same ink as that of the one before."""
    a, b, _, _, x, y = char.matrix
    angle = math.degrees(math.atan2(b, a))
    turn = round(angle / 90) % 4
    low, high = across(char.bbox, turn)
    name = char.fontname.partition("+")[2] or char.fontname
    style = Style(
        font=name,
        size=round(high - low, 2),
        bold=looks_bold(name),
        italic=looks_italic(name),
        color=_color(char.graphicstate.ncolor) if char.ncs.name in KNOWN_SPACES else None,
    )
    base = round((y, -x, -y, x)[turn], 2)
    skewed = abs((angle + 45) % 90 - 45) > 20
    ink = Ink(style, turn, base, low, high, sequence, rotation=-turn % 4 * 90, skewed=skewed)
    return (style, turn, base, skewed), ink


def _shape(item: LTItem, place: Place) -> Shape | None:
    if not isinstance(item, LTCurve | LTImage):
        return None
    x0, y0, x1, y1 = item.bbox
    half = item.linewidth / 2 if isinstance(item, LTCurve) and item.stroke and not item.fill else 0.0
    shown = place.clip(place.show((x0 - half, y0 - half, x1 + half, y1 + half)))
    if shown is None or (shown[2] - shown[0] < SPECK and shown[3] - shown[1] < SPECK):
        return None
    box = box_of(shown)
    if isinstance(item, LTImage):
        return Shape("picture", box)
    fill = _color(item.non_stroking_color) if item.fill else None
    stroke = _color(item.stroking_color) if item.stroke else None
    if box.width < 2 or box.height < 2:
        return Shape("line", box, fill, stroke)
    if isinstance(item, LTLine) and min(item.width, item.height) < 0.01:
        # A line drawn thick is how some producers paint a bar.
        return Shape("box", box, stroke, stroke)
    square = isinstance(item, LTRect) or is_square(_points(item))
    return Shape("box" if square else "path", box, fill, stroke)


def _points(curve: LTCurve) -> list[Point]:
    leads = {"m": MOVE, "l": LINE, "c": BEZIER, "v": BEZIER, "y": BEZIER}
    path: Any = curve.original_path or ()  # annotated in pdfminer as holding points only
    return [(leads[step], x, y) for step, *ends in path if step in leads for x, y in ends]


def _is_solid(item: LTItem, shape: Shape) -> bool:
    """Whether a shape surely has its colour. pdfminer tells no colour space of shapes: one number may be gray or ink."""
    numbers = item.non_stroking_color if isinstance(item, LTCurve) else None
    return shape.kind == "box" and shape.fill is not None and isinstance(numbers, tuple | list) and len(numbers) > 1


def _color(color: Any) -> str | None:
    """`#rrggbb` of pdfminer's gray, RGB or CMYK numbers (0..1); None for a pattern or a colour space of its own."""
    numbers = color if isinstance(color, tuple | list) else (color,)
    if not all(isinstance(number, int | float) for number in numbers):
        return None
    if len(numbers) == 1:
        red = green = blue = numbers[0]
    elif len(numbers) == 3:
        red, green, blue = numbers
    elif len(numbers) == 4:
        red, green, blue = ((1 - number) * (1 - numbers[3]) for number in numbers[:3])
    else:
        return None
    return "#" + "".join(f"{round(255 * min(max(part, 0), 1)):02x}" for part in (red, green, blue))


PLUGIN = PlumberEngine()
