"""Words to lines: runs of words on one baseline within one column.

A gap wider than an em may be a column gutter or loose justification. What decides is whether the lines above and below
leave the same strip empty.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factextract.layout.draft import BULLET, box_of, is_initial, is_marker, size_of
from factextract.model.document import Line
from factextract.model.geometry import Box, union
from factextract.model.sheet import Word

# In ems. Justified lines of the development documents stay below 0.55 but for a few loose ones; gutters start at 0.7.
ALWAYS_JOIN = 0.55
ALWAYS_SPLIT = 1.8
LOOSEST = 2.4  # a justified line of two or three words, when the lines above and below run through its gaps
RESTYLED_SPLIT = 0.35
MARKER_REACH = 4.0
DASHES = ("-", "–", "—")
EVEN = 0.06  # two gaps of a justified line differ by rounding only
RUN = 3  # equal gaps on end
# A tile's number and the words set beside it on its baseline ("CAD 18.6 million") stand closer than this share of its size.
BESIDE_LARGE = 0.3
LARGE = 1.6
COLUMN, NUMERAL = (
    8.0,
    frozenset("0123456789<>~≥≤±+-–$€£¥"),
)  # em over which a column is looked for; how its numbers start
SIDE = 4.0  # em of the small type in which its lines are looked for


@dataclass(frozen=True, slots=True)
class _Gap:
    """The space between a word and its right neighbour. `even`: one of a run of equal ones, as justified text has them."""

    left: int
    right: int
    x0: float
    x1: float
    y: float
    em: float
    even: bool = False


class _Rows:
    """Gaps by their height in whole points, for those above and below a strip."""

    def __init__(self, gaps: Sequence[_Gap]) -> None:
        self._rows: dict[int, list[_Gap]] = {}
        for gap in sorted(gaps, key=lambda g: g.x0):
            self._rows.setdefault(round(gap.y), []).append(gap)
        self._starts = {y: [gap.x0 for gap in row] for y, row in self._rows.items()}
        self._levels = sorted(self._rows)

    def around(self, gap: _Gap, reach: float) -> Iterator[_Gap]:
        """Of each row within `reach` points, the gaps over the strip and the next one on either side: no other has an atom
        that touches it."""
        first = bisect_left(self._levels, gap.y - reach - 0.5)
        for y in self._levels[first : bisect_right(self._levels, gap.y + reach + 0.5)]:
            starts = self._starts[y]
            low, high = bisect_left(starts, gap.x0), bisect_right(starts, gap.x1)
            for other in self._rows[y][max(0, low - 1) : high + 1]:
                if abs(other.y - gap.y) <= reach:
                    yield other


def baseline(word: Word) -> float:
    """An estimate of the baseline from the box; fonts differ by less than the tolerances here."""
    box = box_of(word)
    return box.bottom - 0.21 * box.height


@dataclass(frozen=True, slots=True)
class _Atom:
    """A word with the raised, lowered or restyled pieces glued to it. `size` and `base` (its baseline) are the word's own."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    base: float


def build_lines(words: Sequence[Word], rules: Sequence[Box] = ()) -> list[Line]:
    """Lines from top to bottom. `rules` are vertical rules: no line runs across one. All words must have boxes."""
    atoms = _atoms(words)
    gaps = _with_rhythm(_neighbours(atoms))
    rows = _Rows(gaps)
    following: dict[int, int] = {}
    for gap in gaps:
        if not _parts(gap, atoms, rows, rules):
            following[gap.left] = gap.right
    starts = set(range(len(atoms))) - set(following.values())
    found: list[Line] = []
    for start in sorted(starts):
        run = [start]
        while run[-1] in following:
            run.append(following[run[-1]])
        line = tuple(word for i in run for word in atoms[i].words)
        found.append(Line(line, union(map(box_of, line))))
    return sorted(found, key=lambda line: (box_of(line).top, box_of(line).x0))


def _atoms(words: Sequence[Word]) -> list[_Atom]:
    """Words with their glued pieces, from left to right. A piece belongs to the word drawn before it, if that ends where it
    starts."""
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.order):
        if word.glued and groups and _touches(groups[-1][-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    atoms = []
    for group in groups:
        own = max(group, key=lambda w: (w.rise == 0, size_of(w)))
        box, first = union(map(box_of, group)), box_of(own)
        atoms.append(_Atom(tuple(group), box.x0, box.x1, first.top, first.bottom, size_of(own), baseline(own)))
    return sorted(atoms, key=lambda a: (a.x0, a.top, a.words[0].order))


def _touches(word: Word, piece: Word) -> bool:
    a, b = box_of(word), box_of(piece)
    if is_initial(word, piece) and abs(baseline(word) - baseline(piece)) > size_of(piece):
        return False
    em = max(size_of(word), size_of(piece))
    return abs(b.x0 - a.x1) < 0.3 * em and a.overlap_y(b) > 0.2 * min(a.height, b.height)


def _neighbours(atoms: Sequence[_Atom]) -> list[_Gap]:
    """The nearest atom to the right on the same baseline, for each that has one; none is taken twice."""
    by_baseline = sorted(range(len(atoms)), key=lambda i: atoms[i].base)
    levels = [atoms[i].base for i in by_baseline]
    best: dict[int, _Gap] = {}
    for i, atom in enumerate(atoms):
        reach = max(0.6 * atom.size, 6.0)
        least = atom.x1 - 0.35 * atom.size
        nearest: _Gap | None = None
        for j in by_baseline[bisect_left(levels, atom.base - reach) : bisect_right(levels, atom.base + reach)]:
            other = atoms[j]
            if other.x0 < least or j <= i or (nearest is not None and other.x0 >= nearest.x1):
                continue
            if _on_one_line(atom, other):
                nearest = _Gap(i, j, atom.x1, other.x0, atom.base, max(atom.size, other.size))
        if nearest and (nearest.right not in best or best[nearest.right].x0 < nearest.x0):
            best[nearest.right] = nearest
    return sorted(best.values(), key=lambda g: (g.y, g.x0))


def _with_rhythm(gaps: Sequence[_Gap]) -> list[_Gap]:
    """The same gaps, those of justified lines marked: in a run of at least `RUN` that are equal."""
    wide = sorted((g for g in gaps if g.x1 - g.x0 > ALWAYS_JOIN * g.em), key=lambda g: g.x0)
    runs: dict[int, list[_Gap]] = {}
    for gap in wide:
        run = runs.get(gap.left, [])
        if not run or abs((run[-1].x1 - run[-1].x0) - (gap.x1 - gap.x0)) > EVEN * gap.em:
            run = []
        run.append(gap)
        runs[gap.right] = run
    even = {g.right for run in runs.values() if len(run) >= RUN for g in run}
    return [replace(gap, even=True) if gap.right in even else gap for gap in gaps]


def _on_one_line(atom: _Atom, other: _Atom) -> bool:
    small, large = sorted((atom.size, other.size))
    off, gap = abs(atom.base - other.base), other.x0 - atom.x1
    if BULLET.match(atom.words[0].text) and gap <= MARKER_REACH * other.size:
        return other.top <= (atom.top + atom.bottom) / 2 <= other.bottom
    marked = _is_mark(atom if atom.size < other.size else other) or _is_note_letter(atom, other)
    if small < 0.9 * large and gap < 0.8 * large and marked:
        return min(atom.bottom, other.bottom) - max(atom.top, other.top) > 0.4 * small
    if large > LARGE * small:
        return off <= 0.15 * large and gap <= BESIDE_LARGE * large
    return off <= 0.3 * small


def _is_mark(atom: _Atom) -> bool:
    """Whether it may be a footnote mark standing free before or after its text."""
    text = atom.words[0].text
    return len(atom.words) == 1 and len(text) <= 2 and not text.isalpha()


def _is_note_letter(atom: _Atom, other: _Atom) -> bool:
    """Whether a small letter stands raised and close before the note that it marks."""
    text = atom.words[0].text
    raised = 0.1 * other.size < other.base - atom.base < 0.6 * other.size
    return len(atom.words) == len(text) == 1 and text in "abcdefgh" and raised and LARGE * atom.size >= other.size


def _restyled(atom: _Atom, other: _Atom) -> bool:
    """Whether type changes over a gap: a label and its value set close."""
    a, b = atom.words[-1].style, other.words[0].style
    return (a.bold, a.color) != (b.bold, b.color)


def _is_letter(atom: _Atom) -> bool:
    return len(atom.words) == 1 and len(atom.words[0].text) == 1 and atom.words[0].text.isalpha()


def _parts(gap: _Gap, atoms: Sequence[_Atom], rows: _Rows, rules: Sequence[Box]) -> bool:
    """Whether the gap parts two lines."""
    width = gap.x1 - gap.x0
    middle = gap.y - 0.3 * gap.em
    if any(gap.x0 - 1 <= rule.x0 <= gap.x1 + 1 and rule.top <= middle <= rule.bottom for rule in rules):
        return True
    if is_initial(atoms[gap.left].words[-1], atoms[gap.right].words[0]) or _is_text_beside_large(gap, atoms):
        return True
    if is_marker(atoms[gap.left].words[0]) and len(atoms[gap.left].words) == 1 and width <= MARKER_REACH * gap.em:
        return _is_empty_cell(gap, atoms)
    if width >= RESTYLED_SPLIT * gap.em and _is_caption_beside(gap, atoms):
        return True
    if width <= ALWAYS_JOIN * gap.em:
        if width < RESTYLED_SPLIT * gap.em or not _restyled(atoms[gap.left], atoms[gap.right]):
            return False
        support, against = _evidence(gap, atoms, rows)
        return support >= 2 and not against
    if width > LOOSEST * gap.em:
        return True
    if width > ALWAYS_SPLIT * gap.em:
        support, against = _evidence(gap, atoms, rows)
        left, right = atoms[gap.left], atoms[gap.right]
        prose = left.words[-1].text.isalpha() and right.words[0].text.islower() and not _restyled(left, right)
        return not prose or against < 2 or support >= against
    if _is_letter(atoms[gap.left]) and _is_letter(atoms[gap.right]):  # letter-spaced: its words lie as far apart
        return False
    support, against = _evidence(gap, atoms, rows)
    if gap.even and (against or all(atoms[i].words[0].text.islower() for i in (gap.left, gap.right))):
        return False
    if width > 1.1 * gap.em:
        return support >= against
    return support >= 2 and support > against


def _is_empty_cell(gap: _Gap, atoms: Sequence[_Atom]) -> bool:
    """Whether a dash stands for no value in a table: a number comes after it, farther off than the text of a list item."""
    dash, after = atoms[gap.left].words[0].text, atoms[gap.right].words[0].text
    return dash in DASHES and after[:1].isdigit() and gap.x1 - gap.x0 > ALWAYS_SPLIT * gap.em


def _is_text_beside_large(gap: _Gap, atoms: Sequence[_Atom]) -> bool:
    """Whether one side is a number in large type and the other one of several lines of small type set beside it."""
    small, large = sorted((atoms[gap.left], atoms[gap.right]), key=lambda a: a.size)
    if large.size <= LARGE * small.size:
        return False
    slack = 0.3 * small.size
    return any(
        abs(a.size - small.size) <= 0.05 * small.size
        and abs(a.base - small.base) >= 0.8 * small.size
        and large.top - slack <= (a.top + a.bottom) / 2 <= large.bottom + slack
        and (a.x1 <= large.x0 if small.x0 < large.x0 else a.x0 >= large.x1)
        and abs(a.x0 - small.x0) <= SIDE * small.size
        for a in atoms
    )


def _is_caption_beside(gap: _Gap, atoms: Sequence[_Atom]) -> bool:
    """Whether a number in a look of its own ends a column of such numbers, and captions in another start at its right."""
    left, right = atoms[gap.left], atoms[gap.right]
    mine, other = left.words[-1].style, right.words[0].style
    if not _restyled(left, right) or left.size < 1.1 * right.size or not any(c.isdigit() for c in left.words[0].text):
        return False
    numbers = captions = 0
    for atom in atoms:
        if abs(atom.base - left.base) < 0.5 * left.size or abs(atom.base - left.base) > COLUMN * left.size:
            continue
        numbers += atom.words[-1].style == mine and abs(atom.x1 - left.x1) < 1.0 and atom.words[-1].text[:1] in NUMERAL
        captions += atom.words[0].style == other and abs(atom.x0 - right.x0) < 1.0
    return numbers >= 1 and captions >= 2


def _evidence(gap: _Gap, atoms: Sequence[_Atom], rows: _Rows) -> tuple[int, int]:
    """How many of the nearby rows leave this strip empty between two words, and how many run through it."""
    support, against = set(), set()
    for other in rows.around(gap, 4.5 * gap.em):
        if abs(other.y - gap.y) < 0.5 * gap.em:
            continue
        row = round(other.y)
        shared = min(gap.x1, other.x1) - max(gap.x0, other.x0)
        if other.x1 - other.x0 > 0.5 * gap.em and shared >= 0.5 * min(gap.x1 - gap.x0, other.x1 - other.x0):
            support.add(row)
        for side in (other.left, other.right):
            atom = atoms[side]
            if (atom.x0 < gap.x0 + 0.5 and atom.x1 > gap.x1 - 0.5) or (
                other.x1 - other.x0 <= 0.5 * gap.em and gap.x0 <= other.x0 and other.x1 <= gap.x1
            ):
                against.add(row)
    return len(support), len(against)
