"""A run from the command line: its plan, what is told while it goes, and its exit status."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from factextract.batch import places
from factextract.batch.inputs import Inputs
from factextract.batch.plan import Plan
from factextract.batch.run import Run, forecast
from factextract.cli._progress import teller
from factextract.cli._stdout import PrintedRecords, print_line
from factextract.cli._tally import Tally
from factextract.errors import SinkError
from factextract.protocols import Sink
from factextract.runners import usual_jobs
from factextract.settings import Effort, Settings
from factextract.sinks import open_run_sink

SOME_FAILED = 4
STORE = "factextract.db"


@dataclass(frozen=True, slots=True)
class Told:
    """The options of a run, as they were given; see their help texts."""

    out: Path | None
    form: str | None
    jobs: int | None
    timeout: float | None
    max_memory: int | None
    store: Path | None
    force: bool
    retry_failed: bool
    fail_fast: bool
    dry_run: bool
    quiet: bool
    log_format: str | None

    @property
    def supervised(self) -> bool:
        """Whether somebody asked for what only a worker process can hold."""
        return (self.jobs, self.timeout, self.max_memory) != (None, None, None)

    def prints_one(self, inputs: Inputs) -> bool:
        """Whether there is one document, whose record is printed, and nothing to be remembered or held."""
        remembers = self.out or self.store or self.dry_run
        return len(inputs.found) == 1 and not remembers and not self.supervised

    def plan(self, many: bool) -> Plan:
        """One document is read in this process, several by workers, where there can be any."""
        store = self.store or (self.out / STORE if self.out and many else None)
        return Plan(
            effort=self._effort() if self.supervised or (many and os.name == "posix") else None,
            store=store,
            force=self.force,
            retry_failed=self.retry_failed,
            fail_fast=self.fail_fast,
        )

    def _effort(self) -> Effort:
        told = {"jobs": self.jobs or usual_jobs(), "timeout": self.timeout, "max_memory": self.max_memory}
        return Effort.model_validate({name: value for name, value in told.items() if value is not None})


def run(inputs: Inputs, settings: Settings, told: Told, *, many: bool) -> int:
    """Runs it; returns the exit status. `many`: a folder or several documents were named."""
    plan = told.plan(many)
    form = "quiet" if told.quiet else told.log_format or "text"
    tells = teller(len(inputs.found), form, prints_records=told.out is None)
    for problem in inputs.problems:
        tells.wrong(problem)
    if not inputs.found:
        return 0
    if told.dry_run:
        _tell_forecast(inputs, settings, plan)
        return 0
    sink = PrintedRecords() if told.out is None else open_run_sink(told.form or "json", told.out, places(inputs))
    tally = Tally(len(inputs.found))
    failed: SinkError | None = None
    notes: list[str] = []
    running = _open(inputs, settings, plan, sink)
    try:
        with _interrupted_by_signals(), sink, running, closing(running.ended()) as ends, tells:
            for ended in ends:
                tally.add(ended)
                tells.ended(ended, tally)
    except SinkError as error:
        failed = error
        tells.wrong(error)
    except KeyboardInterrupt:
        tells.closed(tally, [_stopped(tally, plan)])
        raise
    tally.add_unwritten(running.unwritten)
    if tally.ended < tally.total:
        notes.append(_stopped(tally, plan))
    if tally.again:
        notes.append(f"failed in an earlier run and not tried again: {tally.again}; --retry-failed tries them")
    tells.closed(tally, notes)
    unwritten = failed or next((one.error for one in running.unwritten), None)
    if unwritten:
        return unwritten.exit_code
    return SOME_FAILED if tally.failed else 0


def _open(inputs: Inputs, settings: Settings, plan: Plan, sink: Sink) -> Run:
    """The run. A sink that was opened for it is closed when there is none."""
    try:
        return Run(inputs.found, settings, plan, sink)
    except BaseException as error:
        sink.__exit__(type(error), error, error.__traceback__)
        raise


def _stopped(tally: Tally, plan: Plan) -> str:
    left = f"stopped with {tally.ended} of {tally.total} documents done"
    return f"{left}; the same command goes on from there" if plan.store else left


def _tell_forecast(inputs: Inputs, settings: Settings, plan: Plan) -> None:
    """Prints the documents that a run would read, one a line, and how many it would leave alone."""
    found = forecast(inputs.found, settings, plan)
    for path in found.to_read:
        print_line(str(path))
    print_line(
        f"to read: {len(found.to_read)}; read before: {found.done}; failed before and left alone: {found.failed}"
    )


@contextmanager
def _interrupted_by_signals() -> Iterator[None]:
    """Inside, a signal to end is an interrupt: workers are stopped and nothing is left behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # One that is ignored (nohup) stays so.
    before = {number: signal.getsignal(number) for number in names if signal.getsignal(number) is signal.SIG_DFL}
    for number in before:
        signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
