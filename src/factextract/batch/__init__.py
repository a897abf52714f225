"""A run over many documents: inputs → runner → outcomes → sinks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from factextract.batch.inputs import Inputs, find_inputs
from factextract.batch.single import Extraction, check_settings
from factextract.errors import SinkError
from factextract.pipeline import written
from factextract.protocols import Sink
from factextract.records import Outcome
from factextract.runners import runner
from factextract.settings import Effort, Settings

RUNNER = "serial"


@dataclass(frozen=True, slots=True)
class Delivered:
    """An outcome that was handed to a sink, and why it could not be written, if it could not."""

    outcome: Outcome
    unwritten: SinkError | None = None


def extract_many(paths: str | Path | Sequence[str | Path], settings: Settings | None = None) -> Iterator[Outcome]:
    """One outcome for each document that `paths` (files, and folders of PDFs) name, in natural order.

    What is wrong with a document is told by its outcome. Raises before the first document is read: UsageError for a path that
    is missing or a folder without documents, RuleError, MissingModel.
    """
    inputs = find_inputs([paths] if isinstance(paths, str | Path) else paths)
    for problem in inputs.problems:
        raise problem
    check_settings(settings or Settings())
    return outcomes([i.path for i in inputs.found], settings or Settings())


def outcomes(sources: Iterable[Path], settings: Settings) -> Iterator[Outcome]:
    """One outcome for each document, in the order of `sources`."""
    for _, outcome in runner(RUNNER, Effort()).map(Extraction(settings), sources):
        yield outcome


def deliver(ended: Iterable[Outcome], sink: Sink) -> Iterator[Delivered]:
    """Hands outcomes to a sink one by one. One that cannot be written does not keep the others from being."""
    for outcome in ended:
        try:
            sink.write(outcome)
        except SinkError as error:
            yield Delivered(outcome, error)
        else:
            yield Delivered(outcome)


def places(inputs: Inputs) -> dict[str, str]:
    """For the source of each outcome, where a sink puts its result."""
    return {written(str(i.path)): i.output for i in inputs.found}
