"""One JSON file a document, in the folders that the inputs lay in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from factextract.errors import SinkError
from factextract.records import Outcome
from factextract.sinks._folder import Folder
from factextract.sinks._ledger import Ledger


class JsonSink:
    """Writes `NAME.json` for each record and outcomes.jsonl. A document that gives no record loses that of an earlier run."""

    def __init__(self, folder: Path, names: Mapping[str, str]) -> None:
        self._folder, self._names = Folder(folder), names
        self._ledger = Ledger(self._folder)

    def write(self, outcome: Outcome) -> None:
        place = f"{self._names[outcome.source]}.json"
        try:
            if outcome.record is None:
                self._folder.drop(place)
            else:
                self._folder.put(place, f"{outcome.record.to_json()}\n")
        except SinkError as error:
            self._ledger.add(outcome, None, error)
            raise
        self._ledger.add(outcome, place if outcome.record else None)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ledger.close()


PLUGIN = JsonSink
