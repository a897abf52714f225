"""Which words a person does not see, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factextract.engines._drawing import Drawing, Drawn, rect_of
from factextract.engines._ink import Ink
from factextract.engines._place import Place, Rect
from factextract.model.sheet import Hidden

NEAR = 12
"""Largest difference of a colour channel (0..255) at which letters melt into their background."""
UNDER = 0.2
"""Share of a word's area from which a shape is said to lie under it."""
SCAN = 0.5
"""Share of the page that pictures cover from which invisible text is the text layer of a scan."""
BAND = 24.0
"""Points: height of the bands that shapes are looked up by."""
WHITE = (255, 255, 255)


class Visibility:
    """Answers for the words of one page; shapes are sorted into bands once, so that a word meets only its neighbours.

    `ocr_layer`: the page's invisible text stands for a picture of text, so it is what a person sees.
    """

    def __init__(self, place: Place, drawing: Drawing, ocr_layer: bool) -> None:
        self._place, self._drawing, self._ocr_layer = place, drawing, ocr_layer
        self._last_solid = max((drawn.sequence for drawn in drawing.drawn if drawn.solid), default=0)
        self._fills = {rgb(drawn.shape.fill) for drawn in drawing.drawn if drawn.solid and drawn.shape.fill} | {WHITE}
        self._may_melt: dict[str | None, bool] = {None: False}
        self._bands: dict[int, list[tuple[Drawn, Rect]]] = defaultdict(list)
        for drawn in drawing.drawn:
            rect = rect_of(drawn.shape)
            if _paints(drawn):
                for band in range(int(rect[1] // BAND), int(rect[3] // BAND) + 1):
                    self._bands[band].append((drawn, rect))

    def of(self, shown: Rect, ink: Ink) -> Hidden | None:
        """Why the word at `shown` (points as shown) is not seen; None when it is."""
        x, y = (shown[0] + shown[2]) / 2, (shown[1] + shown[3]) / 2
        if not (0 <= x <= self._place.width and 0 <= y <= self._place.height):
            return "outside"
        if ink.invisible:
            return None if self._ocr_layer else "invisible"
        if ink.sequence < self._last_solid and any(
            drawn.solid and drawn.sequence > ink.sequence for drawn, _ in self._around(shown, whole=True)
        ):
            return "covered"
        if self._melts(shown, ink):
            return "background"
        return "rotated" if ink.skewed else None

    def _around(self, shown: Rect, *, whole: bool) -> Iterator[tuple[Drawn, Rect]]:
        """Shapes at a word, last drawn first: around all of it, or under a part of it."""
        middle = int((shown[1] + shown[3]) / 2 // BAND)
        for drawn, rect in reversed(self._bands.get(middle, ())):
            if _holds(rect, shown) if whole else _share(rect, shown) >= UNDER:
                yield drawn, rect

    def _melts(self, shown: Rect, ink: Ink) -> bool:
        name = ink.style.color
        if name not in self._may_melt:
            color = rgb(name or "")
            self._may_melt[name] = any(_near(color, fill) for fill in self._fills)
        if name is None or not self._may_melt[name] or not self._drawing.whole:
            return False
        color = rgb(name)
        for drawn, rect in self._around(shown, whole=False):
            if drawn.sequence < ink.sequence:
                fill = drawn.shape.fill
                return drawn.solid and fill is not None and _near(color, rgb(fill)) and _holds(rect, shown)
        return _near(color, WHITE)


def is_ocr_layer(place: Place, drawing: Drawing, inks: Sequence[Ink]) -> bool:
    """Whether a page is a scan with its text laid over it unseen: most of its letters invisible, most of it picture.

    `inks`: the ink of each word.
    """
    unseen = sum(ink.invisible for ink in inks)
    if unseen * 2 <= len(inks):
        return False
    pictures = sum(drawn.shape.box.area for drawn in drawing.drawn if drawn.shape.kind == "picture")
    return pictures >= SCAN * place.width * place.height


def rgb(color: str) -> tuple[int, int, int]:
    """Channels of `#rrggbb`."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _paints(drawn: Drawn) -> bool:
    """Whether a shape may colour what lies in its box: not an empty frame, not a rule."""
    shape = drawn.shape
    return shape.kind != "line" and not (shape.kind == "box" and shape.fill is None and shape.stroke is not None)


def _near(a: tuple[int, int, int], b: tuple[int, int, int]) -> bool:
    return max(abs(x - y) for x, y in zip(a, b, strict=True)) <= NEAR


def _holds(outer: Rect, inner: Rect) -> bool:
    return (
        outer[0] <= inner[0] + 1 and outer[1] <= inner[1] + 1 and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1
    )


def _share(under: Rect, word: Rect) -> float:
    """Share of a word's area that `under` lies beneath."""
    width = min(under[2], word[2]) - max(under[0], word[0])
    height = min(under[3], word[3]) - max(under[1], word[1])
    area = (word[2] - word[0]) * (word[3] - word[1])
    return width * height / area if width > 0 and height > 0 and area > 0 else 0.0
