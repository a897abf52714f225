"""Labels set sideways in boxes under each other: each names the text that stands beside its box, as a row head does."""

from __future__ import annotations

from collections.abc import Sequence

from factextract.layout.draft import Draft, box_of, draft
from factextract.model.document import Line
from factextract.model.geometry import Box, union
from factextract.model.sheet import Sheet, Word

FEWEST = 2  # boxes; one alone holds the page's running title
SAME = 3.0  # points within which boxes share their sides
STRIP = 3.0  # points by which words of one sideways line lie apart at most
LARGEST = 0.7  # of the page's height; a higher box is its margin


def side_labels(sheet: Sheet) -> list[tuple[Draft, Box]]:
    """Each label as a heading, with the box that it fills, from the top."""
    turned = [w for w in sheet.words if w.hidden is None and w.rotation in (90, 270) and w.box and w.text.strip()]
    if len(turned) < FEWEST:
        return []
    boxes = [
        s.box
        for s in sheet.shapes
        if s.kind == "box" and s.box.height <= LARGEST * sheet.height and s.box.width < s.box.height * 2
    ]
    homes: dict[Box, list[Word]] = {}
    for word in turned:
        around = [box for box in boxes if box.holds_centre(box_of(word))]
        if around:
            homes.setdefault(min(around, key=lambda b: b.area), []).append(word)
    upright = [box_of(w) for w in sheet.words if w.hidden is None and w.rotation == 0 and w.box and w.text.strip()]
    labels = [
        (_label(words), box)
        for box, words in homes.items()
        if box.contains(union(map(box_of, words)), SAME) and not any(box.holds_centre(word) for word in upright)
    ]
    labels.sort(key=lambda label: label[1].top)
    return [
        (label, box)
        for label, box in labels
        if sum(abs(box.x0 - b.x0) <= SAME and abs(box.x1 - b.x1) <= SAME for _, b in labels) >= FEWEST
    ]


def _label(words: Sequence[Word]) -> Draft:
    """The words of one box, line by sideways line."""
    up = words[0].rotation == 270
    strips: list[list[Word]] = []
    for word in sorted(words, key=lambda w: box_of(w).centre[0] * (1 if up else -1)):
        if strips and abs(box_of(strips[-1][-1]).centre[0] - box_of(word).centre[0]) <= STRIP:
            strips[-1].append(word)
        else:
            strips.append([word])
    lines = [tuple(sorted(strip, key=lambda w: -box_of(w).bottom if up else box_of(w).top)) for strip in strips]
    return draft([Line(line, union(map(box_of, line))) for line in lines], role="heading")


def with_side_labels(drafts: Sequence[Draft], labels: Sequence[tuple[Draft, Box]]) -> list[Draft]:
    """The blocks of a page in order, each label before the first of those beside its box; a label beside nothing goes last."""
    found = list(drafts)
    for label, box in labels:
        beside = [
            at
            for at, d in enumerate(found)
            if box.top - SAME <= d.box.centre[1] <= box.bottom + SAME and d.box.x0 >= box.x1 - SAME
        ]
        at = min(beside, default=len(found))
        while 0 < at < len(found) and _in_one_table(found[at - 1], found[at]):
            at -= 1
        found.insert(at, label)
    return found


def _in_one_table(a: Draft, b: Draft) -> bool:
    return a.cell is not None and b.cell is not None and a.cell.table == b.cell.table
