"""outcomes.jsonl: one line an input, telling how it ended and where its record is."""

from __future__ import annotations

import json

from factextract.errors import SinkError
from factextract.records import Outcome
from factextract.sinks._folder import Folder

PLACE = "outcomes.jsonl"


class Ledger:
    """The outcome list of a run inside its output folder; it takes its name when it is closed, whole lines only."""

    def __init__(self, folder: Folder) -> None:
        self._lines = folder.lines(PLACE)

    def add(self, outcome: Outcome, place: str | None, unwritten: SinkError | None = None) -> None:
        """Notes an outcome; `place` is its record's path inside the folder, None where there is none."""
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

    def close(self) -> None:
        """Raises SinkError when the file cannot take its place."""
        self._lines.close()
