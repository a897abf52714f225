"""Plain text to a document: already extracted text, lines kept, no geometry.

Blocks are parted by empty lines; a line that is a figure alone is a block of its own, and so is each list item.
"""

from __future__ import annotations

from collections.abc import Sequence

from factextract.layout.draft import is_marker
from factextract.layout.roles import outlines_quantity
from factextract.layout.text import Paper
from factextract.model.document import Block, Line, Role
from factextract.model.geometry import Span
from factextract.model.sheet import Sheet, Style, Word

LONGEST_HEADING = 9  # words


def plain_paper(sheet: Sheet) -> Paper:
    """The blocks of a page that has lines and no boxes."""
    groups: list[list[tuple[Word, ...]]] = [[]]
    for line in sheet.lines:
        if not line:
            groups.append([])
        elif _stands_alone(line):
            groups += [[line], []]
        elif is_marker(line[0]) and len(line) > 1 and groups[-1]:
            groups.append([line])
        else:
            groups[-1].append(line)
    blocks = [_block(group) for group in groups if group]
    paired: list[Block] = []
    for at, block in enumerate(blocks):
        before = blocks[at - 1] if at else None
        if block.role == "figure" and at + 1 < len(blocks) and blocks[at + 1].role != "figure":
            paired.append(_with(block, "figure", at + 1))
        elif before is not None and before.role == "figure" and block.role != "figure":
            paired.append(_with(block, "caption", at - 1))
        else:
            paired.append(block)
    return Paper(sheet.number, sheet.width, sheet.height, tuple(paired))


def _stands_alone(line: Sequence[Word]) -> bool:
    text = " ".join(word.text for word in line)
    return len(line) <= 4 and outlines_quantity(text) and any(c.isdigit() for c in line[0].text + line[-1].text)


def _block(lines: Sequence[tuple[Word, ...]]) -> Block:
    role: Role = "body"
    words = [word for line in lines for word in line]
    text = " ".join(word.text for word in words)
    if len(lines) == 1 and _stands_alone(lines[0]):
        role = "figure"
    elif is_marker(words[0]) and len(words) > 1:
        role = "list_item"
    elif len(words) <= LONGEST_HEADING and (text.isupper() or (len(lines) == 1 and text.endswith(":"))):
        role = "heading"
    return Block(0, 0, role, Span(0, 0), tuple(Line(line, None) for line in lines), None, Style(), level=1)


def _with(block: Block, role: Role, partner: int) -> Block:
    return Block(0, 0, role, block.span, block.lines, None, block.style, partner=partner)
