"""What an outline looks like: a box, or something else; and the window that a clip leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factextract.engines import _pdfium_api as api
from factextract.engines._place import Rect

SEGMENTS_OF_A_BOX = 40
"""A rounded box has 17 segments, with doubled corners 33."""
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


_Point = tuple[int, float, float]
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
        if len(parts) == 1:
            return [Outline(None, upright and is_square(parts[0]), whole=True)]
        apart = [Outline(api.moved(_around(part), by), upright and is_square(part), whole=False) for part in parts]
        # One drawing of many curved parts (a logo, lettering) is one path; only straight-edged parts stand for themselves.
        straight = all(kind != api.SEGMENT_BEZIER for part in parts for kind, _, _ in part) or all(
            o.square for o in apart
        )
        return apart if straight else [_UNKNOWN]


def _points(segments: list[int | None], calls: api.Calls) -> list[_Point]:
    pointers = [api.Pointer(segment) for segment in segments if segment]
    return [(api.segment_type(pointer), *calls.point(pointer)) for pointer in pointers]


def _parts(points: list[_Point]) -> Iterator[list[_Point]]:
    part: list[_Point] = []
    for point in points:
        if point[0] == api.SEGMENT_MOVE and part:
            if len(part) > 1:
                yield part
            part = []
        part.append(point)
    if len(part) > 1:
        yield part


def _around(part: list[_Point]) -> Rect:
    xs, ys = [p[1] for p in part], [p[2] for p in part]
    return min(xs), min(ys), max(xs), max(ys)


def is_square(part: list[_Point]) -> bool:
    """Whether all points lie on the edges of their own bounding box, and two edges or more have a straight stretch.

    A circle's points and handles lie on its box too, but it has no straight stretch.
    """
    if not 4 <= len(part) <= SEGMENTS_OF_A_BOX:
        return False
    left, bottom, right, top = _around(part)
    width, height = right - left, top - bottom
    if width <= 0 or height <= 0:
        return False
    close = 0.02 * min(width, height) + 0.05
    sides = set()
    stretches = 0
    previous = part[-1]
    for point in part:
        kind, x, y = point
        on = {
            name for name, off in (("l", x - left), ("r", right - x), ("b", y - bottom), ("t", top - y)) if off <= close
        }
        if not on:
            return False
        sides |= on
        if kind != api.SEGMENT_BEZIER:
            dx, dy = abs(x - previous[1]), abs(y - previous[2])
            if (dx > close and dy > close) and kind == api.SEGMENT_LINE:
                return False
            if max(dx, dy) > close:
                stretches += 1
        previous = point
    return len(sides) == 4 and stretches >= 2


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
        around = _around(points)
        if rect is not None:
            around = (
                max(rect[0], around[0]), max(rect[1], around[1]), min(rect[2], around[2]), min(rect[3], around[3])
            )  # fmt: skip
            if around[0] > around[2] or around[1] > around[3]:
                x, y = around[0], around[1]
                around = (x, y, x, y)
        rect = around
    return None if rect is None else Window(api.moved(rect, matrix), square)
