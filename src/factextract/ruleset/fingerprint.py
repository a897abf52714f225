"""What all rules and word lists together are, whatever the language of a document: known without loading any."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from factextract.ruleset.packs import SUFFIXES, builtin_rules


def fingerprint(folders: Sequence[Path] = (), gazetteers: Sequence[Path] = ()) -> str:
    """A hash over every file of the built-in pack, the rule files of `folders` and `gazetteers`, in order. Where it is the same,
    so is what `load_rules` gives for any language."""
    digest = hashlib.sha256()
    for name, path in _files(folders, gazetteers):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").digest()
        # The length keeps name and content apart.
        digest.update(f"{len(name.encode())}:{name}:".encode() + content)
    return f"sha256:{digest.hexdigest()}"


def _files(folders: Sequence[Path], gazetteers: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Each file with a name that is the same wherever it lies."""
    yield from _below(builtin_rules(), "builtin", ())
    for number, folder in enumerate(folders):
        yield from _below(folder, str(number), SUFFIXES)
    for number, path in enumerate(gazetteers):
        yield f"gazetteer/{number}", path


def _below(folder: Path, named: str, suffixes: Sequence[str]) -> Iterator[tuple[str, Path]]:
    """The files of a pack, sorted; of any suffix but those for readers when none is named."""
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
        if path.suffix in suffixes or (not suffixes and path.suffix != ".md"):
            yield f"{named}/{path.relative_to(folder).as_posix()}", path
