"""CSV files, one a kind, that a spreadsheet program opens without running anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Self, get_args

from factextract import cells
from factextract.records import Comparator, Outcome
from factextract.sinks._folder import Folder
from factextract.sinks._listing import LISTINGS, listed
from factextract.tables import Value


class CsvSink:
    """Writes `metrics.csv`, `partners.csv` and so on; they take their names when the sink is closed without an error."""

    def __init__(self, folder: Path, names: Mapping[str, str]) -> None:
        inside = Folder(folder)
        self._files = {table.name: inside.lines(f"{table.plural}.csv") for table in LISTINGS}
        self._runs: set[object] = set()
        for table in LISTINGS:
            self._files[table.name].add(cells.line(table.names))

    def write(self, outcome: Outcome) -> str | None:
        if outcome.record is None:
            return None
        for table, rows in listed(outcome.record, self._runs):
            for row in rows:
                self._files[table.name].add(cells.line([_cell(value) for value in row]))
        return "documents.csv"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in self._files.values():
            file.drop() if error else file.close()


def _cell(value: Value) -> str:
    """Numbers stand as they are: only a text can be taken for a formula."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if value in get_args(Comparator):
        return str(value)  # alone it is no formula
    return cells.safe(json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value)


PLUGIN = CsvSink
