"""A run over many documents: inputs → store → runner → store → sinks."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from factextract.batch.inputs import Inputs, find_inputs
from factextract.batch.plan import Plan
from factextract.batch.run import Run
from factextract.batch.single import Extraction, check_settings
from factextract.pipeline import written
from factextract.records import Outcome
from factextract.runners import runner
from factextract.settings import Effort, Settings


def extract_many(
    paths: str | Path | Sequence[str | Path], settings: Settings | None = None, plan: Plan | None = None
) -> Iterator[Outcome]:
    """One outcome for each document that `paths` (files, and folders of PDFs) name, in natural order.

    What is wrong with a document is told by its outcome. Without a plan documents are read in this process and nothing is
    remembered. Raises before the first document is read: UsageError for a path that is missing or a folder without documents,
    RuleError, MissingModel.
    """
    inputs = find_inputs([paths] if isinstance(paths, str | Path) else paths)
    for problem in inputs.problems:
        raise problem
    check_settings(settings or Settings())
    if plan is None:
        return outcomes([i.path for i in inputs.found], settings or Settings())
    return _planned(inputs, settings or Settings(), plan)


def outcomes(sources: Iterable[Path], settings: Settings) -> Iterator[Outcome]:
    """One outcome for each document, in the order of `sources`, read in this process."""
    for _, outcome in runner("serial", Effort()).map(Extraction(settings), sources):
        yield outcome


def places(inputs: Inputs) -> dict[str, str]:
    """For the source of each outcome, where a sink puts its result."""
    return {written(str(i.path)): i.output for i in inputs.found}


def _planned(inputs: Inputs, settings: Settings, plan: Plan) -> Iterator[Outcome]:
    sink = _Handed()
    with Run(inputs.found, settings, plan, sink) as run, closing(run.ended()) as ended:
        for _ in ended:
            yield from sink.taken()
        yield from sink.taken()


class _Handed:
    """A sink that hands outcomes on to whoever asks for them."""

    def __init__(self) -> None:
        self._outcomes: deque[Outcome] = deque()

    def write(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)

    def taken(self) -> Iterator[Outcome]:
        while self._outcomes:
            yield self._outcomes.popleft()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held that would have to be closed."""
