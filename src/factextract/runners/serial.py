"""One document after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from factextract.records import Outcome


class SerialRunner:
    name = "serial"

    def map(self, task: Callable[[Path], Outcome], sources: Iterable[Path]) -> Iterator[Outcome]:
        """The outcome of each source as soon as it is there, in order."""
        return map(task, sources)


PLUGIN = SerialRunner()
