"""Progress of a run on stderr: a bar on a terminal, a line a document elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from factextract.batch import Delivered
from factextract.cli._words import say, shown


class Progress:
    """Tells of each document that has ended. A context manager."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        # Records that are printed to the same terminal would tear a bar apart.
        self._bar = _bar() if sys.stderr.isatty() and not sys.stdout.isatty() else None

    def tell(self, delivered: Delivered) -> None:
        self._done += 1
        outcome = delivered.outcome
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], completed=self._done, description=shown(outcome.source)[-40:])
            return
        unwritten = ", not written" if delivered.unwritten else ""
        say(f"[{self._done}/{self._total}] {outcome.source}: {outcome.outcome}{unwritten} ({outcome.seconds:.2f} s)")

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.add_task("", total=self._total)
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


def _bar() -> Bar:
    # Markup is off: a name may hold brackets.
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    return Bar(*columns, console=Console(stderr=True), transient=True)
