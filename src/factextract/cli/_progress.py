"""What a run tells on stderr while it goes: a bar on a terminal, a line a document elsewhere, or JSON, or nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Protocol, Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from factextract.batch.plan import Ended
from factextract.cli._summary import closing_table
from factextract.cli._tally import Tally, told
from factextract.cli._words import complain, say, shown
from factextract.errors import FactextractError

_NAME_WIDTH = 40  # columns of the bar that name the document


class Teller(Protocol):
    """Tells people or programs of a run. A context manager around the time in which documents end."""

    def wrong(self, error: FactextractError) -> None:
        """Something that no document is to blame for."""

    def ended(self, ended: Ended, tally: Tally) -> None:
        """A document has ended; the tally holds it."""

    def closed(self, tally: Tally, notes: Sequence[str]) -> None:
        """The run is over; `notes` say what else to know."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Quiet:
    """Errors and nothing else."""

    def wrong(self, error: FactextractError) -> None:
        complain(error)

    def ended(self, ended: Ended, tally: Tally) -> None:
        pass

    def closed(self, tally: Tally, notes: Sequence[str]) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass


class Lines(Quiet):
    """A line a document, and a table in the end."""

    def ended(self, ended: Ended, tally: Tally) -> None:
        outcome = ended.outcome
        how = "read before" if ended.kept else f"{outcome.seconds:.2f} s"
        say(f"[{tally.ended}/{tally.total}] {outcome.source}: {outcome.outcome} ({how})")

    def closed(self, tally: Tally, notes: Sequence[str]) -> None:
        closing_table(tally)
        for note in notes:
            say(note)


class LiveBar(Lines):
    """Documents, pages a second, failures and the time left, on one line that goes away."""

    def __init__(self, total: int) -> None:
        # Markup is off: a name may hold brackets.
        told = ("{task.fields[pages]:.1f} pages/s", "{task.fields[failed]} failed")
        self._bar = Bar(
            BarColumn(),
            MofNCompleteColumn(),
            *(TextColumn(text, markup=False) for text in told),
            TimeRemainingColumn(),
            TextColumn("{task.description}", markup=False),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=total, pages=0.0, failed=0)

    def ended(self, ended: Ended, tally: Tally) -> None:
        self._bar.update(
            self._task,
            completed=tally.ended,
            description=shown(ended.outcome.source)[-_NAME_WIDTH:],
            pages=tally.pages / max(tally.seconds, 0.1),
            failed=tally.failed,
        )

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()


class JsonLines(Quiet):
    """An object a line: `event` is `error`, `document` or `done`."""

    def wrong(self, error: FactextractError) -> None:
        _print(told(error))

    def ended(self, ended: Ended, tally: Tally) -> None:
        outcome = ended.outcome
        _print({
            "event": "document",
            "number": tally.ended,
            "of": tally.total,
            **outcome.model_dump(exclude={"record"}),
            "pages": outcome.record.document.pages if outcome.record else None,
            "read_before": ended.kept,
        })  # fmt: skip

    def closed(self, tally: Tally, notes: Sequence[str]) -> None:
        words = {word: count for word, count in sorted(tally.words.items()) if count > 0}
        _print({
            "event": "done",
            "documents": tally.ended,
            "of": tally.total,
            "outcomes": words,
            "facts": dict(tally.facts),
            "read_before": tally.kept,
            "seconds": round(tally.seconds, 3),
            "notes": list(notes),
        })  # fmt: skip


def teller(total: int, form: str, *, prints_records: bool) -> Teller:
    """What tells of a run: `form` is `text`, `json` or `quiet`."""
    if form == "quiet":
        return Quiet()
    if form == "json":
        return JsonLines()
    # Records that are printed to the same terminal would tear a bar apart.
    torn = prints_records and sys.stdout.isatty()
    return LiveBar(total) if sys.stderr.isatty() and not torn else Lines()


def _print(event: Mapping[str, object]) -> None:
    click.echo(json.dumps(event, ensure_ascii=True), err=True)
