"""The drawn things of a page in drawing order: text objects by handle, and shapes.

A map or a patterned banner may hold hundreds of thousands of path segments. So every object is first asked for its
kind and bounds only; those large enough to matter are looked at closely, within a budget of segments a page.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from factextract.engines import _pdfium_api as api
from factextract.engines._drawing import Drawing, Drawn
from factextract.engines._pdfium_outline import Outlines, clip_bounds
from factextract.engines._place import Place, Rect, box_of, hex_color
from factextract.model.sheet import Shape

MOST_OBJECTS = 1_000_000
"""Objects looked at on one page; a bomb of nested forms ends here."""
MOST_SHAPES = 5_000
"""Shapes kept of one page, the largest first: above this a page is a map, and its small marks say nothing of layout."""
CROWD, CROWD_SPECK = 20_000, 12.0
"""On a page of so many objects only those longer than this (points) count."""
MOST_FORM_DEPTH = 12
SPECK = 1.5
"""Points: what is smaller in both directions is a dot of a pattern or a leader line."""
PATTERN = (191, 191, 191)
"""The colour that PDFium gives for a pattern fill; a plain gray of this value is treated with the same caution."""
CLIPPED_FROM = 72.0
"""Points: paths shorter than this in both directions are taken at their bounds, larger ones and pictures are clipped."""


@dataclass(slots=True)
class _Found:
    item: int
    kind: int
    sequence: int
    shown: Rect
    matrix: api.Matrix

    @property
    def extent(self) -> float:
        x0, top, x1, bottom = self.shown
        return max(x1 - x0, bottom - top)


def read_drawing(page: int, place: Place, calls: api.Calls) -> Drawing:
    """All text objects and shapes of a page."""
    drawing = Drawing()
    found = _walk(page, place, calls, drawing)
    if len(found) > MOST_SHAPES:
        drawing.whole = False
        found = _largest(found)
    outlines = Outlines(calls)
    for one in found:
        drawing.drawn.extend(_look(one, place, calls, outlines))
    return drawing


def _walk(page: int, place: Place, calls: api.Calls, drawing: Drawing) -> list[_Found]:
    found: list[_Found] = []
    texts = drawing.texts
    get_type, bounds, show, clip = api.object_type, calls.bounds, place.show, place.clip
    sequence = 0
    speck = SPECK

    def visit(count: int, get: Callable[[int], int | None], matrix: api.Matrix, depth: int) -> None:
        nonlocal sequence, speck
        flat = matrix == api.IDENTITY
        if count > CROWD:
            speck, drawing.whole = max(speck, CROWD_SPECK), False
        for i in range(min(count, MOST_OBJECTS)):
            if sequence >= MOST_OBJECTS:
                drawing.whole = False
                return
            item = get(i)
            if not item:
                continue
            sequence += 1
            pointer = api.Pointer(item)
            kind = get_type(pointer)
            if kind == api.OBJECT_TEXT:
                texts[item] = (sequence, depth > 0)
                continue
            if kind == api.OBJECT_FORM:
                if depth < MOST_FORM_DEPTH:
                    inner = api.times(calls.matrix(item), matrix)
                    visit(api.form_count_objects(item), partial(api.form_object, item), inner, depth + 1)
                continue
            rect = bounds(pointer)
            if rect is None:
                continue
            if not flat:
                rect = api.moved(rect, matrix)
            if rect[2] - rect[0] < speck and rect[3] - rect[1] < speck:
                continue
            shown = clip(show(rect))
            if shown is not None:
                found.append(_Found(item, kind, sequence, shown, matrix))
                if len(found) >= 4 * MOST_SHAPES:
                    # What is smaller than all that are kept now would not be kept in the end.
                    found[:] = _largest(found)
                    speck = max(speck, min(one.extent for one in found))

    visit(api.page_count_objects(page), partial(api.page_object, api.Pointer(page)), api.IDENTITY, 0)
    return found


def _largest(found: list[_Found]) -> list[_Found]:
    """As many as are kept of a page, still in drawing order."""
    kept = heapq.nlargest(MOST_SHAPES, found, key=lambda one: one.extent)
    return sorted(kept, key=lambda one: one.sequence)


def _look(found: _Found, place: Place, calls: api.Calls, outlines: Outlines) -> list[Drawn]:
    """The shapes of one object: several for a path of several closed outlines."""
    shown, loose = found.shown, False
    if found.kind != api.OBJECT_PATH or found.extent >= CLIPPED_FROM:
        window = clip_bounds(found.item, found.matrix, calls)
        if window is not None:
            cut = _meet(shown, place.show(window.rect))
            if cut is None:
                return []
            shown, loose = cut, not window.square
    if found.kind == api.OBJECT_IMAGE:
        return [Drawn(Shape("picture", box_of(shown)), found.sequence, solid=False)]
    if found.kind != api.OBJECT_PATH:
        return [Drawn(Shape("box", box_of(shown)), found.sequence, solid=False)]
    filled, stroked = calls.draw_mode(found.item)
    pointer = api.Pointer(found.item)
    fill = calls.fill(pointer) if filled else None
    stroke = calls.stroke(pointer) if stroked else None
    fill = fill if fill and fill[3] else None
    stroke = stroke if stroke and stroke[3] else None
    if fill is None and stroke is None:
        return []
    opaque = fill is not None and fill[3] == 255 and fill[:3] != PATTERN and not api.object_transparent(found.item)
    if fill is None and (line := outlines.line(found.item, found.matrix)) is not None:
        return _stroked(line, stroke, found, place)
    shapes = []
    for outline in outlines.of(found.item, found.matrix):
        rect = shown if outline.rect is None else _meet(shown, place.show(outline.rect))
        if rect is None:
            continue
        kind = _kind(rect, outline.square)
        solid = opaque and kind == "box" and outline.whole and not loose
        shape = Shape(kind, box_of(rect), hex_color(fill) if fill else None, hex_color(stroke) if stroke else None)
        shapes.append(Drawn(shape, found.sequence, solid))
    return shapes


def _stroked(line: Rect, stroke: api.Color | None, found: _Found, place: Place) -> list[Drawn]:
    """A straight line; drawn thick it is how some producers paint a bar, and then its stroke is what fills it."""
    rect = _meet(found.shown, place.show(line))
    if rect is None:
        return []
    kind = _kind(rect, square=True)
    color = hex_color(stroke) if stroke else None
    shape = Shape(kind, box_of(rect), color if kind == "box" else None, color)
    return [Drawn(shape, found.sequence, solid=False)]


def _kind(rect: Rect, square: bool) -> Literal["box", "line", "path"]:
    x0, top, x1, bottom = rect
    if x1 - x0 < 2 or bottom - top < 2:
        return "line"
    return "box" if square else "path"


def _meet(a: Rect, b: Rect) -> Rect | None:
    x0, top, x1, bottom = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return (x0, top, x1, bottom) if x0 <= x1 and top <= bottom else None
