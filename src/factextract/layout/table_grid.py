"""Rows of lines to a grid of cells: columns, wrapped cells, signs of money set apart from their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from factextract.layout.draft import VALUE, YEAR, Draft, box_of, prevailing_style, text_of
from factextract.layout.table_heads import with_heads
from factextract.model.document import Line
from factextract.model.geometry import Box, union

LARGE_TYPE = 1.3  # of the other rows: figures over captions; heads of tables are set hardly larger than their cells
NUMERIC = re.compile(r"\d|^[-–—…]$|^n/?a$", re.I)
SIGN = re.compile(r"^\(?(?:[A-Z]{0,3}[$€£¥₦₹]|[A-Z]{3}|Rs\.?)$")
SIGN_REACH = 14.0  # em from a sign of money to its number
WRAPPED = 0.35  # em between the lines of one cell at most
TIED = 0.6  # of the usual room between rows; lines closer than this are one cell
CLEAR = 0.25  # em by which rows must lie farther apart than the lines of a cell, for distance alone to tell


@dataclass(frozen=True, slots=True)
class Table:
    """A table's region and its cells as drafts, row by row."""

    box: Box
    cells: tuple[Draft, ...]


def is_value(line: Line) -> bool:
    """Whether a line is nothing but a quantity, as cells under a head are; a year is none."""
    return len(line.words) <= 5 and bool(VALUE.match(text_of([line]))) and not YEAR.match(text_of([line]))


def by_baseline(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that share a baseline, from top to bottom, each row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda li: (box_of(li).bottom, box_of(li).x0)):
        box = box_of(line)
        if rows and abs(box_of(rows[-1][0]).bottom - box.bottom) <= 0.35 * min(box.height, box_of(rows[-1][0]).height):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda li: box_of(li).x0) for row in rows]


def with_signs(rows: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The rows, a sign of money that stands apart at the left of its cell joined to the number right of it. Signs in a column of
    units stay there."""
    others = [box_of(line) for row in rows for line in row if not SIGN.match(text_of([line]))]
    joined: list[list[Line]] = []
    for row in rows:
        cells: list[Line] = []
        for line in row:
            last = cells[-1] if cells else None
            if last is not None and SIGN.match(text_of([last])) and is_value(line):
                sign, number = box_of(last), box_of(line)
                unit = any(other.overlap_x(sign) > 0 and other.overlap_x(number) == 0 for other in others)
                if not unit and number.x0 - sign.x1 <= SIGN_REACH * number.height:
                    cells[-1] = Line((*last.words, *line.words), union((box_of(last), box_of(line))))
                    continue
            cells.append(line)
        joined.append(cells)
    return joined


def grid(rows: Sequence[Sequence[Line]], region: Box, drawn: Sequence[tuple[float, float]] = ()) -> Table | None:
    """The table that rows make, None when they make none: too few full rows, running text, number tiles. `drawn`: the x ranges of
    its columns where rules tell them."""
    rows = with_signs(rows)
    body = [row for row in rows if len(row) >= 2]
    if len(body) < 2:
        return None
    columns = drawn or _columns(body)
    if len(columns) < 2:
        return None
    found: list[dict[int, list[Line]]] = []
    for row in rows:
        cells: dict[int, list[Line]] = {}
        for line in (piece for whole in row for piece in _split(whole, columns)):
            shares = [max(0.0, min(x1, box_of(line).x1) - max(x0, box_of(line).x0)) for x0, x1 in columns]
            cells.setdefault(shares.index(max(shares)), []).append(line)
        found.append(cells)
    full = [cells for cells in found if len(cells) > 1]
    filled = sum(map(len, full))
    if len(full) < 2 or filled < 0.5 * len(full) * len(columns) or _is_prose(full, columns) or _is_tile_row(rows):
        return None
    return Table(region, tuple(with_heads(_merged(found))))


def _columns(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """x ranges of the columns: strips that at least one row fills, parted by strips that hardly any row crosses."""
    edges = sorted({e for row in rows for li in row for e in (box_of(li).x0, box_of(li).x1)})
    allowed = 0 if len(rows) < 6 else len(rows) // 6
    columns: list[tuple[float, float]] = []
    for x0, x1 in pairwise(edges):
        middle = (x0 + x1) / 2
        crossing = sum(any(box_of(li).x0 < middle < box_of(li).x1 for li in row) for row in rows)
        if crossing <= allowed:
            continue
        if columns and x0 - columns[-1][1] < 3.5:
            columns[-1] = (columns[-1][0], x1)
        else:
            columns.append((x0, x1))
    return columns


def _split(line: Line, columns: Sequence[tuple[float, float]]) -> list[Line]:
    """A line cut where it runs from one column into the next over a gap wider than its own spaces: two heads set close."""
    gaps = [box_of(b).x0 - box_of(a).x1 for a, b in pairwise(line.words)]
    cuts = []
    for at, gap in enumerate(gaps):
        a, b = box_of(line.words[at]), box_of(line.words[at + 1])
        others = [g for k, g in enumerate(gaps) if k != at]
        shared = max(min(b.x0, right[0]) - max(a.x1, left[1]) for left, right in pairwise(columns))
        if shared >= 0.5 * gap and gap >= 0.42 * a.height and all(gap >= 1.4 * g for g in others):
            cuts.append(at + 1)
    pieces = [line.words[i:j] for i, j in pairwise([0, *cuts, len(line.words)])]
    return [Line(words, union(map(box_of, words))) for words in pieces]


def _is_tile_row(rows: Sequence[Sequence[Line]]) -> bool:
    """Number tiles side by side: a row in large type with its captions in small type, set in boxes or between rules."""
    if len(rows) > 4:
        return False
    sizes = sorted(prevailing_style([w for li in row for w in li.words]).size for row in rows)
    return sizes[-1] >= LARGE_TYPE * max(sizes[0], 1.0)


def _is_prose(full: Sequence[dict[int, list[Line]]], columns: Sequence[tuple[float, float]]) -> bool:
    """Text columns on a shared baseline grid: most cells are several words and fill their column's width."""
    if len(columns) > 4:
        return False
    long = total = 0
    for cells in full:
        for column, lines in cells.items():
            x0, x1 = columns[column]
            total += 1
            width = max(box_of(li).x1 for li in lines) - min(box_of(li).x0 for li in lines)
            words = sum(len(li.words) for li in lines) / len(lines)
            long += words >= 4 and width > 0.75 * (x1 - x0)
    return long > 0.5 * total


Row = dict[int, list[Line]]


def _merged(rows: Sequence[Row]) -> list[Row]:
    """The rows of a grid, each wrapped label, head or cell one: its lines below joined to the row that they go on from, those
    above to the row whose values stand on its last or middle line."""
    room = _room(rows)
    found: list[Row] = []
    for cells in _centred(rows):
        above = found[-1] if found else None
        if above is not None and len(cells) < len(above) and _goes_on(above, cells, room):
            for column, lines in cells.items():
                above[column].extend(lines)
        elif above is not None and set(above) == {0} and len(cells) > 1 and _leads(found, cells, room):
            found[-1] = {**cells, 0: [*above[0], *cells[0]]}
        else:
            found.append({column: list(lines) for column, lines in cells.items()})
    return found


def _centred(rows: Sequence[Row]) -> list[Row]:
    """The rows, values that stand between the two lines of their label on one row with it."""
    found: list[Row] = []
    skip = False
    for at, cells in enumerate(rows):
        if skip:
            skip = False
            continue
        before, after = (found[-1] if found else {}), (rows[at + 1] if at + 1 < len(rows) else {})
        if 0 not in cells and set(before) == set(after) == {0}:
            box = union(box_of(li) for lines in cells.values() for li in lines)
            if box.overlap_y(box_of(before[0][-1])) > 0 and box.overlap_y(box_of(after[0][0])) > 0:
                found[-1] = {0: [*before[0], *after[0]], **cells}
                skip = True
                continue
        found.append(cells)
    return found


def _room(rows: Sequence[Row]) -> float | None:
    """The usual empty height in points between two full rows; None where no two follow each other."""
    gaps = [_gap(above, cells) for above, cells in pairwise(rows) if len(above) > 1 and len(cells) > 1]
    return median(gaps) if gaps else None


def _gap(above: Row, cells: Row) -> float:
    low = max(box_of(li).bottom for lines in above.values() for li in lines)
    return min(box_of(li).top for lines in cells.values() for li in lines) - low


def _is_tied(gap: float, height: float, room: float | None) -> bool:
    """Whether two lines stand so much closer than rows do that they are one cell."""
    return room is not None and room - gap >= CLEAR * height and gap <= TIED * room


def _goes_on(above: Row, cells: Row, room: float | None) -> bool:
    """Whether a row with fewer cells only goes on with cells of the row above."""
    for column, lines in cells.items():
        if column not in above:
            return False
        last, first = above[column][-1], lines[0]
        gap, height = box_of(first).top - box_of(last).bottom, box_of(first).height
        style, other = prevailing_style(last.words), prevailing_style(first.words)
        if gap > WRAPPED * height or (style.size, style.bold) != (other.size, other.bold):
            return False
        text = first.words[0].text
        anew = style != other or (text[:1].isupper() and 0 in cells) or NUMERIC.search(text)
        if anew and not _is_tied(gap, height, room):
            return False
    return True


def _leads(found: Sequence[Row], cells: Row, room: float | None) -> bool:
    """Whether the last row found, a label alone, is the first line of the label of the next row."""
    if 0 not in cells:
        return False
    above, first = found[-1][0][-1], cells[0][0]
    gap, height = box_of(first).top - box_of(above).bottom, box_of(first).height
    if gap > WRAPPED * height or prevailing_style(above.words) != prevailing_style(first.words):
        return False
    if first.words[0].text[:1].islower() and not text_of([above]).endswith((":", ".")):
        return True
    apart = len(found) < 2 or _gap(found[-2], found[-1]) > 2 * max(gap, 0.0)
    return apart and abs(box_of(above).x0 - box_of(first).x0) < 1.0 and _is_tied(gap, height, room)
