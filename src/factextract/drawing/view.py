"""What was seen on each page, as data: the same that the pictures show."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict

from factextract.model.document import Block, Document
from factextract.model.geometry import Box
from factextract.pipeline import Study, study
from factextract.records import KINDS, Fact
from factextract.settings import Settings

Corners = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the page's top-left corner as shown."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CellView(_Frozen):
    """A block's place in a table and the heads over and before it."""

    table: int
    row: int
    column: int
    row_head: tuple[str, ...]
    column_head: tuple[str, ...]
    head: bool


class BlockView(_Frozen):
    """A block. `index` is its place in the reading order of the document, `partner` the index of its caption or figure."""

    index: int
    role: str
    level: int
    box: Corners | None
    frame: int | None
    partner: int | None
    cell: CellView | None
    text: str


class FactView(_Frozen):
    """The words that one part of a fact rests on."""

    id: str
    kind: str
    part: str
    boxes: tuple[Corners, ...]
    quote: str


class PageView(_Frozen):
    """A page: its size in points, frames by number, blocks in reading order, facts, and the words that no person sees."""

    number: int
    width: float
    height: float
    frames: tuple[Corners, ...]
    blocks: tuple[BlockView, ...]
    facts: tuple[FactView, ...]
    set_apart: tuple[str, ...]


def inspect(path: str | Path, settings: Settings | None = None) -> tuple[PageView, ...]:
    """What the tool saw on each page. Raises as `extract` does."""
    return views(study(Path(path), settings or Settings()))


def views(seen: Study) -> tuple[PageView, ...]:
    """The pages of a study."""
    document = seen.reading.document
    facts: list[tuple[int, FactView]] = []
    for kind in KINDS:
        found: tuple[Fact, ...] = getattr(seen.record, kind)
        for fact in found:
            facts += [
                (e.page, FactView(id=fact.id, kind=kind, part=e.part, boxes=e.boxes, quote=e.quote))
                for e in fact.evidence
            ]
    return tuple(
        PageView(
            number=page.number,
            width=page.width,
            height=page.height,
            frames=tuple(_corners(box) for box in page.frames),
            blocks=tuple(_block(b, document) for b in document.blocks if b.page == page.number),
            facts=tuple(view for number, view in facts if number == page.number),
            set_apart=tuple(word.text for word in page.set_apart),
        )
        for page in document.pages
    )


def _corners(box: Box) -> Corners:
    return round(box.x0, 1), round(box.top, 1), round(box.x1, 1), round(box.bottom, 1)


def _block(block: Block, document: Document) -> BlockView:
    cell = block.cell
    return BlockView(
        index=block.index,
        role=block.role,
        level=block.level,
        box=_corners(block.box) if block.box else None,
        frame=block.frame,
        partner=block.partner,
        cell=CellView(
            table=cell.table,
            row=cell.row,
            column=cell.column,
            row_head=cell.row_head,
            column_head=cell.column_head,
            head=cell.head,
        )
        if cell
        else None,
        text=block.span.of(document.text),
    )
