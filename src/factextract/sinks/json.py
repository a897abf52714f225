"""One JSON file a document, in the folders that the inputs lay in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from factextract.records import Outcome
from factextract.sinks._folder import Folder


class JsonSink:
    """Writes `NAME.json` for each record. A document that gives no record loses that of an earlier run."""

    def __init__(self, folder: Path, names: Mapping[str, str]) -> None:
        self._folder, self._names = Folder(folder), names

    def write(self, outcome: Outcome) -> str | None:
        place = f"{self._names[outcome.source]}.json"
        if outcome.record is None:
            self._folder.drop(place)
            return None
        self._folder.put(place, f"{outcome.record.to_json()}\n")
        return place

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Every file is whole already."""


PLUGIN = JsonSink
