"""Reading order of blocks, tables and frames in a region: columns along persistent gutters, else from top to bottom.

Items are boxes read as a unit. A region is cut into bands by empty horizontal strips; neighbouring bands that one gutter
runs through form a column group, whose columns are read one after the other. What no cut parts is sorted by precedence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from statistics import median

from factextract.layout.draft import Draft
from factextract.model.geometry import Box

GUTTER = 2.5  # points; boxes are tight around their text
PROSE_LINES = 3
LANDSCAPE, FOLDED = 1.2, (3, 4)  # width by height; panels of a leaflet
BAND_GAP = 1.5  # em of empty height across all columns that part a page into regions read one after the other
LONGEST_BREAK = 3.5  # em above a heading within a column
PARAGRAPH_BREAK = 1.7  # em above a paragraph that goes on with its column
SLACK = 2.0  # points by which stacked boxes may overlap: ascenders and descenders of tight lines


@dataclass(frozen=True, slots=True)
class Item:
    """A unit of reading. `heading` marks one that titles what follows below, `framed` one that a frame holds together."""

    box: Box
    drafts: tuple[Draft, ...]
    heading: bool = False
    framed: bool = False


def read_in_order(items: Sequence[Item]) -> list[Item]:
    """The items as a person reads them."""
    if len(items) < 2:
        return list(items)
    ordered: list[Item] = []
    size = _usual_size(items)
    for region in _with_long_columns(_cut(items, lambda b: (b.top, b.bottom), BAND_GAP * size), size):
        ordered += _read_region(region)
    return ordered


def _with_long_columns(regions: Sequence[list[Item]], size: float) -> list[list[Item]]:
    """The regions; one that only goes on with a single column of running text above it, longer than its neighbours, is part of
    them: a heading and its text, or close under it a paragraph, flush with the column and as wide."""
    found: list[list[Item]] = []
    for region in regions:
        if found and _goes_on_in_column(found[-1], region, size):
            found[-1] += region
        else:
            found.append(list(region))
    return found


def _goes_on_in_column(above: Sequence[Item], region: Sequence[Item], size: float) -> bool:
    headed = region[0].heading and len(region) > 1
    columns = _columns([item for item in above if _runs([item])] if headed else above)
    columns = [column for column in columns if _runs(column)] if headed else columns
    gap = min(item.box.top for item in region) - max(item.box.bottom for item in above)
    if len(columns) < 2 or not (headed or (_runs(region) and gap <= PARAGRAPH_BREAK * size)):
        return False
    x0, x1 = min(item.box.x0 for item in region), max(item.box.x1 for item in region)
    for column in columns:
        left, right = min(item.box.x0 for item in column), max(item.box.x1 for item in column)
        foot = max(item.box.bottom for item in above if item.box.x0 >= left - GUTTER and item.box.x1 <= right + GUTTER)
        others = max(item.box.bottom for other in columns if other is not column for item in other)
        if (
            _runs(column)
            and abs(x0 - left) <= GUTTER
            and x1 <= right + GUTTER
            and gap <= LONGEST_BREAK * size
            and foot >= others - 2 * size
        ):
            return True
    return False


def panels(items: Sequence[Item], width: float, height: float) -> list[list[Item]]:
    """The items of a page by the panels of a folded leaflet, from left to right; one part when it is none: a leaflet is
    wider than high, nothing lies across a fold, and each panel but the cover has running text."""
    if width < LANDSCAPE * height:
        return [list(items)]
    for count in FOLDED:
        folds = [k * width / count for k in range(1, count)]
        if any(item.box.x0 < fold < item.box.x1 for item in items for fold in folds):
            continue
        parts: list[list[Item]] = [[] for _ in range(count)]
        for item in items:
            parts[sum(item.box.centre[0] > fold for fold in folds)].append(item)
        if all(parts) and sum(map(_runs, parts)) >= count - 1:  # the cover has none
            return parts
    return [list(items)]


def _usual_size(items: Sequence[Item]) -> float:
    """The median font size in points, by paragraph."""
    sizes = [d.style.size for item in items for d in item.drafts if d.style.size]
    return median(sizes) if sizes else 10.0


def _read_region(items: Sequence[Item]) -> list[Item]:
    """Items between two wide empty strips."""
    bands = _cut(items, lambda b: (b.top, b.bottom), -SLACK)
    if len(bands) == 1:
        columns = _columns(items)
        if len(columns) == 1:
            return _by_precedence(items)
        return [item for column in columns for item in read_in_order(column)]
    ordered: list[Item] = []
    at = 0
    while at < len(bands):
        size = _group(bands[at:])
        group = [item for band in bands[at : at + size] for item in band]
        if size == 1:
            ordered += read_in_order(group)
        elif _is_grid(bands[at : at + size]):
            for band in bands[at : at + size]:
                ordered += read_in_order(band)
        else:
            for column in _columns(group):
                ordered += read_in_order(column)
        at += size
    return ordered


def _cut(items: Sequence[Item], side: Callable[[Box], tuple[float, float]], gap: float) -> list[list[Item]]:
    """Parts along one axis: a new one starts where `gap` points lie empty."""
    parts: list[list[Item]] = []
    reach = 0.0
    for item in sorted(items, key=lambda i: side(i.box)):
        low, high = side(item.box)
        if parts and low < reach + gap:
            parts[-1].append(item)
            reach = max(reach, high)
        else:
            parts.append([item])
            reach = high
    return parts


def _group(bands: Sequence[Sequence[Item]]) -> int:
    """How many bands from the first on are columns of one group; 1 when the first stands alone."""
    together = list(bands[0])
    if len(_columns(together)) == 1 and len(bands) > 1 and not _opens(bands):
        return 1
    best = 1
    for count in range(2, len(bands) + 1):
        band = bands[count - 1]
        columns = _columns(together)
        if _are_cards(together) != _are_cards(band):
            break
        if len(columns) > 1 and (_titles_what_follows(band, bands[count:], columns) or _bridges(band, columns)):
            break
        together += band
        if len(_columns(together)) == 1:
            break
        best = count
    return best


def _is_grid(bands: Sequence[Sequence[Item]]) -> bool:
    """Rows of as many framed cards each (number tiles): read row by row. Cards of running text are read as columns."""
    counts = {len(band) for band in bands}
    if len(counts) != 1 or counts == {1}:
        return False
    return _are_cards([item for band in bands for item in band])


def _are_cards(items: Sequence[Item]) -> bool:
    """Whether all items are framed number tiles, which are no part of the columns above or below them."""
    return len(items) > 1 and all(i.framed and any(d.role == "figure" for d in i.drafts) for i in items)


def _columns(items: Sequence[Item]) -> list[list[Item]]:
    return _cut(items, lambda b: (b.x0, b.x1), GUTTER)


def _opens(bands: Sequence[Sequence[Item]]) -> bool:
    """Whether a first band on one side only belongs to the columns below: it stays within one of them and titles nothing
    on the other side. A heading flush with a later column titles that column alone."""
    first, second = bands[0], bands[1]
    columns = _columns([*first, *second])
    if len(columns) == 1:
        return False
    if not any(item.heading for item in first):
        return True
    x0, x1 = columns[0][0].box.x0, max(item.box.x1 for item in columns[-1])
    left = min(item.box.x0 for item in first)
    within = [c for c in columns[1:] if any(item in c for item in first) and min(i.box.x0 for i in c) == left]
    centred = abs((x0 + x1) / 2 - first[0].box.centre[0]) <= first[0].box.height
    return len(first) == 1 and bool(within) and not centred


def _titles_what_follows(
    band: Sequence[Item], below: Sequence[Sequence[Item]], columns: Sequence[Sequence[Item]]
) -> bool:
    """A heading alone in its band that parts the columns above from those below: the other columns leave it more room
    than a paragraph gap."""
    if len(band) != 1 or not band[0].heading or not below or len(_columns(below[0])) == 1:
        return False
    box = band[0].box
    others = [column for column in columns if not any(item.box.overlap_x(box) > 0 for item in column)]
    above = max((item.box.bottom for column in others for item in column), default=box.top)
    next_top = min((item.box.top for item in below[0] if item.box.overlap_x(box) == 0), default=box.bottom)
    return next_top - above >= 2.2 * min(box.height, 20.0)


def _bridges(band: Sequence[Item], columns: Sequence[Sequence[Item]]) -> bool:
    """Whether an item of the band lies across a gutter that parts running text."""
    for left, right in pairwise(columns):
        x0, x1 = max(i.box.x1 for i in left), min(i.box.x0 for i in right)
        if _runs(left) and _runs(right) and any(i.box.x0 < x0 - GUTTER and i.box.x1 > x1 + GUTTER for i in band):
            return True
    return False


def _runs(column: Sequence[Item]) -> bool:
    """Whether a column holds running text: a paragraph of several lines."""
    return any(d.role in ("body", "list_item") and len(d.lines) >= PROSE_LINES for item in column for d in item.drafts)


def _by_precedence(items: Sequence[Item]) -> list[Item]:
    """Where boxes interlock: above before below, left before right unless something spans between (Breuel 2003)."""
    graph: dict[int, set[int]] = {i: set() for i in range(len(items))}
    for i, a in enumerate(items):
        for j, b in enumerate(items):
            if i != j and _precedes(a.box, b.box, items):
                graph[j].add(i)
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError:
        order = sorted(range(len(items)), key=lambda i: (items[i].box.top, items[i].box.x0))
    return [items[i] for i in order]


def _precedes(a: Box, b: Box, items: Sequence[Item]) -> bool:
    if a.overlap_x(b) > GUTTER:
        return a.centre[1] < b.centre[1]
    if a.x0 >= b.x0:
        return False
    low, high = sorted((a.centre[1], b.centre[1]))
    if a.overlap_y(b) > 0:
        return True
    return not any(
        low < item.box.centre[1] < high and item.box.overlap_x(a) > GUTTER and item.box.overlap_x(b) > GUTTER
        for item in items
    )


ASIDES = ("picture_caption", "quote", "footnote", "figure", "caption")
HALF = 6  # words before an aside that may be half a sentence; fewer are the note of a tile
ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")


def unbroken(drafts: Sequence[Draft]) -> list[Draft]:
    """The same blocks; what stands between the two halves of a sentence (a picture's caption, a pull quote) moves behind it."""
    order = list(range(len(drafts)))
    at = 0
    while at < len(order):
        block = drafts[order[at]]
        after = at + 1
        while after < len(order) and drafts[order[after]].role in ASIDES:
            after += 1
        if (
            after > at + 1
            and after < len(order)
            and block.role == drafts[order[after]].role == "body"
            and block.frame == drafts[order[after]].frame
            and drafts[order[after]].text[:1].islower()
            and not ENDS.search(block.text)
            and len(block.words) >= HALF
        ):
            order.insert(at + 1, order.pop(after))
        at += 1
    place = {old: new for new, old in enumerate(order)}
    moved = [drafts[old] for old in order]
    return [d if d.partner is None else replace(d, partner=place[d.partner]) for d in moved]
