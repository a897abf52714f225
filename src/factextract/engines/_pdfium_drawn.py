"""What the drawn page says of words that seem to melt into their background.

PDFium tells no colour of a gradient: its fill reads as plain white, on which white letters would not be seen. So a page with such
words is drawn once, and they count as seen where its dots differ from their letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from factextract.engines._place import hex_color
from factextract.engines._visibility import NEAR, rgb
from factextract.model.geometry import Box
from factextract.model.sheet import Shape, Sheet, Word

MOST_DOTS = 4_000_000
"""Dots of the drawn page: one a point for any usual page, fewer for a poster."""
SEEN = 0.5
"""Share of the dots at a word that differ from its colour where it is seen; letters alone cover less than half of them."""

Rgb = tuple[int, int, int]


class Drawable(Protocol):
    """A page of pypdfium2."""

    def render(self, *, scale: float) -> Any: ...


@dataclass(frozen=True, slots=True)
class _Ground:
    """A word with the colour that is drawn around its letters."""

    word: Word
    box: Box
    fill: str


def on_drawn_ground(sheet: Sheet, page: Drawable) -> Sheet:
    """The sheet with its melted words seen that stand on a drawn ground of another colour, and the shapes under them in it."""
    melted = [(word, word.box) for word in sheet.words if word.hidden == "background" and word.box is not None]
    if not melted:
        return sheet
    scale = min(1.0, (MOST_DOTS / max(1.0, sheet.width * sheet.height)) ** 0.5)
    picture = page.render(scale=scale).to_pil().convert("RGB")
    grounds = {id(word): ground for word, box in melted if (ground := _ground(word, box, picture, scale)) is not None}
    if not grounds:
        return sheet
    words = tuple(replace(word, hidden=None) if id(word) in grounds else word for word in sheet.words)
    return replace(sheet, words=words, shapes=tuple(_filled(shape, [*grounds.values()]) for shape in sheet.shapes))


def _ground(word: Word, box: Box, picture: Any, scale: float) -> _Ground | None:
    """None where the dots at the word are mostly of its colour."""
    corners = (box.x0, box.top, box.x1, box.bottom)
    x0, top, x1, bottom = (round(corner * scale) for corner in corners)
    cut = picture.crop(
        (max(0, x0), max(0, top), min(picture.width, max(x1, x0 + 1)), min(picture.height, max(bottom, top + 1)))
    )
    dots: list[tuple[int, Rgb]] = cut.getcolors(max(1, cut.width * cut.height)) or []
    color = rgb(word.style.color or "#000000")
    others = Counter(
        {dot: count for count, dot in dots if max(abs(a - b) for a, b in zip(dot, color, strict=True)) > NEAR}
    )
    if others.total() < SEEN * sum(count for count, _ in dots) or not others:
        return None
    return _Ground(word, box, hex_color((*max(sorted(others), key=lambda dot: others[dot]), 255)))


def _filled(shape: Shape, grounds: Sequence[_Ground]) -> Shape:
    """A box in the colour of the letters that stand on it is drawn in another."""
    if shape.kind != "box" or shape.fill is None:
        return shape
    under = [
        g
        for g in grounds
        if shape.fill == g.word.style.color and shape.order < g.word.order and shape.box.contains(g.box)
    ]
    return replace(shape, fill=under[0].fill) if under else shape
