"""Characters and drawn things of a page into a sheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite

from factextract.engines._drawing import Char, Drawing, Text
from factextract.engines._ink import Ink, across, upright
from factextract.engines._place import Place, Rect, box_of
from factextract.engines._visibility import Visibility, is_ocr_layer
from factextract.engines._words import Piece, group
from factextract.model.sheet import Shape, Sheet, Word

OVERPRINT = 1.0
"""Points: the same word this close to itself is printed twice (fake bold, a shadow) and counts once."""
INVISIBLE = "\u200b\u2060\ufeff"
"""Characters without width; a word of nothing else is none."""

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class _Placed:
    """`ink` is that of the copy printed last."""

    piece: Piece
    ink: Ink
    shown: Rect
    text: str


def assemble(empty: Sheet, place: Place, text: Text, drawing: Drawing) -> Sheet:
    """`empty` with its words and shapes, numbered on one scale of drawing order."""
    placed = _once(_place(group(text.chars), place, text.rects))
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


def _place(pieces: Sequence[Piece], place: Place, rects: Sequence[Rect]) -> list[_Placed]:
    placed = []
    for piece in pieces:
        text = _repaired(piece.text)
        if text[0] in INVISIBLE and not text.strip(INVISIBLE):
            continue
        ink = piece.ink
        start, end, low, high = _extent(piece.chars, rects)
        if not isfinite(start + end + low + high):
            continue
        rect = upright(start, max(start, end), low, max(low, high), ink.turn)
        placed.append(_Placed(piece, ink, place.show(rect), text))
    return placed


def _extent(chars: Sequence[Char], rects: Sequence[Rect]) -> tuple[float, float, float, float]:
    """Start, end, low and high of a word."""
    start, end = chars[0].start, chars[-1].end
    low, high = inf, -inf
    latest: Ink | None = None
    for char in chars:
        if char.start < start:
            start = char.start
        if char.end > end:
            end = char.end
        ink = char.ink
        if ink is latest:
            continue
        if ink.low is None or ink.high is None:
            bottom, top = across(rects[char.index], ink.turn)
        else:
            bottom, top, latest = ink.low, ink.high, ink
        if bottom < low:
            low = bottom
        if top > high:
            high = top
    return start, end, low, high


def _repaired(text: str) -> str:
    """Surrogate pairs joined, lone ones replaced: PDFium may hand over a pair as two characters."""
    if _SURROGATE.search(text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _once(placed: Sequence[_Placed]) -> list[_Placed]:
    """Words printed twice in one place, once: where and glued as the first, inked as the last that shows."""
    kept: list[_Placed] = []
    rows: dict[tuple[str, int], list[_Placed]] = defaultdict(list)
    met: set[str] = set()
    for one in placed:
        row = round(one.shown[1] / OVERPRINT)
        first = None
        if one.text in met:
            near = (known for y in (row, row - 1, row + 1) for known in rows.get((one.text, y), ()))
            first = next((known for known in near if _is_copy(known, one)), None)
        if first is None:
            met.add(one.text)
            rows[one.text, row].append(one)
            kept.append(one)
        elif not one.ink.invisible:
            first.ink = one.ink
    return kept


def _is_copy(a: _Placed, b: _Placed) -> bool:
    return a.ink.turn == b.ink.turn and all(abs(x - y) <= OVERPRINT for x, y in zip(a.shown, b.shown, strict=True))


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
