"""All records in one file, one a line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from factextract.records import Outcome
from factextract.sinks._folder import Folder

PLACE = "records.jsonl"


class JsonlSink:
    """Writes records.jsonl, which takes its name when the sink is closed; what a run that breaks off has told is kept."""

    def __init__(self, folder: Path, names: Mapping[str, str]) -> None:
        self._records = Folder(folder).lines(PLACE)

    def write(self, outcome: Outcome) -> str | None:
        if outcome.record is None:
            return None
        self._records.add(outcome.record.to_json(indent=None))
        return PLACE

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._records.close()


PLUGIN = JsonlSink
