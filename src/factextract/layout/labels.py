"""Labels with their values set beside them: fact lists ("Approved | 12 December 2019") and bar charts ("Diffa ▇▇▇ 61,300").

Each becomes a small table of two columns: the label heads its row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from factextract.layout.draft import NUMBER, VALUE, YEAR, Draft, box_of, draft, is_marker, prevailing_style
from factextract.layout.table_grid import Table, by_baseline
from factextract.model.document import Cell, Line
from factextract.model.geometry import union

LEADER, PAGE = re.compile(r"^[.…·_]{4,}$"), re.compile(r"^\d{1,3}$")
FEWEST = 3  # rows; two may stand side by side by chance
LONGEST_LABEL, LONGEST_NAME = 6, 9  # words of a label; of a name before a number
LONGEST_PLAIN, FEWEST_PLAIN = 4, 4  # words of a label, and rows, where labels and values look alike
LONGEST_CELL = 3  # words; more of them right of a value are another column of text, fewer a table of three columns
NARROWEST = 0.35  # em between label and value
EDGE = 2.0  # points within which edges count as aligned
FARTHEST = 4.5  # heights of a line from one row to the next
CLOSING = 2.2  # heights of a line to a total under the last row
SLACK = 12.0  # points by which labels on one baseline may start apart
WRAPPED = 1.6  # heights of a line within which a cell goes on


@dataclass(frozen=True, slots=True)
class _Pair:
    """A label and the value right of it. `bar`: the value is a number that may stand anywhere to the right; `plain`: nothing but
    the room between them tells the one from the other."""

    label: Line
    value: Line
    bar: bool
    plain: bool = False


def label_lists(lines: Sequence[Line]) -> list[Table]:
    """Fact lists and bar charts among the lines of one region. Running text set in columns is none: its lines look alike."""
    lines = [part for line in lines for part in _without_leader(line)]
    pairs = [
        pair
        for row in by_baseline(lines)
        for at, (left, right) in enumerate(pairwise(row))
        if (at + 2 == len(row) or len(row[at + 2].words) > LONGEST_CELL) and (pair := _pair(left, right)) is not None
    ]
    found: list[Table] = []
    used: set[int] = set()
    for at, first in enumerate(pairs):
        if id(first.label) in used or id(first.value) in used:
            continue
        run = [first]
        for pair in pairs[at + 1 :]:  # from top to bottom
            if box_of(pair.label).top - box_of(run[-1].label).top > FARTHEST * box_of(run[-1].label).height + SLACK:
                break
            if id(pair.label) not in used and id(pair.value) not in used and _continues(run[-1], pair):
                run.append(pair)
        while run and run[0].plain and 2 * sum(pair.plain for pair in run) < len(run):
            run = run[1:]  # the heads of a table
        if len(run) >= FEWEST and (not run[0].plain or _is_fact_list(run, lines)):
            used |= {id(line) for pair in run for line in (pair.label, pair.value)}
            found.append(_table(run, [line for line in lines if id(line) not in used]))
            used |= {id(line) for cell in found[-1].cells for line in cell.lines}
    return found


def _without_leader(line: Line) -> list[Line]:
    """The line; label and value apart where dots lead from the one to the other, but not to a page."""
    at = next((k for k, w in enumerate(line.words) if LEADER.match(w.text)), 0)
    label, value = line.words[:at], line.words[at + 1 :]
    text = " ".join(w.text for w in value)
    if not label or not VALUE.match(text) or PAGE.match(text):
        return [line]
    return [Line(words, union(map(box_of, words))) for words in (label, value)]


def _pair(left: Line, right: Line) -> _Pair | None:
    a, b = box_of(left), box_of(right)
    if b.x0 - a.x1 < NARROWEST * a.height or len(left.words) > LONGEST_NAME or is_marker(left.words[0]):
        return None
    name, value = (" ".join(w.text for w in line.words) for line in (left, right))
    if NUMBER.match(value) and (YEAR.match(name) is None or not YEAR.match(value)):
        return _Pair(left, right, True) if YEAR.match(name) or any(c.isalpha() for c in name) else None
    if not (any(c.isalpha() for c in name) or YEAR.match(name)) or len(left.words) > LONGEST_LABEL:
        return None
    one, other = prevailing_style(left.words), prevailing_style(right.words)
    alike = (one.bold, one.color, one.italic) == (other.bold, other.color, other.italic)
    if abs(one.size - other.size) > 0.15 * other.size:
        return None
    if not alike:
        return _Pair(left, right, False)
    if (
        VALUE.match(value)
        and any(c.isdigit() for c in value)
        and not YEAR.match(value)
        and not is_marker(right.words[0])
    ):
        return _Pair(left, right, True)
    starts = name[:1].isupper() and (value[:1].isupper() or value[:1].isdigit())
    plain = starts and len(left.words) <= LONGEST_PLAIN and name[-1:] not in ".,;-" and left.words[-1].text.isalpha()
    return _Pair(left, right, False, plain=True) if plain else None


def _is_fact_list(run: Sequence[_Pair], lines: Sequence[Line]) -> bool:
    """Whether pairs that only their places tell are facts by name: several, some with a number, each label on one line."""
    region = union(box_of(pair.label) for pair in run)
    labels = sum(region.holds_centre(box_of(line)) for line in lines)
    numbers = sum(any(c.isdigit() for w in pair.value.words for c in w.text) for pair in run)
    return len(run) >= FEWEST_PLAIN and labels == len(run) and numbers > 0


def _continues(above: _Pair, pair: _Pair) -> bool:
    """Whether a pair is the next row: labels share an edge and a look, values too unless they end bars."""
    a, b = box_of(above.label), box_of(pair.label)
    if not 0 < b.top - a.top <= FARTHEST * a.height or min(abs(a.x0 - b.x0), abs(a.x1 - b.x1)) > EDGE:
        return False
    if prevailing_style(above.label.words) != prevailing_style(pair.label.words):
        return _is_total(above, pair)
    if above.bar and pair.bar:
        return True
    x, y = box_of(above.value), box_of(pair.value)
    return min(abs(x.x0 - y.x0), abs(x.x1 - y.x1)) <= EDGE


def _is_total(above: _Pair, pair: _Pair) -> bool:
    """Whether a pair in bold closes the rows: as close and as large as they are, its number flush with theirs."""
    a, b = prevailing_style(above.label.words), prevailing_style(pair.label.words)
    x, y = box_of(above.value), box_of(pair.value)
    close = box_of(pair.label).top - box_of(above.label).top <= CLOSING * box_of(above.label).height
    return close and pair.bar and b.bold and not a.bold and a.size == b.size and abs(x.x1 - y.x1) <= EDGE


def _table(run: Sequence[_Pair], others: Sequence[Line]) -> Table:
    cells: list[Draft] = []
    for at, pair in enumerate(run):
        until = box_of(run[at + 1].label).top if at + 1 < len(run) else float("inf")
        label = _wrapped(pair.label, others, until)
        name = " ".join(w.text for line in label for w in line.words)
        cells.append(draft(label, role="cell", cell=Cell(0, at, 0, head=True)))
        value = _wrapped(pair.value, others, until)
        cells.append(draft(value, role="cell", cell=Cell(0, at, 1, row_head=(name,))))
    return Table(union(cell.box for cell in cells), tuple(cells))


def _wrapped(first: Line, others: Sequence[Line], until: float) -> list[Line]:
    """A cell's lines: its first and those under it, flush left and alike, before the next row."""
    found = [first]
    for line in sorted(others, key=lambda li: box_of(li).top):
        last, box = box_of(found[-1]), box_of(line)
        if (
            last.top < box.top < until - 1
            and box.top - last.bottom <= (WRAPPED - 1) * last.height
            and abs(box.x0 - last.x0) <= EDGE
            and prevailing_style(line.words) == prevailing_style(first.words)
        ):
            found.append(line)
    return found
