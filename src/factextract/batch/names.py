"""What outputs are called: always inside the output folder, never the same for two inputs, the same on every machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

LONGEST = 200  # bytes of a part of a path; file systems allow 255, the rest is for suffixes
SHORT_HASH = 8  # hex digits
_WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)  # device names, whatever the suffix
_DROPPED_SUFFIXES = (".pdf", ".txt")


def output_names(places: Sequence[str]) -> list[str]:
    """For each input, by its path inside the folder given (posix), the output's path without the format's suffix.

    `a/NAME.pdf` gives `a/NAME`. Inputs that would share a name, or whose output would bear the name of an input, all keep their
    extension; those still alike get a hash of how many-th they are. Names are alike when a file system might take them
    for one: case and Unicode form do not count.
    """
    ways: tuple[Callable[[int], str], ...] = (
        lambda at: _without_suffix(places[at]),
        lambda at: places[at],
        lambda at: f"{places[at]}-{_short(f'{at}:{places[at]}')}",
    )
    inputs = {_key(place) for place in places}
    way = [0] * len(places)
    while True:
        names = [_safe_path(ways[w](at)) for at, w in enumerate(way)]
        alike: dict[str, list[int]] = {}
        for at, name in enumerate(names):
            alike.setdefault(_key(name), []).append(at)
        moved = False
        for key, group in alike.items():
            least = min(way[at] for at in group)
            if (len(group) > 1 or f"{key}.json" in inputs) and least < len(ways) - 1:
                # Names that were made longer already give way last.
                for at in group:
                    way[at] += way[at] == least
                moved = True
        if not moved:
            return names


def _without_suffix(place: str) -> str:
    path = PurePosixPath(place)
    return str(path.with_suffix("")) if path.suffix.lower() in _DROPPED_SUFFIXES and path.stem else place


def _safe_path(place: str) -> str:
    return "/".join(safe_name(part) for part in place.split("/"))


def safe_name(name: str) -> str:
    """The name where any file system takes it as one plain name; else a readable rest of it and a short hash of all of it."""
    plain = (
        name.isprintable()
        and not any(c in '\\/:*?"<>|' for c in name)
        and not name.startswith((".", "-", " "))
        and not name.endswith((".", " "))
        and len(name.encode()) <= LONGEST
        and not _WINDOWS.match(name)
        and bool(name)
    )
    if plain:
        return name
    readable = re.sub(r"\W+", "-", name.encode("utf-8", "replace").decode()).strip("-_")
    kept = readable.encode()[: LONGEST - SHORT_HASH - 1].decode("utf-8", "ignore")
    return f"{kept or 'file'}-{_short(name)}"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:SHORT_HASH]


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
