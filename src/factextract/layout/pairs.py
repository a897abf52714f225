"""Figures and their captions. Siblings (figures of one size) are paired jointly: one side for all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from factextract.layout.draft import YEAR, Draft, size_of
from factextract.model.geometry import Box

SIDES = ("below", "above", "right", "left")  # in order of preference where two fit alike
REACH = 45.0  # points between a figure and its caption at most
REACH_FRAMED = 80.0  # within a frame: an icon may stand between the two
REACH_ASIDE = 90.0  # beside it: captions set flush leave a short figure more room
LONGEST_ASIDE = 30  # words of a caption beside its figure
HEADING_COST = 25.0  # points; a heading is a caption where nothing else is
TITLED = 0.95  # of the figure's size; a heading as large as that is no caption
SIBLINGS = 1.5  # sizes of figures in one column vary with their length
STACKED = 3  # figures under each other whose captions are judged by their looks
SMALLER = 0.85  # of the figure's size: words beside it, not part of it
SCALES = ("thousand", "million", "billion", "trillion")
WIDEST = 250.0  # points of a figure in large type
REACH_COLUMN, LONGEST_FAR = 110.0, 14  # points more from a column of figures to texts of so many words
COLUMN_EDGE = 3.0  # points within which figures stand in one column
LABEL_REACH = 0.8  # of the figure's size from a label to it, where a note stands on its other side
# How a note under a number starts: it tells of a goal, a change or a part, not what the number counts.
NOTE = re.compile(
    r"^[(\[]?(?:(?:our |the )?(?:(?:19|20)\d\d )?(?:target|goal|aim|plan(?:ned)?|baseline|previous(?:ly)?|versus|vs|compared)\b"
    r"|against\b|(?:up|down) from\b|(?:of|among) (?:which|whom|them|these)\b"
    r"|[▲▼↑↓+−–-]?\s?\d[\d.,]*\s?(?:%|percent|points)?\s"
    r"(?:more|less|fewer|up|down|higher|lower|above|below|over|on|of (?:the )?(?:target|goal|plan))\b)",
    re.I,
)
NO_CAPTION = {"figure", "furniture", "cell", "title", "list_item", "picture_caption"}


def pair_figures(drafts: Sequence[Draft]) -> list[Draft]:
    """The same blocks, figures and captions knowing each other by position."""
    paired = _with_siblings(_without_years(drafts))
    at_side = _at_sides(paired)
    taken: set[int] = set()
    for figures in _groups(paired):
        best: dict[int, int] = {}
        best_key = (0, 0, 0.0)
        for side in SIDES:
            match, cost = _match(figures, paired, side, taken)
            key = (len(match), -_looks(match, paired), -cost)
            if match and key > best_key:
                best, best_key = match, key
        for side in SIDES:  # a figure that the common side leaves out takes the nearest free text
            rest = [f for f in figures if f not in best]
            more, _ = _match(rest, paired, side, taken | set(best.values()))
            best |= more
        best = _with_labels(best, paired, taken)
        for figure, caption in best.items():
            if paired[caption].role == "heading" and at_side.get(figure, caption) not in taken | set(best.values()):
                caption = at_side[figure]  # the heading titles what follows
            taken.add(caption)
            paired[figure] = replace(paired[figure], partner=caption)
            paired[caption] = replace(paired[caption], role="caption", partner=figure)
    return paired


def _with_labels(match: Mapping[int, int], drafts: Sequence[Draft], taken: set[int]) -> dict[int, int]:
    """The same pairs; a figure over a mere note, and under a free text that is none, has that text as its caption."""
    found = dict(match)
    for figure, note in match.items():
        if not NOTE.match(drafts[note].text) or drafts[note].box.top < drafts[figure].box.centre[1]:
            continue
        above, _ = _match([figure], drafts, "above", taken | set(found.values()))
        label = above.get(figure)
        if label is None or NOTE.match(drafts[label].text):
            continue
        if drafts[figure].box.top - drafts[label].box.bottom <= LABEL_REACH * _size(drafts[figure]):
            found[figure] = label
    return found


def beside(drafts: Sequence[Draft]) -> list[tuple[Draft, Draft]]:
    """Figures of one region with the one text right of each on its height, and none under it: they are read on end."""
    found: list[tuple[Draft, Draft]] = []
    figures = [d for d in drafts if d.role == "figure"]
    for figure in figures:
        box = figure.box
        right = [
            d
            for d in drafts
            if 0 <= _room_aside(figure, d, figures) <= REACH_ASIDE
            and d.box.overlap_y(box) >= 0.5 * min(box.height, d.box.height)
        ]
        under = any(
            d.role not in ("heading", "title", "figure")
            and box.bottom - 1 <= d.box.top <= box.bottom + 0.8 * box.height
            and d.box.overlap_x(box) > 0
            for d in drafts
        )
        if len(right) == 1 and not under and _is_centred(figure, right[0]) and right[0] not in [c for _, c in found]:
            found.append((figure, right[0]))
    return found


def _room_aside(figure: Draft, caption: Draft, figures: Sequence[Draft]) -> float:
    """Points from a figure to a text right of it; from the widest of its column where several of the figures share their left
    edge. A column of at least three reaches farther, to a short text: that room does not count."""
    own = caption.box.x0 - figure.box.x1
    if not REACH_ASIDE < own <= REACH_ASIDE + WIDEST:
        return own
    column = [f.box.x1 for f in figures if f.frame == figure.frame and abs(f.box.x0 - figure.box.x0) <= COLUMN_EDGE]
    room = caption.box.x0 - max(column)
    short = len(caption.lines) <= 2 and len(caption.words) <= LONGEST_FAR
    if len(column) >= STACKED and short:
        room = max(0.0, room - REACH_COLUMN) if room >= 0 else room
    return room if room >= 0 else own


def _at_sides(drafts: Sequence[Draft]) -> dict[int, int]:
    """The same by position, for all regions."""
    place = {id(d): at for at, d in enumerate(drafts)}
    regions: dict[int | None, list[Draft]] = {}
    for d in drafts:
        regions.setdefault(d.frame, []).append(d)
    return {place[id(f)]: place[id(c)] for region in regions.values() for f, c in beside(region)}


def _is_centred(figure: Draft, caption: Draft) -> bool:
    """Whether a short text stands on the height of a figure: centred on it, or level with its top."""
    off = min(abs(figure.box.centre[1] - caption.box.centre[1]), abs(figure.box.top - caption.box.top))
    short = len(caption.words) <= LONGEST_ASIDE and caption.role not in NO_CAPTION | {"heading"}
    return short and off <= 0.3 * figure.box.height


def _looks(match: Mapping[int, int], drafts: Sequence[Draft]) -> int:
    """In how many looks the captions of a stack of figures are set, 1 elsewhere: below the numbers of a stack stand notes of
    some tiles, and the labels of the next ones."""
    boxes = [drafts[figure].box for figure in match]
    if len(boxes) < STACKED or any(abs(box.x0 - boxes[0].x0) > 3 for box in boxes):
        return 1
    return len({(round(d.style.size, 1), d.style.bold, d.style.color) for d in (drafts[at] for at in match.values())})


def _groups(drafts: Sequence[Draft]) -> list[list[int]]:
    """Figures that are siblings: of one size, or in one column of one frame; the largest first."""
    groups: list[list[int]] = []
    for at, block in enumerate(drafts):
        if block.role != "figure":
            continue
        size = _size(block)
        for group in groups:
            first = drafts[group[0]]
            small, large = sorted((size, _size(first)))
            column = first.frame == block.frame and abs(first.box.x0 - block.box.x0) < 3 and large <= SIBLINGS * small
            if round(small) == round(large) or column:
                group.append(at)
                break
        else:
            groups.append([at])
    return sorted(groups, key=lambda group: (_says_what(drafts[group[0]]), -_size(drafts[group[0]])))


def _says_what(figure: Draft) -> bool:
    """Whether a figure has its caption in its own line, in smaller type ("3.9 million people"): it takes what others leave."""
    size = _size(figure)
    return any(
        w.text.isalpha() and len(w.text) > 2 and size_of(w) < SMALLER * size and w.text.casefold() not in SCALES
        for w in figure.words
    )


def _without_years(drafts: Sequence[Draft]) -> list[Draft]:
    """The same blocks; several bare years in one type are the headings of a timeline, not figures."""
    years = Counter(d.style for d in drafts if d.role == "figure" and YEAR.match(d.text))
    return [
        replace(d, role="heading") if d.role == "figure" and YEAR.match(d.text) and years[d.style] > 1 else d
        for d in drafts
    ]


def _with_siblings(drafts: Sequence[Draft]) -> list[Draft]:
    """The same blocks; one or two words in the type of at least two figures, in line with them, are a figure too ("Eleven")."""
    found = list(drafts)
    figures = [d for d in drafts if d.role == "figure"]
    for at, block in enumerate(drafts):
        if block.role not in ("heading", "body") or len(block.words) > 2:
            continue
        alike = [
            f
            for f in figures
            if f.style == block.style
            and (
                (f.frame == block.frame and abs(f.box.x0 - block.box.x0) < 3)
                or ((f.frame is None) == (block.frame is None) and abs(f.box.bottom - block.box.bottom) < 3)
            )
        ]
        if len(alike) >= 2:
            found[at] = replace(block, role="figure")
    return found


def _size(block: Draft) -> float:
    return max(size_of(w) for w in block.words)


def _match(figures: Sequence[int], drafts: Sequence[Draft], side: str, taken: set[int]) -> tuple[dict[int, int], float]:
    """The nearest caption on one side of each figure, each taken once, and the sum of the distances."""
    group = [drafts[figure] for figure in figures]
    offers = sorted(
        (distance, figure, at)
        for figure in figures
        for at, block in enumerate(drafts)
        if at not in taken
        and block.role not in NO_CAPTION
        and block.frame == drafts[figure].frame
        and len(block.words) <= 40
        and not (block.role == "heading" and block.style.size >= TITLED * _size(drafts[figure]))
        and (distance := _distance(drafts[figure], block, side, group)) is not None
        and not _between(drafts[figure].box, block.box, drafts, {figure, at})
        and not (side == "below" and _leads_on(figure, block, figures, drafts))
    )
    match: dict[int, int] = {}
    total = 0.0
    for distance, figure, at in offers:
        if figure not in match and at not in match.values():
            match[figure] = at
            total += distance
    return match, total


def _leads_on(figure: int, block: Draft, figures: Sequence[int], drafts: Sequence[Draft]) -> bool:
    """Whether a text under a figure stands closer over one of another kind: "covering" over "3.9 million people"."""
    gap = block.box.top - drafts[figure].box.bottom
    return any(
        at not in figures
        and other.role == "figure"
        and other.frame == block.frame
        and abs(other.box.x0 - block.box.x0) < 3
        and 0 <= other.box.top - block.box.bottom < gap
        for at, other in enumerate(drafts)
    )


def _distance(number: Draft, block: Draft, side: str, group: Sequence[Draft]) -> float | None:
    """Points from the figure, one of a group, to a caption on that side, more for a heading; None when it stands elsewhere."""
    figure, caption = number.box, block.box
    reach = REACH if block.frame is None else REACH_FRAMED
    if side in ("below", "above"):
        if figure.overlap_x(caption) < 0.3 * min(figure.width, caption.width):
            return None
        gap = caption.top - figure.bottom if side == "below" else figure.top - caption.bottom
        shift = min(abs(figure.x0 - caption.x0), abs(figure.centre[0] - caption.centre[0]), abs(figure.x1 - caption.x1))
    else:
        if figure.overlap_y(caption) < 0.5 * min(figure.height, caption.height):
            return None
        gap = _room_aside(number, block, group) if side == "right" else figure.x0 - caption.x1
        shift = 0.0
    if not -0.35 * figure.height <= gap <= (reach if side in ("below", "above") else REACH_ASIDE):
        return None
    return max(gap, 0.0) + 0.25 * shift + (HEADING_COST if block.role == "heading" and len(block.lines) == 1 else 0.0)


def _between(figure: Box, caption: Box, drafts: Sequence[Draft], pair: set[int]) -> bool:
    """Whether another block stands between the two."""
    low_x, high_x = max(figure.x0, caption.x0), min(figure.x1, caption.x1)
    low_y, high_y = min(figure.centre[1], caption.centre[1]), max(figure.centre[1], caption.centre[1])
    if high_x > low_x:
        return any(
            low_y < d.box.centre[1] < high_y and min(d.box.x1, high_x) - max(d.box.x0, low_x) > 1
            for at, d in enumerate(drafts)
            if at not in pair
        )
    left, right = sorted((figure, caption), key=lambda b: b.x0)
    return any(
        left.x1 <= d.box.centre[0] <= right.x0 and d.box.overlap_y(figure) > 0
        for at, d in enumerate(drafts)
        if at not in pair
    )
