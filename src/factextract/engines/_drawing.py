"""What an engine hands over to have a sheet made of it: characters and drawn things, both with their drawing order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from factextract.engines._ink import Ink
from factextract.engines._place import Rect
from factextract.model.sheet import Shape


@dataclass(slots=True)
class Char:
    """One drawn character. `start` and `end` run along the reading direction of its ink.

    `spaced`: the engine takes what parts it from the character before for a space, though none is drawn.
    """

    text: str
    start: float
    end: float
    ink: Ink
    index: int
    spaced: bool = False


@dataclass(slots=True)
class Text:
    """`chars` in the engine's order, None for white space; `rects` of characters by their index, for those whose ink
    has no line; `unmapped` as in model.sheet.Sheet."""

    chars: list[Char | None]
    rects: Sequence[Rect]
    unmapped: float


@dataclass(slots=True)
class Drawn:
    """A shape with what decides whether it hides text. `sequence` counts the page's objects, text objects included.

    `solid`: one known opaque colour, edge to edge of its box.
    """

    shape: Shape
    sequence: int
    solid: bool


@dataclass(slots=True)
class Drawing:
    """What stands on a page. `texts`: place in the drawing order and whether it lies in a form, by text object."""

    texts: dict[int, tuple[int, bool]] = field(default_factory=dict)
    drawn: list[Drawn] = field(default_factory=list)
    whole: bool = True
    """False when objects or shapes were left out, so that what lies under a word is not known for sure."""


def rect_of(shape: Shape) -> Rect:
    box = shape.box
    return box.x0, box.top, box.x1, box.bottom
