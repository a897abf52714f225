"""All records in one file, one a line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from factextract.errors import SinkError
from factextract.records import Outcome
from factextract.sinks._folder import Folder
from factextract.sinks._ledger import Ledger

PLACE = "records.jsonl"


class JsonlSink:
    """Writes records.jsonl and outcomes.jsonl; both take their names when the sink is closed."""

    def __init__(self, folder: Path, names: Mapping[str, str]) -> None:
        inside = Folder(folder)
        self._records = inside.lines(PLACE)
        self._ledger = Ledger(inside)

    def write(self, outcome: Outcome) -> None:
        try:
            if outcome.record is not None:
                self._records.add(outcome.record.to_json(indent=None))
        except SinkError as error:
            self._ledger.add(outcome, None, error)
            raise
        self._ledger.add(outcome, PLACE if outcome.record else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._records.close()
        finally:
            self._ledger.close()


PLUGIN = JsonlSink
