"""Columns of numbers with their captions beside them, in type hardly larger than the captions' own.

What tells them from running text is the column: quantities of one look that share an edge, and at their right lines of
another look that share theirs. Captions of several lines stand as close to each other as their own lines do, so that
only the heights of the numbers tell which line is whose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from factextract.layout.draft import YEAR, Draft, box_of, draft, prevailing_style, text_of
from factextract.layout.lines import baseline
from factextract.layout.roles import outlines_quantity
from factextract.layout.table_grid import Table
from factextract.model.document import Line
from factextract.model.geometry import Box, union

FEWEST = 2  # numbers
LARGER = 1.15  # of the captions' type, unless the number is bold beside plain type
EDGE = 1.0  # points within which edges count as aligned
FARTHEST = 5.0  # sizes of the number from one to the next under it
WIDEST = 90.0  # points between a number and its caption
CLOSEST = 0.3  # sizes of the number
LEADING = 1.7  # sizes of the caption from line to line
MISFIT = 0.45  # heights of the number by which its caption may be off
LONGEST = 5  # lines of a caption


@dataclass(frozen=True, slots=True)
class _Column:
    """Numbers under each other and the lines at their right, both from the top."""

    figures: tuple[Line, ...]
    captions: tuple[Line, ...]


def figure_columns(lines: Sequence[Line]) -> list[Table]:
    """Such columns among the lines of one region, no cells in them but each number before its caption: read as tables are."""
    numbers = sorted(filter(_is_number, lines), key=lambda li: box_of(li).top)
    found: list[Table] = []
    used: set[int] = set()
    for first in numbers:
        if id(first) in used:
            continue
        run = [first]
        for line in numbers:
            if id(line) not in used and _is_next(run[-1], line):
                run.append(line)
        column = _with_captions(run, lines) if len(run) >= FEWEST and not _counts_up(run) else None
        groups = _groups(column) if column is not None else None
        if column is None or groups is None:
            continue
        used |= {id(line) for line in column.figures}
        drafts: list[Draft] = []
        for figure, caption in zip(column.figures, groups, strict=True):
            drafts += [draft([figure], role="figure"), draft(caption)]
        found.append(Table(union(block.box for block in drafts), tuple(drafts)))
    return found


def _is_number(line: Line) -> bool:
    text = text_of([line])
    return len(line.words) <= 4 and text[-1:] not in ".:)" and outlines_quantity(text) and not YEAR.match(text)


def _is_next(above: Line, line: Line) -> bool:
    """Whether a number stands under another of the same look, flush with it."""
    a, b = box_of(above), box_of(line)
    style = prevailing_style(above.words)
    if prevailing_style(line.words) != style or not 0.8 * a.height <= b.top - a.top <= FARTHEST * a.height:
        return False
    return min(abs(a.x0 - b.x0), abs(a.x1 - b.x1)) <= EDGE


def _counts_up(run: Sequence[Line]) -> bool:
    """Whether the numbers only number what stands beside them."""
    return [text_of([line]) for line in run] == [str(at) for at in range(1, len(run) + 1)]


def _with_captions(run: Sequence[Line], lines: Sequence[Line]) -> _Column | None:
    """The numbers with the lines that start at one edge right of them, in one look of their own."""
    region = union(map(box_of, run))
    style = prevailing_style(run[0].words)
    size = region.height if style.size == 0 else style.size
    beside = [
        line
        for line in lines
        if CLOSEST * size <= box_of(line).x0 - region.x1 <= WIDEST
        and region.top - LONGEST * size <= box_of(line).top <= region.bottom + LONGEST * size
    ]
    level = [line for line in beside if box_of(line).overlap_y(box_of(run[0])) > 0]
    if not level:
        return None
    edge = min(box_of(line).x0 for line in level)
    flush = sorted((li for li in beside if abs(box_of(li).x0 - edge) <= EDGE), key=lambda li: box_of(li).top)
    captions = _run_of(flush, region)
    if len(captions) < len(run) or len(captions) > LONGEST * len(run):
        return None
    looks = [prevailing_style(line.words) for line in captions]
    told = all(
        style.size >= LARGER * look.size or (style.bold and not look.bold and style.size >= look.size) for look in looks
    )
    alike = max(look.size for look in looks) <= 1.05 * min(look.size for look in looks)
    return _Column(tuple(run), tuple(captions)) if told and alike else None


def _run_of(lines: Sequence[Line], region: Box) -> list[Line]:
    """Of lines under each other, those beside the numbers and what goes on with them above and below."""
    inside = [at for at, line in enumerate(lines) if box_of(line).overlap_y(region) > 0]
    if not inside:
        return []
    first, last = inside[0], inside[-1]
    while first > 0 and _is_close(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < len(lines) and _is_close(lines[last], lines[last + 1]):
        last += 1
    return list(lines[first : last + 1])


def _is_close(above: Line, line: Line) -> bool:
    a, b = box_of(above), box_of(line)
    return b.top - a.top <= LEADING * a.height


def _groups(column: _Column) -> list[list[Line]] | None:
    """The captions' lines by number, all centred on their numbers or all starting level with them; None where neither fits."""
    figures, captions = column.figures, column.captions

    def off_centre(figure: Line, group: Sequence[Line]) -> float:
        return abs(box_of(figure).centre[1] - union(map(box_of, group)).centre[1])

    def off_top(figure: Line, group: Sequence[Line]) -> float:
        return abs(baseline(figure.words[0]) - baseline(group[0].words[0]))

    fits: list[tuple[float, list[list[Line]]]] = []
    for off in (off_centre, off_top):
        fitted = _fitted(figures, captions, off)
        if fitted is None:
            continue
        pairs = zip(figures, fitted[1], strict=True)
        if all(off(figure, group) <= MISFIT * box_of(figure).height for figure, group in pairs):
            fits.append(fitted)
    return min(fits, key=lambda fit: fit[0])[1] if fits else None


def _fitted(
    figures: Sequence[Line], captions: Sequence[Line], off: Callable[[Line, Sequence[Line]], float]
) -> tuple[float, list[list[Line]]] | None:
    """The lines cut into a group for each figure, so that the groups are least off in all and have the least room between their
    lines beyond the closest; and the points that they are."""
    steps = [box_of(b).top - box_of(a).top for a, b in pairwise(captions)]
    room = [0.0, *accumulate(step - min(steps) for step in steps)]
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [])}  # by lines used: the misfit so far, the cuts
    for figure in figures:
        after: dict[int, tuple[float, list[int]]] = {}
        for used, (cost, cuts) in best.items():
            for end in range(used + 1, min(used + LONGEST, len(captions)) + 1):
                total = cost + off(figure, captions[used:end]) + room[end - 1] - room[used]
                if end not in after or total < after[end][0]:
                    after[end] = (total, [*cuts, end])
        best = after
    if len(captions) not in best:
        return None
    cost, cuts = best[len(captions)]
    return cost, [list(captions[start:end]) for start, end in pairwise([0, *cuts])]
