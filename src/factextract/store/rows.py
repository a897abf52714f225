"""What the store is told and tells."""

from __future__ import annotations

from dataclasses import dataclass

from factextract.records import OutcomeWord


@dataclass(frozen=True, slots=True)
class Key:
    """What an outcome belongs to. `document`: its id; `asked`: a hash of all settings that decide the record, known before the
    document is opened (the record's `run.config` also knows its language); `tool`: the version of factextract."""

    document: str
    asked: str
    tool: str


@dataclass(frozen=True, slots=True)
class Settled:
    """How a document ended. `config` is its record's `run.config`, None when it has none; `run`: the number of the run, which
    the store writes itself."""

    outcome: OutcomeWord
    message: str | None
    hint: str | None
    config: str | None
    seconds: float
    run: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A place where a document was seen. `path` is absolute. `document` is None for a file that was not identified (gone, no
    right to read it, too large); `failure` tells why then."""

    path: str
    document: str | None
    failure: Settled | None = None


@dataclass(frozen=True, slots=True)
class RunRow:
    """A run: `state` is `running` (or broken off without a word), `done`, `interrupted` or `failed`. Times are UTC, ISO 8601."""

    number: int
    begun: str
    ended: str | None
    state: str
    tool: str
    about: str


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that gave no record, newest word on it. `source` is a path, or the document's id where no source is known."""

    source: str
    outcome: OutcomeWord
    message: str | None
    hint: str | None


@dataclass(frozen=True, slots=True)
class Status:
    """What a store holds. `outcomes`: how many documents ended with each word, by the newest word on each."""

    sources: int
    documents: int
    records: int
    outcomes: dict[str, int]
    failures: tuple[Failure, ...]
    runs: tuple[RunRow, ...]
