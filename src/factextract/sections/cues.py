"""Cue rules: words near a value that say what it is (a date's kind, a figure's standing).

The nearer the words the stronger: the sentence first, then the heads of a table cell or the caption of a figure, then the
title of the section. Among cues the best score wins, after what distance takes off.
"""

from __future__ import annotations

from collections.abc import Sequence

from factextract.model.geometry import Span
from factextract.model.reading import Reading
from factextract.model.rule import Rule
from factextract.ruleset.match import Match, allowed, scan

NEAR = 70  # characters in a sentence beyond which a cue tells of something else
PER_STEP = 0.15  # taken off for each step outwards
PER_CHARACTER = 0.002


def decide(rules: Sequence[Rule], span: Span, reading: Reading) -> Match | None:
    """The cue that decides about the value at `span`; None when no rule speaks. A rule without words speaks by its `where`."""
    block = reading.document.block_at(span.start)
    role = block.role if block else "body"
    kinds = [section.kind for section in reading.sections_at(span.start)]
    fitting = tuple(rule for rule in rules if allowed(rule, role, kinds))
    found = [(rule.score, Match(rule, span)) for rule in fitting if not rule.patterns]
    for step, around in surroundings(span, reading):
        for match in scan(fitting, around.of(reading.text), around.start):
            away = max(span.start - match.span.end, match.span.start - span.end, 0)
            if step > 0 or away <= NEAR:
                taken_off = PER_STEP * step + (PER_CHARACTER * away if step == 0 else 0.0)
                found.append((match.rule.score - taken_off, match))
    best = max(found, key=lambda f: (f[0], -fitting.index(f[1].rule)), default=None)
    return best[1] if best else None


def surroundings(span: Span, reading: Reading) -> list[tuple[int, Span]]:
    """(steps outwards, span of text) that may speak about a value: its sentence, its heads or caption, its sections' titles."""
    found = [(0, reading.sentence_at(span.start))]
    block = reading.document.block_at(span.start)
    if block is not None and block.partner is not None:
        found.append((0, reading.document.blocks[block.partner].span))
    found += [(0, head) for head in heads(span, reading)]
    step = 1
    for section in reading.sections_at(span.start):
        if section.title is not None and not section.title.overlaps(span):
            found.append((step, section.title))
            step += 1
    return found


def heads(span: Span, reading: Reading) -> list[Span]:
    """The head cells of the table cell that holds `span`: of its row first, then of its column from the nearest up."""
    block = reading.document.block_at(span.start)
    if block is None or block.cell is None:
        return []
    mine = block.cell
    if not mine.row_head and not mine.column_head:
        return []
    row: list[Span] = []
    column: list[Span] = []
    for other in reading.document.table_of(block):
        cell = other.cell
        if cell is None or other.index == block.index:
            continue
        if cell.row > mine.row or not (cell.head or cell.column < mine.column):
            continue
        text = " ".join(other.span.of(reading.text).split())
        if text in mine.row_head and cell.column < mine.column:
            row.append(other.span)
        elif cell.row < mine.row and text in mine.column_head:
            column.append(other.span)
    return [*row[-2:], *reversed(column)]
