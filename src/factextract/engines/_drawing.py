"""What an engine hands over to have a sheet made of it: characters and drawn things, both with their drawing order."""

from __future__ import annotations

from dataclasses import dataclass, field

from factextract.engines._ink import Ink
from factextract.engines._place import Rect
from factextract.model.sheet import Shape


@dataclass(slots=True)
class Char:
    """One drawn character. `start` and `end` run along the reading direction of its ink, `low` and `high` across."""

    text: str
    start: float
    end: float
    low: float
    high: float
    ink: Ink
    index: int


@dataclass(slots=True)
class Text:
    """`chars` in the engine's order, None for white space; `unmapped` as in model.sheet.Sheet."""

    chars: list[Char | None]
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
