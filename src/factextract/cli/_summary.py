"""The table that closes a run: what was found, and each failure with what to do about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from factextract.batch import Delivered
from factextract.cli._words import shown
from factextract.records import KINDS, Record

MOST_ROWS = 20  # a run of more documents shows the failures only
WIDTH = 140  # columns where there is no terminal to ask


def closing_table(ended: Sequence[Delivered]) -> None:
    """Prints it on stderr."""
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        console = Console(stderr=True, highlight=False, width=WIDTH)
    if len(ended) <= MOST_ROWS:
        console.print(_documents(ended))
    failures = [d for d in ended if d.unwritten or d.outcome.message]
    if failures:
        console.print(_failures(failures))
    console.print(_total(ended), soft_wrap=True)


def _documents(ended: Iterable[Delivered]) -> Table:
    table = _table("document", "outcome", *(kind.replace("_", " ") for kind in KINDS), "issues", "seconds")
    for column in table.columns[2:]:
        column.justify = "right"
    for delivered in ended:
        outcome = delivered.outcome
        counts = [str(len(getattr(outcome.record, name))) if outcome.record else "" for name in (*KINDS, "issues")]
        table.add_row(*_cells(outcome.source, _word(delivered), *counts, f"{outcome.seconds:.2f}"))
    return table


def _failures(failures: Iterable[Delivered]) -> Table:
    table = _table("document", "outcome", "what is wrong", "what to do")
    for delivered in failures:
        told = delivered.unwritten or delivered.outcome
        table.add_row(*_cells(delivered.outcome.source, _word(delivered), told.message or "", told.hint or ""))
    return table


def _total(ended: Sequence[Delivered]) -> Text:
    words = Counter(_word(delivered) for delivered in ended)
    records = [d.outcome.record for d in ended if d.outcome.record]
    facts = ", ".join(f"{_count(records, kind)} {kind.replace('_', ' ')}" for kind in KINDS)
    how = ", ".join(f"{count} {word}" for word, count in sorted(words.items(), key=lambda w: (-w[1], w[0])))
    seconds = sum(d.outcome.seconds for d in ended)
    return Text(f"{len(ended)} document{'s' if len(ended) > 1 else ''}: {how}; {facts}; {seconds:.1f} s")


def _count(records: Iterable[Record], kind: str) -> int:
    return sum(len(getattr(record, kind)) for record in records)


def _word(delivered: Delivered) -> str:
    return "not written" if delivered.unwritten else delivered.outcome.outcome


def _table(*heads: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _cells(*texts: str) -> tuple[Text, ...]:
    # Text, not markup: a name may hold brackets.
    return tuple(Text(shown(text)) for text in texts)
