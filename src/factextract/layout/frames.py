"""Drawn boxes that hold text together: a containment tree of filled and stroked boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from factextract.layout.draft import NUMBER, box_of, size_of
from factextract.model.geometry import Box
from factextract.model.sheet import Shape, Sheet, Word

PAGE_SHARE = 0.85  # a larger box is the page's background
SMALLEST = (24.0, 10.0)  # width, height in points: a smaller box holds no line of text
THIN = 2.5  # points: a shape as low or narrow is a line
SAME = 3.0  # points: a box and its border or shadow
TALLEST_BAR, BAR_HEIGHT = 40.0, 2.6  # points; of the size of the number on it
FEWEST_BARS = 3
WHITE = {"#ffffff", "#fefefe", "#fdfdfd"}


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawn box with text in it. `parent` is the number of the innermost frame around it."""

    number: int
    box: Box
    parent: int | None = None
    fill: str | None = None


def find_frames(sheet: Sheet, words: Sequence[Word], tables: Sequence[Box]) -> tuple[Frame, ...]:
    """Frames, each after its parent. Boxes inside `tables` (cells, stripes) are none, nor is a highlight within a line."""
    page_area = sheet.width * sheet.height
    boxes: list[Shape] = []
    for shape in (*sheet.shapes, *_boxes_of_lines(sheet.shapes)):
        box = shape.box
        if shape.kind != "box" or box.area > PAGE_SHARE * page_area:
            continue
        if box.width < SMALLEST[0] or box.height < SMALLEST[1] or (shape.fill is None and shape.stroke is None):
            continue
        if any(table.contains(box, SAME) for table in tables):
            continue
        if not any(other.box.contains(box, SAME) and box.contains(other.box, SAME) for other in boxes):
            boxes.append(shape)
    boxes.sort(key=lambda s: (-s.box.area, s.order))
    held = [
        shape
        for shape in boxes
        if (inside := [w for w in words if shape.box.holds_centre(box_of(w))])
        and not _is_invisible(shape, boxes)
        and not _is_highlight(shape.box, inside, words)
        and not _crosses_text(shape.box, words)
    ]
    frames: list[Frame] = []
    held = _without_bars(held, words)
    for number, shape in enumerate(held):
        around = [f for f in frames if f.box.contains(shape.box, SAME)]
        frames.append(Frame(number, shape.box, around[-1].number if around else None, shape.fill))
    return tuple(frames)


def _without_bars(shapes: Sequence[Shape], words: Sequence[Word]) -> list[Shape]:
    """The boxes but those of bar charts, which hold nothing but the number printed on them and start flush at one height each."""
    low: dict[tuple[int, int], list[Shape]] = {}
    for shape in shapes:
        inside = [w for w in words if shape.box.holds_centre(box_of(w))] if shape.box.height <= TALLEST_BAR else []
        text = " ".join(w.text for w in sorted(inside, key=lambda w: box_of(w).x0))
        if inside and shape.box.height <= BAR_HEIGHT * max(map(size_of, inside)) and NUMBER.match(text):
            low.setdefault((round(shape.box.x0 / SAME), round(shape.box.height / SAME)), []).append(shape)
    bars = {id(s) for found in low.values() if len({round(s.box.top) for s in found}) >= FEWEST_BARS for s in found}
    return [s for s in shapes if id(s) not in bars]


def _boxes_of_lines(shapes: Sequence[Shape]) -> list[Shape]:
    """Boxes drawn as four lines that meet at the corners, apart from others: those that share a side are rows of a table."""
    thin = [s for s in shapes if s.kind != "picture" and min(s.box.width, s.box.height) <= THIN]
    level: dict[tuple[int, int], list[Shape]] = {}
    upright: dict[int, list[Box]] = {}
    for shape in thin:
        if shape.box.width > shape.box.height:
            level.setdefault((round(shape.box.x0 / SAME), round(shape.box.x1 / SAME)), []).append(shape)
        else:
            upright.setdefault(round(shape.box.centre[0] / SAME), []).append(shape.box)
    found: list[Shape] = []
    for lines in level.values():
        for top, foot in pairwise(sorted(lines, key=lambda s: s.box.top)):
            box = Box(top.box.x0, top.box.top, top.box.x1, max(foot.box.bottom, top.box.bottom))
            if all(_has_side(x, box, upright) for x in (box.x0, box.x1)):
                found.append(replace(top, kind="box", box=box, fill=None, stroke=top.stroke or top.fill))
    edges = Counter(round(y) for shape in found for y in (shape.box.top, shape.box.bottom))
    return [s for s in found if edges[round(s.box.top)] == edges[round(s.box.bottom)] == 1]


def _has_side(x: float, box: Box, upright: dict[int, list[Box]]) -> bool:
    """Whether a vertical line runs from a box's upper to its lower edge, and no farther."""
    at = round(x / SAME)
    return any(
        abs(line.centre[0] - x) <= SAME and abs(line.top - box.top) <= SAME and abs(line.bottom - box.bottom) <= SAME
        for near in (at - 1, at, at + 1)
        for line in upright.get(near, [])
    )


def frame_of(word: Word, frames: Sequence[Frame]) -> int | None:
    """The innermost frame that holds the word's centre."""
    box = box_of(word)
    for frame in reversed(frames):
        if frame.box.holds_centre(box):
            return frame.number
    return None


def _is_invisible(shape: Shape, boxes: Sequence[Shape]) -> bool:
    """A white box without a border on the bare page."""
    if shape.stroke is not None or shape.fill not in WHITE:
        return False
    return not any(other is not shape and other.box.contains(shape.box, SAME) for other in boxes)


def _is_highlight(box: Box, inside: Sequence[Word], words: Sequence[Word]) -> bool:
    """A mark under a few words of a running line: words outside touch it left or right on the same line."""
    size = max(size_of(w) for w in inside)
    if box.height > 2.2 * size:
        return False
    return any(
        not box.holds_centre(at)
        and at.overlap_y(box) > 0.5 * at.height
        and (0 <= at.x0 - box.x1 < 0.6 * size or 0 <= box.x0 - at.x1 < 0.6 * size)
        for at in map(box_of, words)
    )


def _crosses_text(box: Box, words: Sequence[Word]) -> bool:
    """A drawing under the text, not around it: its side cuts through several words."""
    cut = sum(
        1
        for at in map(box_of, words)
        if at.intersects(box) and not box.contains(at, 1.5) and at.overlap_x(box) * at.overlap_y(box) > 0.15 * at.area
    )
    return cut >= 3
