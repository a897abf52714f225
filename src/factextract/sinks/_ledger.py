"""outcomes.jsonl: one line an input, telling how it ended and where its record is."""

from __future__ import annotations

import json
from types import TracebackType
from typing import Self

from factextract.errors import SinkError
from factextract.protocols import Sink
from factextract.records import Outcome
from factextract.sinks._folder import Folder

PLACE = "outcomes.jsonl"


class Ledger:
    """A sink around another that also lists the outcomes of a run; the list takes its name when it is closed."""

    def __init__(self, sink: Sink, folder: Folder) -> None:
        self._sink = sink
        self._lines = folder.lines(PLACE)

    def write(self, outcome: Outcome) -> str | None:
        try:
            place = self._sink.write(outcome)
        except SinkError as error:
            self._add(outcome, None, error)
            raise
        self._add(outcome, place)
        return place

    def _add(self, outcome: Outcome, place: str | None, unwritten: SinkError | None = None) -> None:
        line = {
            "source": outcome.source,
            "document": outcome.document,
            "outcome": outcome.outcome,
            "message": unwritten.message if unwritten else outcome.message,
            "hint": unwritten.hint if unwritten else outcome.hint,
            "record": place,
            "seconds": outcome.seconds,
        }
        self._lines.add(json.dumps(line, ensure_ascii=False))

    def __enter__(self) -> Self:
        self._sink.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._sink.__exit__(kind, error, trace)
        finally:
            self._lines.close()
