"""Tables of texts without rules: a row of heads in a look of its own, and under each head cells flush with it.

Cells wrap, so no baseline tells the rows alone: a row starts where the first column and another one have a line on one
height, farther below what stands above it than the lines of a cell are from each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from factextract.layout.draft import Draft, box_of, draft, is_marker, prevailing_style, text_of
from factextract.layout.table_grid import Table, by_baseline, is_value
from factextract.model.document import Cell, Line
from factextract.model.geometry import union

FEWEST_ROWS = {2: 3}  # of two columns; of more, two rows tell
LONGEST_HEAD = 5  # words
LARGEST_HEAD = 1.2  # of the cells' type
FLUSH = 2.0  # points
FARTHEST = 2.6  # heights of a line from one to the next in a table
STEP = 1.15  # of the closest step between lines: a row starts there
LEADING = 1.6  # em between lines that are rows, not those of a paragraph
LONGEST_CELL, USUAL_CELL = 40, 12  # words of any cell, and of half of them


@dataclass(frozen=True, slots=True)
class _Heads:
    """The heads of a table from left to right, and the lines that go on with them below."""

    lines: tuple[Line, ...]
    more: tuple[tuple[Line, ...], ...]

    @property
    def bottom(self) -> float:
        return max(box_of(li).bottom for li in (*self.lines, *(li for more in self.more for li in more)))


def text_tables(lines: Sequence[Line]) -> list[Table]:
    """Such tables among the lines of one region, cells row by row with their heads."""
    found: list[Table] = []
    for row in by_baseline(lines):
        if len(row) < 2 or not all(map(_may_head, row)) or len({_look(line) for line in row}) > 1:
            continue
        if any(table.box.holds_centre(box_of(row[0])) for table in found):
            continue
        heads = _heads(row, lines)
        columns = _columns(heads, lines)
        table = _table(heads, columns) if columns else None
        if table is not None:
            found.append(table)
    return found


def _may_head(line: Line) -> bool:
    text = text_of([line])
    return len(line.words) <= LONGEST_HEAD and text[:1].isupper() and text[-1:] not in (".", ",", ";")


def _look(line: Line) -> tuple[float, bool, str | None]:
    style = prevailing_style(line.words)
    return round(style.size, 1), style.bold, style.color


def _heads(row: Sequence[Line], lines: Sequence[Line]) -> _Heads:
    """The heads with the lines in their look that stand close under them."""
    more = []
    for head in row:
        last, rest = box_of(head), []
        for line in sorted(lines, key=lambda li: box_of(li).top):
            box = box_of(line)
            close = last.top < box.top <= last.bottom + 0.5 * last.height
            if close and abs(box.x0 - last.x0) <= FLUSH and _look(line) == _look(head):
                rest.append(line)
                last = box
        more.append(tuple(rest))
    return _Heads(tuple(row), tuple(more))


def _columns(heads: _Heads, lines: Sequence[Line]) -> list[list[Line]]:
    """The lines under each head from the top down to the first that fits in no column, or stands too far below; none where the
    heads look like what stands under them."""
    edges = [box_of(head).x0 for head in heads.lines]
    columns: list[list[Line]] = [[] for _ in edges]
    bottom = heads.bottom
    right = max(box_of(line).x1 for line in lines)
    below = sorted((li for li in lines if box_of(li).top >= bottom - 1.0), key=lambda li: box_of(li).top)
    for line in below:
        box = box_of(line)
        if box.x1 <= edges[0] - FLUSH:
            continue
        at = next((k for k, edge in enumerate(edges) if abs(box.x0 - edge) <= FLUSH), None)
        if at is None or box.x1 > [*edges[1:], right + FLUSH][at] or box.top - bottom > FARTHEST * box.height:
            break
        if prevailing_style(line.words).size * LARGEST_HEAD < prevailing_style(heads.lines[0].words).size:
            break
        columns[at].append(line)
        bottom = max(bottom, box.bottom)
    alike = any(column and _look(column[0]) == _look(heads.lines[0]) for column in columns[1:])
    marked = any(is_marker(line.words[0]) for column in columns for line in column)
    return [] if alike or marked or not all(columns) else columns


def _table(heads: _Heads, columns: Sequence[Sequence[Line]]) -> Table | None:
    """The table of such columns, None where they are no rows: lists, or paragraphs side by side."""
    starts = _row_starts(columns)
    if len(starts) < FEWEST_ROWS.get(len(columns), 2):
        return None
    rows: list[list[list[Line]]] = [[[] for _ in columns] for _ in starts]
    for at, column in enumerate(columns):
        for line in column:
            row = max(0, sum(box_of(line).top >= start - FLUSH for start in starts) - 1)
            rows[row][at].append(line)
    cells = [lines for row in rows for lines in row if lines]
    words = [sum(len(li.words) for li in lines) for lines in cells]
    values = sum(is_value(lines[0]) for row in rows for lines in row[1:] if lines)
    if 2 * values > len(cells) - len(rows):
        return None  # columns of numbers: other rules read them
    filled = len(cells) >= 0.8 * len(rows) * len(columns) and all(row[0] for row in rows)
    anew = all(not text_of(lines[:1])[:1].islower() for lines in cells)  # else paragraphs that share some baselines
    if not filled or not anew or max(words) > LONGEST_CELL or median(words) > USUAL_CELL:
        return None
    names = [text_of([head, *more]) for head, more in zip(heads.lines, heads.more, strict=True)]
    drafts: list[Draft] = [
        draft([head, *more], role="cell", cell=Cell(0, 0, at, head=True))
        for at, (head, more) in enumerate(zip(heads.lines, heads.more, strict=True))
    ]
    for number, cells_of_row in enumerate(rows, 1):
        label = text_of(cells_of_row[0])
        for at, lines in enumerate(cells_of_row):
            if lines:
                before = (label,) if at else ()
                cell = Cell(0, number, at, before, (names[at],), head=at == 0)
                drafts.append(draft(lines, role="cell", cell=cell))
    return Table(union(d.box for d in drafts), tuple(drafts))


def _row_starts(columns: Sequence[Sequence[Line]]) -> list[float]:
    """The tops of the rows."""
    steps = [box_of(b).top - box_of(a).top for column in columns for a, b in pairwise(column)]
    if not steps:
        return []
    closest = min(steps)
    tops = sorted(box_of(line).top for column in columns for line in column)
    starts: list[float] = []
    apart = closest >= LEADING * prevailing_style(columns[0][0].words).size
    single = apart and all(len(column) == len(columns[0]) for column in columns)
    for line in columns[0]:
        top = box_of(line).top
        level = sum(any(abs(box_of(li).top - top) <= FLUSH for li in column) for column in columns)
        before = max((t for t in tops if t < top - FLUSH), default=None)
        if level > 1 and (before is None or single or top - before > STEP * closest):
            starts.append(top)
    return starts
