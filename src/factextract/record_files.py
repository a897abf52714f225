"""Reads records back: files with one record, files with one a line, and folders of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from factextract.errors import UsageError
from factextract.records import Record

_LINES = ".jsonl"
_SUFFIXES = (".json", _LINES)
_MARK = '"schema_version"'
_MARK_WITHIN = 64
"""Characters from the start of a record that hold its first key."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Records, one a document, sorted by the document's id. `repeated`: sources of further records of the same documents."""

    records: tuple[Record, ...]
    repeated: tuple[str, ...] = ()


def gather(paths: Sequence[str | Path]) -> Gathered:
    """The records that `paths` name: files, and folders, in which what is no record (outcomes.jsonl) is passed over.

    A document that several records tell of counts once, whatever the order of `paths`. Raises UsageError, with file and line, for
    a path that is missing, a named file that holds no record, a record of another schema, and a folder without any.
    """
    read = sorted((r for path in paths for r in records_in(Path(path))), key=_rank)
    first: dict[str, Record] = {}
    repeated = []
    for record in read:
        known = first.setdefault(record.document.id, record)
        if known is not record:
            repeated.append(record.document.source)
    return Gathered(tuple(first.values()), tuple(repeated))


def _rank(record: Record) -> tuple[str, str, str, str]:
    return record.document.id, record.document.source, record.run.config, record.to_json(indent=None)


def records_in(path: Path) -> Iterator[Record]:
    """The records of a file or folder, one after the other, files in the order of their paths. Raises UsageError as `gather`."""
    if not path.is_dir():
        yield from _inside(path, _text(path))
        return
    found = False
    for file in sorted(p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES and _seen(p, path)):
        text = _text(file)
        if _MARK in text.lstrip("\ufeff")[:_MARK_WITHIN]:
            found = True
            yield from _inside(file, text)
    if not found:
        raise UsageError(f"{path}: no records in this folder", hint="name what `factextract extract -o` wrote")


def _seen(file: Path, folder: Path) -> bool:
    return file.is_file() and not any(part.startswith(".") for part in file.relative_to(folder).parts)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise UsageError(f"{path}: no record: not UTF-8 text", hint="name what `factextract extract` wrote") from None
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}", hint="check the path") from None


def _inside(path: Path, text: str) -> Iterator[Record]:
    if path.suffix.lower() != _LINES:
        yield _record(text, str(path))
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _record(line, f"{path}:{number}")


def _record(text: str, place: str) -> Record:
    try:
        return Record.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise UsageError(
            f"{place}: no record of this version: {f'{where}: ' if where else ''}{first['msg']}",
            hint="name what `factextract extract` of this version wrote",
        ) from None
