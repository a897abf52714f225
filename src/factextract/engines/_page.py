"""Characters and drawn things of a page into a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite

from factextract.engines._drawing import Drawing, Text
from factextract.engines._ink import Ink, upright
from factextract.engines._place import Place, Rect, box_of
from factextract.engines._visibility import Visibility, is_ocr_layer
from factextract.engines._words import Piece, group
from factextract.model.sheet import Shape, Sheet, Word

OVERPRINT = 1.0
"""Points: the same word this close to itself is printed twice (fake bold, a shadow) and counts once."""


@dataclass(slots=True)
class _Placed:
    """`ink` is that of the copy printed last."""

    piece: Piece
    ink: Ink
    shown: Rect
    text: str


def assemble(empty: Sheet, place: Place, text: Text, drawing: Drawing) -> Sheet:
    """`empty` with its words and shapes, numbered on one scale of drawing order."""
    placed = _once(_place(group(text.chars), place))
    layer = is_ocr_layer(place, drawing, [one.ink for one in placed])
    visibility = Visibility(place, drawing, layer)
    words: list[Word] = []
    shapes: list[Shape] = []
    waiting = iter(drawing.drawn)
    following = next(waiting, None)
    for one in placed:
        index = one.piece.chars[0].index
        while following is not None and following.sequence < one.piece.ink.sequence:
            shapes.append(replace(following.shape, order=index + len(shapes)))
            following = next(waiting, None)
        words.append(_word(one, place, visibility, index + len(shapes)))
    last = words[-1].order + 1 - len(shapes) if words else 0
    while following is not None:
        shapes.append(replace(following.shape, order=last + len(shapes)))
        following = next(waiting, None)
    return replace(empty, words=tuple(words), shapes=tuple(shapes), unmapped=round(text.unmapped, 4))


def _place(pieces: Sequence[Piece], place: Place) -> list[_Placed]:
    placed = []
    for piece in pieces:
        chars = piece.chars
        start, end = min(c.start for c in chars), max(c.end for c in chars)
        low, high = min(c.low for c in chars), max(c.high for c in chars)
        if not isfinite(start + end + low + high):
            continue
        rect = upright(start, max(start, end), low, max(low, high), piece.ink.turn)
        placed.append(_Placed(piece, piece.ink, place.show(rect), _repaired(piece.text)))
    return [one for one in placed if one.text.strip("\u200b\u2060\ufeff")]


def _repaired(text: str) -> str:
    """Surrogate pairs joined, lone ones replaced: PDFium may hand over a pair as two characters."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _once(placed: Sequence[_Placed]) -> list[_Placed]:
    """Words printed twice in one place, once: where and glued as the first, inked as the last that shows."""
    kept: list[_Placed] = []
    at: dict[tuple[str, int, int, int], _Placed] = {}
    for one in placed:
        column, row = round(one.shown[0] / OVERPRINT), round(one.shown[1] / OVERPRINT)
        turn = one.ink.turn
        first = next(
            (
                known
                for x in (column, column - 1, column + 1)
                for y in (row, row - 1, row + 1)
                if (known := at.get((one.text, turn, x, y))) and _same_place(known.shown, one.shown)
            ),
            None,
        )
        if first is None:
            at[one.text, turn, column, row] = one
            kept.append(one)
        elif not one.ink.invisible:
            first.ink = one.ink
    return kept


def _same_place(a: Rect, b: Rect) -> bool:
    return all(abs(x - y) <= OVERPRINT for x, y in zip(a, b, strict=True))


def _word(one: _Placed, place: Place, visibility: Visibility, order: int) -> Word:
    hidden = visibility.of(one.shown, one.ink)
    clipped = place.clip(one.shown) if hidden != "outside" else None
    return Word(
        text=one.text,
        box=box_of(clipped or one.shown),
        style=one.ink.style,
        order=order,
        rise=one.piece.rise,
        glued=one.piece.glued,
        tag=one.piece.ink.tag,
        rotation=one.ink.rotation,
        hidden=hidden,
    )
