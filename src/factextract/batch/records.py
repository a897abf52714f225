"""Records that an earlier run wrote, for whoever hands them on: files, folders and stores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from factextract.errors import UsageError
from factextract.record_files import records_in
from factextract.records import Record
from factextract.store import open_store

_DATABASE = b"SQLite format 3\0"


@dataclass(slots=True)
class Written:
    """The records that `paths` name: record files, `.jsonl` files, folders of both, and stores. Read again each time they are
    asked for, one by one.

    Equal records count once: the same document, read with the same settings, as when equal files lay in two places; with
    `per_document` any further record of a document is passed over. `repeated`: how many were.
    """

    paths: Sequence[str | Path]
    per_document: bool = False
    repeated: int = field(default=0, init=False)

    def check(self) -> None:
        """Raises UsageError for a path that is missing: better told before anything is handed on."""
        for path in map(Path, self.paths):
            if not path.exists():
                raise UsageError(f"{path}: no such file or folder", hint="check the path")

    def __iter__(self) -> Iterator[Record]:
        """Raises UsageError for a path that is missing and for what is no record."""
        self.repeated = 0
        seen: set[tuple[str, str]] = set()
        for path in map(Path, self.paths):
            for record in _stored(path) if _is_database(path) else records_in(path):
                key = record.document.id, "" if self.per_document else f"{record.run.config} {record.run.factextract}"
                if key in seen:
                    self.repeated += 1
                else:
                    seen.add(key)
                    yield record


def _stored(path: Path) -> Iterator[Record]:
    with open_store(path, create=False) as store:
        for text in store.records():
            try:
                record = Record.model_validate_json(text)
            except ValidationError as error:
                raise UsageError(
                    f"{path}: holds a record of another version: {error.errors(include_url=False)[0]['msg']}",
                    hint="extract the documents again with --force",
                ) from None
            yield record


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_DATABASE)) == _DATABASE
    except OSError:
        return False
