"""Title blocks to nested sections. A heading governs what follows up to the next heading of its rank, within its frame."""

from __future__ import annotations

from dataclasses import dataclass

from factextract.model.document import Block, Document
from factextract.model.geometry import Span
from factextract.model.reading import Section
from factextract.model.rule import RuleSet
from factextract.sections.titles import kind_of


@dataclass(slots=True)
class _Open:
    """A section whose end is not reached yet; local to `segment`."""

    index: int
    level: int
    frame: int | None
    page: int


def segment(document: Document, rules: RuleSet) -> tuple[Section, ...]:
    """Sections in order of position, each after the one around it; their spans nest."""
    found: list[Section] = []
    opened: list[_Open] = []
    titles = _titles(document)
    end = 0

    def close(until: int) -> None:
        closed = opened.pop()
        section = found[closed.index]
        found[closed.index] = Section(
            section.index, Span(section.span.start, until), section.title, section.kind, section.level, section.parent
        )

    for block in document.blocks:
        if block.role == "furniture":
            continue
        frame = _home(block, titles)
        kept = next((k for k, one in enumerate(opened) if _ends(found[one.index], one, block)), len(opened))
        while len(opened) > kept or (opened and _left(opened[-1], frame, block)):
            close(end)
        if block.index in titles:
            while opened and opened[-1].level >= titles[block.index][0] and opened[-1].frame == frame:
                close(end)
            known = kind_of(block.span.of(document.text), rules)
            parent = opened[-1].index if opened else None
            found.append(
                Section(len(found), block.span, block.span, known[0] if known else None, titles[block.index][0], parent)
            )
            opened.append(_Open(len(found) - 1, titles[block.index][0], frame, block.page))
        end = block.span.end
    while opened:
        close(end)
    return tuple(found)


def _titles(document: Document) -> dict[int, tuple[int, int | None]]:
    """Index of each title block to its level and the frame that it governs: a frame that holds nothing but headings is a
    coloured title bar and governs what follows outside."""
    only_headings: dict[tuple[int, int], bool] = {}
    for block in document.blocks:
        if block.frame is not None:
            key = (block.page, block.frame)
            only_headings[key] = only_headings.get(key, True) and block.role in ("heading", "title")
    titles: dict[int, tuple[int, int | None]] = {}
    for block in document.blocks:
        if block.role not in ("heading", "title"):
            continue
        bar = block.frame is not None and only_headings[block.page, block.frame]
        titles[block.index] = (0 if block.role == "title" else block.level, None if bar else block.frame)
    return titles


def _home(block: Block, titles: dict[int, tuple[int, int | None]]) -> int | None:
    return titles[block.index][1] if block.index in titles else block.frame


def _left(section: _Open, frame: int | None, block: Block) -> bool:
    """Whether the block lies outside the frame that a framed section is bound to."""
    return section.frame is not None and (frame != section.frame or block.page != section.page)


def _ends(section: Section, opened: _Open, block: Block) -> bool:
    """Whether the block lies on a page after that of a section with addresses: such a section fills the foot of its page."""
    return section.kind == "contact" and block.page != opened.page
