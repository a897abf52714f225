"""The running text that belongs to a title or label: in its frame or section, across columns and pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from factextract.model.document import Block, Document
from factextract.model.geometry import Box
from factextract.model.reading import Reading

TITLES = ("title", "heading")
RUNNING = ("body", "list_item")
OPEN_ENDED = 8  # words: a shorter block without a stop at its end is a by-line or a label
SAME_SIZE = 0.06  # share of the font size by which the paragraphs of a story differ at most
STOPS = (".", "!", "?", "…", ":", '"', "”", "»", ")", "’")
QUOTES = ('"', "”", "»", "’", "“")
LONGEST_QUOTED = 14  # words of a title in quotation marks
BAR = 6.0  # points by which a title bar may stand out of the box that it tops


@dataclass(frozen=True, slots=True)
class Home:
    """Where a story lives: a frame of a page, or (frame None) the page outside of frames."""

    page: int
    frame: int | None


def is_title(block: Block, document: Document) -> bool:
    """Whether a block is a title: by its role, or words in quotation marks that stand over a text with none before it."""
    if block.role != "quote":
        return block.role in TITLES
    near = [
        next((b for b in side if b.role != "furniture"), None)
        for side in (reversed(document.blocks[: block.index]), document.blocks[block.index + 1 :])
    ]
    before, after = (b if b and (b.page, b.frame) == (block.page, block.frame) else None for b in near)
    text = block.span.of(document.text).strip()
    whole = text.endswith(QUOTES) and len(text.split()) <= LONGEST_QUOTED
    return whole and after is not None and after.role in RUNNING and (before is None or before.role in TITLES)


def home_of(block: Block, document: Document) -> Home:
    """The frame that a title governs; a frame with nothing but titles in it is a bar over what surrounds it."""
    if block.frame is None:
        return Home(block.page, None)
    mates = [b for b in document.blocks if b.page == block.page and b.frame == block.frame]
    if any(b.role not in TITLES and b.role != "furniture" for b in mates):
        return Home(block.page, block.frame)
    return Home(block.page, _around(block, document))


def body_under(head: Block, reading: Reading, *, whole: bool = False) -> list[Block]:
    """The paragraphs that `head` is the title or label of, in reading order.

    Within a frame: what stands in it; else all of the section outside of frames. The next title ends it; with `whole` only one
    of its rank or, outside of frames, of a known kind. A text that breaks off at the end of a frame goes on in the first
    paragraphs of the next page that look alike, as does one whose frame opens the next page again without a title.
    """
    blocks = reading.document.blocks
    home = home_of(head, reading.document)
    closes = _Closing(head, reading, whole)
    found, last = _stretch(blocks[head.index + 1 :], head, home, closes)
    if not found:  # a label over a box, or a bar on top of one
        following = next((b for b in blocks[head.index + 1 :] if b.role != "furniture" and b.role not in TITLES), None)
        if following is not None and following.page == head.page and following.frame != home.frame:
            home = Home(head.page, following.frame)
            found, last = _stretch(blocks[following.index :], head, home, closes)
    if found and home.frame is not None:
        found += _carried_on(found, last, head, closes)
    return _of_one_look(found, reading.text)


@dataclass(frozen=True, slots=True)
class _Closing:
    """Whether a title ends the text of `head`."""

    head: Block
    reading: Reading
    whole: bool

    def __call__(self, title: Block, home: Home) -> bool:
        if not self.whole or title.level <= self.head.level or self.head.role not in TITLES:
            return True
        known = any(s.title == title.span and s.kind is not None for s in self.reading.sections)
        return known and home.frame is None


def _stretch(later: Sequence[Block], head: Block, home: Home, closes: _Closing) -> tuple[list[Block], int]:
    """(the running text from here up to the next title, index of the last block looked at)."""
    found: list[Block] = []
    last = head.index
    for block in later:
        if home.frame is not None and block.page != home.page:
            break
        titled = is_title(block, closes.reading.document)
        frame = home_of(block, closes.reading.document).frame if titled else block.frame
        if block.role == "furniture" or frame != home.frame:
            continue
        last = block.index
        if titled:
            if closes(block, home) and (found or block.index > head.index + 1):
                break
        elif block.role in RUNNING and len(block.span):
            found.append(block)
        elif block.role in ("figure", "cell") and found and home.frame is None:
            break
    return found, last


def _carried_on(found: Sequence[Block], last: int, head: Block, closes: _Closing) -> list[Block]:
    """The rest of a text that breaks off at the foot of a page: what opens the next page in the same type."""
    reading = closes.reading
    page = found[-1].page + 1
    ahead = [b for b in reading.document.blocks if b.page == page and b.role != "furniture" and b.index > last]
    first = next((b for b in ahead if b.role in RUNNING and _alike(b, found[-1])), None)
    if first is None or any(b.role in TITLES and b.index < first.index and b.frame == first.frame for b in ahead):
        return []
    titled = any(b.role in TITLES and b.frame == first.frame for b in ahead)
    if _ends(found[-1], reading.text) and (first.frame is None or titled or first is not ahead[0]):
        return []
    more, _ = _stretch([b for b in ahead if b.index >= first.index], head, Home(page, first.frame), closes)
    return more


def _alike(block: Block, other: Block) -> bool:
    size = other.style.size
    return abs(block.style.size - size) <= SAME_SIZE * size and block.style.color == other.style.color


def _of_one_look(blocks: Sequence[Block], text: str) -> list[Block]:
    """The blocks set in the type of most of the text, without by-lines."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        sizes[round(block.style.size, 1)] += len(block.span)
    if not sizes:
        return []
    usual = max(sizes, key=lambda size: (sizes[size], size))
    alike = [b for b in blocks if abs(b.style.size - usual) <= SAME_SIZE * max(usual, 1.0)]
    return [
        b
        for b, after in zip_longest(alike, alike[1:])
        if _ends(b, text) or len(b.span.of(text).split()) > OPEN_ENDED or (after and _goes_on(after, text))
    ]


def _ends(block: Block, text: str) -> bool:
    return block.span.of(text).rstrip().endswith(STOPS)


def _goes_on(block: Block, text: str) -> bool:
    """Whether a block takes up a sentence that another one began."""
    return block.span.of(text)[:1].islower()


def _around(block: Block, document: Document) -> int | None:
    """The smallest other frame around the block; None when there is none."""
    page = next(p for p in document.pages if p.number == block.page)
    if block.box is None:
        return None
    holding: list[tuple[float, int]] = [
        (frame.area, number)
        for number, frame in enumerate(page.frames)
        if number != block.frame and _holds(frame, block.box)
    ]
    return min(holding)[1] if holding else None


def _holds(frame: Box, box: Box) -> bool:
    return frame.contains(box, BAR)
