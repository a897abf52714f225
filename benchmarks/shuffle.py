"""A sheet in random drawing order without its structure tags: what is left for geometry to find."""

from __future__ import annotations

import random
from dataclasses import replace

from factextract.model.sheet import Sheet


def shuffled(sheet: Sheet) -> Sheet:
    """The same words and shapes, drawn in another order; what is glued to a word stays behind it."""
    rng = random.Random(sheet.number)
    pieces: list[list[int]] = []
    for at, word in enumerate(sheet.words):
        if word.glued and pieces:
            pieces[-1].append(at)
        else:
            pieces.append([at])
    rng.shuffle(pieces)
    order = [at for piece in pieces for at in piece]
    words = tuple(replace(sheet.words[at], order=n, tag=None) for n, at in enumerate(order))
    shapes = list(sheet.shapes)
    rng.shuffle(shapes)
    return replace(sheet, words=words, shapes=tuple(shapes))
