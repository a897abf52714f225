"""Characters into words, by geometry.

What parts two words: a white-space character; a gap clearly wider than the spacing of the letters around it; a jump
back or to another baseline. What parts one word into two glued ones: a step in size, or a raised or lowered baseline
(footnote marks, subscripts). Text objects do not part words: kerned letters are often drawn one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from factextract.engines._drawing import Char
from factextract.engines._ink import Ink

GAP = 0.17
"""Of the font size: the least gap between two words without a space character. Tight setting has word spaces of .2."""
KERN_BACK = 0.45
"""Of the font size: how far a letter may reach back under the one before it."""
SAME_BASE = 0.08
"""Of the font size: baselines this close are one."""
SAME_SIZE = 0.8
"""Size ratio below which a word is parted."""
MARK_SIZE, MARK_RISE = 0.3, 0.75
"""A glued raised or lowered mark: least size and largest distance of the baselines, as shares of the larger size."""
TRACKED_FROM = 4
"""Letters: text is called letter-spaced from as many evenly spaced letters."""


@dataclass(slots=True)
class Piece:
    """A word before it is placed on the page. `rise` and `glued` as in model.sheet.Word."""

    chars: list[Char]
    glued: bool = False
    rise: float = 0.0

    @property
    def text(self) -> str:
        return "".join(char.text for char in self.chars)

    @property
    def ink(self) -> Ink:
        return self.chars[0].ink


def group(chars: Iterable[Char | None]) -> list[Piece]:
    """Words of characters in drawing order; None stands for a white-space character."""
    pieces: list[Piece] = []
    for run in _runs(chars):
        chain: list[Piece] = []
        for piece in _parted(run):
            if chain and not piece.glued:
                _set_rises(chain)
                chain = []
            chain.append(piece)
            pieces.append(piece)
        _set_rises(chain)
    return pieces


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
        if abs(a.base - b.base) > MARK_RISE * size:
            return False
    gap = _gap(before, char)
    if gap > 2 * size:
        return False
    if gap >= -KERN_BACK * min(a.style.size, b.style.size):
        return True
    # A ligature's letters share one box; an accent is drawn over its letter.
    return char.start >= before.start - 0.05 * size and (a is b or char.end <= before.end + 0.05 * size)


def _runs(chars: Iterable[Char | None]) -> Iterable[list[Char]]:
    """Characters without white space between, next to each other; letters printed twice (fake bold) count once."""
    run: list[Char] = []
    for char in chars:
        if char is None:
            if run:
                yield run
            run = []
            continue
        if run:
            if any(_is_copy(char, earlier) for earlier in run[-2:]):
                continue
            if not _follows(run[-1], char):
                yield run
                run = []
        run.append(char)
    if run:
        yield run


def _is_copy(char: Char, earlier: Char) -> bool:
    return (
        char.text == earlier.text
        and char.ink is not earlier.ink
        and abs(char.start - earlier.start) <= 1
        and abs(char.ink.base - earlier.ink.base) <= 1
        and char.ink.turn == earlier.ink.turn
        and abs(char.ink.style.size - earlier.ink.style.size) <= 0.5
    )


def _parted(run: Sequence[Char]) -> Iterable[Piece]:
    """A run's words: parted at wide gaps, glued at steps of style."""
    piece = Piece([run[0]])
    spacing = _Spacing(run)
    for at in range(1, len(run)):
        before, char = run[at - 1], run[at]
        a, b = before.ink, char.ink
        size = min(a.style.size, b.style.size)
        gap = _gap(before, char)
        if gap > GAP * size and gap > spacing.least_gap(at):
            yield piece
            piece = Piece([char])
        elif a is not b and _is_step(a, b):
            yield piece
            piece = Piece([char], glued=True)
        else:
            piece.chars.append(char)
    yield piece


def _is_step(a: Ink, b: Ink) -> bool:
    small, large = sorted((a.style.size, b.style.size))
    return small < SAME_SIZE * large or abs(a.base - b.base) > SAME_BASE * large


class _Spacing:
    """The letter spacing of a run, object by object, worked out when a gap looks wide."""

    def __init__(self, run: Sequence[Char]) -> None:
        self._run = run
        self._known: dict[int, float] = {}

    def least_gap(self, at: int) -> float:
        """The gap that parts words before the letter at `at`: with even letter spacing inside its text object, that
        spacing and half as much again as a word space; 0 when letters are set normally."""
        ink = self._run[at].ink
        if self._run[at - 1].ink is not ink:
            return 0.0
        if id(ink) not in self._known:
            self._known[id(ink)] = self._measure(ink)
        return self._known[id(ink)]

    def _measure(self, ink: Ink) -> float:
        run = self._run
        gaps = [_gap(run[i - 1], run[i]) for i in range(1, len(run)) if run[i].ink is ink is run[i - 1].ink]
        if len(gaps) < TRACKED_FROM - 1:
            return 0.0
        middle, size = median(gaps), ink.style.size
        if middle <= 0.05 * size:
            return 0.0
        even = sum(1 for gap in gaps if abs(gap - middle) <= 0.08 * size)
        return middle + GAP * size if even >= 0.6 * len(gaps) else 0.0


def _set_rises(chain: Sequence[Piece]) -> None:
    """Rises of glued words over the largest of them, whose baseline is the line's."""
    if len(chain) < 2:
        return
    anchor = max(chain, key=lambda piece: (piece.ink.style.size, len(piece.chars)))
    size = anchor.ink.style.size
    for piece in chain:
        rise = piece.ink.base - anchor.ink.base
        # A drop cap stands far below the line that goes on beside it; a mark is never that small.
        if abs(rise) > SAME_BASE * size and piece.ink.style.size >= MARK_SIZE * size:
            piece.rise = round(rise, 2)
