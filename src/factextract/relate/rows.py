"""Shares in a table's row of another number there: the column's head says that they tell how much of a plan or budget is done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factextract.model.candidate import Candidate
from factextract.model.document import Block
from factextract.model.grammar_words import GrammarWords
from factextract.model.reading import Reading
from factextract.model.value import Quantity

_WORD = re.compile(r"[^\W\d_]+")
WHOLE_KINDS = ("count", "money", "measure")


def whole_in_row(
    share: Candidate, metrics: Sequence[Candidate], reading: Reading, grammar: GrammarWords
) -> Candidate | None:
    """The number that a percentage under a head such as "Spent" or "% of plan" is of: the only one of its row under a head that
    speaks of a plan or budget, else the only other one. None where neither tells."""
    block = reading.document.block_at(share.span.start)
    if block is None or block.cell is None or not isinstance(share.value, Quantity) or share.value.kind != "percent":
        return None
    heads = _words_over(block)
    if not (heads & grammar.done_heads or (heads & grammar.of and heads & grammar.plan_heads)):
        return None
    others = list(_others(block, share, metrics, reading))
    planned = [metric for other, metric in others if _words_over(other) & grammar.plan_heads]
    for found in (planned, [metric for _, metric in others]):
        if len(found) == 1:
            return found[0]
    return None


def _others(
    block: Block, share: Candidate, metrics: Sequence[Candidate], reading: Reading
) -> Iterator[tuple[Block, Candidate]]:
    """The other numbers of a cell's row that can be a whole, with their cells."""
    for metric in metrics:
        other = reading.document.block_at(metric.span.start)
        if (
            metric is not share
            and other is not None
            and other.cell is not None
            and block.cell is not None
            and (other.page, other.cell.table, other.cell.row) == (block.page, block.cell.table, block.cell.row)
            and isinstance(metric.value, Quantity)
            and metric.value.kind in WHOLE_KINDS
        ):
            yield other, metric


def _words_over(block: Block) -> frozenset[str]:
    """The words of the heads over a cell, in lower case."""
    heads = block.cell.column_head if block.cell is not None else ()
    return frozenset(word for head in heads for word in _WORD.findall(head.casefold()))
