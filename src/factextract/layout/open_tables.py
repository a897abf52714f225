"""Tables that hardly a rule or none at all holds together: values aligned under each other with labels beside them.

Columns of values come first: what stands on their baselines to the left names the rows, what stands close above them heads the
columns, and single lines between the rows name bands of them or go on with a label.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise
from statistics import median

from factextract.layout.draft import YEAR, box_of, is_marker, prevailing_style, text_of
from factextract.layout.table_grid import LARGE_TYPE, SIGN, WRAPPED, Table, by_baseline, grid, is_value
from factextract.model.document import Line
from factextract.model.geometry import Box, union

FEWEST = 3  # rows
FARTHEST = 5.5  # heights of a value to the next one under it: a band row and a wrapped label may stand between
SHARED = 2  # rows that two columns of one table have in common
NAMED = 0.6  # of the rows that a column of labels names
MOST_LABELS = 4  # columns of text at the left (a number, an indicator, its unit)
HEAD_REACH = 1.9  # heights between a head and what it stands over
MOST_HEADS, LONGEST_HEAD, WIDEST_HEAD = 6, 12, 1.25  # lines on end; words; type beside that of the cells
LARGER = 1.12  # of the cells' type: a heading between two tables
GAP = 1.25  # of the closest step between lines: a row ends there
CROWDED = 1.6  # lines a row in a strip of text that is no column of labels


def open_tables(lines: Sequence[Line]) -> list[Table]:
    """Tables of at least two columns of values, or of one under a head, with named rows."""
    values = [line for line in lines if is_value(line)]
    found: list[Table] = []
    for columns in _tied(_stacks(values)):
        rows = by_baseline([line for column in columns for line in column])
        if len(rows) < FEWEST or _is_set_large(rows, lines):
            continue
        labels = _labels(rows, lines)
        if not labels:
            continue
        for part in _parts([*labels, *(line for row in rows for line in row)], lines):
            table = _table(part, lines, columns)
            if table is not None and not any(table.box.intersects(other.box) for other in found):
                found.append(table)
    return found


def _stacks(values: Sequence[Line]) -> list[list[Line]]:
    """Columns of values: each under the one before, in like type, no farther than a band row and a wrapped label allow."""
    stacks: list[list[Line]] = []
    for line in sorted(values, key=lambda li: (box_of(li).top, box_of(li).x0)):
        box = box_of(line)
        home = None
        for stack in stacks:
            last = box_of(stack[-1])
            size, other = prevailing_style(line.words).size, prevailing_style(stack[-1].words).size
            if (
                0.5 * last.height < box.top - last.top <= FARTHEST * box.height
                and box.overlap_x(last) >= 0.5 * min(box.width, last.width)
                and max(size, other) <= LARGER * min(size, other)
                and (home is None or box_of(home[-1]).top < last.top)
            ):
                home = stack
        if home is None:
            stacks.append([line])
        else:
            home.append(line)
    return stacks


def _tied(stacks: Sequence[list[Line]]) -> list[list[list[Line]]]:
    """Columns that share rows, taken together."""
    group = list(range(len(stacks)))
    for a, b in combinations(range(len(stacks)), 2):
        if group[a] != group[b] and len(stacks[a]) >= SHARED <= len(stacks[b]):
            bottoms = [box_of(line).bottom for line in stacks[b]]
            shared = sum(
                any(abs(box_of(line).bottom - y) <= 0.35 * box_of(line).height for y in bottoms) for line in stacks[a]
            )
            if shared >= SHARED:
                group = [group[a] if g == group[b] else g for g in group]
    together: dict[int, list[list[Line]]] = {}
    for number, stack in zip(group, stacks, strict=True):
        together.setdefault(number, []).append(stack)
    return list(together.values())


def _is_set_large(rows: Sequence[Sequence[Line]], lines: Sequence[Line]) -> bool:
    """Whether the values are figures of tiles: in much larger type than the text between them."""
    region = union(box_of(line) for row in rows for line in row)
    others = [li for li in lines if not is_value(li) and box_of(li).overlap_y(region) > 0]
    sizes = [prevailing_style(li.words).size for li in others]
    own = median(prevailing_style(line.words).size for row in rows for line in row)
    return bool(sizes) and own >= LARGE_TYPE * median(sizes)


def _labels(rows: Sequence[Sequence[Line]], lines: Sequence[Line]) -> list[Line]:
    """The lines that stand left of the values on their rows, column by column until one names too few rows or is running
    text."""
    starts = [box_of(row[0]) for row in rows]
    found: list[Line] = []
    for _ in range(MOST_LABELS):
        nearest = [_left_of(start, lines) for start in starts]
        column = [line for line in nearest if line is not None]
        if len(column) < NAMED * len(rows) or _is_running_text(column, lines):
            break
        found += column
        starts = [box_of(line) if line is not None else start for line, start in zip(nearest, starts, strict=True)]
    words = sum(any(c.isalpha() for c in text_of([line])) or bool(YEAR.match(text_of([line]))) for line in found)
    marked = sum(is_marker(line.words[0]) and len(line.words) > 1 for line in found)
    return found if 2 * words >= len(rows) and 2 * marked < len(found) else []


def _left_of(start: Box, lines: Sequence[Line]) -> Line | None:
    """The nearest line at the left on the row of a box."""
    beside = [
        line
        for line in lines
        if box_of(line).x1 <= start.x0 + 1
        and box_of(line).overlap_y(start) >= 0.4 * min(start.height, box_of(line).height)
    ]
    return max(beside, key=lambda li: (round(box_of(li).x1 / 3), -abs(box_of(li).bottom - start.bottom)), default=None)


def _is_running_text(column: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether lines belong to paragraphs that only happen to stand beside the rows: more lines than rows, most of them full, and
    hardly a gap between them where a row ends."""
    region = union(map(box_of, column))
    strip = sorted((line for line in lines if region.holds_centre(box_of(line))), key=lambda li: box_of(li).top)
    steps = [box_of(below).top - box_of(line).top for line, below in pairwise(strip)]
    breaks = sum(step > GAP * max(min(steps), 1.0) for step in steps)
    if breaks >= NAMED * (len(column) - 1):
        return False
    full = sum(len(li.words) >= 4 and box_of(li).width > 0.8 * region.width for li in strip)
    return len(strip) > CROWDED * len(column) and 2 * full > len(strip)


def _parts(cells: Sequence[Line], lines: Sequence[Line]) -> list[list[list[Line]]]:
    """The rows within the cells' region, parted where a heading or running text stands between them."""
    region = union(map(box_of, cells))
    rows = by_baseline([line for line in lines if region.holds_centre(box_of(line))])
    size = median(prevailing_style(line.words).size for line in cells)
    parts: list[list[list[Line]]] = [[]]
    wide = 0
    for row in rows:
        larger = all(prevailing_style(line.words).size >= LARGER * size for line in row)
        wide = wide + 1 if len(row) == 1 and box_of(row[0]).width > 0.6 * region.width else 0
        if larger or wide > 1:
            parts.append([])
            continue
        parts[-1].append(row)
    return [part for part in parts if sum(any(map(is_value, row)) and len(row) > 1 for row in part) >= FEWEST]


def _table(rows: list[list[Line]], lines: Sequence[Line], columns: Sequence[Sequence[Line]]) -> Table | None:
    while rows and not any(map(is_value, rows[-1])):
        rows = rows[:-1]
    first = next(at for at, row in enumerate(rows) if any(map(is_value, row)))
    values_at = union(map(box_of, rows[first]))
    while first > 0 and len(rows[first - 1]) == 1 and box_of(rows[first - 1][0]).overlap_y(values_at) > 0:
        first -= 1  # the upper line of a label that its values are centred on
    body = rows[first:]
    region = union(box_of(line) for row in body for line in row)
    values = [region_of for column in columns if (region_of := _within(column, region)) is not None]
    heads = _heads(body, lines, values)
    if len(values) < 2 and not _is_headed(heads, values, body):
        return None
    whole = [*heads, *body, *_tail(body, lines)]
    return grid(whole, union(box_of(line) for row in whole for line in row))


def _is_headed(heads: Sequence[Sequence[Line]], values: Sequence[Box], body: Sequence[Sequence[Line]]) -> bool:
    """Whether a head stands over the one column of values, in another look: labels with values of many kinds have none."""
    figures = [line for row in body for line in row if is_value(line)]
    over = [line for row in heads for line in row if any(box_of(line).overlap_x(value) > 0 for value in values)]
    if not over:
        return False
    a, b = (prevailing_style([w for line in lines for w in line.words]) for lines in (over, figures))
    return (a.bold, a.italic, a.color, a.size) != (b.bold, b.italic, b.color, b.size)


def _within(column: Sequence[Line], region: Box) -> Box | None:
    boxes = [box_of(line) for line in column if region.holds_centre(box_of(line))]
    return union(boxes) if boxes else None


def _heads(body: Sequence[Sequence[Line]], lines: Sequence[Line], values: Sequence[Box]) -> list[list[Line]]:
    """The rows of heads close over the first row, from the top: some line of the topmost stands over values; a line over the
    labels alone counts when such a row stands over it."""
    region = union(box_of(line) for row in body for line in row)
    size = median(prevailing_style(line.words).size for row in body for line in row)
    slack = 1.5 * size
    over = [
        li for li in lines
        if region.x0 - slack <= box_of(li).centre[0] <= region.x1 + slack and box_of(li).bottom <= region.top + 2
        and box_of(li).overlap_x(region) >= 0.5 * box_of(li).width
    ]  # fmt: skip
    found: list[list[Line]] = []
    pending: list[list[Line]] = []
    top = region.top
    for row in reversed(by_baseline(over)):
        box = union(map(box_of, row))
        if top - box.bottom > HEAD_REACH * min(size, box.height) or len(found) + len(pending) >= MOST_HEADS:
            break
        if any(prevailing_style(li.words).size > WIDEST_HEAD * size or len(li.words) > LONGEST_HEAD for li in row):
            break
        alone = len(row) == 1
        if alone and abs(box.centre[0] - region.centre[0]) <= size and box.width > 0.3 * region.width:
            break  # a title centred over the whole table
        heading = any(
            any(box_of(li).overlap_x(value) > 0 for value in values) and box_of(li).x0 > region.x0 + 2 * size
            for li in row
        )
        if heading:
            found = [row, *reversed(pending), *found]
            pending = []
        elif alone and box.width < 0.6 * region.width:
            pending.append(row)
        else:
            break
        top = box.top
    return found


def _tail(body: Sequence[Sequence[Line]], lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that go on with the label of the last row."""
    last = body[-1][0]
    tail: list[list[Line]] = []
    for line in sorted(lines, key=lambda li: box_of(li).top):
        box, above = box_of(line), box_of(last)
        if (
            above.top < box.top
            and -WRAPPED * box.height <= box.top - above.bottom <= WRAPPED * box.height
            and box.overlap_x(above) > 0
            and box.x0 >= box_of(body[-1][0]).x0 - 3 * box.height
            and box.x1 <= max(box_of(row[0]).x1 for row in body if len(row) > 1) + 3
            and prevailing_style(line.words) == prevailing_style(last.words)
            and (line.words[0].text[:1].islower() or not text_of([last]).endswith("."))
            and not SIGN.match(text_of([line]))
        ):
            tail.append([line])
            last = line
    return tail
