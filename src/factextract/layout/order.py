"""Reading order of blocks, tables and frames in a region: columns along persistent gutters, else from top to bottom.

Items are boxes read as a unit. A region is cut into bands by empty horizontal strips; neighbouring bands that one gutter
runs through form a column group, whose columns are read one after the other. What no cut parts is sorted by precedence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from factextract.layout.draft import Draft
from factextract.model.geometry import Box

GUTTER = 2.5  # points; boxes are tight around their text
SLACK = 2.0  # points by which stacked boxes may overlap: ascenders and descenders of tight lines


@dataclass(frozen=True, slots=True)
class Item:
    """A unit of reading. `heading` marks one that titles what follows below."""

    box: Box
    drafts: tuple[Draft, ...]
    heading: bool = False


def read_in_order(items: Sequence[Item]) -> list[Item]:
    """The items as a person reads them."""
    if len(items) < 2:
        return list(items)
    bands = _cut(items, lambda b: (b.top, b.bottom), -SLACK)
    if len(bands) == 1:
        columns = _cut(items, lambda b: (b.x0, b.x1), GUTTER)
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
        else:
            for column in _cut(group, lambda b: (b.x0, b.x1), GUTTER):
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
    if len(_cut(together, lambda b: (b.x0, b.x1), GUTTER)) == 1 and len(bands) > 1 and not _opens(bands):
        return 1
    best = 1
    for count in range(2, len(bands) + 1):
        band = bands[count - 1]
        if _titles_what_follows(band, bands[count:], together):
            break
        together += band
        if len(_cut(together, lambda b: (b.x0, b.x1), GUTTER)) == 1:
            break
        best = count

    return best


def _opens(bands: Sequence[Sequence[Item]]) -> bool:
    """Whether a first band on one side only belongs to the columns below: it stays within one of them and titles nothing
    on the other side."""
    first, second = bands[0], bands[1]
    columns = _cut([*first, *second], lambda b: (b.x0, b.x1), GUTTER)
    return len(columns) > 1 and not any(item.heading for item in first)


def _titles_what_follows(band: Sequence[Item], below: Sequence[Sequence[Item]], above: Sequence[Item]) -> bool:
    """A heading that stands alone in its band, with text on both sides of a gutter above and below it."""
    if len(band) != 1 or not band[0].heading or not below:
        return False
    next_columns = _cut(below[0], lambda b: (b.x0, b.x1), GUTTER)
    above_columns = _cut(above, lambda b: (b.x0, b.x1), GUTTER)
    return len(next_columns) > 1 and len(above_columns) > 1


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
