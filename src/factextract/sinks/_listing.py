"""Tables as people read them: where a fact stands comes first, what only programs need comes last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import cast

from factextract.records import Record
from factextract.tables import TABLES, Column, Row, Table, rows_of

_SOURCE = Column("source", "text", required=True)
_FIRST = ("source", "page")
_LAST = ("confidence", "rule", "id", "fact_id", "document_id", "position", "run_id")


def _listed(table: Table) -> tuple[Table, Callable[[Row], Row]]:
    """The table with the file's name in each row that tells of a document, and what arranges the values of a row."""
    columns = table.columns
    if table.name != "document" and "document_id" in table.names:
        columns = (*columns, _SOURCE)
    names = [column.name for column in columns]
    first = [names.index(name) for name in _FIRST if name in names]
    last = [names.index(name) for name in _LAST if name in names]
    middle = [at for at in range(len(names)) if at not in first and at not in last]
    order = [*first, *middle, *last]
    arranged = cast(Callable[[Row], Row], itemgetter(*order))
    return Table(table.name, table.plural, tuple(columns[at] for at in order)), arranged


_LISTED = {table.name: _listed(table) for table in TABLES}
LISTINGS = tuple(listing for listing, _ in _LISTED.values())
"""The tables as they are written to files; `plural` names the file or sheet."""


def listed(record: Record, seen_runs: set[object]) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of a record for each listing. `seen_runs` grows: a run that several records share is listed once."""
    source = record.document.source
    for name, rows in rows_of(record).items():
        if name == "run":
            rows = [row for row in rows if row[0] not in seen_runs]
            seen_runs.update(row[0] for row in rows)
        listing, arranged = _LISTED[name]
        told = "source" in listing.names and name != "document"
        yield listing, [arranged((*row, source) if told else row) for row in rows]
