"""A run over many inputs: each is identified, looked up in the store, read if need be, settled there and written from there.

An outcome is settled in the store as soon as it is known, in any order; sinks get outcomes in the order of the inputs. So a run
that is broken off loses at most what its workers were at, and what it writes does not hang on how many they were.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from factextract.batch.asked import Asked, identify
from factextract.batch.inputs import Input
from factextract.batch.plan import Ended, Forecast, Plan, Unwritten
from factextract.batch.single import Extraction, failure
from factextract.errors import Damaged, FactextractError, SinkError
from factextract.pipeline import written
from factextract.protocols import Sink
from factextract.records import Outcome, Record
from factextract.runners import runner
from factextract.settings import Effort, Settings
from factextract.store import Key, Settled, Source, open_store

GOOD = ("ok", "partial")


class Run:
    """A run over inputs, a context manager. `unwritten` holds what the sink has refused so far."""

    def __init__(self, inputs: Sequence[Input], settings: Settings, plan: Plan, sink: Sink) -> None:
        """Opens the store. Raises UsageError for a file that is no store, SinkError for one that cannot be opened."""
        self._inputs, self._settings, self._plan, self._sink = inputs, settings, plan, sink
        self.unwritten: list[Unwritten] = []
        self._asked = Asked(settings)
        self._store = open_store(plan.store)
        self._begun: dict[int, int] = {}  # inputs that are being read, by the runner's numbers
        self._keys: dict[int, tuple[Key, int]] = {}  # of these inputs; with the size in bytes
        self._twins: dict[
            Key, list[int]
        ] = {}  # inputs whose document is being read: the one it is read from, and its equals
        self._ended: deque[Ended] = deque()
        self._waiting: dict[int, Key | Outcome] = {}  # inputs that have ended before their turn to be written
        self._turn = 0

    def ended(self) -> Generator[Ended, None, None]:
        """Reads and writes all inputs; each is told as soon as it has ended. Closing the generator stops the run.

        Raises SinkError when the store can take no more, and what the runner raises.
        """
        self._store.begin(self._asked.tool, self._asked.about)
        state = "failed"
        try:
            yield from self._work()
            state = "done"
        except (GeneratorExit, KeyboardInterrupt):
            state = "interrupted"
            raise
        finally:
            if state == "done":
                self._store.end("done")
            else:
                with suppress(SinkError):  # there is a better reason why the run ended
                    self._store.end("interrupted" if state == "interrupted" else "failed")

    def _work(self) -> Iterator[Ended]:
        effort = self._plan.effort
        workers = runner("serial" if effort is None else "pool", effort or Effort())
        with closing(workers.map(Extraction(self._settings), self._to_read())) as outcomes:
            for number, outcome in outcomes:
                self._settle(self._begun.pop(number), outcome)
                yield from self._told()
                if self._plan.fail_fast and outcome.outcome not in GOOD:
                    break
        yield from self._told()
        for number in sorted(self._waiting):  # behind a gap that a run leaves that ends at a failure
            self._write(number)

    def _told(self) -> Iterator[Ended]:
        while self._ended:
            yield self._ended.popleft()

    def _to_read(self) -> Iterator[Path]:
        """The inputs that must be read; all others are ended here."""
        begun = 0
        for number, given in enumerate(self._inputs):
            try:
                document, size = identify(given.path, self._settings)
            except FactextractError as error:
                self._end_unidentified(number, failure(error, given.path))
                continue
            key = Key(document, self._asked.of(given.path), self._asked.tool)
            if key in self._twins:
                self._twins[key].append(number)
                continue
            known = self._store.settled(key)
            if known is not None and not self._again(known):
                self._store.confirm(key, known)
                self._end(number, key, self._from_store(number, key, known), kept=True)
                continue
            self._twins[key] = [number]
            self._keys[number] = key, size
            self._begun[begun] = number
            begun += 1
            yield given.path

    def _again(self, known: Settled) -> bool:
        """Whether a document must be read although it was."""
        wanted = self._plan.force or (self._plan.retry_failed and known.outcome not in GOOD)
        return wanted and known.run != self._store.run

    def _settle(self, number: int, outcome: Outcome) -> None:
        """Takes the outcome of a document that was read: for the input it was read from, and for those equal to it."""
        key, size = self._keys.pop(number)
        numbers = self._twins.pop(key)
        if self._changed(number, key, outcome):
            for each in numbers:
                self._end_unidentified(each, failure(_changed_file(), self._inputs[each].path, outcome.seconds))
            return
        record = outcome.record
        settled = Settled(
            outcome=outcome.outcome,
            message=outcome.message,
            hint=outcome.hint,
            config=record.run.config if record else None,
            seconds=outcome.seconds,
        )
        self._store.settle(key, settled, record.to_json(indent=None) if record else None, size)
        for each in numbers:
            self._end(each, key, self._outcome(each, key, settled, record), kept=each != number)

    def _changed(self, number: int, key: Key, outcome: Outcome) -> bool:
        """Whether the file was another when it was read than when it was identified."""
        if outcome.record is not None:
            return outcome.record.document.id != key.document
        try:
            return identify(self._inputs[number].path, self._settings)[0] != key.document
        except FactextractError:
            return True

    def _end(self, number: int, key: Key, outcome: Outcome, kept: bool) -> None:
        self._store.see(Source(self._place(number), key.document))
        self._ended.append(Ended(number, outcome, kept))
        self._waiting[number] = outcome if number == self._turn else key
        self._write_in_turn()

    def _end_unidentified(self, number: int, outcome: Outcome) -> None:
        told = Settled(outcome.outcome, outcome.message, outcome.hint, None, outcome.seconds)
        self._store.see(Source(self._place(number), None, told))
        self._ended.append(Ended(number, outcome))
        self._waiting[number] = outcome
        self._write_in_turn()

    def _write_in_turn(self) -> None:
        while self._turn in self._waiting:
            self._write(self._turn)
            self._turn += 1

    def _write(self, number: int) -> None:
        found = self._waiting.pop(number)
        if isinstance(found, Key):
            settled = self._store.settled(found)
            assert settled is not None
            found = self._from_store(number, found, settled)
        try:
            self._sink.write(found)
        except SinkError as error:
            self.unwritten.append(Unwritten(found.model_copy(update={"record": None}), error))

    def _from_store(self, number: int, key: Key, settled: Settled) -> Outcome:
        record = Record.model_validate_json(self._store.record(key, settled.config)) if settled.config else None
        return self._outcome(number, key, settled, record)

    def _outcome(self, number: int, key: Key, settled: Settled, record: Record | None) -> Outcome:
        """The outcome of one input, whichever of several equal files its document was read from."""
        path = self._inputs[number].path
        if record is not None and record.document.source != written(path.name):
            about = record.document.model_copy(update={"source": written(path.name)})
            record = record.model_copy(update={"document": about})
        return Outcome(
            source=written(str(path)),
            document=key.document,
            outcome=settled.outcome,
            message=settled.message,
            hint=settled.hint,
            record=record,
            seconds=settled.seconds,
        )

    def _place(self, number: int) -> str:
        path = self._inputs[number].path
        return written(str(path.parent.resolve() / path.name))  # a link is a source of its own

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._store.__exit__(kind, error, trace)


def forecast(inputs: Sequence[Input], settings: Settings, plan: Plan) -> Forecast:
    """What a run would do; reads files to identify them, opens no document and writes nothing."""
    asked = Asked(settings)
    to_read: dict[Key | Path, Path] = {}
    done = failed = 0
    there = plan.store is not None and plan.store.exists()
    with open_store(plan.store if there else None, create=not there) as store:
        for given in inputs:
            try:
                document, _ = identify(given.path, settings)
            except FactextractError:
                to_read[given.path] = given.path
                continue
            key = Key(document, asked.of(given.path), asked.tool)
            known = store.settled(key)
            good = known is not None and known.outcome in GOOD
            if known is None or plan.force or (plan.retry_failed and not good):
                to_read.setdefault(key, given.path)
            else:
                done, failed = done + good, failed + (not good)
    return Forecast(tuple(to_read.values()), done, failed)


def _changed_file() -> Damaged:
    return Damaged("the file changed while it was read", hint="run again when nothing writes to it any more")
