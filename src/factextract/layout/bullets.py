"""List marks that are no bullet characters: glyphs of symbol fonts, a letter in a font of its own, small drawn shapes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from factextract.layout.draft import BULLET, box_of, size_of
from factextract.model.sheet import Shape, Sheet, Word

SYMBOLS = re.compile(r"wingding|webding|dingbat|symbol|msam", re.I)
LETTERED = "o§"  # what word processors set in another font for a round and a square mark
UNNAMED = re.compile("^[\ue000-\uf8ff\ufffd]$")  # glyphs without a Unicode value
NEAREST, FARTHEST = 0.2, 4.0  # em from a mark to its text
FREE = 1.5  # em that lie empty left of a mark
SMALLEST, LARGEST = 0.12, 0.8  # em; the size of a drawn mark
LARGE = 1.5  # of the usual type: what stands before larger words is an icon
FEWEST = 2  # drawn marks alike under each other; one alone is an ornament


def with_bullets(words: Sequence[Word], sheet: Sheet) -> list[Word]:
    """The words of a page, each such mark as a word `•` in its place. All words must have boxes."""
    lines = _Lines(words)
    found = [replace(word, text="•") if _is_glyph_mark(word, lines) else word for word in words]
    return found + _drawn(sheet, lines)


class _Lines:
    """Words by height, for the nearest ones beside a mark."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self._rows: dict[int, list[Word]] = {}
        for word in words:
            box = box_of(word)
            for row in range(int(box.top // 10), int(box.bottom // 10) + 1):
                self._rows.setdefault(row, []).append(word)

    def beside(self, mark: Word | Shape) -> tuple[Word | None, Word | None]:
        """The nearest words left and right of a mark on its height."""
        box = mark.box
        if box is None:
            return None, None
        y = box.centre[1]
        here = [w for w in self._rows.get(int(y // 10), []) if w is not mark and box_of(w).top <= y <= box_of(w).bottom]
        before = [w for w in here if box_of(w).x1 <= box.x0 + 1]
        after = [w for w in here if box_of(w).x0 >= box.x1 - 1]
        return (
            max(before, key=lambda w: box_of(w).x1, default=None),
            min(after, key=lambda w: box_of(w).x0, default=None),
        )


def _opens_line(mark: Word | Shape, lines: _Lines) -> Word | None:
    """The word that a mark stands before, None where it does not open a line."""
    before, after = lines.beside(mark)
    if after is None or mark.box is None:
        return None
    em = size_of(after)
    if not NEAREST * em <= box_of(after).x0 - mark.box.x1 <= FARTHEST * em:
        return None
    return None if before is not None and mark.box.x0 - box_of(before).x1 < FREE * em else after


def _is_glyph_mark(word: Word, lines: _Lines) -> bool:
    text = word.text
    if len(text) != 1 or (BULLET.match(text) and not UNNAMED.match(text)):
        return False
    symbol = bool(UNNAMED.match(text) or SYMBOLS.search(word.style.font))
    if not symbol and text not in LETTERED:
        return False
    after = _opens_line(word, lines)
    return after is not None and (symbol or after.style.font != word.style.font)


def _drawn(sheet: Sheet, lines: _Lines) -> list[Word]:
    """Small shapes of one fill and size under each other, each before a line of text."""
    marks: list[tuple[tuple[int, int, tuple[int, ...]], Word]] = []
    usual = median(map(size_of, lines.words)) if lines.words else 0.0
    for shape in sheet.shapes:
        box = shape.box
        if shape.kind == "line" or not 0.6 * box.height <= box.width <= 1.6 * box.height or box.height > 20:
            continue
        after = _opens_line(shape, lines)
        if (
            after is None
            or size_of(after) > LARGE * usual
            or not SMALLEST * size_of(after) <= box.height <= LARGEST * size_of(after)
        ):
            continue
        word = Word("•", box, after.style, order=after.order)
        marks.append(((round(box.x0), round(box.height), _ink(shape)), word))
    alike = Counter(key for key, _ in {(key, round(box_of(word).top)) for key, word in marks})
    chosen: dict[tuple[int, int], Word] = {}
    for key, word in marks:
        if alike[key] >= FEWEST:  # a mark drawn twice (filled, then stroked) is one
            chosen.setdefault((round(box_of(word).x0), round(box_of(word).top)), word)
    return list(chosen.values())


def _ink(shape: Shape) -> tuple[int, ...]:
    """Its colour in eighths of red, green and blue: near-blacks are one."""
    color = shape.fill or shape.stroke or ""
    return tuple(int(color[at : at + 2], 16) // 32 for at in (1, 3, 5)) if len(color) == 7 else ()
