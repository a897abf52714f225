"""What an engine saw on one page, before any layout: words, shapes and pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from factextract.model.geometry import Box


@dataclass(frozen=True, slots=True)
class Style:
    """How a word looks. `size` in points as shown; `color` is its fill as `#rrggbb`, None when it has no plain colour."""

    font: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    color: str | None = None


Hidden = Literal["invisible", "outside", "covered", "background", "rotated"]


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space inside, as written.

    `box` is None for plain-text input. `rise` is how far the baseline lies above that of the word it is glued to, in
    points (> 0 superscript, < 0 subscript). `glued` says that no space parts it from the word before it (a footnote
    mark, the second style of a two-style word). `tag` is the innermost structure element (`H1`, `LI`, `TD`, `Figure`,
    `Artifact` …) or None. `order` is the index of its first character in drawing order. `rotation` is the reading
    direction in degrees clockwise (0, 90, 180, 270). `hidden` names why a person does not see it, None when they do.
    """

    text: str
    box: Box | None
    style: Style = Style()
    order: int = 0
    rise: float = 0.0
    glued: bool = False
    tag: str | None = None
    rotation: int = 0
    hidden: Hidden | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """A drawn thing that is no text.

    `kind`: `box` (a closed, roughly rectangular outline, rounded ones too), `line` (thinner than 2 points in one direction),
    `path` (any other outline), `picture` (an image). `fill` and `stroke` are `#rrggbb` or None. `order` counts drawing.
    """

    kind: Literal["box", "line", "path", "picture"]
    box: Box
    fill: str | None = None
    stroke: str | None = None
    order: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as an engine saw it. `number` is 1-based; `width` and `height` in points as shown.

    `unmapped` is the share of characters without a Unicode value (0..1). Words and shapes stand in drawing order.
    `lines` is for plain-text input: the same words line by line, an empty tuple for an empty line; () for a drawn page.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    shapes: tuple[Shape, ...] = ()
    unmapped: float = 0.0
    lines: tuple[tuple[Word, ...], ...] = ()
    engine: str = field(default="", compare=False)
