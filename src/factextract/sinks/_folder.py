"""Writes files whole or not at all, and nowhere but inside one folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from factextract.errors import SinkError

_MARK = b'"schema_version"'
_MARK_WITHIN = 64  # bytes from the start of a record that hold its first key


class Folder:
    """An output folder. Raises SinkError when it cannot be made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._made = 0
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(root, error) from error

    def put(self, place: str, text: str) -> None:
        """Writes a file at `place`, a path inside the folder. What stood there stays until the new file is whole."""
        path = self._inside(place)
        temporary, file = self._create(path.parent)
        try:
            with file:
                file.write(text.encode())
            temporary.replace(path)
        except OSError as error:
            temporary.unlink(missing_ok=True)
            raise _unwritable(path, error) from error

    def drop(self, place: str) -> None:
        """Removes a record that an earlier run left at `place`; any other file there stays."""
        path = self._inside(place)
        try:
            if path.is_file() and _is_record(path):
                path.unlink()
        except OSError as error:
            raise _unwritable(path, error) from error

    def lines(self, place: str) -> Lines:
        """A file of lines at `place`."""
        path = self._inside(place)
        return Lines(path, *self._create(path.parent))

    def _inside(self, place: str) -> Path:
        path = self.root / place
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            inside = path.parent.resolve().is_relative_to(self.root.resolve())
        except OSError as error:
            raise _unwritable(path, error) from error
        if not inside or path.name in ("", ".", ".."):
            raise SinkError(
                f"{path}: lies outside the output folder",
                hint="a link inside the output folder leads out of it; remove it or choose another folder",
                source=str(path),
            )
        return path

    def _create(self, parent: Path) -> tuple[Path, BinaryIO]:
        self._made += 1
        path = parent / f".factextract-{os.getpid()}-{self._made}.tmp"
        try:
            path.unlink(missing_ok=True)
            return path, path.open("xb")
        except OSError as error:
            raise _unwritable(path.parent, error) from error


class Lines:
    """A file that grows line by line and takes its name when it is closed."""

    def __init__(self, path: Path, temporary: Path, file: BinaryIO) -> None:
        self._path, self._temporary, self._file = path, temporary, file

    def add(self, line: str) -> None:
        """Raises SinkError when the line cannot be written."""
        try:
            self._file.write(f"{line}\n".encode())
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def close(self) -> None:
        """Raises SinkError when the file cannot take its place."""
        try:
            self._file.close()
            self._temporary.replace(self._path)
        except OSError as error:
            self._temporary.unlink(missing_ok=True)
            raise _unwritable(self._path, error) from error


def _unwritable(path: Path, error: OSError) -> SinkError:
    return SinkError(
        f"{path}: cannot be written: {error.strerror or error}",
        hint="check that it is no folder, that you may write there and that the disk has room, or choose another -o folder",
        source=str(path),
    )


def _is_record(path: Path) -> bool:
    with path.open("rb") as file:
        return _MARK in file.read(_MARK_WITHIN)
