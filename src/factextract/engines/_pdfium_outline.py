"""What an outline looks like: a box, or something else; and the window that a clip leaves open."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from factextract.engines import _pdfium_api as api
from factextract.engines._place import Rect
from factextract.engines._square import BEZIER, MOVE, SEGMENTS_OF_A_BOX, Point, around, is_square

SEGMENTS_OF_A_PATH = 600
"""Paths up to here are parted into their outlines: the ruled lines of a table are often one path."""
SEGMENTS_OF_A_PAGE = 12_000
"""Segments looked at on one page, some 25 ms; later paths are taken at their bounds."""


@dataclass(frozen=True, slots=True)
class Outline:
    """`rect` is in page space, None for the whole path's bounds. `square`: roughly a rectangle. `whole`: the only
    outline of its path, so that no hole is cut out of it."""

    rect: Rect | None
    square: bool
    whole: bool


@dataclass(frozen=True, slots=True)
class Window:
    rect: Rect
    square: bool


_UNKNOWN = Outline(None, square=False, whole=False)


class Outlines:
    """Reads paths into outlines within one page's budget of segments."""

    def __init__(self, calls: api.Calls) -> None:
        self._calls = calls
        self._left = SEGMENTS_OF_A_PAGE

    def of(self, path: int, matrix: api.Matrix) -> list[Outline]:
        pointer = api.Pointer(path)
        count = api.path_count_segments(path)
        if not 0 < count <= min(SEGMENTS_OF_A_PATH, self._left):
            return [_UNKNOWN]
        self._left -= count
        points = _points([api.path_segment(pointer, i) for i in range(count)], self._calls)
        parts = list(_parts(points))
        by = api.times(self._calls.matrix(path), matrix)
        upright = abs(by[1]) + abs(by[2]) < 1e-3 * (abs(by[0]) + abs(by[3])) or (
            abs(by[0]) + abs(by[3]) < 1e-3 * (abs(by[1]) + abs(by[2]))
        )
        outlines = [_outline(part, by, upright, whole=len(parts) == 1) for part in parts]
        if len(parts) == 1 and not outlines[0].square:
            return [Outline(None, square=False, whole=True)]
        # One drawing of many curved parts (a logo, lettering) is one path; only straight-edged parts stand for themselves.
        straight = all(kind != BEZIER for part in parts for kind, _, _ in part) or all(o.square for o in outlines)
        return outlines if straight else [_UNKNOWN]

    def line(self, path: int, matrix: api.Matrix) -> Rect | None:
        """The area, in page space, that the stroke of a straight upright or level line paints; None for other paths."""
        if api.path_count_segments(path) != 2:
            return None
        pointer = api.Pointer(path)
        by = api.times(self._calls.matrix(path), matrix)
        ends = _points([api.path_segment(pointer, i) for i in range(2)], self._calls)
        left, bottom, right, top = api.moved(around(ends), by)
        half = self._calls.stroke_width(pointer) * math.sqrt(abs(by[0] * by[3] - by[1] * by[2])) / 2
        if top - bottom < 0.01:
            return left, bottom - half, right, top + half
        if right - left < 0.01:
            return left - half, bottom, right + half, top
        return None


def _outline(part: list[Point], by: api.Matrix, upright: bool, *, whole: bool) -> Outline:
    return Outline(api.moved(around(part), by), upright and is_square(part), whole)


def _points(segments: list[int | None], calls: api.Calls) -> list[Point]:
    pointers = [api.Pointer(segment) for segment in segments if segment]
    return [(api.segment_type(pointer), *calls.point(pointer)) for pointer in pointers]


def _parts(points: list[Point]) -> Iterator[list[Point]]:
    part: list[Point] = []
    for point in points:
        if point[0] == MOVE and part:
            if len(part) > 1:
                yield part
            part = []
        part.append(point)
    if len(part) > 1:
        yield part


def clip_bounds(item: int, matrix: api.Matrix, calls: api.Calls) -> Window | None:
    """What an object's clip leaves open, as bounds in page space; None when it has no clip or one too long to read."""
    clip = api.object_clip(item)
    paths = api.clip_count_paths(clip) if clip else 0
    if not 0 < paths <= 8:
        return None
    rect: Rect | None = None
    square = True
    for path in range(paths):
        count = api.clip_count_segments(clip, path)
        if not 0 < count <= SEGMENTS_OF_A_BOX:
            square = False
            continue
        points = _points([api.clip_segment(clip, path, i) for i in range(count)], calls)
        if not points:
            continue
        square = square and is_square(points)
        rect = around(points) if rect is None else _meet(rect, around(points))
    return None if rect is None else Window(api.moved(rect, matrix), square)


def _meet(a: Rect, b: Rect) -> Rect:
    """What both rectangles hold; without extent when they do not meet."""
    left, bottom = max(a[0], b[0]), max(a[1], b[1])
    return left, bottom, max(left, min(a[2], b[2])), max(bottom, min(a[3], b[3]))
