"""Whether an outline is, roughly, a rectangle."""

from __future__ import annotations

from factextract.engines._place import Rect

LINE, BEZIER, MOVE = 0, 1, 2
"""What leads to a point of an outline; PDFium's numbers. A curve has three points: two handles and its end."""
SEGMENTS_OF_A_BOX = 130
"""A rounded box has 17 segments, with doubled corners 33; a browser draws each corner as eight curves: 101."""
CORNER = 0.3
"""Of the shorter side: how far the rounding of a corner reaches."""

Point = tuple[int, float, float]
"""What leads to it, x, y."""


def around(part: list[Point]) -> Rect:
    """The bounds of an outline's points."""
    xs, ys = [p[1] for p in part], [p[2] for p in part]
    return min(xs), min(ys), max(xs), max(ys)


def is_square(part: list[Point]) -> bool:
    """Whether all points lie on the edges of their own bounding box or round its corners, and two edges or more have a straight
    stretch.

    A circle's points and handles lie on its box too, but it has no straight stretch.
    """
    if not 4 <= len(part) <= SEGMENTS_OF_A_BOX:
        return False
    left, bottom, right, top = around(part)
    width, height = right - left, top - bottom
    if width <= 0 or height <= 0:
        return False
    close = 0.02 * min(width, height) + 0.05
    corner = CORNER * min(width, height)
    sides = set()
    stretches = 0
    previous = part[-1]
    for point in part:
        kind, x, y = point
        on = {
            name for name, off in (("l", x - left), ("r", right - x), ("b", y - bottom), ("t", top - y)) if off <= close
        }
        rounds = kind == BEZIER and max(min(x - left, right - x), min(y - bottom, top - y)) <= corner
        if not on and not rounds:
            return False
        sides |= on
        if kind != BEZIER:
            dx, dy = abs(x - previous[1]), abs(y - previous[2])
            if (dx > close and dy > close) and kind == LINE:
                return False
            if max(dx, dy) > close:
                stretches += 1
        previous = point
    return len(sides) == 4 and stretches >= 2
