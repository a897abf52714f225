"""Records into a database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from factextract.batch.records import Written
from factextract.errors import FactextractError, UsageError
from factextract.extras import needed
from factextract.records import Record


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: how many documents were `new`, `replaced`, `unchanged`; the facts of the first two by kind; how many
    records were passed over because others tell the same; and those that were refused, each with its reason."""

    new: int
    replaced: int
    unchanged: int
    facts: dict[str, int]
    repeated: int
    refused: tuple[FactextractError, ...]


def load(
    records: str | Path | Sequence[str | Path],
    url: str,
    *,
    create: bool = False,
    bulk: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Loaded:
    """Loads records (files, folders, stores) into the database at `url`; see docs/databases.md.

    `create` makes the tables where there are none; `bulk` loads all in one transaction into empty tables; `progress` is told how
    many records were handed over. Raises UsageError for what is no record or no database of this version, and for a package that
    is missing; SinkError when the database cannot be reached or written.
    """
    needed("database", "loading into a database")
    from factextract.database.connection import Database

    written = Written([records] if isinstance(records, str | Path) else records)
    written.check()
    tally = _Tally(progress)
    with Database(url) as database:
        database.prepare(create)
        if bulk:
            from factextract.database.load import load_all

            load_all(database, lambda: _accepted(written, tally))
        else:
            from factextract.database.load import load_record

            for record in written:
                with tally.refusing():
                    tally.add(record, load_record(database, record))
    return tally.loaded(written.repeated)


def _accepted(written: Written, tally: _Tally) -> Iterator[Record]:
    """The records that --bulk takes; read from the start when the connection was lost."""
    from factextract.database.load import check

    tally.clear()
    documents: set[str] = set()
    for record in written:
        with tally.refusing():
            check(record)
            if record.document.id in documents:
                raise UsageError(
                    "with --bulk a document has one record, and this is another one of it",
                    hint="load this record afterwards, without --bulk",
                    source=record.document.source,
                )
            documents.add(record.document.id)
            yield record
            tally.add(record, "new")


class _Tally:
    def __init__(self, progress: Callable[[int], None] | None) -> None:
        self._progress = progress
        self.clear()

    def clear(self) -> None:
        self._effects: Counter[str] = Counter()
        self._facts: Counter[str] = Counter()
        self._refused: list[FactextractError] = []

    def add(self, record: Record, effect: str) -> None:
        self._effects[effect] += 1
        if effect != "unchanged":
            for kind in record.run.kinds:
                self._facts[kind] += len(getattr(record, kind))
        if self._progress:
            self._progress(self._effects.total())

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """A record that is refused does not keep the others out."""
        try:
            yield
        except UsageError as error:
            self._refused.append(error)

    def loaded(self, repeated: int) -> Loaded:
        effects = self._effects
        return Loaded(
            effects["new"], effects["replaced"], effects["unchanged"], dict(self._facts), repeated, tuple(self._refused)
        )
