"""Heads of tables: which rows and cells name the others, and what governs each cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factextract.layout.draft import NUMBER, VALUE, Draft, box_of, draft, prevailing_style, text_of
from factextract.model.document import Cell, Line
from factextract.model.geometry import Box, union
from factextract.model.sheet import Style

CENTRED = 0.1  # of the width of the columns that a head spans
SCALED = re.compile(r"(?<!\d)000s?\b")  # "£000" heads a column of thousands
DATES = re.compile(
    r"\b\d{1,2}[./]\d{1,2}[./](?:19|20)?\d\d\b|\b[SF]{0,2}FY ?[’']?\d{2,4}(?:[-–/]\d{2,4})?\b|\b[QHS][1-4]\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)?(?= [^\W\d]{3,9}\.? ?(?:(?:19|20)\d\d|[-–])|[-–])|(?<=[^\W\d] )\d{1,2}, (?=(?:19|20)\d\d)"
    r"|(?<![\d.,])(?:19|20)\d\d(?:[-–/]\d{2,4})?(?![\d,])"
)
"""What is a date in a head such as "Actual 30.09.2024", "FY25 goal", "1 Jan – 30 Sep 2024"."""
DATED_HEAD = 40  # characters at most
NAMED = re.compile(r"[^\W\d_]+\d+[^\W\d_]*|(?<=[^\W\d_] )\d{1,2}(?=$| ?\()")  # "CO2e"; "Phase 2", "Variable 1 ($)"
FEWEST_NUMBERED = 3  # rows that a column numbers
MOST_HEADS = 4
YEARLIKE = re.compile(r"^\D{0,12}(19|20)\d\d([-–/]\d{2,4})?\D{0,14}$")


def with_heads(grid: Sequence[dict[int, list[Line]]]) -> list[Draft]:
    """Cells as drafts with their heads: leading rows without a number, and the column that names the rows."""
    heads = _head_rows(grid)
    governing = [_spread(cells, grid) if row < heads - 1 else cells for row, cells in enumerate(grid[:heads])]
    names = _naming_column(grid[heads:])
    counts = names == 1 and _is_numbering(grid[heads:])
    drafts: list[Draft] = []
    bands: list[_Band] = []
    for row, cells in enumerate(grid):
        if row >= heads:
            bands = _bands_at(grid[row - 1] if row else {}, cells, bands)
        section = tuple(band.text for band in bands) if set(cells) != {0} else ()
        for column in sorted(cells):
            above = tuple(
                text_of(over) for head in governing if row >= heads and (over := _over(head, column, cells[column]))
            )
            before = (*section, text_of(cells[names])) if column != names and row >= heads and names in cells else ()
            head = row < heads or (len(cells) > 1 and (column == names or (counts and column == 0)))
            cell = Cell(0, row, column, before, above, head=head)
            ordered = sorted(cells[column], key=lambda li: (round(box_of(li).bottom), box_of(li).x0))
            drafts.append(draft(ordered, role="cell", cell=cell))
    return drafts


def _head_rows(grid: Sequence[dict[int, list[Line]]]) -> int:
    """How many leading rows are heads. What stands under the first of them looks like it, or has values under it."""
    heads, wide = 0, any(len(cells) > 2 for cells in grid)  # in pairs of label and value a date is a value
    for row, cells in enumerate(grid[:MOST_HEADS]):
        if row and (set(cells) == {0} or not (_looks_like(cells, grid[0]) or _has_values(grid[row + 1 :]))):
            break  # a band row that names the rows below it, or the first row of a table of texts
        heading = [text_of(lines) for column, lines in cells.items() if column > 0]
        valued = any(_is_value(text) and not (wide and _is_dated(text)) for text in heading)
        if valued or NUMBER.match(text_of(cells.get(0, []))):
            break
        heads += 1
    return heads if heads < len(grid) and any(len(cells) > 1 for cells in grid[:heads]) else 0


def _looks_like(cells: dict[int, list[Line]], head: dict[int, list[Line]]) -> bool:
    """Whether two rows are set in one weight and colour that tell heads: bold."""
    styles = [
        prevailing_style([w for lines in row.values() for li in lines for w in li.words]) for row in (cells, head)
    ]
    return styles[0].bold and styles[1].bold


def _has_values(rows: Sequence[dict[int, list[Line]]]) -> bool:
    """Whether most cells right of the labels are nothing but figures."""
    texts = [text_of(lines) for cells in rows for column, lines in cells.items() if column > 0]
    return 2 * sum(bool(VALUE.match(text)) for text in texts) > len(texts)


@dataclass(frozen=True, slots=True)
class _Band:
    """A row that names the rows below it. `indented`: its rows so far stand farther right."""

    text: str
    x0: float
    style: Style
    indented: bool = False


def _bands_at(above: dict[int, list[Line]], cells: dict[int, list[Line]], bands: list[_Band]) -> list[_Band]:
    """The band rows that name a row, outermost first. One under another names its part; a row set back to the left of the rows
    before it (a total) leaves the band."""
    if 0 not in cells:
        return bands
    x0, words = box_of(cells[0][0]).x0, [w for li in cells[0] for w in li.words]
    if set(cells) != {0}:
        if bands and bands[-1].indented and x0 <= bands[-1].x0 + 1:
            return [band for band in bands if band.x0 < x0 - 1]
        return [*bands[:-1], replace(bands[-1], indented=bands[-1].indented or x0 > bands[-1].x0 + 3)] if bands else []
    band = _Band(text_of(cells[0]), x0, prevailing_style(words))
    outer = next((at for at, b in enumerate(bands) if b.style == band.style and abs(b.x0 - x0) <= 1), None)
    if outer is not None:
        return [*bands[:outer], band]
    nested = bool(bands) and set(above) == {0}
    return [*bands, band] if nested else [band]


def _naming_column(rows: Sequence[dict[int, list[Line]]]) -> int:
    """The column that names the rows: the first, or the second when the first numbers the rows, or when in two columns all
    numbers stand before their labels."""
    if _is_numbering(rows):
        return 1
    full = [cells for cells in rows if len(cells) > 1]
    labelled = all(
        set(cells) == {0, 1} and _is_value(text_of(cells[0])) and not _is_value(text_of(cells[1])) for cells in full
    )
    return 1 if full and labelled else 0


def _is_numbering(rows: Sequence[dict[int, list[Line]]]) -> bool:
    """Whether the first of several columns counts the rows: 1, 2, 3 …, each before a text."""
    firsts = [text_of(cells[0]).rstrip(".)") for cells in rows if 0 in cells and len(cells) > 1]
    labelled = all(1 in cells and not VALUE.match(text_of(cells[1])) for cells in rows if 0 in cells and len(cells) > 1)
    return labelled and len(firsts) >= FEWEST_NUMBERED and firsts == [str(at + 1) for at in range(len(firsts))]


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
    """Whether a cell holds a figure. A year alone, or with a word, and a name with a number ("Phase 2", "tCO2e") are heads."""
    text = SCALED.sub("", text)
    figures = text if VALUE.match(text) else NAMED.sub("", text)
    return bool(re.search(r"\d", figures)) and not YEARLIKE.match(text)


def _is_dated(text: str) -> bool:
    """Whether a short text has no other digits than those of dates: in a table of more than labels and values a head."""
    return len(text) <= DATED_HEAD and bool(DATES.search(text)) and not re.search(r"\d", DATES.sub("", text))
