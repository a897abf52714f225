"""How a run of characters stands on a page: what is constant within one text object."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factextract.engines._place import Rect
from factextract.model.sheet import Style

_BOLD = re.compile(r"bold|black|heavy|demi|(?<!extra)(?<!ultra)(?<!semi)bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv|slanted|(?<=[-,])(?:it|obl)\b|ital\b", re.IGNORECASE)


def looks_bold(font: str) -> bool:
    """Whether a font's name says that it is bold."""
    return bool(_BOLD.search(font))


def looks_italic(font: str) -> bool:
    """Whether a font's name says that it is slanted."""
    return bool(_ITALIC.search(font))


def is_mapped(letter: str) -> bool:
    """Whether a character is one that means something: no control, no replacement, not of a private area."""
    return letter >= " " and letter != "\ufffd" and not "\ue000" <= letter <= "\uf8ff" and letter < "\U000f0000"


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[+-]?\d[\d.,:/%-]*")
_SET_OFF = "\"'“”‘’«»()[]{}.,;:!?…%€$£*"
LIKE_TEXT = 0.7
"""Share of characters in well-formed words from which text without a Unicode table is taken as it stands."""


def unreadable(guessed: str) -> int:
    """How many of these characters, whose Unicode values are guesses, are lost.

    A font without a Unicode table may still use plain codes, and then the guess is the letter. Where codes are the
    numbers of glyphs it is not: `7KH 0LQLVWU\\` stands for `The Ministry`. So the guesses are judged by the words that
    they make: of letters in one case or with a capital, or of figures.
    """
    words = guessed.split()
    count = sum(map(len, words))
    lost = count - sum(map(is_mapped, "".join(words)))
    sound = 0
    for word in words:
        bare = word.strip(_SET_OFF)
        if not bare or (_WORD.fullmatch(bare) and (bare[1:].islower() or bare.isupper() or not bare.isalpha())):
            sound += len(word)
    return lost if sound >= LIKE_TEXT * count else count


@dataclass(slots=True)
class Ink:
    """What one text object gives all its characters.

    `turn`: quarter turns, counter-clockwise in page space, of the reading direction. Along it runs the *start* axis,
    across it the *height* axis (larger is higher for the reader); `base` is the baseline on the height axis, `low` and
    `high` are the edges of its line: descent and one font size above it, as pdfplumber has them. They are None where the
    font says nothing of its descent or the text is skewed; then the characters' own boxes count. `sequence` is its
    place in the page's drawing order.
    """

    style: Style
    turn: int
    base: float
    low: float | None
    high: float | None
    sequence: int
    rotation: int
    tag: str | None = None
    invisible: bool = False
    skewed: bool = False


def along(rect: Rect, turn: int) -> tuple[float, float]:
    """Start and end of a rectangle (left, bottom, right, top) in the reading direction."""
    left, bottom, right, top = rect
    if turn == 0:
        return left, right
    if turn == 1:
        return bottom, top
    if turn == 2:
        return -right, -left
    return -top, -bottom


def across(rect: Rect, turn: int) -> tuple[float, float]:
    """Low and high edge of a rectangle across the reading direction."""
    left, bottom, right, top = rect
    if turn == 0:
        return bottom, top
    if turn == 1:
        return -right, -left
    if turn == 2:
        return -top, -bottom
    return left, right


def upright(start: float, end: float, low: float, high: float, turn: int) -> Rect:
    """The rectangle (left, bottom, right, top) of which `along` and `across` are start, end, low and high."""
    if turn == 0:
        return start, low, end, high
    if turn == 1:
        return -high, start, -low, end
    if turn == 2:
        return -end, -high, -start, -low
    return low, -end, high, -start
