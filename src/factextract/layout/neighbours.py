"""Roles that a block gets from the block next to it: small figures over their captions, labels over their values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factextract.layout.draft import Draft, size_of
from factextract.layout.roles import BodyStyle, outlines_quantity
from factextract.model.geometry import union

CAPTION_SIZE = 0.87  # of the figure's size at most
SCALE_SIZE = 0.6  # of the figure; a scale word set under it ("billion") is hardly smaller, a caption is
SCALES = ("thousand", "million", "billion", "trillion", "bn")
LONGEST_LEAD, LEAD_SIZE = 2, 1.15  # words that lead a caption under a number; of the caption's size at least
LONGEST_NOTE = 25  # words
CLOSE = 1.0  # em between the two
LONGEST_LABEL = 6  # words
LONGEST_SLANTED = 12
DASHES = ("–", "—", "-")


def assign_by_neighbour(blocks: Sequence[Draft], body: BodyStyle) -> list[Draft]:
    """The blocks of one region, some with a role that only the block below explains.

    A number set large, bold or coloured over smaller text is a figure even at the size of the running text. A bold line over
    plain lines of its own size is their heading.
    """
    found = list(blocks)
    for at, block in enumerate(blocks):
        if block.role not in ("body", "heading") or len(block.lines) > 2:
            continue
        below = _below(block, blocks)
        if below is None:
            continue
        if _is_small_figure(block, below, body):
            found[at] = replace(block, role="figure")
        elif block.role == "body" and _is_label(block, below):
            found[at] = replace(block, role="heading")
    for block in blocks:
        if block.role == "quote" and (below := _below(block, found)) is not None and _is_attribution(below):
            found[found.index(below)] = replace(below, role="body")
    slanted = [at for at, b in enumerate(found) if b.role == "body" and _is_slanted_label(b, _below(b, blocks))]
    for at in slanted:
        if sum(found[at].style == found[other].style for other in slanted) > 1:  # one alone may be a by-line
            found[at] = replace(found[at], role="heading")
    return found


def join_split_figures(blocks: Sequence[Draft]) -> list[Draft]:
    """Figures set over two lines in two sizes become one block: `US$ 1.24` over `billion`. So do captions that start with a word
    set larger: `people` over `with safe water`."""
    found = list(blocks)
    for block in blocks:
        if block.role != "figure" or block not in found:
            continue
        below = _below(block, found)
        if below is None or below.role == "figure":
            continue
        if block.words[-1].text[-1:].isdigit() and _is_scale(block, below):
            joined = replace(block, lines=(*block.lines, *below.lines), box=union((block.box, below.box)))
            found[found.index(block)] = joined
            found.remove(below)
        elif (rest := _below(below, found)) is not None and _leads_caption(block, below, rest):
            joined = replace(rest, lines=(*below.lines, *rest.lines), box=union((below.box, rest.box)), role="body")
            found[found.index(below)] = joined
            found.remove(rest)
    return found


def _is_scale(figure: Draft, below: Draft) -> bool:
    """Whether the line under a number belongs to it: one word hardly smaller, or the name of a power of ten."""
    size, other = (max(size_of(w) for w in b.words) for b in (figure, below))
    first, *rest = below.words
    if first.text.casefold() in SCALES:
        return len(rest) <= 1 and len(below.lines) == 1 and all(w.text.isupper() for w in rest) and other < size
    return not rest and first.text.isalpha() and first.text.islower() and SCALE_SIZE * size <= other < size


def _leads_caption(figure: Draft, below: Draft, rest: Draft) -> bool:
    """Whether one or two words between a number and the text under it are the first of that text, in type between the two."""
    size, other, small = (max(size_of(w) for w in b.words) for b in (figure, below, rest))
    words = below.words
    short = len(words) <= LONGEST_LEAD and len(below.lines) == 1 and all(w.text.isalpha() for w in words)
    goes_on = rest.text[:1].islower() and rest.role in ("body", "heading", "picture_caption")
    return short and goes_on and len(rest.words) <= LONGEST_NOTE and LEAD_SIZE * small <= other < CAPTION_SIZE * size


def _below(block: Draft, blocks: Sequence[Draft]) -> Draft | None:
    """The block right below, flush left or centred."""
    size = max(size_of(w) for w in block.words)
    near = [
        b
        for b in blocks
        if b is not block
        and b.frame == block.frame
        and -0.3 * size <= b.box.top - block.box.bottom <= CLOSE * size
        and (abs(b.box.x0 - block.box.x0) <= 3 or abs(b.box.centre[0] - block.box.centre[0]) <= 3)
    ]
    return min(near, key=lambda b: b.box.top, default=None)


def _is_small_figure(block: Draft, below: Draft, body: BodyStyle) -> bool:
    words = block.words
    if len(words) > 5 or not outlines_quantity(block.text) or len(below.words) > 30:
        return False
    style = block.style
    if style.size < 1.0 * body.size or below.style.size > CAPTION_SIZE * style.size:
        return False
    return style.bold or style.color != body.color or style.size >= 1.1 * body.size


def _is_label(block: Draft, below: Draft) -> bool:
    words = block.words
    if not all(w.style.bold for w in words) or any(w.style.bold for w in below.words[:2]):
        return False
    if len(words) > LONGEST_LABEL or len(block.lines) > 1 or block.text.endswith((".", ",")):
        return False
    return abs(block.style.size - below.style.size) <= 0.12 * below.style.size and block.text[:1].isupper()


def _is_attribution(block: Draft) -> bool:
    """Whether a dash opens the one or two lines under a quote that say whose words they are."""
    return block.role == "list_item" and block.words[0].text in DASHES and len(block.lines) <= 2


def _is_slanted_label(block: Draft, below: Draft | None) -> bool:
    """A line in italics over upright running text."""
    words = block.words
    if below is None or below.role != "body" or not all(w.style.italic for w in words):
        return False
    if len(words) > LONGEST_SLANTED or len(block.lines) > 1 or block.text.endswith((".", ",", ":", ";")):
        return False
    upright = not any(w.style.italic for w in below.words[:3]) and len(below.words) > len(words)
    return upright and block.text[:1].isupper() and block.style.size >= 0.98 * below.style.size
