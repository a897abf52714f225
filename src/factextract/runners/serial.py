"""One document after the other, in this process: no deadline, no limit of memory, no retry."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from pathlib import Path

from factextract.protocols import Task
from factextract.records import Outcome
from factextract.settings import Effort


class SerialRunner:
    name = "serial"

    def __init__(self, effort: Effort) -> None:
        """Nothing of the effort can be held in one process."""

    def map(self, task: Task, sources: Iterable[Path]) -> Generator[tuple[int, Outcome], None, None]:
        for number, source in enumerate(sources):
            yield number, task(source)


PLUGIN = SerialRunner
