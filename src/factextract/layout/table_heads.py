"""Heads of tables: which rows and cells name the others, and what governs each cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factextract.layout.draft import NUMBER, Draft, box_of, draft
from factextract.model.document import Cell, Line
from factextract.model.geometry import Box, union

CENTRED = 0.1  # of the width of the columns that a head spans
SCALED = re.compile(r"(?<!\d)000s?\b")  # "£000" heads a column of thousands
DATES = re.compile(
    r"\b\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d\b|\b[SF]{0,2}FY ?[’']?\d{2,4}(?:[-–/]\d{2,4})?\b|\b[QHS][1-4]\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?(?= [^\W\d]{3,9}\.? ?(?:(?:19|20)\d\d|[-–])|[-–])|(?<=[^\W\d] )\d{1,2}, (?=(?:19|20)\d\d)"
    r"|(?<![\d.,])(?:19|20)\d\d(?:[-–/]\d{2,4})?(?![\d,])"
)
"""What is a date in a head such as "Actual 30.09.2024", "FY25 goal", "1 Jan – 30 Sep 2024"."""
DATED_HEAD = 40  # characters at most
YEARLIKE = re.compile(r"^\D{0,12}(19|20)\d\d([-–/]\d{2,4})?\D{0,14}$")


def _text(lines: Sequence[Line]) -> str:
    return " ".join(word.text for line in lines for word in line.words)


def with_heads(grid: Sequence[dict[int, list[Line]]]) -> list[Draft]:
    """Cells as drafts with their heads: leading rows without a number, and the column that names the rows."""
    heads = 0
    for row, cells in enumerate(grid[:3]):
        if row and set(cells) == {0}:
            break  # a band row that names the rows below it
        heading = [_text(lines) for column, lines in cells.items() if column > 0]
        valued = any(_is_value(text) and not (len(heading) > 1 and _is_dated(text)) for text in heading)
        if not valued and not NUMBER.match(_text(cells.get(0, []))):
            heads += 1
        else:
            break
    if heads == len(grid) or not any(len(cells) > 1 for cells in grid[:heads]):
        heads = 0
    governing = [_spread(cells, grid) if row < heads - 1 else cells for row, cells in enumerate(grid[:heads])]
    names = _naming_column(grid[heads:])
    drafts: list[Draft] = []
    section: tuple[str, ...] = ()
    for row, cells in enumerate(grid):
        if row >= heads and set(cells) == {0}:  # a band row names the rows below it
            section = (_text(cells[0]),)
        for column in sorted(cells):
            above = tuple(
                _text(over) for head in governing if row >= heads and (over := _over(head, column, cells[column]))
            )
            before = (*section, _text(cells[names])) if column != names and row >= heads and names in cells else ()
            cell = Cell(0, row, column, before, above, head=row < heads or (column == names and len(cells) > 1))
            ordered = sorted(cells[column], key=lambda li: (round(box_of(li).bottom), box_of(li).x0))
            drafts.append(draft(ordered, role="cell", cell=cell))
    return drafts


def _naming_column(rows: Sequence[dict[int, list[Line]]]) -> int:
    """The column that names the rows: the first, or the second of two when all numbers stand before their labels."""
    full = [cells for cells in rows if len(cells) > 1]
    labelled = all(
        set(cells) == {0, 1} and _is_value(_text(cells[0])) and not _is_value(_text(cells[1])) for cells in full
    )
    return 1 if full and labelled else 0


def _spread(head: dict[int, list[Line]], grid: Sequence[dict[int, list[Line]]]) -> dict[int, list[Line]]:
    """A row of heads by every column that they govern: their own, and the headless ones beside it that they are centred on."""
    boxes: dict[int, list[Box]] = {}
    for cells in grid:
        if cells is not head:
            for column, lines in cells.items():
                boxes.setdefault(column, []).extend(map(box_of, lines))
    strips = {column: union(found) for column, found in boxes.items()}
    spread = dict(head)
    for column, lines in head.items():
        first = max((c for c in head if c < column), default=0) + 1
        past = min((c for c in head if c > column), default=max(strips) + 1)
        middle = union(map(box_of, lines)).centre[0]
        runs = [
            (abs(union((strips[a], strips[b])).centre[0] - middle), a, b)
            for a in range(first, column + 1)
            for b in range(column, past)
            if a in strips and b in strips
        ]
        off, a, b = min(runs, default=(0.0, column, column))
        if b > a and off <= CENTRED * union((strips[a], strips[b])).width:
            spread |= dict.fromkeys(range(a, b + 1), lines)
    return spread


def _over(head: dict[int, list[Line]], column: int, lines: Sequence[Line]) -> list[Line]:
    """The head over a column: its own, or one that spans it."""
    if column in head:
        return head[column]
    box = union(map(box_of, lines))
    for over in head.values():
        if union(map(box_of, over)).overlap_x(box) > 0.5 * box.width:
            return over
    return []


def _is_value(text: str) -> bool:
    """Whether a cell holds a figure; a year alone, or with a word, heads a column."""
    return bool(re.search(r"\d", SCALED.sub("", text))) and not YEARLIKE.match(text)


def _is_dated(text: str) -> bool:
    """Whether a short text has no other digits than those of dates; beside others like it, it heads a column."""
    return len(text) <= DATED_HEAD and bool(DATES.search(text)) and not re.search(r"\d", DATES.sub("", text))
