"""Supervised worker processes: each document has a deadline and a limit of memory, and harms no other.

The supervisor opens no document. A worker is a fresh interpreter that prepares the task once, then is given one source at a time.
A source that takes too long, too much memory, or its worker with it, is tried once more in a fresh worker; the second end holds.
POSIX only; elsewhere documents are read by `serial`.
"""

from __future__ import annotations

import json
import os
import selectors
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from factextract import errors
from factextract.errors import Crashed, FactextractError, SourceError, TimedOut, UsageError
from factextract.pipeline import written
from factextract.protocols import Task
from factextract.records import Outcome, OutcomeWord
from factextract.runners._frames import OUTCOME, PAGES, READY, REFUSED
from factextract.runners._process import REPORT, Process, stop_all
from factextract.settings import Effort

AGAIN = frozenset({"timeout", "out_of_memory", "crashed"})
"""Outcomes that may be the worker's fault, not the document's."""
TRIES = 2
START_SECONDS = 120.0
"""A worker that is not ready by then is taken for hung; on an idle machine it takes 2, most of it a model."""
LEAVE_SECONDS = 10.0
_FAILED_STARTS = 3  # in a row, after which another is not worth trying
_LONGEST_WAIT = 60.0  # seconds; only to look at the clock again


class PoolRunner:
    name = "pool"

    def __init__(self, effort: Effort) -> None:
        """Raises UsageError where processes cannot be supervised."""
        if os.name != "posix":
            raise UsageError("worker processes are for Linux and macOS", hint="give --jobs 1")
        self._effort = effort

    def map(self, task: Task, sources: Iterable[Path]) -> Generator[tuple[int, Outcome], None, None]:
        """Raises what the task raises, and FactextractError when no worker can be started."""
        with _Crew(task, self._effort, sources) as crew:
            yield from crew.work()


PLUGIN = PoolRunner


class _Job:
    """A source on its way to its outcome."""

    def __init__(self, number: int, source: Path) -> None:
        self.number, self.source = number, source
        self.tries, self.begun, self.spent = 0, 0.0, 0.0

    def ended(self, error: SourceError) -> Outcome:
        return Outcome(
            source=written(str(self.source)),
            document=None,
            outcome=cast(OutcomeWord, error.outcome),
            message=error.message,
            hint=error.hint,
            seconds=0.0,
        )


class _Seat:
    """A place at which one worker works; when it goes another takes it."""

    def __init__(self) -> None:
        self.process: Process | None = None
        self.job: _Job | None = None
        self.ready = False
        self.done = 0  # outcomes of this process
        self.deadline = float("inf")
        self.limit = 0.0  # seconds that led to the deadline


class _Crew:
    """The workers of one run. A context manager: none is left when it closes."""

    def __init__(self, task: Task, effort: Effort, sources: Iterable[Path]) -> None:
        self._task, self._effort = task, effort
        self._sources = enumerate(sources)
        self._seats = [_Seat() for _ in range(effort.jobs)]
        self._leaving: list[tuple[Process, float]] = []
        self._failed_starts = 0
        self._ended: deque[tuple[int, Outcome]] = deque()
        self._selector = selectors.DefaultSelector()

    def work(self) -> Iterator[tuple[int, Outcome]]:
        while True:
            for seat in self._seats:
                self._occupy(seat)
            if not any(seat.job for seat in self._seats):
                return
            for seat in self._heard():
                self._hear(seat)
                # What has ended is handed on before its worker is given more, so that no more than one document a worker
                # is ever without a lasting trace.
                while self._ended:
                    yield self._ended.popleft()
                self._occupy(seat)
            for seat in self._seats:
                if time.monotonic() >= seat.deadline:
                    self._late(seat)
            while self._ended:
                yield self._ended.popleft()

    def _occupy(self, seat: _Seat) -> None:
        """Gives a seat that has nothing to do a source and a worker for it, as long as there are sources."""
        if seat.job is None:
            number, source = next(self._sources, (None, None))
            if number is None or source is None:
                return
            seat.job = _Job(number, source)
            if seat.process is not None and seat.done >= self._effort.renew_after:
                self._dismiss(self._vacated(seat))
            if seat.ready:
                self._begin(seat, seat.job)
        if seat.process is None:
            self._start(seat)

    def _start(self, seat: _Seat) -> None:
        try:
            seat.process = Process(self._task, self._effort)
        except OSError as error:
            raise _no_worker(str(error)) from error
        seat.ready, seat.done = False, 0
        seat.limit, seat.deadline = START_SECONDS, time.monotonic() + START_SECONDS
        self._selector.register(seat.process.channel, selectors.EVENT_READ, seat)

    def _begin(self, seat: _Seat, job: _Job) -> None:
        assert seat.process is not None
        job.tries, job.begun = job.tries + 1, time.monotonic()
        seat.limit = self._effort.seconds()
        seat.deadline = job.begun + seat.limit
        seat.process.ask(job.source)

    def _heard(self) -> list[_Seat]:
        """The seats whose worker has something to say, at the latest when the first deadline is over."""
        until = min(seat.deadline for seat in self._seats) - time.monotonic()
        return [key.data for key, _ in self._selector.select(min(max(until, 0.0), _LONGEST_WAIT))]

    def _hear(self, seat: _Seat) -> None:
        process = seat.process
        if process is None:
            return
        for kind, content in process.inbox.take():
            if kind == READY:
                seat.ready, self._failed_starts = True, 0
                seat.deadline = float("inf")
                if seat.job is not None:
                    self._begin(seat, seat.job)
            elif kind == PAGES and seat.job is not None:
                seat.limit = self._effort.seconds(int(content))
                seat.deadline = seat.job.begun + seat.limit
            elif kind == OUTCOME:
                seat.done += 1
                self._take(seat, content)
            elif kind == REFUSED:
                raise _raised(content)
        if process.inbox.closed and seat.process is process:
            self._lost(seat)

    def _take(self, seat: _Seat, content: bytes) -> None:
        """An answer; a worker whose answer is none is not trusted again."""
        try:
            self._conclude(seat, Outcome.model_validate_json(content))
        except ValueError:
            self._vacated(seat).stop()
            if seat.job is not None:
                error = Crashed("its worker gave an answer that is none", hint=REPORT)
                self._conclude(seat, seat.job.ended(error))

    def _lost(self, seat: _Seat) -> None:
        """The worker of a seat has gone without being told to."""
        was_ready = seat.ready
        error = self._vacated(seat).end()
        if not was_ready:
            self._failed_start(error.message)
        elif seat.job is not None:
            self._conclude(seat, seat.job.ended(error))

    def _late(self, seat: _Seat) -> None:
        was_ready = seat.ready
        self._vacated(seat).stop()
        if not was_ready:
            self._failed_start(f"it was not ready after {START_SECONDS:g} s")
        elif seat.job is not None:
            error = TimedOut(
                f"it was not done after {seat.limit:g} s", hint="raise --timeout, or read it in parts with --pages"
            )
            self._conclude(seat, seat.job.ended(error))

    def _conclude(self, seat: _Seat, outcome: Outcome) -> None:
        """Takes an outcome as the document's, or has it tried again by another worker."""
        job, seat.deadline = seat.job, float("inf")
        if job is None:
            return
        job.spent += time.monotonic() - job.begun
        if outcome.outcome in AGAIN:
            if seat.process is not None:
                self._vacated(seat).stop()
            if job.tries < TRIES:
                return
        seat.job = None
        self._ended.append((job.number, outcome.model_copy(update={"seconds": round(job.spent, 3)})))

    def _vacated(self, seat: _Seat) -> Process:
        """The worker of a seat, which is free then."""
        process, seat.process = seat.process, None
        assert process is not None
        seat.ready, seat.deadline = False, float("inf")
        self._selector.unregister(process.channel)
        return process

    def _dismiss(self, process: Process) -> None:
        """Lets a worker end by itself, and ends those that were let and have not."""
        process.dismiss()
        now = time.monotonic()
        for other, until in self._leaving:
            if until < now:
                other.stop()
        self._leaving = [(other, until) for other, until in self._leaving if not other.gone()]
        self._leaving.append((process, now + LEAVE_SECONDS))

    def _failed_start(self, why: str) -> None:
        self._failed_starts += 1
        if self._failed_starts >= _FAILED_STARTS:
            raise _no_worker(why)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        working = [seat.process for seat in self._seats if seat.process is not None]
        leaving = [process for process, _ in self._leaving]
        stop_all([*working, *leaving])
        self._selector.close()


def _no_worker(why: str) -> FactextractError:
    return FactextractError(
        f"no worker process can be started: {why}",
        hint="raise --max-memory if it is lower than the model needs; factextract doctor tells what is missing",
    )


def _raised(content: bytes) -> FactextractError:
    """The error that a worker tells of, of the class it had there."""
    told = json.loads(content)
    named = getattr(errors, told.pop("type"), None)
    known = named if isinstance(named, type) and issubclass(named, FactextractError) else FactextractError
    return known(told["message"], hint=told["hint"], source=told["source"])
