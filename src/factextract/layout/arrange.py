"""Sheets to a document: the layout stages in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from factextract.garbage import uncollected
from factextract.layout.blocks import build_blocks
from factextract.layout.bullets import with_bullets
from factextract.layout.charts import read_charts
from factextract.layout.draft import Draft, box_of, draft
from factextract.layout.figure_columns import figure_columns
from factextract.layout.frames import Frame, find_frames, frame_of
from factextract.layout.labels import label_lists
from factextract.layout.lines import build_lines
from factextract.layout.neighbours import assign_by_neighbour, join_split_figures
from factextract.layout.open_tables import open_tables
from factextract.layout.order import Item, panels, read_in_order, unbroken
from factextract.layout.pairs import beside, pair_figures
from factextract.layout.plain import plain_paper
from factextract.layout.roles import BodyStyle, assign_role, body_style, furniture, heading_key, rank_headings
from factextract.layout.side_labels import side_labels, with_side_labels
from factextract.layout.stacked_labels import stacked_labels
from factextract.layout.table_grid import Table
from factextract.layout.tables import numbered, ruled_stacks, ruled_tables, unruled_tables
from factextract.layout.text import Paper, compose
from factextract.layout.text_tables import text_tables
from factextract.model.document import Block, Document, Line
from factextract.model.geometry import Box, Span, union
from factextract.model.sheet import Sheet, Word

SMALLEST_PICTURE = 2500.0  # square points; smaller ones are icons
LARGEST_PICTURE = 0.5  # of the page; larger ones are its background
MASTHEAD = 0.7  # of the largest heading: a title of several words at least so large comes before a single larger word
TITLE_LINES, TITLE_GAP, FLUSH = 2, 1.0, 4.0  # lines of a table's title, em between them, points by which both are flush
CHARTS_FROM = 1000  # charts are numbered apart from a page's tables, by their region


@dataclass(frozen=True, slots=True)
class _Parts:
    """What one page is made of, before reading order. `tables` hold all that is read as one, row by row."""

    sheet: Sheet
    frames: tuple[Frame, ...]
    tables: tuple[Table, ...]
    blocks: tuple[Draft, ...]
    labels: tuple[tuple[Draft, Box], ...]
    set_apart: tuple[Word, ...]


@uncollected()
def arrange(sheets: Sequence[Sheet]) -> Document:
    """The document that the sheets show, in reading order. Sheets with `lines` are plain text."""
    body = body_style([w for sheet in sheets for w in sheet.words if w.hidden is None])
    parts = [_take_apart(sheet, body) for sheet in sheets if not sheet.lines]
    edges = furniture([(p.sheet, p.blocks) for p in parts])
    papers = {p.sheet.number: _put_in_order(p, edge) for p, edge in zip(parts, edges, strict=True)}
    levels = rank_headings([d for drafts in papers.values() for d in drafts])
    whole = [
        plain_paper(sheet) if sheet.lines else _paper(at, sheet, papers[sheet.number], levels, parts)
        for at, sheet in enumerate(sheets)
    ]
    return compose(whole)


def _take_apart(sheet: Sheet, body: BodyStyle) -> _Parts:
    """Words to frames, tables and blocks."""
    words = [w for w in sheet.words if w.hidden is None and w.rotation == 0 and w.box is not None and w.text.strip()]
    words = with_bullets(words, sheet)
    hidden = tuple(w for w in sheet.words if w.hidden is not None)
    rules = [s.box for s in sheet.shapes if s.box.width <= 2.5 and s.box.height >= 8]
    tables: list[Table] = []
    stacks = ruled_stacks(sheet)
    if stacks:
        lines = build_lines(words, rules)
        for stack in sorted(stacks, key=lambda stack: -union(stack).area):
            for table in ruled_tables(stack, lines, rules):
                if not any(t.box.intersects(table.box) for t in tables):
                    tables.append(table)
    used = {id(w) for table in tables for cell in table.cells for w in cell.words}
    words = [w for w in words if id(w) not in used]
    frames = find_frames(sheet, words, [t.box for t in tables])
    by_frame: dict[int | None, list[Word]] = {}
    for word in words:
        by_frame.setdefault(frame_of(word, frames), []).append(word)
    blocks: list[Draft] = []
    for number in sorted(by_frame, key=lambda n: -1 if n is None else n):
        lines = build_lines(by_frame[number], rules)
        for read in (open_tables, text_tables, label_lists, stacked_labels, unruled_tables, figure_columns):
            found = read(lines)
            tables += found
            taken = {id(w) for table in found for cell in table.cells for w in cell.words}
            lines = [li for li in lines if id(li.words[0]) not in taken]
        region = [assign_role(b, body, sheet) for b in build_blocks(lines, number)]
        blocks += read_charts(join_split_figures(assign_by_neighbour(region, body)), CHARTS_FROM + len(blocks))
    labels = side_labels(sheet)
    blocks += _rotated(sheet, {id(word) for label, _ in labels for word in label.words})
    return _Parts(sheet, frames, tuple(numbered(tables)), tuple(blocks), tuple(labels), hidden)


def _rotated(sheet: Sheet, used: set[int]) -> list[Draft]:
    """Sideways and upside-down text, set apart at the page's end: one block a strip. `used`: words of labels."""
    strips: dict[tuple[int, int], list[Word]] = {}
    for word in sheet.words:
        if word.hidden is None and word.rotation and word.box and word.text.strip() and id(word) not in used:
            across = word.box.centre[1 if word.rotation == 180 else 0]
            strips.setdefault((word.rotation, round(across / 6)), []).append(word)
    found = []
    for (rotation, _), words in sorted(strips.items()):
        ahead = {90: lambda w: box_of(w).top, 270: lambda w: -box_of(w).bottom, 180: lambda w: -box_of(w).x1}[rotation]
        words.sort(key=ahead)
        found.append(draft([Line(tuple(words), union(map(box_of, words)))], role="furniture"))
    return found


def _put_in_order(parts: _Parts, edge: set[int]) -> list[Draft]:
    """All drafts of a page in reading order, headers and footers last."""
    last = [replace(b, role="furniture") for at, b in enumerate(parts.blocks) if at in edge or b.role == "furniture"]
    blocks = [b for at, b in enumerate(parts.blocks) if at not in edge and b.role != "furniture"]
    children: dict[int | None, list[Frame]] = {}
    for frame in parts.frames:
        children.setdefault(frame.parent, []).append(frame)
    tables: dict[int | None, list[Table]] = {}
    for table in parts.tables:
        around = [f.number for f in parts.frames if f.box.contains(table.box, 4.0)]
        tables.setdefault(around[-1] if around else None, []).append(table)

    pictures: dict[int | None, list[Box]] = {}
    for box in _pictures(parts):
        holding = [f.number for f in parts.frames if f.box.contains(box, 4.0)]
        pictures.setdefault(holding[-1] if holding else None, []).append(box)

    def inside(number: int | None) -> list[Draft]:
        region = [b for b in blocks if b.frame == number]
        pairs = {id(figure): (figure, caption) for figure, caption in beside(region)}
        titles = {id(title): table for table in tables.get(number, []) if (title := _title_of(table, region))}
        ends = {*titles, *(id(caption) for _, caption in pairs.values())}
        units = [pairs.get(id(b), (b,)) for b in region if id(b) not in ends]
        items = [Item(union(d.box for d in unit), unit, unit[0].role == "heading") for unit in units]
        for table in tables.get(number, []):
            above = tuple(b for b in region if titles.get(id(b)) is table)
            cells = (*above, *(replace(c, frame=number) for c in table.cells))
            items.append(Item(union(c.box for c in cells), cells))
        items += [Item(box, ()) for box in pictures.get(number, [])]
        for child in children.get(number, []):
            drafts = tuple(inside(child.number))
            if drafts:
                items.append(Item(child.box, drafts, all(d.role == "heading" for d in drafts), framed=True))
        regions = panels(items, parts.sheet.width, parts.sheet.height) if number is None else [items]
        return [d for region in regions for item in read_in_order(region) for d in item.drafts]

    ordered = with_side_labels(_notes_last(inside(None)), parts.labels)
    return unbroken(pair_figures(ordered)) + sorted(last, key=lambda d: (d.box.top, d.box.x0))


def _title_of(table: Table, region: Sequence[Draft]) -> Draft | None:
    """The line or two right over a table and flush with it: they are read with it, whatever columns stand over the table."""
    edge = min(c.box.x0 for c in table.cells)
    found = [
        b
        for b in region
        if len(b.lines) <= TITLE_LINES
        and b.role in ("heading", "body", "picture_caption")
        and min(abs(b.box.x0 - edge), abs(b.box.x0 - table.box.x0)) <= FLUSH
        and b.box.x1 <= table.box.x1 + FLUSH
        and -FLUSH <= table.box.top - b.box.bottom <= TITLE_GAP * b.style.size
    ]
    return max(found, key=lambda b: b.box.bottom, default=None)


def _notes_last(drafts: list[Draft]) -> list[Draft]:
    """The same blocks before pairing; footnotes below all other text of the page come after it, whatever column they stand in."""
    foot = max((d.box.bottom for d in drafts if d.role != "footnote"), default=0.0)
    notes = [d for d in drafts if d.role == "footnote" and d.frame is None and d.box.top >= foot - 2.0]
    return [d for d in drafts if d not in notes] + notes


def _pictures(parts: _Parts) -> list[Box]:
    """Pictures that take their place in the layout: no background, nothing printed over them."""
    page = parts.sheet.width * parts.sheet.height
    words = [box_of(w) for b in (*parts.blocks, *(c for t in parts.tables for c in t.cells)) for w in b.words]
    return [
        s.box
        for s in parts.sheet.shapes
        if s.kind == "picture"
        and SMALLEST_PICTURE <= s.box.area <= LARGEST_PICTURE * page
        and not any(s.box.holds_centre(word) for word in words)
    ]


def _paper(
    at: int, sheet: Sheet, drafts: Sequence[Draft], levels: dict[tuple[float, bool, bool], int], parts: Sequence[_Parts]
) -> Paper:
    mine = next(p for p in parts if p.sheet is sheet)
    title = _title(drafts) if at == 0 else None
    blocks = tuple(
        Block(
            index=0,
            page=sheet.number,
            role="title" if k == title else d.role,
            span=Span(0, 0),
            lines=d.lines,
            box=d.box,
            style=d.style,
            frame=d.frame,
            level=levels[heading_key(d)] if d.role == "heading" else 0,
            partner=d.partner,
            cell=d.cell,
        )
        for k, d in enumerate(drafts)
    )
    frames: tuple[Box, ...] = tuple(f.box for f in mine.frames)
    return Paper(sheet.number, sheet.width, sheet.height, blocks, frames, mine.set_apart)


def _title(drafts: Sequence[Draft]) -> int | None:
    """The largest heading of the first page, the first of them where several are as large; a single word set larger than a
    longer title is a logo or a masthead."""
    headings = [k for k, d in enumerate(drafts) if d.role == "heading" and len(d.text) > 3]
    largest = max((drafts[k].style.size for k in headings), default=0.0)
    longer = [k for k in headings if len(drafts[k].words) > 1 and drafts[k].style.size >= MASTHEAD * largest]
    return max(longer or headings, key=lambda k: (*heading_key(drafts[k])[:2], -k), default=None)
