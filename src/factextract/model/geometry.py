"""Spans of text and boxes on a page.

A `Span` is a half-open range of Unicode code points. A `Box` is in points (1/72 inch) from the page's top-left corner
as the page is shown (crop box and rotation applied); engines convert once, nothing else ever does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open offsets [start, end). Raises ValueError when start is negative or after end."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def of(self, text: str) -> str:
        """The words this span covers in `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """x0, top, x1, bottom in points from the top-left corner. Raises ValueError when a side is negative in length."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __post_init__(self) -> None:
        if self.x1 < self.x0 or self.bottom < self.top:
            raise ValueError(f"not a box: {self.x0}, {self.top}, {self.x1}, {self.bottom}")

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def area(self) -> float:
        return self.width * self.height

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def contains(self, other: Box, tolerance: float = 0.0) -> bool:
        """Whether `other` lies inside, give or take `tolerance` points on each side."""
        return (
            self.x0 - tolerance <= other.x0
            and self.top - tolerance <= other.top
            and other.x1 <= self.x1 + tolerance
            and other.bottom <= self.bottom + tolerance
        )

    def holds_centre(self, other: Box) -> bool:
        x, y = other.centre
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def overlap_x(self, other: Box) -> float:
        """Width in points that both share; 0 when they lie side by side."""
        return max(0.0, min(self.x1, other.x1) - max(self.x0, other.x0))

    def overlap_y(self, other: Box) -> float:
        """Height in points that both share; 0 when one lies above the other."""
        return max(0.0, min(self.bottom, other.bottom) - max(self.top, other.top))

    def intersects(self, other: Box) -> bool:
        return self.overlap_x(other) > 0 and self.overlap_y(other) > 0


def union(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of `boxes`. Raises ValueError when there is none."""
    rest = iter(boxes)
    first = next(rest, None)
    if first is None:
        raise ValueError("no boxes to unite")
    x0, top, x1, bottom = first.x0, first.top, first.x1, first.bottom
    for box in rest:  # one pass of comparisons: half of all layout asks for this
        x0, top = box.x0 if box.x0 < x0 else x0, box.top if box.top < top else top
        x1, bottom = box.x1 if box.x1 > x1 else x1, box.bottom if box.bottom > bottom else bottom
    return Box(x0, top, x1, bottom)
