"""Characters into words, by geometry.

What parts two words: a white-space character; a gap clearly wider than the spacing of the letters around it; a jump
back or to another baseline. What parts one word into two glued ones: a step in size, or a raised or lowered baseline
(footnote marks, subscripts). Text objects do not part words: kerned letters are often drawn one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from factextract.engines._drawing import Char
from factextract.engines._ink import Ink

GAP = 0.17
"""Of the font size: the least gap between two words without a space character. Tight setting has word spaces of .2."""
GAP_SEEN = 0.08
"""The same where the engine too takes the gap for a space; a letter that overhangs makes the gap look smaller."""
KERN_BACK = 0.45
"""Of the font size: how far a letter may reach back under the one before it."""
SAME_BASE = 0.08
"""Of the font size: baselines this close are one."""
SAME_SIZE = 0.8
"""Size ratio below which a word is parted."""
NEXT_LINE = 0.75
"""Of the larger size: baselines this far apart are never those of a word and its mark."""
DROP_CAP = 0.5
"""Size ratio below which letters beside one large letter go on with its word."""
TRACKED_FROM = 4
"""Letters: text is called letter-spaced from as many evenly spaced letters."""
TRACKED_WIDE, TRACKED_APART = 1.0, 0.35
"""Of the font size: the widest letter spacing within one text object, and over several; beyond are table columns."""
LEADER = "...."
_DOTS = re.compile(r"\.{4,}")


@dataclass(slots=True)
class Piece:
    """A word before it is placed on the page. `rise` and `glued` as in model.sheet.Word."""

    chars: list[Char]
    glued: bool = False
    rise: float = 0.0

    @property
    def text(self) -> str:
        return "".join([char.text for char in self.chars])

    @property
    def ink(self) -> Ink:
        return self.chars[0].ink


def group(chars: Iterable[Char | None]) -> list[Piece]:
    """Words of characters in drawing order; None stands for a white-space character."""
    pieces: list[Piece] = []
    for run, plain in _runs(chars):
        if plain:
            pieces.append(Piece(run))
            continue
        chain: list[Piece] = []
        for piece in _parted(run):
            if chain and not piece.glued:
                _set_rises(chain)
                chain = []
            chain.append(piece)
            pieces.append(piece)
        _set_rises(chain)
    return [part for piece in pieces for part in _without_leader(piece)]


def _runs(chars: Iterable[Char | None]) -> Iterator[tuple[list[Char], bool]]:
    """Characters without white space between, next to each other, and whether they surely are one word.

    Letters printed twice (fake bold) count once.
    """
    run: list[Char] = []
    plain = True
    before: Char | None = None
    for char in chars:
        if char is None:
            if run:
                yield run, plain
                run, plain = [], True
            before = None
            continue
        if before is not None:
            ink = char.ink
            gap = char.start - before.end
            size = ink.style.size
            if ink is before.ink and -0.25 * size <= gap <= GAP_SEEN * size:
                run.append(char)
                before = char
                continue
            text = char.text
            if (text == before.text and _is_copy(char, before)) or (
                len(run) > 1 and text == run[-2].text and _is_copy(char, run[-2])
            ):
                continue
            if not _follows(before, char):
                yield run, plain
                run, plain = [], True
            elif _gap(before, char) > GAP_SEEN * size or (ink is not before.ink and _is_step(before.ink, ink)):
                plain = False
        run.append(char)
        before = char
    if run:
        yield run, plain


def _is_rtl(text: str) -> bool:
    point = ord(text[0])
    return 0x590 <= point <= 0x8FF or 0xFB1D <= point <= 0xFDFF or 0xFE70 <= point <= 0xFEFC


def _gap(before: Char, char: Char) -> float:
    """White between two neighbours in reading order; negative where they overlap."""
    if char.start < before.start and _is_rtl(char.text) and _is_rtl(before.text):
        return before.start - char.end
    return char.start - before.end


def _follows(before: Char, char: Char) -> bool:
    """Whether `char` may stand in one run with `before`: same direction, next to it, on its line or as its mark."""
    a, b = before.ink, char.ink
    size = max(a.style.size, b.style.size)
    if a is not b:
        if a.turn != b.turn or a.skewed != b.skewed:
            return False
        if abs(a.base - b.base) > NEXT_LINE * size:
            return False
    gap = _gap(before, char)
    if gap > 2 * size:
        return False
    if gap >= -KERN_BACK * min(a.style.size, b.style.size):
        return True
    # A ligature's letters share one box; an accent is drawn over its letter.
    return char.start >= before.start - 0.05 * size and (a is b or char.end <= before.end + 0.05 * size)


def _is_copy(char: Char, earlier: Char) -> bool:
    """Whether the same letter is printed twice in one place; those of one ink are a ligature's."""
    return (
        char.ink is not earlier.ink
        and abs(char.start - earlier.start) <= 1
        and abs(char.ink.base - earlier.ink.base) <= 1
        and char.ink.turn == earlier.ink.turn
        and abs(char.ink.style.size - earlier.ink.style.size) <= 0.5
    )


def _is_step(a: Ink, b: Ink) -> bool:
    one, other = a.style.size, b.style.size
    small, large = (one, other) if one < other else (other, one)
    return small < SAME_SIZE * large or abs(a.base - b.base) > SAME_BASE * large


def _parted(run: Sequence[Char]) -> Iterator[Piece]:
    """A run's words: parted at wide gaps, glued at steps of style."""
    piece = Piece([run[0]])
    spacing: float | None = None
    for before, char in pairwise(run):
        a, b = before.ink, char.ink
        size = b.style.size if a is b else min(a.style.size, b.style.size)
        gap = char.start - before.end if char.start >= before.start else _gap(before, char)
        wide = gap > (GAP_SEEN if char.spaced else GAP) * size
        if wide:
            spacing = _letter_spacing(run) if spacing is None else spacing
            wide = gap > spacing
        if wide:
            yield piece
            piece = Piece([char])
        elif a is not b and _is_step(a, b):
            yield piece
            piece = Piece([char], glued=True)
        else:
            piece.chars.append(char)
    yield piece


def _letter_spacing(run: Sequence[Char]) -> float:
    """The gap above which words part in letter-spaced text: the even space of its letters and most of a word space
    more; 0 for text that is set normally, and for figures, which stand apart because they are columns."""
    if sum(char.text.isalpha() for char in run) < 0.7 * len(run) or len(run) < TRACKED_FROM:
        return 0.0
    size = run[0].ink.style.size
    gaps = [_gap(before, char) for before, char in pairwise(run)]
    middle = median(gaps)
    most = TRACKED_WIDE if all(char.ink is run[0].ink for char in run) else TRACKED_APART
    if not GAP_SEEN * size < middle <= most * size:
        return 0.0
    even = sum(abs(gap - middle) <= 0.08 * size for gap in gaps)
    return middle + GAP * size if even >= 0.6 * len(gaps) else 0.0


def _set_rises(chain: Sequence[Piece]) -> None:
    """Rises of glued words over the largest of them, whose baseline is the line's."""
    if len(chain) < 2:
        return
    anchor = max(chain, key=lambda piece: (piece.ink.style.size, len(piece.chars)))
    size = anchor.ink.style.size
    initial = len(anchor.chars) == 1 and anchor.chars[0].text.isalpha()
    for piece in chain:
        if initial and piece.ink.style.size < DROP_CAP * size and piece.text[0].isalpha():
            continue
        rise = piece.ink.base - anchor.ink.base
        if abs(rise) > SAME_BASE * size:
            piece.rise = round(rise, 2)


def _without_leader(piece: Piece) -> list[Piece]:
    """A word and the dots that lead from it to a page number are words of their own, however close they are set."""
    text = piece.text
    if LEADER not in text or len(text) != len(piece.chars):
        return [piece]
    ends = sorted({end for dots in _DOTS.finditer(text) for end in dots.span()} - {0, len(text)})
    if not ends:
        return [piece]
    parts = [Piece(piece.chars[start:end]) for start, end in pairwise((0, *ends, len(text)))]
    parts[0].glued, parts[0].rise = piece.glued, piece.rise
    return parts
