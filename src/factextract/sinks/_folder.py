"""Writes files whole or not at all, and nowhere but inside one folder."""

from __future__ import annotations

import hashlib
import os
import platform
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import BinaryIO

from factextract.errors import SinkError

# Folders may be shared by machines, whose processes are not ours to ask for.
_HOST = hashlib.sha256(platform.node().encode()).hexdigest()[:8]
_NUMBERS = count(1)  # several folders of one process may be one and the same
_MARK = b'"schema_version"'
_MARK_WITHIN = 64  # bytes from the start of a record that hold its first key


class Folder:
    """An output folder. Raises SinkError when it cannot be made."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._swept: set[Path] = set()
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _unwritable(root, error) from error

    def put(self, place: str, text: str) -> None:
        """Writes a file at `place`, a path inside the folder, unless it holds just this. What stood there stays until the new
        file is whole, and on the disk."""
        path, content = self._inside(place), text.encode()
        if _holds(path, content):
            return
        temporary, file = self._create(path.parent)
        try:
            with file:
                file.write(content)
                _keep(file)
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

    def pending(self, place: str) -> Pending:
        """A file at `place` for whoever writes bytes."""
        path = self._inside(place)
        return Pending(path, *self._create(path.parent))

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
        if parent not in self._swept:
            self._swept.add(parent)
            _sweep(parent)
        path = parent / f".factextract-{_HOST}-{os.getpid()}-{next(_NUMBERS)}.tmp"
        try:
            path.unlink(missing_ok=True)
            return path, path.open("xb")
        except OSError as error:
            raise _unwritable(path.parent, error) from error


class Pending:
    """A file that takes its name when it is closed; until then `file` is open for bytes."""

    def __init__(self, path: Path, temporary: Path, file: BinaryIO) -> None:
        self._path, self._temporary, self.file = path, temporary, file

    @contextmanager
    def told(self) -> Iterator[None]:
        """What the system says against writing becomes a SinkError that names the file."""
        try:
            yield
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def close(self) -> None:
        """Raises SinkError when the file cannot take its place."""
        try:
            with self.file:
                _keep(self.file)
            self._temporary.replace(self._path)
        except OSError as error:
            self._temporary.unlink(missing_ok=True)
            raise _unwritable(self._path, error) from error

    def drop(self) -> None:
        """Leaves what stood there before as it was."""
        with suppress(OSError):
            self.file.close()
        self._temporary.unlink(missing_ok=True)


class Lines(Pending):
    """A file that grows line by line."""

    def add(self, line: str) -> None:
        """Raises SinkError when the line cannot be written."""
        with self.told():
            self.file.write(f"{line}\n".encode())


def _unwritable(path: Path, error: OSError) -> SinkError:
    return SinkError(
        f"{path}: cannot be written: {error.strerror or error}",
        hint="check that it is no folder, that you may write there and that the disk has room, or choose another -o folder",
        source=str(path),
    )


def _holds(path: Path, content: bytes) -> bool:
    """Whether the file is there, no link, and holds just that."""
    try:
        here = path.lstat()
        return stat.S_ISREG(here.st_mode) and here.st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _keep(file: BinaryIO) -> None:
    """Has the system write the file to the disk: a name must not outlive a power cut that its content does not."""
    file.flush()
    os.fsync(file.fileno())


def _sweep(folder: Path) -> None:
    """Removes what runs on this machine left half written that were killed."""
    for path in folder.glob(f".factextract-{_HOST}-*.tmp"):
        number = path.name.split("-")[2]
        if number.isdecimal() and not _runs(int(number)):
            with suppress(OSError):
                path.unlink()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _is_record(path: Path) -> bool:
    with path.open("rb") as file:
        return _MARK in file.read(_MARK_WITHIN)
