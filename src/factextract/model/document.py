"""The document after layout: reading order and one canonical text, with the way back to ink on a page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from factextract.model.geometry import Box, Span, union
from factextract.model.sheet import Style, Word

Role = Literal[
    "title", "heading", "body", "list_item", "figure", "caption", "picture_caption", "quote", "cell", "footnote",
    "furniture", "axis",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline, left to right. `box` is None for plain-text input."""

    words: tuple[Word, ...]
    box: Box | None


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a block sits in a table: 0-based row and column, with the texts of the heads that govern it.

    `row_head` and `column_head` run from the outermost head to the innermost; a head cell has `head` True, and one with a
    `row_head` only numbers its row.
    """

    table: int
    row: int
    column: int
    row_head: tuple[str, ...] = ()
    column_head: tuple[str, ...] = ()
    head: bool = False
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, figure, cell …: the smallest unit of layout. `span` is its text.

    `frame` numbers the innermost drawn frame it lies in within its page (None: on the page itself). `level` ranks
    headings (1 is the highest). `partner` is the index of the block it is paired with (a figure's caption and back).
    """

    index: int
    page: int
    role: Role
    span: Span
    lines: tuple[Line, ...]
    box: Box | None
    style: Style
    frame: int | None = None
    level: int = 0
    partner: int | None = None
    cell: Cell | None = None
    column: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page after layout. `frames` are the boxes of its drawn frames by number; `set_apart` holds words no person sees."""

    number: int
    width: float
    height: float
    span: Span
    frames: tuple[Box, ...] = ()
    set_apart: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """A piece of the canonical text and the word that it was read from."""

    span: Span
    page: int
    box: Box | None


@dataclass(frozen=True, slots=True)
class Hyphen:
    """A word parted at a line end. `span` is its place in the text, `kept` and `joined` are both ways to write it."""

    span: Span
    kept: str
    joined: str


@dataclass(frozen=True)
class Document:
    """Blocks in reading order over one canonical text; every coordinate that extractors carry is an offset in `text`."""

    text: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    placements: tuple[Placement, ...]
    hyphens: tuple[Hyphen, ...] = ()
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _block_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _tables: Mapping[tuple[int, int], tuple[Block, ...]] = field(init=False, repr=False, compare=False)
    _titles: tuple[Block, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(p.span.start for p in self.placements))
        object.__setattr__(self, "_block_starts", tuple(b.span.start for b in self.blocks))
        tables: dict[tuple[int, int], list[Block]] = {}
        for block in self.blocks:
            if block.cell is not None:
                tables.setdefault((block.page, block.cell.table), []).append(block)
        object.__setattr__(self, "_tables", {key: tuple(cells) for key, cells in tables.items()})
        titles = [b for b in self.blocks if b.role in ("heading", "title")]
        object.__setattr__(self, "_titles", tuple(titles))

    def table_of(self, block: Block) -> tuple[Block, ...]:
        """All cells of the table that `block` is a cell of; none when it is no cell."""
        return self._tables[block.page, block.cell.table] if block.cell is not None else ()

    def titles_before(self, block: Block) -> Iterator[Block]:
        """The headings of its page that come before a block, nearest first."""
        for title in reversed(self._titles[: bisect_left(self._titles, block.index, key=lambda b: b.index)]):
            if title.page != block.page:
                return
            yield title

    def locate(self, span: Span) -> list[tuple[int, list[Box]]]:
        """Pages (1-based) and boxes of a span: one box a line it touches, in reading order.

        A word that the span touches counts whole. Plain-text input gives pages with no boxes.
        """
        found: list[tuple[int, list[Box]]] = []
        row: list[Box] = []

        def close() -> None:
            if row:
                found[-1][1].append(union(row))
                row.clear()

        for placement in self.placements_in(span):
            if not found or found[-1][0] != placement.page:
                close()
                found.append((placement.page, []))
            box = placement.box
            if box is None:
                continue
            # A new line starts where the word does not share half of its height with the row, or jumps back.
            if row and (union(row).overlap_y(box) < 0.5 * min(box.height, row[-1].height) or box.x1 < row[-1].x0):
                close()
            row.append(box)
        close()
        return found

    def placements_in(self, span: Span) -> tuple[Placement, ...]:
        """The pieces of text that `span` touches, in order."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        near = self.placements[first : bisect_left(self._starts, span.end)]
        return tuple(placement for placement in near if placement.span.overlaps(span))

    def page_of(self, offset: int) -> int:
        """The page (1-based) that holds the character at `offset`."""
        at = max(0, bisect_right(self._starts, offset) - 1)
        return self.placements[at].page if self.placements else 1

    def block_at(self, offset: int) -> Block | None:
        """The block whose text holds `offset`, None between blocks."""
        at = bisect_right(self._block_starts, offset) - 1
        if at < 0 or not self.blocks[at].span.start <= offset <= self.blocks[at].span.end:
            return None
        return self.blocks[at]
