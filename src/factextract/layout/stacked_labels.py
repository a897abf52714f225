"""Labels with their values set under them, one pair under the other: the "Key facts" of a sidebar.

Each pair becomes a row of a small table, as where the value stands at the right of its label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from factextract.layout.draft import box_of, draft, is_marker, prevailing_style, text_of
from factextract.layout.table_grid import LARGE_TYPE, Table
from factextract.model.document import Cell, Line
from factextract.model.geometry import union
from factextract.model.sheet import Style

FEWEST = 3  # pairs
LONGEST_LABEL, LONGEST_VALUE = 5, 12  # words
MOST_LINES = 3  # of a value
EDGE = 1.5  # points within which lines are flush
CLOSE = 1.0  # heights of the value between it and its label
FARTHEST = 2.6  # heights between a value and the next label
SENTENCE = 6  # words of a value that ends as a sentence does


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label over its value."""

    label: Line
    value: tuple[Line, ...]


def stacked_labels(lines: Sequence[Line]) -> list[Table]:
    """Such lists among the lines of one region: at least three pairs on end, labels in one look and values in another, some value
    with a number."""
    found: list[Table] = []
    for column in _columns(lines):
        for pairs in _runs(column):
            if any(_has_digit(line) for pair in pairs for line in pair.value):
                found.append(_table(pairs))
    return found


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines that share a left edge and stand alone on their height within their own width, from the top."""
    columns: list[list[Line]] = []
    for line in sorted(lines, key=lambda li: (box_of(li).top, box_of(li).x0)):
        home = next((c for c in columns if abs(box_of(c[0]).x0 - box_of(line).x0) <= EDGE), None)
        if home is None:
            columns.append([line])
        else:
            home.append(line)
    return [column for column in columns if len(column) >= 2 * FEWEST]


def _runs(column: Sequence[Line]) -> list[list[_Pair]]:
    """Pairs that follow each other in one column, as many as make a list."""
    runs: list[list[_Pair]] = []
    start = 0
    while start < len(column):
        run: list[_Pair] = []
        at = start
        while at < len(column) and (pair := _pair_at(column, at)) is not None and (not run or _follows(run[-1], pair)):
            run.append(pair)
            at += 1 + len(pair.value)
        if len(run) >= FEWEST:
            runs.append(run)
            start = at
        else:
            start += 1
    return runs


def _pair_at(column: Sequence[Line], at: int) -> _Pair | None:
    """The label at a place of the column with the lines under it, None where these are no pair."""
    label = column[at]
    if len(label.words) > LONGEST_LABEL or _has_digit(label) or is_marker(label.words[0]):
        return None
    if text_of([label])[-1:] in (".", ",", ";", "?") or not text_of([label])[:1].isalpha():
        return None
    look = _look(label)
    value: list[Line] = []
    for above, line in pairwise(column[at:]):
        gap = box_of(line).top - box_of(above).bottom
        if not -0.5 * box_of(line).height <= gap <= CLOSE * box_of(line).height or _look(line) == look:
            break
        if value and _look(line) != _look(value[0]):
            break
        value.append(line)
        if len(value) > MOST_LINES:
            return None
    words = [w for line in value for w in line.words]
    ended = bool(words) and words[-1].text.endswith((".", "?", "!")) and len(words) >= SENTENCE
    if not words or len(words) > LONGEST_VALUE or ended or is_marker(words[0]):
        return None
    size, own = prevailing_style(words).size, prevailing_style(label.words).size
    return _Pair(label, tuple(value)) if size < LARGE_TYPE * own and own < LARGE_TYPE * size else None


def _look(line: Line) -> tuple[float, bool, bool, str | None, bool]:
    """What tells labels from values: size, weight, slant, colour, capitals."""
    style: Style = prevailing_style(line.words)
    capitals = text_of([line]).isupper() and not _has_digit(line)
    return round(style.size, 1), style.bold, style.italic, style.color, capitals


def _follows(above: _Pair, pair: _Pair) -> bool:
    """Whether a pair is the next one: in the looks of the one above, its label no closer to that one's value than to its own."""
    if _look(above.label) != _look(pair.label) or not _alike(above.value[0], pair.value[0]):
        return False
    gap = box_of(pair.label).top - box_of(above.value[-1]).bottom
    own = box_of(pair.value[0]).top - box_of(pair.label).bottom
    return own - 1.0 <= gap <= FARTHEST * box_of(pair.value[0]).height


def _alike(value: Line, other: Line) -> bool:
    """Whether two values look alike; abbreviations in capitals are values too."""
    return _look(value)[:4] == _look(other)[:4]


def _has_digit(line: Line) -> bool:
    return any(c.isdigit() for c in text_of([line]))


def _table(pairs: Sequence[_Pair]) -> Table:
    cells = []
    for row, pair in enumerate(pairs):
        name = text_of([pair.label])
        cells.append(draft([pair.label], role="cell", cell=Cell(0, row, 0, head=True)))
        cells.append(draft(pair.value, role="cell", cell=Cell(0, row, 1, row_head=(name,))))
    return Table(union(cell.box for cell in cells), tuple(cells))
