"""Charts with printed values: values are paired with their labels, axis ticks set apart.

A column chart becomes a small table: the labels are its heads, each value a cell over its label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from factextract.layout.draft import NUMBER, Draft, box_of
from factextract.model.document import Cell

FEWEST = 3  # ticks or bars; fewer are no series
PLAIN = re.compile(r"^-?\d[\d.,' ]*%?$")
YEAR = re.compile(r"^((19|20)\d\d([/–-]\d\d(\d\d)?)?|FY ?\d\d(/\d\d)?)\*?$")
LONGEST_LABEL = 4  # words
TALLEST = 260.0  # points from a label to the value at the end of its bar


def read_charts(blocks: Sequence[Draft], first_table: int) -> list[Draft]:
    """The blocks of one region; ticks get the role `axis`, chart values and their labels become cells of tables numbered
    from `first_table`."""
    found = list(blocks)
    for ticks in _tick_runs(blocks):
        for at in ticks:
            found[at] = replace(blocks[at], role="axis")
    table = first_table
    for pairs in _bars_under(found):
        for row, (label, value) in enumerate(pairs):
            text = found[label].text
            found[label] = replace(found[label], role="cell", cell=Cell(table, row, 0, head=True))
            found[value] = replace(found[value], role="cell", cell=Cell(table, row, 1, row_head=(text,)))
        table += 1
    for labels in _label_rows(found):
        pairs = _columns_over(labels, found)
        if len(pairs) >= FEWEST or _are_two_bars(pairs, found):
            for column, (label, value) in enumerate(pairs):
                text = found[label].text
                found[label] = replace(found[label], role="cell", cell=Cell(table, 1, column, head=True))
                found[value] = replace(found[value], role="cell", cell=Cell(table, 0, column, column_head=(text,)))
            table += 1
    return found


def _tick_runs(blocks: Sequence[Draft]) -> list[list[int]]:
    """Runs of plain numbers in equal steps, one above the other at equal distances."""
    numbers = [(at, b) for at, b in enumerate(blocks) if PLAIN.match(b.text) and not YEAR.match(b.text)]
    runs: list[list[int]] = []
    used: set[int] = set()
    for at, block in numbers:
        if at in used:
            continue
        stack = sorted(
            (
                (other.box.centre[1], k)
                for k, other in numbers
                if k not in used
                and abs(other.style.size - block.style.size) < 0.5
                and min(abs(other.box.x1 - block.box.x1), abs(other.box.x0 - block.box.x0)) < 1.5
            ),
        )
        if len(stack) < FEWEST + 1:
            continue
        values = [_value(blocks[k].text) for _, k in stack]
        steps = {round(b - a, 6) for a, b in pairwise(values)}
        gaps = [b[0] - a[0] for a, b in pairwise(stack)]
        if len(steps) == 1 and steps != {0} and max(gaps) - min(gaps) < 0.15 * max(gaps):
            runs.append([k for _, k in stack])
            used |= set(runs[-1])
    return runs


def _value(text: str) -> float:
    digits = re.sub(r"[^\d.]", "", text.replace(",", ""))
    return float(digits) if digits.count(".") < 2 and digits.strip(".") else 0.0


def _bars_under(blocks: Sequence[Draft]) -> list[list[tuple[int, int]]]:
    """Bars with their labels over them: (label, value) from top to bottom, labels flush left at even distances, the value at the
    end of the bar between a label and the next."""
    labels = [
        at
        for at, b in enumerate(blocks)
        if b.role in ("body", "heading") and len(b.lines) == 1 and len(b.words) <= LONGEST_LABEL + 1
        and not NUMBER.match(b.text)
    ]  # fmt: skip
    found: list[list[tuple[int, int]]] = []
    used: set[int] = set()
    for first in labels:
        run: list[tuple[int, int]] = []
        for label in sorted(labels, key=lambda at: blocks[at].box.top):
            box = blocks[label].box
            if label in used or abs(box.x0 - blocks[first].box.x0) > 1.5 or blocks[label].style != blocks[first].style:
                continue
            height = 3.2 * box.height
            under = [
                (b.box.top, at)
                for at, b in enumerate(blocks)
                if b.role in ("body", "heading") and NUMBER.match(b.text) and b.box.x0 > box.x0 + 4
                and -0.5 * box.height < b.box.top - box.bottom < height
            ]  # fmt: skip
            if under:
                run.append((label, min(under)[1]))
        gaps = [blocks[b[0]].box.top - blocks[a[0]].box.top for a, b in pairwise(run)]
        values = [value for _, value in run]
        even = bool(gaps) and max(gaps) - min(gaps) < 0.15 * max(gaps)
        if len(run) >= FEWEST and even and len(set(values)) == len(values):
            found.append(run)
            used |= {at for pair in run for at in pair}
    return found


def _label_rows(blocks: Sequence[Draft]) -> list[list[int]]:
    """Rows of short labels on one baseline, evenly set: the feet of a column chart."""
    rows: dict[tuple[int, int], list[int]] = {}
    for at, block in enumerate(blocks):
        short = (
            block.role in ("body", "heading", "figure") and len(block.lines) <= 2 and len(block.words) <= LONGEST_LABEL
        )
        if short and (YEAR.match(block.text) or not NUMBER.match(block.text)):
            foot = round(box_of(block.lines[0]).bottom)
            rows.setdefault((foot, round(block.style.size)), []).append(at)
    return [sorted(row, key=lambda at: blocks[at].box.x0) for _, row in sorted(rows.items()) if len(row) > 1]


def _are_two_bars(pairs: Sequence[tuple[int, int]], blocks: Sequence[Draft]) -> bool:
    """Whether two values in one look stand at different heights over their labels, too far off for tiles, as bars end."""
    if len(pairs) != 2 or any(blocks[value].role == "figure" for _, value in pairs):
        return False
    (a, low), (b, high) = pairs
    rises = [blocks[label].box.top - blocks[value].box.bottom for label, value in pairs]
    alike = blocks[low].style == blocks[high].style and blocks[a].style == blocks[b].style
    return alike and abs(rises[0] - rises[1]) > 3.0 and max(rises) > 2 * blocks[low].box.height


def _columns_over(labels: Sequence[int], blocks: Sequence[Draft]) -> list[tuple[int, int]]:
    """(label, value) for each label with a number centred above it and nothing between."""
    pairs = []
    for label in labels:
        box = blocks[label].box
        above = [
            (box.top - b.box.bottom, at)
            for at, b in enumerate(blocks)
            if at not in labels
            and b.role in ("body", "heading", "figure")
            and NUMBER.match(b.text)
            and 0 <= box.top - b.box.bottom <= TALLEST
            and abs(b.box.centre[0] - box.centre[0]) <= max(0.5 * box.width, 4.0)
        ]
        if above:
            pairs.append((label, min(above)[1]))
    if [blocks[value].text.strip(".)") for _, value in pairs] == [str(n + 1) for n in range(len(pairs))]:
        return []  # steps in order
    taken = [value for _, value in pairs]
    return [pair for pair in pairs if taken.count(pair[1]) == 1]
