"""Tables: ruled (horizontal rules, striped rows or cell boxes) and unruled (aligned short cells).

A table is a region with at least two rows and two columns, most of its cells filled. Its cells come back row by row,
each with the texts of the heads over and before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from factextract.layout.draft import box_of, is_marker
from factextract.layout.table_grid import LARGE_TYPE, NUMERIC, Table, by_baseline, grid
from factextract.model.document import Line
from factextract.model.geometry import Box, union
from factextract.model.sheet import Sheet

THIN = 2.5  # points; a lower box is a line
BAR = 14.0  # points; a box as low without text is a bar of a chart
SAME = 4.0  # points within which two rules start and end alike
TALLEST_ROW = 90.0
RULED = 0.6  # of a table's height that a border between columns runs along; heads may span some
LABEL_ROW = 1.25  # of the height of the row above, for a row with one long line
APART = 0.3  # of a lone row's height between it and a table with more columns
LEAST_DRAWN, MOSTLY = 5, 0.7  # bands, and the share of them with one line a cell, for all rows to be parted by rules
EMPTY_ROW = 1.3  # of the row above it; a higher empty band parts two tables
# A row outside the first or last rule: em to the rule, em between its lines, lines, points by which its cells are flush.
CLOSE_TO_RULE, CLOSE_LINES, MOST_LINES, FLUSH = 1.2, 0.55, 3, 2.0


def ruled_stacks(sheet: Sheet) -> list[list[Box]]:
    """Stacks of at least three horizontal rules of one width, no farther apart than a row is tall."""
    stacks: list[list[Box]] = []
    for rule in sorted(_rules(sheet), key=lambda r: (r.top, r.x0)):
        for stack in stacks:
            last = stack[-1]
            if (
                abs(rule.x0 - last.x0) <= SAME
                and abs(rule.x1 - last.x1) <= SAME
                and 0 < rule.top - last.top <= TALLEST_ROW
            ):
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [stack for stack in stacks if len(stack) >= 3]


def _rules(sheet: Sheet) -> list[Box]:
    """Horizontal rules: thin lines, and the edges of boxes low enough to be a row, joined where they touch."""
    pieces: list[Box] = []
    levels = sorted(box.centre[1] for word in sheet.words if word.hidden is None and (box := word.box) is not None)
    for shape in sheet.shapes:
        box = shape.box
        if shape.kind == "picture" or box.width < 12:
            continue
        if box.height <= THIN:
            pieces.append(Box(box.x0, box.centre[1], box.x1, box.centre[1]))
        elif shape.kind == "box" and box.height <= TALLEST_ROW and not (box.height <= BAR and _is_bar(box, levels)):
            pieces += [Box(box.x0, y, box.x1, y) for y in (box.top, box.bottom)]
    joined: list[Box] = []
    for piece in sorted(pieces, key=lambda b: (round(b.top / 2.0), b.x0)):
        last = joined[-1] if joined else None
        if last and abs(last.top - piece.top) <= 2.5 and piece.x0 <= last.x1 + 3:
            joined[-1] = Box(last.x0, last.top, max(last.x1, piece.x1), last.top)
        else:
            joined.append(piece)
    return [rule for rule in joined if rule.width >= 60]


def _is_bar(box: Box, levels: Sequence[float]) -> bool:
    """Whether no word stands on the height of a low box: it is a bar of a chart, not a row. `levels` are the words' heights in
    ascending order."""
    return bisect_left(levels, box.top) == bisect_right(levels, box.bottom)


def ruled_tables(stack: Sequence[Box], lines: Sequence[Line], uprights: Sequence[Box] = ()) -> list[Table]:
    """The tables drawn in a stack of rules: runs of bands with several cells each. None when its text makes no grid. Where
    vertical rules, `uprights`, part the bands, they are the borders of the columns."""
    stack = _with_open_ends(stack, lines)
    region = union(stack)
    inside = [line for line in lines if region.holds_centre(box_of(line))]
    found: list[Table] = []
    run: list[tuple[Box, list[Line]]] = []
    gap = 0.0
    for upper, lower in [*pairwise(stack), (stack[-1], stack[-1])]:
        band = [line for line in inside if upper.top - 1 <= box_of(line).centre[1] < lower.top - 1]
        box = union((upper, lower))
        if len(run) == 1 and gap >= APART * run[0][0].height and len(band) > len(run[0][1]):
            run = []  # a bar over the table, as pages bear for a head
        if band and (_parted(band) or (run and _is_label(band, box, run[-1][0]))):
            run.append((box, band))
            gap = 0.0
            continue
        if not band and run and 0 < box.height <= EMPTY_ROW * run[-1][0].height:
            gap += box.height
            continue
        found += _table(run, uprights)
        run = []
    return found


def _with_open_ends(stack: Sequence[Box], lines: Sequence[Line]) -> list[Box]:
    """The rules, with one more where a row of the table stands outside them: heads over the first, a total under the last."""
    region = union(stack)
    within = [li for li in lines if region.x0 - SAME <= box_of(li).x0 and box_of(li).x1 <= region.x1 + SAME]
    found = list(stack)
    for edge, inner in ((stack[0], stack[1]), (stack[-1], stack[-2])):
        low, high = sorted((edge.top, inner.top))
        like = [line for line in within if low < box_of(line).centre[1] < high]
        row = _row_beyond(within, edge.top, upwards=edge.top < inner.top)
        flush = {at for line in row for at, other in enumerate(like) if _flush(box_of(line), box_of(other))}
        if _parted(row) and len(flush) > 1:
            box = union(map(box_of, row))
            y = box.top - 1.0 if edge is stack[0] else box.bottom + 1.0
            found.insert(0 if edge is stack[0] else len(found), Box(edge.x0, y, edge.x1, y))
    return found


def _row_beyond(lines: Sequence[Line], edge: float, *, upwards: bool) -> list[Line]:
    """The lines just outside a rule, as far as they follow each other closely."""

    def ahead(box: Box) -> float:
        return edge - box.bottom if upwards else box.top - edge

    row: list[Line] = []
    reach = 0.0
    for line in sorted((li for li in lines if ahead(box_of(li)) > -2.0), key=lambda li: ahead(box_of(li))):
        box = box_of(line)
        if ahead(box) - reach > (CLOSE_TO_RULE if not row else CLOSE_LINES) * box.height:
            break
        row.append(line)
        reach = max(reach, ahead(box) + box.height)
    return row if len(by_baseline(row)) <= MOST_LINES else []


def _flush(a: Box, b: Box) -> bool:
    """Whether one stands over the other, aligned at a side or centred."""
    return min(abs(a.x0 - b.x0), abs(a.x1 - b.x1), abs(a.centre[0] - b.centre[0])) <= FLUSH


def _table(run: Sequence[tuple[Box, list[Line]]], uprights: Sequence[Box]) -> list[Table]:
    lone = sum(len(by_baseline(band)) == 1 for _, band in run)
    drawn = len(run) >= LEAST_DRAWN and lone >= MOSTLY * len(run)  # a rule stands between any two rows
    rows = [row for _, band in run for row in ([band] if drawn else _rows_in_band(band))]
    if len(rows) < 2:
        return []
    region = union(box for box, _ in run)
    table = grid(rows, region, _drawn_columns(region, uprights))
    return [table] if table and not _is_tile_stack(table) else []


def _drawn_columns(region: Box, uprights: Sequence[Box]) -> list[tuple[float, float]]:
    """The x ranges between the vertical rules that run along most of a region's height; none without one inside it."""
    covered: dict[int, float] = {}
    places: dict[int, float] = {}
    for rule in uprights:
        if region.x0 + SAME < rule.centre[0] < region.x1 - SAME and rule.overlap_y(region) > 0:
            at = next((k for k, x in places.items() if abs(x - rule.centre[0]) <= SAME), len(places))
            places.setdefault(at, rule.centre[0])
            covered[at] = covered.get(at, 0.0) + rule.overlap_y(region)
    borders = sorted(x for at, x in places.items() if covered[at] >= RULED * region.height)
    return list(pairwise([region.x0, *borders, region.x1])) if borders else []


def _is_tile_stack(table: Table) -> bool:
    """Whether rules only part number tiles under each other: all values in much larger type than the captions beside them."""
    sizes: dict[int, list[float]] = {}
    for block in table.cells:
        sizes.setdefault(block.cell.column if block.cell else 0, []).append(block.style.size)
    if len(sizes) != 2:
        return False
    small, large = sorted(sizes.values(), key=max)
    return min(large) >= LARGE_TYPE * max(small)


def _parted(band: Sequence[Line]) -> bool:
    """Whether lines stand side by side: some two share a height and no width."""
    if not band:
        return False
    first = min(band, key=lambda li: box_of(li).x0)
    return any(box_of(first).overlap_x(box_of(li)) == 0 for li in band)


def _is_label(band: Sequence[Line], box: Box, above: Box) -> bool:
    """A band row that names the rows below it: one line at the left, short or in a row no higher than the one above."""
    if len(band) != 1 or box_of(band[0]).x0 - box.x0 >= 0.3 * box.width:
        return False
    return box_of(band[0]).width < 0.6 * box.width or box.height <= LABEL_ROW * above.height


def _rows_in_band(band: Sequence[Line]) -> list[list[Line]]:
    """One row where cells wrap between two rules; a row a baseline where several stand there (booktabs)."""
    rows = by_baseline(band)
    full = sum(len(row) >= 2 for row in rows)
    return rows if full >= 2 and full >= 0.6 * len(rows) else [list(band)]


def unruled_tables(lines: Sequence[Line]) -> list[Table]:
    """Runs of at least three rows whose short cells stand under each other, most of the later columns numbers."""
    rows = by_baseline(lines)
    found: list[Table] = []
    run: list[list[Line]] = []
    for row in [*rows, []]:
        if len(row) >= 2 and (not run or _follows(run[-1], row)):
            run.append(row)
            continue
        if len(run) >= 3:
            table = grid(run, union(box_of(li) for r in run for li in r))
            if table and _mostly_numbers(table):
                found.append(table)
        run = [row] if len(row) >= 2 else []
    return found


def _follows(above: Sequence[Line], row: Sequence[Line]) -> bool:
    """Whether a row stands close enough under the one above, with cells under its cells."""
    a, b = union(map(box_of, above)), union(map(box_of, row))
    if b.top - a.bottom > 2.2 * box_of(row[0]).height:
        return False
    under = sum(any(box_of(li).overlap_x(box_of(up)) > 0 for up in above) for li in row)
    return under >= 2


def _mostly_numbers(table: Table) -> bool:
    later = [d for d in table.cells if d.cell and d.cell.column > 0 and not d.cell.head]
    numeric = sum(bool(NUMERIC.search(d.text)) and len(d.words) <= 5 for d in later)
    first = [d for d in table.cells if d.cell and d.cell.column == 0]
    if any(is_marker(d.words[0]) for d in first):
        return False
    return bool(later) and numeric >= 0.6 * len(later)


def numbered(tables: Sequence[Table]) -> list[Table]:
    """The same tables, their cells knowing which table of the page they belong to."""
    return [
        Table(t.box, tuple(replace(d, cell=replace(d.cell, table=n)) if d.cell else d for d in t.cells))
        for n, t in enumerate(tables)
    ]
