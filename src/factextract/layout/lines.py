"""Words to lines: runs of words on one baseline within one column.

A gap wider than an em may be a column gutter or loose justification. What decides is whether the lines above and below
leave the same strip empty.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from factextract.layout.draft import box_of, is_marker, size_of
from factextract.model.document import Line
from factextract.model.geometry import Box, union
from factextract.model.sheet import Word

# In ems. Justified lines of the development documents stay below 0.55 but for a few loose ones; gutters start at 0.7.
ALWAYS_JOIN = 0.55
ALWAYS_SPLIT = 1.8
MARKER_REACH = 4.0
# A tile's number and the words set beside it on its baseline ("CAD 18.6 million") stand closer than this share of its size.
BESIDE_LARGE = 0.3
LARGE = 1.6


@dataclass(frozen=True, slots=True)
class _Gap:
    """The space between a word and its right neighbour."""

    left: int
    right: int
    x0: float
    x1: float
    y: float
    em: float


def baseline(word: Word) -> float:
    """An estimate of the baseline from the box; fonts differ by less than the tolerances here."""
    box = box_of(word)
    return box.bottom - 0.21 * box.height


def build_lines(words: Sequence[Word], rules: Sequence[Box] = ()) -> list[Line]:
    """Lines from top to bottom. `rules` are vertical rules: no line runs across one. All words must have boxes."""
    ordered = sorted(words, key=lambda w: (box_of(w).x0, box_of(w).top, w.order))
    gaps = _neighbours(ordered)
    heights = sorted(gaps, key=lambda g: g.y)
    levels = [g.y for g in heights]
    following: dict[int, int] = {}
    for gap in gaps:
        if not _parts(gap, ordered, heights, levels, rules):
            following[gap.left] = gap.right
    starts = set(range(len(ordered))) - set(following.values())
    found: list[Line] = []
    for start in sorted(starts):
        run = [start]
        while run[-1] in following:
            run.append(following[run[-1]])
        found.append(Line(tuple(ordered[i] for i in run), union(box_of(ordered[i]) for i in run)))
    return sorted(found, key=lambda line: (box_of(line).top, box_of(line).x0))


def _neighbours(words: Sequence[Word]) -> list[_Gap]:
    """The nearest word to the right on the same baseline, for each word that has one; no word is taken twice."""
    by_baseline = sorted(range(len(words)), key=lambda i: baseline(words[i]))
    levels = [baseline(words[i]) for i in by_baseline]
    best: dict[int, _Gap] = {}
    for i, word in enumerate(words):
        box, size, base = box_of(word), size_of(word), baseline(word)
        reach = max(0.6 * size, 6.0)
        nearest: _Gap | None = None
        for j in by_baseline[bisect_left(levels, base - reach) : bisect_right(levels, base + reach)]:
            other = words[j]
            right = box_of(other)
            if j == i or right.x0 < box.x1 - 0.35 * size or (right.x0, j) <= (box.x0, i):
                continue
            if (nearest is None or right.x0 < nearest.x1) and _on_one_line(word, other):
                nearest = _Gap(i, j, box.x1, right.x0, base, max(size, size_of(other)))
        if nearest and (nearest.right not in best or best[nearest.right].x0 < nearest.x0):
            best[nearest.right] = nearest
    return sorted(best.values(), key=lambda g: (g.y, g.x0))


def _on_one_line(word: Word, other: Word) -> bool:
    a, b = box_of(word), box_of(other)
    small, large = sorted((size_of(word), size_of(other)))
    off = abs(baseline(word) - baseline(other))
    if other.glued and b.x0 - a.x1 < 0.2 * large:  # a raised or lowered piece of the same word
        return a.overlap_y(b) >= 0.2 * min(a.height, b.height)
    if large > LARGE * small:
        return off <= 0.15 * large and b.x0 - a.x1 <= BESIDE_LARGE * large
    return off <= 0.3 * small


def _parts(
    gap: _Gap, words: Sequence[Word], heights: Sequence[_Gap], levels: Sequence[float], rules: Sequence[Box]
) -> bool:
    """Whether the gap parts two lines."""
    width = gap.x1 - gap.x0
    middle = gap.y - 0.3 * gap.em
    if any(gap.x0 - 1 <= rule.x0 <= gap.x1 + 1 and rule.top <= middle <= rule.bottom for rule in rules):
        return True
    if width <= ALWAYS_JOIN * gap.em:
        return False
    if is_marker(words[gap.left]) and width <= MARKER_REACH * gap.em:
        return False
    if width > ALWAYS_SPLIT * gap.em:
        return True
    support, against = _evidence(gap, words, heights, levels)
    if width > 1.1 * gap.em:
        return support >= against
    return support >= 2 and support > against


def _evidence(gap: _Gap, words: Sequence[Word], heights: Sequence[_Gap], levels: Sequence[float]) -> tuple[int, int]:
    """How many of the nearby rows leave this strip empty between two words, and how many run through it."""
    reach = 4.5 * gap.em
    support, against = set(), set()
    for other in heights[bisect_left(levels, gap.y - reach) : bisect_right(levels, gap.y + reach)]:
        if abs(other.y - gap.y) < 0.5 * gap.em:
            continue
        row = round(other.y)
        shared = min(gap.x1, other.x1) - max(gap.x0, other.x0)
        if other.x1 - other.x0 > 0.5 * gap.em and shared >= 0.5 * min(gap.x1 - gap.x0, other.x1 - other.x0):
            support.add(row)
        for side in (other.left, other.right):
            box = box_of(words[side])
            if (box.x0 < gap.x0 + 0.5 and box.x1 > gap.x1 - 0.5) or (
                other.x1 - other.x0 <= 0.5 * gap.em and gap.x0 <= other.x0 and other.x1 <= gap.x1
            ):
                against.add(row)
    return len(support), len(against)
