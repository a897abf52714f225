"""The table that closes a run: what was found, and each failure with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from factextract.cli._tally import Failed, Row, Tally
from factextract.cli._words import shown
from factextract.records import KINDS

WIDTH = 140  # columns where there is no terminal to ask


def closing_table(tally: Tally) -> None:
    """Prints it on stderr."""
    console = console_on_stderr()
    if tally.rows:
        console.print(_documents(tally.rows))
    if tally.failures:
        console.print(failures(tally.failures))
    if tally.troubles > len(tally.failures):
        console.print(
            f"{tally.troubles - len(tally.failures)} more like these; outcomes.jsonl and factextract status tell all",
            soft_wrap=True,
        )
    console.print(Text(tally.in_words()), soft_wrap=True)


def console_on_stderr() -> Console:
    """As wide as the terminal, WIDTH where there is none."""
    console = Console(stderr=True, highlight=False)
    return console if console.is_terminal else Console(stderr=True, highlight=False, width=WIDTH)


def failures(failed: Iterable[Failed]) -> Table:
    """What is wrong with each document, and what to do."""
    table = _table("document", "outcome", "what is wrong", "what to do")
    for one in failed:
        table.add_row(*_cells(one.source, one.word, one.message, one.hint))
    return table


def _documents(rows: Iterable[Row]) -> Table:
    table = _table("document", "outcome", *(kind.replace("_", " ") for kind in KINDS), "issues", "seconds")
    for column in table.columns[2:]:
        column.justify = "right"
    for row in sorted(rows):
        counts = [str(count) for count in row.counts] or [""] * (len(KINDS) + 1)
        table.add_row(*_cells(row.source, row.word, *counts, f"{row.seconds:.2f}"))
    return table


def _table(*heads: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _cells(*texts: str) -> tuple[Text, ...]:
    # Text, not markup: a name may hold brackets.
    return tuple(Text(shown(text)) for text in texts)
