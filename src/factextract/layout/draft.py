"""Blocks before they have a text: what the layout stages hand to each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from factextract.model.document import Cell, Line, Role
from factextract.model.geometry import Box, union
from factextract.model.sheet import Style, Word

BULLET = re.compile(r"^[•‣⁃∙·–—*\u25a0-\u25ff\u2700-\u27be-]$")
# A number standing alone, with the marks and scales that charts print.
NUMBER = re.compile(r"^[^\w\d]{0,3}\d[\d.,' ]*\s?(%|[kKmM]|bn|million|thousand)?$")
# A cell that holds a quantity or says that there is none: `22.5`, `(3,115)`, `€ 2.4 m`, `12 %`, `45 (23%)`, `–`, `n/a`.
VALUE = re.compile(
    r"^(?:[-–—…]|n\.?/?a\.?|[(<>≤≥~±+–−-]{0,2}\s?(?:[A-Z]{0,3}[$€£¥₦₹]|[A-Z]{3}(?=\s))?\s?[(+–−-]?\d[\d.,' ]*"
    r"[)%*†‡¹²³⁰-⁹a-d]{0,4}(?:\s?[^\W\d_]{1,8}\.?)?(?:\s?\([^()]{1,9}\))?)$",
    re.I,
)
YEAR = re.compile(r"^(19|20)\d\d([-–/]\d{2,4})?:?$")
INITIAL = re.compile(r"^[\"'“«]?[^\W\d_]$")
INITIAL_SIZE = 1.8  # of its text at least
NUMBERING = re.compile(r"^(\(?\d{1,2}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,4}[.)])$")


@dataclass(frozen=True, slots=True)
class Draft:
    """A block in the making. `partner` is the position of its paired block in the page's list, set by `pairs`."""

    lines: tuple[Line, ...]
    box: Box
    role: Role = "body"
    level: int = 0
    frame: int | None = None
    cell: Cell | None = None
    partner: int | None = None

    @property
    def words(self) -> list[Word]:
        return [word for line in self.lines for word in line.words]

    @property
    def text(self) -> str:
        """A plain reading of its words, for tests on wording; the canonical text is made by `text`."""
        parts: list[str] = []
        for word in self.words:
            parts.append(word.text if word.glued or not parts else f" {word.text}")
        return "".join(parts)

    @property
    def style(self) -> Style:
        return prevailing_style(self.words)


def text_of(lines: Sequence[Line]) -> str:
    """The lines' words without the raised digits and letters that are footnote marks, for tests on wording."""
    parts: list[str] = []
    for word in (word for line in lines for word in line.words):
        if word.rise > 0 and word.glued and (word.text.isdigit() or len(word.text) == 1):
            continue
        parts.append(word.text if word.glued or not parts else f" {word.text}")
    return "".join(parts)


def draft(lines: Sequence[Line], frame: int | None = None, role: Role = "body", cell: Cell | None = None) -> Draft:
    """A draft over lines that have boxes."""
    return Draft(tuple(lines), union(map(box_of, lines)), role, frame=frame, cell=cell)


def prevailing_style(words: Sequence[Word]) -> Style:
    """The style of most characters; the earliest such style wins a tie."""
    if not words:
        return Style()
    first = words[0].style
    if all(word.style is first or word.style == first for word in words):  # nearly always, and much cheaper
        return first
    weights: Counter[Style] = Counter()
    for word in words:
        weights[word.style] += len(word.text)
    return max(weights, key=lambda style: weights[style])


def box_of(item: Word | Line) -> Box:
    """Its box. Raises ValueError for plain-text input, which has none: geometry is not asked there."""
    if item.box is None:
        raise ValueError("plain text has no geometry")
    return item.box


def size_of(word: Word) -> float:
    """The font size in points; the box height where the engine knows no size."""
    return word.style.size or (word.box.height if word.box else 0.0)


def is_marker(word: Word) -> bool:
    """Whether the word marks a list item: a bullet, or a number or letter with a point or bracket."""
    return bool(BULLET.match(word.text) or NUMBERING.match(word.text))


def is_initial(letter: Word, text: Word) -> bool:
    """Whether a single letter is set so much larger than the text at its right that it is the initial of a paragraph."""
    alone = bool(INITIAL.match(letter.text)) and text.text[:1].isalpha()
    return alone and size_of(letter) >= INITIAL_SIZE * size_of(text)
