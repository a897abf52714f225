"""Mentions that a list makes: every item under a title for partners, behind a label, or in a table's column of names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factextract.facts.partners.sighting import Role, Sighting
from factextract.model.candidate import Reason
from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.reading import Reading, Section
from factextract.model.rule import Rule, RuleSet
from factextract.model.value import Name
from factextract.ruleset.match import Match, allowed, matches
from factextract.values.name_list import bullet, listed

LONGEST_ITEM = 120
"""Words in the longest block that is read as a list under a title; prose is read by its names and roles."""
LONGEST_LABEL = 60
"""Characters of the longest block that is a label."""
LONGEST_INTRODUCTION = 6
"""Words before the colon of such a list."""
COVERED = 0.8
"""Share of a label's characters that a rule's words must match for the whole to be that label."""
_PROSE = re.compile(r"[a-z]{2,}\. [A-Z]|\b(?:is|are|was|were|has|have|will|works?|supports?|helps?|provides?)\b")


def section_lists(reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    """Items of lists under a title for partners; the title's own words may give them a role."""
    rule = rules.rule("partners", "section_list")
    if rule is None:
        return
    for block in reading.document.blocks:
        kinds = [s.kind for s in reading.sections_at(block.span.start)]
        if block.role in ("heading", "title", "furniture") or not allowed(rule, block.role, kinds):
            continue
        if kinds and kinds[0] not in rule.where.section and block.role not in ("list_item", "cell"):
            continue
        if block.cell is not None and not _names_column(block, reading, rules):
            continue
        role = _title_role(reading, block, rules)
        if _is_list(block.span.of(reading.text)):
            yield from _items(reading, block.span, rule, _row_role(block, reading, rules) or role, rules)
        elif block.cell is None:
            for span in _introduced(reading, block):
                yield from _items(reading, span, rule, role, rules)


def _introduced(reading: Reading, block: Block) -> Iterator[Span]:
    """Lists behind a few words and a colon within prose ("For research: …")."""
    for sentence in reading.sentences_in(block.span):
        text = sentence.of(reading.text)
        before, colon, after = text.partition(": ")
        if colon and len(before.split()) <= LONGEST_INTRODUCTION and not _PROSE.search(after):
            yield Span(sentence.start + len(before) + 2, sentence.end)


def _is_head(block: Block, reading: Reading) -> bool:
    """Whether a cell is the head of a column."""
    text = block.span.of(reading.text)
    return any(text in other.cell.column_head for other in _table(block, reading) if other.cell)


def _names_column(block: Block, reading: Reading, rules: RuleSet) -> bool:
    """Whether a cell stands in a column of names: under a head that says so where the table has one, else in the first."""
    heads = {head: other.cell for other in _table(block, reading) if other.cell for head in other.cell.column_head}
    if block.span.of(reading.text) in heads:
        return False
    said = [head for head in heads if any(_whole(rule, head) for rule in rules.of("partners", "table_role"))]
    cell = block.cell
    if cell is None or not heads:
        return cell is not None and cell.column == 0
    return any(head in said for head in cell.column_head)


def _row_role(block: Block, reading: Reading, rules: RuleSet) -> Role | None:
    """The role that another cell of the row is the label of ("Donor", "Implementer")."""
    for other in _table(block, reading):
        if other.cell and block.cell and other.cell.row == block.cell.row and other.index != block.index:
            text = other.span.of(reading.text)
            rule = next((r for r in rules.of("partners", "label") if _whole(r, text)), None)
            if rule is not None:
                return _role(rule, other.span)
    return None


def _table(block: Block, reading: Reading) -> Iterator[Block]:
    for other in reading.document.blocks:
        if other.cell is not None and block.cell is not None and other.cell.table == block.cell.table and other.page == block.page:
            yield other


def labelled(reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    """Items behind a label: after a colon, in the next block, in a cell whose row or column head is the label."""
    labels = rules.of("partners", "label")
    for block in reading.document.blocks:
        text = block.span.of(reading.text)
        for rule in labels:
            if not allowed(rule, block.role, [s.kind for s in reading.sections_at(block.span.start)]):
                continue
            for match in matches(rule, text, block.span.start):
                value = _behind_colon(reading, block, match)
                if value is not None and not _PROSE.search(value.of(reading.text)):
                    yield from _items(reading, value, rule, _role(rule, match.span), rules)
        inner = block.cell is not None and block.cell.column > 0 and not _is_head(block, reading)
        role_rule = _cell_label(block, labels, reading) if inner else None
        if role_rule is not None:
            yield from _items(reading, block.span, role_rule[0], _role(*role_rule), rules)
    yield from _under_labels(reading, rules)


def tables(reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    """Cells under a column head that says that names stand below it."""
    for block in reading.document.blocks:
        if block.cell is None or _is_head(block, reading):
            continue
        kinds = [s.kind for s in reading.sections_at(block.span.start)]
        for rule in rules.of("partners", "table_role"):
            if allowed(rule, block.role, kinds) and any(_whole(rule, head) for head in block.cell.column_head):
                role = _row_role(block, reading, rules) or _role(rule, block.span)
                yield from _items(reading, block.span, rule, role, rules)
                break


def _under_labels(reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    """Blocks under a heading, or after a short block, that is a label."""
    blocks = reading.document.blocks
    for at, block in enumerate(blocks[:-1]):
        if block.role not in ("heading", "label", "body", "caption", "cell") or len(block.span) > LONGEST_LABEL:
            continue
        rule = next((r for r in rules.of("partners", "label") if _whole(r, block.span.of(reading.text))), None)
        if rule is None or (block.cell is not None and _has_row_mate(blocks, at)):
            continue
        section = next((s for s in reading.sections if s.title == block.span), None)
        below = list(_own_blocks(reading, section)) if section is not None else [blocks[at + 1]]
        for value in below:
            if value.role not in ("heading", "title", "furniture") and _is_list(value.span.of(reading.text)):
                yield from _items(reading, value.span, rule, _role(rule, block.span), rules)


def _own_blocks(reading: Reading, section: Section) -> Iterator[Block]:
    for block in reading.document.blocks:
        if section.span.contains(block.span) and reading.section_at(block.span.start) is section:
            yield block


def _has_row_mate(blocks: Sequence[Block], at: int) -> bool:
    cell = blocks[at].cell
    near = [b.cell for b in (blocks[at - 1 : at] if at else ()) + blocks[at + 1 : at + 2] if b.cell]
    return cell is not None and any((cell.table, cell.row) == (other.table, other.row) for other in near)


def _is_list(text: str) -> bool:
    words = text.split()
    return len(words) <= LONGEST_ITEM and not _PROSE.search(text) and any(c.isupper() for c in text)


def _behind_colon(reading: Reading, block: Block, match: Match) -> Span | None:
    """What stands behind a label and a colon, up to a full stop or the block's end."""
    after = re.compile(r"\s*(?::|\s–\s|\s-\s)\s*").match(reading.text, match.span.end, block.span.end)
    before = reading.text[block.span.start : match.span.start].rstrip()
    if after is None or (before and before[-1] not in ".;|:•)\n" and not before[-1:].isspace() and len(before.split()) > 3):
        return None
    end = re.compile(r"(?<=[a-z)])\.(?:\s|$)").search(reading.text, after.end(), block.span.end)
    stop = end.start() if end else block.span.end
    return Span(after.end(), stop) if stop > after.end() else None


def _cell_label(block: Block, labels: Sequence[Rule], reading: Reading) -> tuple[Rule, Span] | None:
    cell = block.cell
    heads = (*cell.row_head, *_first_of_row(block, reading)) if cell else ()
    for rule in labels:
        for head in heads:
            if _whole(rule, head):
                return rule, block.span
    return None


def _first_of_row(block: Block, reading: Reading) -> tuple[str, ...]:
    """The text of the first cell of a block's row, where the table names no row head."""
    cell = block.cell
    if cell is None or cell.row_head:
        return ()
    for other in reading.document.blocks[max(0, block.index - 12) : block.index]:
        if other.cell and (other.cell.table, other.cell.row, other.cell.column) == (cell.table, cell.row, 0):
            return (other.span.of(reading.text),)
    return ()


def _title_role(reading: Reading, block: Block, rules: RuleSet) -> Role | None:
    for section in reading.sections_at(block.span.start):
        if section.title is None:
            continue
        for rule in (*rules.of("partners", "label"), *rules.of("partners", "role_before")):
            match = next(matches(rule, section.title.of(reading.text), section.title.start), None)
            if match is not None:
                return _role(rule, match.span)
    return None


def _whole(rule: Rule, text: str) -> bool:
    plain = text.strip(" :.–-\n\t")
    return any(len(m.span) >= COVERED * len(plain) for m in matches(rule, plain)) if plain else False


def _role(rule: Rule, span: Span) -> Role | None:
    role = rule.gives.get("role")
    return Role(role, span, rule.id, rule.score) if role else None


def _items(reading: Reading, span: Span, rule: Rule, role: Role | None, rules: RuleSet) -> Iterator[Sighting]:
    text = span.of(reading.text)
    reason = Reason(f"{rule.id}: {rule.means}", rule.score)
    block = reading.document.block_at(span.start)
    bulleted = block is not None and block.role in ("list_item", "cell") and ";" not in text and rule.find != "label"
    words = rules.lexicon.names
    for name in bullet(text, words) if bulleted else listed(text, words):
        if _common(name, reading, role) or any(p.span.overlaps(name.span.shifted(span.start)) for p in reading.periods):
            continue
        moved = replace(name, span=name.span.shifted(span.start), name_span=name.name_span.shifted(span.start))
        yield Sighting(moved, rule.id, rule.score, (reason,), (role,) if role else (), listed=True)


def _common(name: Name, reading: Reading, role: Role | None) -> bool:
    """Whether an item is no name: a country that is not said to pay, or a word that the document also writes small."""
    if name.org_type == "government" and name.country and len(name.text.split()) <= 3 and name.acronym is None:
        if name.text.casefold().startswith(("government", "embassy")):
            return False
        return _is_country(name) and (role is None or role.role != "funding")
    if name.org_type is not None or " " in name.text:
        return False
    return re.search(rf"\b{re.escape(name.text.lower())}\b", reading.text) is not None and not name.text.islower()


def _is_country(name: Name) -> bool:
    return not any(w[:1].islower() for w in name.text.split() if w not in ("of", "the", "and")) and "of" not in name.text.split()
