"""Shares in a table's row of another number there: the column's head says that they tell how much of a plan or budget is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from factextract.model.candidate import Candidate
from factextract.model.grammar_words import GrammarWords
from factextract.model.reading import Reading
from factextract.model.value import Quantity

_WORD = re.compile(r"[^\W\d_]+")
WIDEST = 20  # numbers of one row beside a share
WHOLE_KINDS = ("count", "money", "measure")


def row_of(metric: Candidate, reading: Reading) -> tuple[int, int, int] | None:
    """Page, table and row of a number in a table, None for any other."""
    block = reading.document.block_at(metric.span.start)
    return (block.page, block.cell.table, block.cell.row) if block is not None and block.cell is not None else None


def whole_in_row(at: int, metrics: Sequence[Candidate], reading: Reading, grammar: GrammarWords) -> Candidate | None:
    """The number that the percentage `metrics[at]` under a head such as "Spent" or "% of plan" is of: the only one of its row
    under a head that speaks of a plan or budget, else the only other one. None where neither tells.
    `metrics` are in reading order."""
    share = metrics[at]
    row = row_of(share, reading)
    if row is None or not isinstance(share.value, Quantity) or share.value.kind != "percent":
        return None
    heads = _words_over(share, reading)
    if not (heads & grammar.done_heads or (heads & grammar.of and heads & grammar.plan_heads)):
        return None
    beside = chain(reversed(metrics[max(0, at - WIDEST) : at]), metrics[at + 1 : at + 1 + WIDEST])
    others = [m for m in beside if row_of(m, reading) == row and _can_be_whole(m)]
    planned = [m for m in others if _words_over(m, reading) & grammar.plan_heads]
    return next((found[0] for found in (planned, others) if len(found) == 1), None)


def _can_be_whole(metric: Candidate) -> bool:
    return isinstance(metric.value, Quantity) and metric.value.kind in WHOLE_KINDS


def _words_over(metric: Candidate, reading: Reading) -> frozenset[str]:
    """The words of the heads over a number's cell, in lower case."""
    block = reading.document.block_at(metric.span.start)
    heads = block.cell.column_head if block is not None and block.cell is not None else ()
    return frozenset(word for head in heads for word in _WORD.findall(head.casefold()))
