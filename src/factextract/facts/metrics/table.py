"""Table cells: the heads of row and column say what a number counts, the nearest head that names a unit in which unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from factextract.facts.metrics.finding import Finding, only_time, title_over, trimmed
from factextract.facts.metrics.units import Unit, bare, in_unit, units_named, whole_unit
from factextract.model.document import Block, Cell
from factextract.model.geometry import Box, Span, union
from factextract.model.grammar_words import GrammarWords
from factextract.model.quantity_words import QuantityWords
from factextract.model.reading import Reading, within
from factextract.model.rule import RuleSet
from factextract.model.value import Quantity
from factextract.ruleset.match import matches

SECOND_HEADS = 2  # rows under the head row among which one of dates stands
NOTE_REACH = 3  # blocks after a table among which its notes stand
WIDEST_HEAD, FLUSH = (
    160.0,
    8.0,
)  # points: a head over one column, and how far its edges or centre may lie beside the column's
TITLE_REACH, LONGEST_TITLE = (
    6,
    10,
)  # blocks before a table among which its title stands, and words that a title has at most
_WORD = re.compile(r"[^\W\d_]{2,}")
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"^\W*\w+\.? \d{1,3}[.:]?(?=\s)")  # "Table 1." before a title
_PHRASE = re.compile(r"\s+([^\W\d_]{2,}(?:\s[^\W\d_][\w'’-]+){0,5})(?=$|[,.;:(]| and )")
_IN_BRACKETS = re.compile(r"^[A-Z]{0,3}[$€£¥]?\s?\([$€£¥]?\s?\d[\d.,' ]*\)$")  # "(3,115)"
ENOUGH_NAMED = 1  # words of a row's first label that need no other text of the row
ENOUGH_SAID = 3  # words of a row's own labels that need no band row to explain them


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one table by (row, column); `before` and `after`: the blocks around it, nearest first."""

    cells: Mapping[tuple[int, int], Block]
    heads: int
    before: tuple[Block, ...] = ()
    after: tuple[Block, ...] = ()
    _rows: Mapping[int, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    _columns: Mapping[int, tuple[Block, ...]] = field(init=False, repr=False, compare=False)
    _left: float | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rows: dict[int, list[int]] = {}
        columns: dict[int, list[Block]] = {}
        for row, column in self.cells:
            rows.setdefault(row, []).append(column)
        for (_, column), block in sorted(self.cells.items(), key=lambda entry: entry[0]):
            columns.setdefault(column, []).append(block)
        object.__setattr__(self, "_rows", {row: tuple(found) for row, found in rows.items()})
        object.__setattr__(self, "_columns", {column: tuple(found) for column, found in columns.items()})
        edges = [b.box.x0 for b in self.cells.values() if b.box is not None]
        object.__setattr__(self, "_left", min(edges, default=None))

    def row(self, number: int) -> list[Block]:
        """The cells of a row."""
        return [self.cells[number, column] for column in self._rows.get(number, ())]

    def column(self, number: int) -> tuple[Block, ...]:
        """The cells of a column from the top."""
        return self._columns.get(number, ())

    def column_heads(self, cell: Cell) -> list[Block]:
        """The head cells over a cell, innermost first; one that spans several columns stands over all of them."""
        found = []
        for row in range(min(self.heads, cell.row) - 1, -1, -1):
            texts = set(cell.column_head)
            over = self.cells.get((row, cell.column))
            if over is None and texts:
                over = next((self.cells[row, c] for c in range(cell.column, -1, -1) if (row, c) in self.cells), None)
            if over is not None and over.cell is not None and over.cell.head:
                found.append(over)
        return found or self._heads_outside(cell)

    def _heads_outside(self, cell: Cell) -> list[Block]:
        """Short texts over the column that layout left outside the table, nearest first; none over the labels of its rows."""
        mine = self.cells.get((cell.row, cell.column))
        if mine is None or mine.box is None or cell.column == 0:
            return []
        if self._left is None or not self.before:
            return []
        column = union(b.box for b in self.column(cell.column) if b.box is not None)
        found = []
        for block in self.before:
            over = block.box is not None and _stands_over(block.box, column) and block.box.x0 > self._left + FLUSH
            if block.role in ("heading", "title") and not over:
                break  # what stands over another title belongs to that
            narrow = block.box is not None and block.box.width < WIDEST_HEAD and len(block.lines) <= 2
            if over and narrow and block.role not in ("caption", "figure", "picture_caption"):
                found.append(block)
        return found[:2]

    def row_heads(self, cell: Cell) -> list[Block]:
        """The text cells of the row before a cell, from the left, after the band row that names its group."""
        found = [self.cells[cell.row, c] for c in range(cell.column) if (cell.row, c) in self.cells]
        for row in range(cell.row - 1, self.heads - 1, -1):
            if self._rows.get(row) == (0,) and len(cell.row_head) > 1:
                return [self.cells[row, 0], *found]
        return found

    def title(self) -> list[Block]:
        """The short text right above the table, at its left edge."""
        first = self.before[0] if self.before else None
        edge = self._left
        if first is None or first.box is None or edge is None or abs(first.box.x0 - edge) > FLUSH:
            return []
        return [first] if sum(len(line.words) for line in first.lines) <= LONGEST_TITLE else []

    def corner(self) -> list[Block]:
        """Head cells over the column of row labels."""
        return [self.cells[row, 0] for row in range(self.heads) if (row, 0) in self.cells]


def _stands_over(head: Box, column: Box) -> bool:
    """Whether a text stands over a column, aligned with it at a side or centred."""
    edges = (head.x0 - column.x0, head.x1 - column.x1, head.centre[0] - column.centre[0])
    return head.overlap_x(column) > 0 and min(map(abs, edges)) <= FLUSH


def tables_of(reading: Reading) -> dict[tuple[int, int], Table]:
    """Every table of the document by page and number."""
    blocks = reading.document.blocks
    cells: dict[tuple[int, int], dict[tuple[int, int], Block]] = {}
    for block in blocks:
        if block.cell is not None:
            cells.setdefault((block.page, block.cell.table), {}).setdefault((block.cell.row, block.cell.column), block)
    found = {}
    for key, grid in cells.items():
        first, last = min(b.index for b in grid.values()), max(b.index for b in grid.values())
        heads = 0
        while any(r == heads for r, _ in grid) and all(
            b.cell and b.cell.head for (r, _), b in grid.items() if r == heads
        ):
            heads += 1
        if not any(r >= heads for r, _ in grid) or _pairs(grid, heads, reading):
            heads = 0
        found[key] = Table(
            grid,
            heads,
            tuple(
                b for b in reversed(blocks[max(0, first - TITLE_REACH) : first]) if b.page == key[0] and b.cell is None
            ),
            tuple(b for b in blocks[last + 1 : last + 1 + NOTE_REACH] if b.page == key[0] and b.cell is None),
        )
    return found


def _pairs(grid: Mapping[tuple[int, int], Block], heads: int, reading: Reading) -> bool:
    """Whether a table pairs labels with values of many kinds ("Duration | 4 years", "Partner | …"): it has no head row."""
    columns = {c for _, c in grid}
    values = [b.span.of(reading.text) for (r, c), b in grid.items() if c == 1 and r >= heads]
    return columns == {0, 1} and 2 * sum(any(ch.isdigit() for ch in v) for v in values) <= len(values) + 1


def in_table(quantity: Quantity, block: Block, table: Table, reading: Reading, rules: RuleSet) -> Finding | None:
    """The metric of a number in a table cell; None for a number in a head and for one that only numbers the row."""
    cell = block.cell
    if cell is None or (cell.head and (cell.row < table.heads or cell.row_head)):
        return None
    text, words = reading.text, rules.lexicon.quantities
    said = [
        b for b in table.row_heads(cell) if not _DIGIT.search(b.span.of(reading.text)) or not _is_number(b, reading)
    ]
    rows = [b for b in said if not _is_number(b, reading) and not _tells_unit(b, table, text, rules.lexicon.grammar)]
    columns = table.column_heads(cell)
    beside = () if rows or (columns and not cell.head) else _beside(cell, table, reading)
    unit = _unit_over(quantity, block, table, ((*said, *beside), columns), (reading, words))
    own = _own_words(quantity, block, reading)
    telling = [b for b in (*beside, *reversed(columns)) if not _says_when_or_what(b, reading, rules)]
    measure = [_label(b, text, words) for b in (*_telling(rows, cell, text), *telling)]
    phrase = _phrase_behind(quantity, block, text, rules.lexicon.grammar)
    if phrase is not None and all(only_time(b.span, reading) for b in rows):
        measure = [phrase]
    elif own is not None and (cell.column == 0 or not (rows or beside) or own.start < quantity.start_char):
        measure.append(own)
    if all(only_time(span, reading) for span in measure):
        title = title_over(block, reading)
        measure += [_label_span(title, text, words)] if title is not None else []
    read = in_unit(quantity, unit) if unit is not None else quantity
    if read.kind == "money" and read.value is not None and _IN_BRACKETS.match(block.span.of(text)):
        read = replace(read, value=-read.value)  # as accounts write what was paid or lost
    return Finding(
        "table",
        read,
        tuple(span for span in measure if len(span)),
        scaled=unit is not None,
        near=tuple(b.span for b in (*columns, *rows, *beside, *_dated(cell, table, reading))),
        over=tuple(b.span for b in table.title()),
    )


def _tells_unit(block: Block, table: Table, text: str, grammar: GrammarWords) -> bool:
    """Whether a cell stands in a column of units ("Unit": %, number, minutes)."""
    if block.cell is None or block.cell.column == 0:
        return False
    return any(_flat(head, text) in grammar.unit_heads for head in table.column_heads(block.cell))


def _flat(block: Block, text: str) -> str:
    return " ".join(block.span.of(text).casefold().split()).strip(" .:")


def _telling(rows: Sequence[Block], cell: Cell, text: str) -> Sequence[Block]:
    """The row's labels; without the band row over them where they say enough by themselves."""
    own = [b for b in rows if b.cell is not None and b.cell.row == cell.row]
    first = [b for b in own if b.cell is not None and b.cell.column == 0]
    if first and len(_WORD.findall(first[0].span.of(text))) >= ENOUGH_NAMED:
        own = rows = first  # what stands between the label and the number tells who or where
    said = sum(len(_WORD.findall(b.span.of(text))) for b in own)
    return own if said >= ENOUGH_SAID else rows


def _unit_over(
    quantity: Quantity,
    block: Block,
    table: Table,
    heads: tuple[Sequence[Block], Sequence[Block]],
    read: tuple[Reading, QuantityWords],
) -> Unit | None:
    """The unit that holds for a bare number: of the cell itself, else of its column, row, table corner, title or note."""
    reading, words = read
    text = reading.text
    following = text[quantity.end_char : block.span.end].split()
    if not bare(quantity) or (following and _WORD.match(following[0])):
        return None
    rows, columns = heads
    for head in (*columns, *reversed(rows), *table.corner()):
        named = units_named(head.span.of(text), words)
        if named:
            return whole_unit(named)
    for title in table.before:
        said = title.span.of(text)
        if len(said.split()) > LONGEST_TITLE:
            break
        named = units_named(said, words)
        if named and not _tells_number(title, said, reading):
            return whole_unit(named)
    return _noted(columns, table, text, words)


def _tells_number(title: Block, said: str, reading: Reading) -> bool:
    """Whether a title has a number of its own, other than a date's, one glued to its currency, and its own."""
    dates = (p.span for p in within(reading.periods, title.span))
    left = _NUMBERED.sub("", _without(dates, said, title.span.start))
    return any(word[0].isdecimal() for word in left.split())


def _noted(columns: Sequence[Block], table: Table, text: str, words: QuantityWords) -> Unit | None:
    """The unit that a note under the table gives to columns by name ("Required and received: US$ million")."""
    for note in table.after:
        for part in re.split(r"(?<=[.;])\s+", " ".join(note.span.of(text).split())):
            named, colon, unit = part.rstrip(".").partition(":")
            units = units_named(unit, words) if colon else ()
            if units and any(_mentions(named, column.span.of(text)) for column in columns):
                return units[0]
    return None


def _mentions(text: str, head: str) -> bool:
    wanted = re.findall(r"\w+", head.casefold())
    return bool(wanted) and set(wanted) <= set(re.findall(r"\w+", text.casefold()))


def _label(head: Block, text: str, words: QuantityWords) -> Span:
    return _label_span(head.span, text, words)


def _label_span(span: Span, text: str, words: QuantityWords) -> Span:
    """The words of a head that say what is counted: without a unit that stands apart and the marks before it."""
    said = span.of(text)
    flat = said.replace("\n", " ")
    for unit in reversed(units_named(flat, words)):
        if unit.alone and flat[: unit.start].strip(" ,;:(–—-") and not flat[unit.end :].strip(" )."):
            span = Span(span.start, span.start + unit.start)
            break
        if unit.alone and unit.start == 0 and not flat[unit.end :].strip():
            return Span(span.start, span.start)
    return trimmed(span, text)


def _says_when_or_what(head: Block, reading: Reading, rules: RuleSet) -> bool:
    """Whether a column's head tells only time or standing ("2024", "Target 2026", "Baseline") or that it is a plain total."""
    if _flat(head, reading.text) in rules.lexicon.grammar.plain_heads:
        return True
    left = _without((p.span for p in within(reading.periods, head.span)), head.span.of(reading.text), head.span.start)
    for rule in rules.of("metrics", "status"):
        if rule.patterns:
            left = _without((m.span for m in matches(rule, left.rstrip(), head.span.start)), left, head.span.start)
    return not _WORD.search(left)


def _without(spans: Iterable[Span], text: str, start: int) -> str:
    """The text, which begins at `start`, with blanks for what the spans hold."""
    for span in spans:
        a, b = span.start - start, span.end - start
        text = text[:a] + " " * (b - a) + text[b:]
    return text


def _own_words(quantity: Quantity, block: Block, reading: Reading) -> Span | None:
    """The words of the number's own cell: before a number in brackets, else after it."""
    text = reading.text
    if text[: quantity.start_char].endswith("("):
        return trimmed(Span(block.span.start, quantity.start_char), text)
    after = trimmed(Span(quantity.end_char, max(quantity.end_char, block.span.end)), text)
    return after if len(after) and _WORD.search(after.of(text)) else None


def _phrase_behind(quantity: Quantity, block: Block, text: str, grammar: GrammarWords) -> Span | None:
    """The words right behind the number of a cell, up to a stop: `classrooms handed over`."""
    behind = _PHRASE.match(text, quantity.end_char, block.span.end)
    if (
        behind is None
        or behind[1].split()[0].casefold() in grammar.of | grammar.to | grammar.per | grammar.prepositions
    ):
        return None
    return Span(behind.start(1), behind.end(1))


def _is_number(block: Block, reading: Reading) -> bool:
    return not _WORD.search(block.span.of(reading.text))


def _beside(cell: Cell, table: Table, reading: Reading) -> tuple[Block, ...]:
    """The label of a number that has no head: the text cell to its right, else under it, else over it."""
    for row, column in ((cell.row, cell.column + 1), (cell.row + 1, cell.column), (cell.row - 1, cell.column)):
        other = table.cells.get((row, column))
        if (
            other is not None
            and not _DIGIT.search(other.span.of(reading.text).split()[0])
            and not _is_number(other, reading)
        ):
            return (other,)
    return ()


def column_texts(block: Block, table: Table, text: str) -> list[str]:
    """The texts of the cells in a cell's column, heads aside."""
    column = block.cell.column if block.cell else 0
    return [b.span.of(text) for b in table.column(column) if b.cell is not None and b.cell.row >= table.heads]


def _dated(cell: Cell, table: Table, reading: Reading) -> list[Block]:
    """The cells of the row that hold nothing but a date, nearest first."""
    row = [b for b in table.row(cell.row) if b.cell is not None and b.cell.column != cell.column]
    row.sort(key=lambda b: abs((b.cell.column if b.cell else 0) - cell.column))
    if not table.heads:
        row += [
            table.cells[at] for at in ((cell.row + 1, cell.column), (cell.row - 1, cell.column)) if at in table.cells
        ]
    under = [table.cells[at, cell.column] for at in range(table.heads, cell.row) if (at, cell.column) in table.cells]
    row += under[:SECOND_HEADS] if table.heads else []  # a row of dates under the heads
    return [b for b in row if within(reading.periods, b.span) and only_time(b.span, reading)]
