"""Tables of partners: which column holds the names, and which cell of a row says the role."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from factextract.facts.partners.items import Listing, items, names_whole, role_of, title_role
from factextract.facts.partners.sighting import Role, Sighting
from factextract.model.document import Block
from factextract.model.reading import Reading
from factextract.model.rule import Rule, RuleSet
from factextract.ruleset.match import allowed
from factextract.values.name_form import form

_UNIT = re.compile(
    r"(?:\b[A-Z]{3}|[A-Z]{1,3}\$|[$€£])\s?(?:thousands?|millions?|billions?|m|bn|k|000)\b"
    r"|^\(?(?:in )?[A-Z]{1,3}\$\)?$"
)
ABOVE, SHORT = 2, 80
"""Blocks above a table, and characters of one, in which its unit of money may stand."""

WORKING = 2
"""Counts in the row of a body from which a table says what it did, and not only that it took part."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """The cells of one table with their texts; `heads` are the texts that govern a column."""

    cells: tuple[tuple[Block, str], ...]
    heads: frozenset[str]
    _rows: Mapping[int, list[tuple[Block, str]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rows: dict[int, list[tuple[Block, str]]] = {}
        for block, text in self.cells:
            if block.cell is not None:
                rows.setdefault(block.cell.row, []).append((block, text))
        object.__setattr__(self, "_rows", rows)

    def row(self, row: int) -> Sequence[tuple[Block, str]]:
        return self._rows.get(row, ())


def tables(reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    """Names in cells: under a column head that says so, beside a row head that is a label, in the first column of a table
    without heads under a title for partners, and beside an amount under a title for money."""
    for grid in _grids(reading):
        yield from _payers(grid, reading, rules)
        for block, text in grid.cells:
            if text not in grid.heads:
                yield from _cell(block, grid, reading, rules)


def _cell(block: Block, grid: _Grid, reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    cell = block.cell
    if cell is None:
        return
    kinds = [s.kind for s in reading.sections_at(block.span.start)]
    rule = _column_rule(cell.column_head, block.role, kinds, rules)
    if rule is not None:
        said = (
            _row_role(block, grid, rules)
            or _title_role(reading, block, rules)
            or _column_role(rule, block, grid, reading)
        )
        yield from items(Listing(block.span, rule, said), reading, rules)
    elif cell.column > 0:
        label = _row_label(block, grid, rules)
        if label is not None:
            yield from items(Listing(block.span, label, role_of(label, block.span)), reading, rules)
    elif not grid.heads:
        listed = rules.rule("partners", "section_list")
        if listed is not None and allowed(listed, block.role, kinds):
            yield from items(Listing(block.span, listed, _row_role(block, grid, rules)), reading, rules)


def _column_role(rule: Rule, block: Block, grid: _Grid, reading: Reading) -> Role | None:
    """The role that the head of a column gives; `role_working` in a row that counts what each of them did."""
    working = rule.gives.get("role_working")
    cells = grid.row(block.cell.row if block.cell else -1)
    counts = [b for b, _ in cells if any(b.span.contains(q.core) and q.kind == "count" for q in reading.quantities)]
    role = role_of(rule, block.span)
    return replace(role, role=working) if role and working and len(counts) >= WORKING else role


def _payers(grid: _Grid, reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    """Organisations in the first column of a table of money, each row with an amount; such tables name kinds of cost as well."""
    unit = _in_money(grid, reading)
    for rule in rules.of("partners", "table_amount"):
        for block, text in grid.cells:
            kinds = [s.kind for s in reading.sections_at(block.span.start)][:1]
            if block.cell is None or block.cell.column or text in grid.heads or not allowed(rule, block.role, kinds):
                continue
            amounts = [b for b, _ in grid.row(block.cell.row) if b is not block and _is_money(b, reading, unit)]
            found = items(Listing(block.span, rule, role_of(rule, amounts[0].span)), reading, rules) if amounts else ()
            yield from (s for s in found if form(s.name, rules.lexicon.names) in ("known", "body"))


def _in_money(grid: _Grid, reading: Reading) -> bool:
    """Whether the numbers of a table are money though its cells do not say so: its heads, its caption or a short line right
    above it do ("EUR million")."""
    first = grid.cells[0][0]
    above = (b for b in reading.document.blocks[max(0, first.index - ABOVE) : first.index] if b.page == first.page)
    told = [
        *grid.heads,
        *(b.cell.caption for b, _ in grid.cells[:1] if b.cell),
        *(b.span.of(reading.text) for b in above),
    ]
    return any(len(text) <= SHORT and _UNIT.search(text) is not None for text in told)


def _is_money(block: Block, reading: Reading, counted: bool) -> bool:
    """Whether a cell holds an amount; where the table is `counted` in money any number is one."""
    return any(
        block.span.contains(q.core) and (q.kind == "money" or (counted and q.kind == "count"))
        for q in reading.quantities
    )


def _title_role(reading: Reading, block: Block, rules: RuleSet) -> Role | None:
    """The role that the title above a table gives, where it says more than that they are partners."""
    role = title_role(reading, block, rules)
    return role if role is not None and role.role != "partner" else None


def _grids(reading: Reading) -> list[_Grid]:
    cells: defaultdict[tuple[int, int], list[tuple[Block, str]]] = defaultdict(list)
    for block in reading.document.blocks:
        if block.cell is not None:
            cells[block.page, block.cell.table].append((block, block.span.of(reading.text)))
    return [
        _Grid(tuple(found), frozenset(head for block, _ in found if block.cell for head in block.cell.column_head))
        for found in cells.values()
    ]


def _column_rule(heads: Sequence[str], role: str, kinds: Sequence[str | None], rules: RuleSet) -> Rule | None:
    return next(
        (
            rule
            for rule in rules.of("partners", "table_role")
            if allowed(rule, role, kinds) and any(names_whole(rule, head) for head in heads)
        ),
        None,
    )


def _row_role(block: Block, grid: _Grid, rules: RuleSet) -> Role | None:
    """The role that another cell of the row is the label of ("Donor", "Implementer")."""
    for other, text in grid.row(block.cell.row if block.cell else -1):
        if other is not block:
            for rule in rules.of("partners", "label"):
                if names_whole(rule, text):
                    return role_of(rule, other.span)
    return None


def _row_label(block: Block, grid: _Grid, rules: RuleSet) -> Rule | None:
    """The label that heads the row of a cell: its row head, or the first cell of the row."""
    if block.cell is None:
        return None
    first = [text for other, text in grid.row(block.cell.row) if other.cell is not None and other.cell.column == 0]
    heads = [head for head in (*block.cell.row_head, *first) if head not in grid.heads]
    return next((r for r in rules.of("partners", "label") if any(names_whole(r, head) for head in heads)), None)
