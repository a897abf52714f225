"""Which documents a run reads: the files named, and those inside the folders named."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from factextract.batch.names import output_names
from factextract.errors import UsageError

DEFAULT_GLOB = ("*.pdf",)


@dataclass(frozen=True, slots=True)
class Input:
    """A document to read. `output` is where its result goes inside the output folder, without the format's suffix."""

    path: Path
    output: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """The documents found, in the order in which they are read, and what could not be taken in."""

    found: tuple[Input, ...]
    problems: tuple[UsageError, ...]


def find_inputs(paths: Sequence[str | Path], glob: Sequence[str] = DEFAULT_GLOB) -> Inputs:
    """The documents that `paths` name. A file is taken whatever its name; a folder yields the files inside it, at any depth, that
    match one of `glob` (any case; a pattern with a slash is held against the path inside the folder). All are in natural order by
    their paths inside the folders given: the order of `paths` does not matter.

    Hidden files and folders inside a folder are passed over, and so is a link that leads out of it. A file named twice is read
    once. What is missing, unreadable, not a regular file or a folder without documents becomes a problem, never an exception.
    """
    placed: dict[Path, tuple[Path, str]] = {}
    problems: list[UsageError] = []
    for path in sorted(map(Path, paths), key=lambda path: natural(path.as_posix())):
        try:
            for file, place in _named(path, glob):
                placed.setdefault(file.resolve(), (file, place))
        except UsageError as problem:
            problems.append(problem)
    ordered = sorted(placed.values(), key=lambda one: (natural(one[1]), natural(one[0].as_posix())))
    outputs = output_names([place for _, place in ordered])
    found = tuple(Input(path, output) for (path, _), output in zip(ordered, outputs, strict=True))
    return Inputs(found, tuple(problems))


def _named(path: Path, glob: Sequence[str]) -> Iterator[tuple[Path, str]]:
    """(file, its path inside the given folder) for one path of the command line."""
    try:
        if path.is_dir():
            yield from _inside(path, glob)
            return
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder", hint="check the path", source=str(path))
        if not path.is_file():
            raise UsageError(
                f"{path}: not a regular file", hint="give a file on disk, not a pipe or device", source=str(path)
            )
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: {_why(error)}", hint="check the path", source=str(path)) from error
    if not os.access(path, os.R_OK):
        raise UsageError(f"{path}: no right to read it", hint="check the file's permissions", source=str(path))
    yield path, path.name


def _inside(folder: Path, glob: Sequence[str]) -> Iterator[tuple[Path, str]]:
    root = folder.resolve()
    unread: list[OSError] = []
    places: list[str] = []
    for parent, folders, files in os.walk(folder, onerror=unread.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            file = Path(parent, name)
            place = file.relative_to(folder).as_posix()
            if not name.startswith(".") and _matches(place, glob) and _belongs(file, root):
                places.append(place)
    for place in places:
        yield folder / place, place
    if unread:
        raise UsageError(
            f"{unread[0].filename}: {_why(unread[0])}", hint="check the folder's permissions", source=str(folder)
        )
    if not places:
        raise UsageError(
            f"{folder}: no documents in this folder ({', '.join(glob)})",
            hint="name other files by --glob, such as --glob '*.txt'",
            source=str(folder),
        )


def _matches(place: str, glob: Sequence[str]) -> bool:
    name = place.rpartition("/")[2]
    return any(fnmatchcase((place if "/" in g else name).casefold(), g.casefold()) for g in glob)


def _belongs(file: Path, root: Path) -> bool:
    """Whether this is a readable regular file of the folder; a link counts when it leads to one inside."""
    return file.is_file() and (not file.is_symlink() or file.resolve().is_relative_to(root))


def natural(place: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Sorting key: folder by folder, runs of digits as numbers, any case; the exact name decides last."""
    pieces = tuple(
        (0, int(piece), "") if piece.isdecimal() else (1 if piece else -1, 0, piece.casefold())
        for part in place.split("/")
        for piece in (*re.findall(r"[0-9]+|[^0-9]+", part), "")  # the empty piece ends a name: the shorter comes first
    )
    return pieces, place


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
