"""Lines to paragraphs: a line goes on with the block above it when style, distance and edges agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from factextract.layout.draft import (
    NUMBER,
    VALUE,
    Draft,
    box_of,
    draft,
    is_initial,
    is_marker,
    prevailing_style,
    size_of,
)
from factextract.layout.lines import baseline
from factextract.model.document import Line
from factextract.model.geometry import Box

SAME_SIZE = 1.13
LOOSEST_LEADING = 1.75  # em from baseline to baseline; designed text stays below, paragraph gaps mostly above
PARAGRAPH_GAP = 1.22  # of the prevailing leading
NOTE_MARK = 0.9  # of the size of its note
LOOSE = 1.5  # of the prevailing leading: a paragraph set wider than others stays below
SENTENCE_ENDS = tuple(".!?…”\"'’)")
LEAST_WITHIN = 5  # words of a line that is clearly one of running text
DASHES = ("–", "—")
WORDS = ("A", "I")  # initials that may be words of their own
LONGEST_ENTRY = 6  # words in a line of a legend
SPACE, SHORT = 0.25, 4.0  # em; a space, and what a line leaves free at least where the paragraph ends
FULL_LINES, WIDE = 2, 25.0  # lines that fill the column; em of a column where one such line tells
EDGE = 1.2  # em within which two lines count as aligned


@dataclass(slots=True)
class _Open:
    """A block that may still grow, with the baseline of its last line; local to `build_blocks`."""

    lines: list[Line]
    base: float


def build_blocks(lines: Sequence[Line], frame: int | None) -> list[Draft]:
    """Blocks of one region (a frame, or the page outside frames), from top to bottom."""
    ordered = sorted(_with_initials(lines), key=lambda li: (box_of(li).top, box_of(li).x0))
    leading = _leadings(ordered)
    opened: list[_Open] = []
    for line in ordered:
        size, base = line_size(line), line_baseline(line)
        for block in reversed(opened[-40:]):
            if 0.5 * size < base - block.base <= LOOSEST_LEADING * size and _goes_on(block, line, leading):
                block.lines.append(line)
                block.base = base
                break
        else:
            opened.append(_Open([line], base))
    return [draft(part, frame) for block in opened for part in _paragraphs(block.lines)]


def _paragraphs(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """The lines of a block, parted where only a short line tells that a paragraph set full, without a gap above it, starts."""
    right = max(box_of(line).x1 for line in lines)
    if lines[-1].words[-1].text[-1:] not in SENTENCE_ENDS:
        return [lines]  # names under each other

    def room(at: int) -> float:
        """What a line leaves empty, less the first word of the next one."""
        first = lines[at + 1].words[0]
        return right - box_of(lines[at]).x1 - box_of(first).width - SPACE * size_of(first)

    starts = [0]
    for at in range(1, len(lines) - 1):
        size = line_size(lines[at])
        flush = abs(box_of(lines[at - 1]).x0 - box_of(lines[at]).x0) <= 1.0
        if (
            flush
            and lines[at].words[0].text[:1].isupper()
            and room(at - 1) > SHORT * size
            and all(room(k) <= SPACE * size for k in range(at, min(at + FULL_LINES, len(lines) - 1)))
            and (len(lines) > at + FULL_LINES or box_of(lines[at]).width >= WIDE * size)
            and not is_marker(lines[starts[-1]].words[0])
        ):
            starts.append(at)
    return [lines[a:b] for a, b in pairwise([*starts, len(lines)])]


def _with_initials(lines: Sequence[Line]) -> list[Line]:
    """The lines, each initial (of several lines' height, or raised) at the head of the line that it opens, whose box stays."""
    found = list(lines)
    for initial in (li for li in lines if len(li.words) == 1):
        letter = initial.words[0]
        beside = [li for li in found if is_initial(letter, li.words[0]) and _stands_beside(li, box_of(initial))]
        first = min(beside, key=lambda li: box_of(li).top, default=initial)
        raised = abs(line_baseline(first) - line_baseline(initial)) <= 0.3 * line_size(first)
        if first is initial or (len(beside) < 2 and not raised):
            continue
        rest = first.words[0]
        alone = letter.text in WORDS and any(w.text == rest.text for li in lines for w in li.words if w is not rest)
        found[found.index(first)] = Line((letter, replace(rest, glued=not alone), *first.words[1:]), first.box)
        found.remove(initial)
    return found


def _stands_beside(line: Line, initial: Box) -> bool:
    """Whether a line starts right of an initial, within its height."""
    box = box_of(line)
    near = -1.0 <= box.x0 - initial.x1 <= 1.2 * line_size(line)
    return near and initial.top - 0.5 * box.height <= box.top and box.centre[1] < initial.bottom


def line_baseline(line: Line) -> float:
    return median(baseline(word) for word in line.words)


def line_size(line: Line) -> float:
    """The size of most of the line's characters, in points."""
    return prevailing_style(line.words).size or size_of(line.words[0])


def _leadings(lines: Sequence[Line]) -> dict[int, float]:
    """The prevailing distance between baselines, by rounded font size."""
    steps: dict[int, list[float]] = {}
    bases = [line_baseline(line) for line in lines]
    for at, line in enumerate(lines):
        size = line_size(line)
        for k in range(at + 1, min(at + 12, len(lines))):
            below, step = lines[k], bases[k] - bases[at]
            if step > LOOSEST_LEADING * size:
                break
            if step > 0.7 * size and _same_size(line, below) and box_of(line).overlap_x(box_of(below)) > 0:
                steps.setdefault(round(size), []).append(step)
                break
    return {size: _usual_step(sorted(found)) for size, found in steps.items()}


def _usual_step(steps: Sequence[float]) -> float:
    """The smallest step that is seen twice: single-line paragraphs make many steps wide, hardly anything makes one narrow."""
    return next((a for a, b in pairwise(steps) if b - a <= 0.3), steps[len(steps) // 4])


def _same_size(a: Line, b: Line) -> bool:
    small, large = sorted((line_size(a), line_size(b)))
    return large <= SAME_SIZE * small


def _goes_on(block: _Open, line: Line, leading: dict[int, float]) -> bool:
    last = block.lines[-1]
    size = line_size(line)
    step = line_baseline(line) - block.base
    if not _same_size(last, line):
        return False
    usual = leading.get(round(size))
    if usual and step > PARAGRAPH_GAP * usual and not _set_loose(block, line, step, usual):
        return False
    if is_marker(line.words[0]) and len(line.words) > 1 and not _is_dash_within(last, line):
        return False
    if _opens_note(line) or not _aligned(block, line, size) or _restyled(last, line) or _counts_anew(last, line):
        return False
    return not _indented_anew(block, line, size)


def _opens_note(line: Line) -> bool:
    """Whether a line starts with the small number of a footnote."""
    mark, *rest = line.words
    return mark.text.isdigit() and len(mark.text) <= 2 and bool(rest) and size_of(mark) < NOTE_MARK * size_of(rest[0])


def _set_loose(block: _Open, line: Line, step: float, usual: float) -> bool:
    """Whether a line goes on with a paragraph that is set wider than the others: in the middle of a sentence, or at the step that
    parted its last two lines."""
    last = block.lines[-1]
    if step > LOOSE * usual:
        return False
    within = (
        line.words[0].text[:1].islower() and last.words[-1].text[-1:] not in ".:;!?" and len(last.words) >= LEAST_WITHIN
    )
    before = block.base - line_baseline(block.lines[-2]) if len(block.lines) > 1 else usual
    return within or (before > PARAGRAPH_GAP * usual and abs(before - step) <= 0.5)


def _is_dash_within(last: Line, line: Line) -> bool:
    """Whether a dash at the head of a line parts a sentence instead of marking an item: close to a small letter, flush with
    the line above, which has not ended."""
    dash, *rest = line.words
    if dash.text not in DASHES or not rest[0].text[:1].islower() or is_marker(last.words[0]):
        return False
    close = box_of(rest[0]).x0 - box_of(dash).x1 <= 0.4 * size_of(dash)
    flush = abs(box_of(line).x0 - box_of(last).x0) <= 1.0
    return close and flush and last.words[-1].text[-1:] not in ".:;!?"


def _aligned(block: _Open, line: Line, size: float) -> bool:
    box, first, last = box_of(line), box_of(block.lines[0]), box_of(block.lines[-1])
    if box.overlap_x(last) <= 0:
        return False
    if is_marker(block.lines[0].words[0]) and len(block.lines[0].words) > 1:
        text_x0 = box_of(block.lines[0].words[1]).x0
        return abs(box.x0 - text_x0) <= 0.6 * size or abs(box.x0 - first.x0) <= 0.3 * size
    if abs(box.x0 - box_of(block.lines[0].words[0]).x0) <= 0.3 * size:  # under an initial
        return True
    if abs(box.x0 - last.x0) <= EDGE * size or abs(box.x0 - first.x0) <= EDGE * size:
        return True
    if abs(box.centre[0] - last.centre[0]) <= EDGE * size or abs(box.x1 - last.x1) <= 0.3 * size:
        return True
    return len(block.lines) == 1 and 0 < first.x0 - box.x0 <= 4 * size  # the first line was indented


def _restyled(last: Line, line: Line) -> bool:
    """Whether the whole line looks unlike the whole line above: a heading over its text, a by-line under a quote."""
    above, here = {w.style.bold for w in last.words}, {w.style.bold for w in line.words}
    if len(above) == len(here) == 1 and above != here:
        return True
    slant_above, slant_here = {w.style.italic for w in last.words}, {w.style.italic for w in line.words}
    if len(slant_above) == len(slant_here) == 1 and slant_above != slant_here:
        return True
    ink_above, ink_here = {w.style.color for w in last.words}, {w.style.color for w in line.words}
    return len(ink_above) == len(ink_here) == 1 and ink_above != ink_here and not line.words[0].text[:1].islower()


def _counts_anew(last: Line, line: Line) -> bool:
    """Whether two short lines are figures, or entries of a legend: both open, or both close, with a share or a number in a weight
    of its own."""
    pair = (last, line)
    if all(VALUE.match(" ".join(w.text for w in li.words)) for li in pair):
        return True
    if any(not 2 <= len(li.words) <= LONGEST_ENTRY for li in pair):
        return False
    for number, name in ((0, 1), (-1, 0)):
        entries = all(NUMBER.match(li.words[number].text) and li.words[name].text[:1].isalpha() for li in pair)
        told = all(
            li.words[number].text.endswith("%") or li.words[number].style.bold != li.words[name].style.bold
            for li in pair
        )
        if entries and told and line.words[name].text[:1].isupper():
            return True
    return False


def _indented_anew(block: _Open, line: Line, size: float) -> bool:
    """A paragraph marked by an indented first line instead of a gap."""
    if len(block.lines) < 2 or is_marker(block.lines[0].words[0]):
        return False
    left = min(box_of(li).x0 for li in block.lines[1:])
    right = max(box_of(li).x1 for li in block.lines)
    indent = box_of(line).x0 - left
    centred = abs(box_of(line).centre[0] - box_of(block.lines[-1]).centre[0]) <= 0.5 * size
    return 0.7 * size < indent < 4 * size and not centred and box_of(line).x1 > 0.8 * right
