"""The extension points: one Protocol each. Built-ins are modules of the named subpackage that define `PLUGIN`."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, runtime_checkable

from factextract.model.candidate import Candidate, Links
from factextract.model.reading import Mention, Passage, Reading, Token
from factextract.model.rule import RuleSet
from factextract.model.sheet import Sheet
from factextract.records import Fact, Outcome, TextSource
from factextract.settings import Settings


class Reader(Protocol):
    """An open document. A context manager; not thread-safe."""

    @property
    def pages(self) -> int:
        """Number of pages in the file."""

    @property
    def made(self) -> str | None:
        """The day the file says it was made on, ISO 8601; None when it says none."""

    def sheet(self, number: int) -> Sheet:
        """What stands on page `number` (1-based). Raises PageError when this page cannot be read."""

    def image(self, number: int, scale: float) -> bytes | None:
        """The page drawn as PNG at `scale` pixels a point; None when the engine cannot draw."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Engine(Protocol):
    """Reads files into sheets. `text_source` is the record's word for where its text comes from."""

    name: str
    text_source: TextSource

    def open(self, source: Path, settings: Settings) -> Reader:
        """Opens a file. Raises the SourceError that names what is wrong with it (Encrypted, NotAPdf, Damaged, Empty)."""


class Recognizer(Protocol):
    """Named entities and tags. `label` is the record's `run.ner`: model name and version, or `none`."""

    label: str

    def mentions(self, passages: Sequence[Passage]) -> list[Mention]:
        """All entities, sorted by position, spans in document offsets."""

    def analyse(self, sentences: Sequence[Passage]) -> list[tuple[Token, ...]]:
        """Tokens of each sentence, spans in document offsets; without a model the tags are empty."""


class FactType(Protocol):
    """One kind of fact. `kind` is its key in the record."""

    kind: str

    def find(self, reading: Reading, rules: RuleSet) -> Iterable[Candidate]:
        """Every candidate with its score and reasons; choosing is done by settle."""

    def build(self, candidate: Candidate, links: Links, reading: Reading) -> Fact:
        """The validated fact of a kept candidate."""


class Sink(Protocol):
    """Takes outcomes one by one. A context manager: what was written is whole when it closes. Raises SinkError.

    A plug-in of the group `sinks` makes one of an output folder (Path) and, for the source of each outcome, the path inside the
    folder, without suffix, where its result goes (a mapping of str to str).
    """

    def write(self, outcome: Outcome) -> str | None:
        """Writes the outcome; tells where in its folder the record went, None when nowhere."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


@runtime_checkable
class Remarking(Protocol):
    """A sink whose format cannot hold everything. `remarks`: what it wrote otherwise than it was told, and where."""

    remarks: list[str]


class Task(Protocol):
    """What a runner does with each source. Can be pickled, so that another process can do it."""

    def prepare(self) -> None:
        """Loads once a process what every source needs."""

    def __call__(self, source: Path) -> Outcome:
        """How the source ended. Raises a FactextractError only when no source can be worked on."""


class Runner(Protocol):
    """Runs a task over sources and yields exactly one outcome each, as soon as it ends, with the source's number from 0.

    Sources are taken one by one, only when there is somebody to work on them. Closing the generator stops all work.
    """

    name: str

    def map(self, task: Task, sources: Iterable[Path]) -> Generator[tuple[int, Outcome], None, None]: ...
