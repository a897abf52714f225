"""From a PDF's own page space to the page as shown: crop box and rotation applied, origin at the top-left corner."""

from __future__ import annotations

from dataclasses import dataclass, field

from factextract.model.geometry import Box

Rect = tuple[float, float, float, float]
"""left, bottom, right, top in page space (y grows upwards)."""


@dataclass(frozen=True, slots=True)
class Place:
    """The visible rectangle of a page in page space, and the quarter turns (clockwise) it is shown with.

    `width` and `height` are those of the page as shown.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int
    width: float = field(init=False)
    height: float = field(init=False)

    def __post_init__(self) -> None:
        sides = self.right - self.left, self.top - self.bottom
        width, height = sides[::-1] if self.turns % 2 else sides
        object.__setattr__(self, "width", width)
        object.__setattr__(self, "height", height)

    def show(self, rect: Rect) -> Rect:
        """x0, top, x1, bottom in points from the shown page's top-left corner; not clipped."""
        left, bottom, right, top = rect
        if self.turns == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left

    def clip(self, shown: Rect) -> Rect | None:
        """The part of a shown rectangle that lies on the page; None when nothing does."""
        x0, top, x1, bottom = shown
        if x0 >= 0 and top >= 0 and x1 <= self.width and bottom <= self.height:
            return shown
        x0, x1 = max(x0, 0.0), min(x1, self.width)
        top, bottom = max(top, 0.0), min(bottom, self.height)
        return (x0, top, x1, bottom) if x0 <= x1 and top <= bottom else None


def box_of(rect: Rect) -> Box:
    """A Box at a hundredth of a point, which is finer than any printer and keeps records short."""
    x0, top, x1, bottom = rect
    return Box(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def hex_color(color: tuple[int, int, int, int]) -> str:
    """`#rrggbb` of red, green, blue, alpha."""
    return f"#{color[0]:02x}{color[1]:02x}{color[2]:02x}"
