"""Where rules live: the built-in pack and the folders a user names, and which of their files a language reads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from factextract.errors import RuleError, UsageError

SUFFIXES = (".yaml", ".yml")
LEXICON = "lexicon"
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file of rules. `kind` is its stem, `shown` how errors and records name it, `name` its place within all packs,
    the same on every machine."""

    path: Path
    kind: str
    shown: str
    name: str

    @property
    def builtin(self) -> bool:
        """Whether it is part of the pack that is shipped."""
        return self.name.startswith("builtin/")


@cache
def builtin_rules() -> Path:
    """The folder of the rules shipped with the package. Raises RuleError when it is missing."""
    return shipped_rules(Path(__file__).parents[1])


def shipped_rules(package: Path) -> Path:
    """The rules of an installed package: inside it where a wheel was installed, else (an editable install, which does not
    see what the wheel takes in) beside the pyproject.toml above it."""
    inside = package / "_rules"
    if inside.is_dir():
        return inside
    for parent in package.parents:
        if (parent / "pyproject.toml").is_file():
            if (parent / "rules").is_dir():
                return parent / "rules"
            break
    raise RuleError(f"{inside}: the built-in rules are missing", hint="reinstall factextract", source=str(inside))


def rule_files(language: str, folders: Sequence[Path]) -> tuple[RuleFile, ...]:
    """The files that hold for `language`, built-in pack first, then `folders` in order, each sorted by kind.

    A user's folder has a subfolder a language, or YAML files that hold for every language, or both (those first).
    Raises UsageError for a folder that does not exist, RuleError for one without any rules or with a lexicon of its own.
    """
    found = list(_files(builtin_rules() / language, f"rules/{language}", f"builtin/{language}"))
    for number, folder in enumerate(folders):
        _demand_pack(folder)
        found += _files(folder, str(folder), f"{number}")
        found += _files(folder / language, str(folder / language), f"{number}/{language}")
    return tuple(found)


def lexicon_files() -> tuple[tuple[str, Path], ...]:
    """Name and path of every file of the built-in lexicon, sorted by name."""
    folder = builtin_rules() / LEXICON
    paths = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))
    return tuple((f"{LEXICON}/{p.relative_to(folder).as_posix()}", p) for p in paths)


def languages(folder: Path) -> tuple[str, ...]:
    """The languages that a pack has a subfolder for, sorted."""
    return tuple(sorted(p.name for p in folder.iterdir() if p.is_dir() and _LANGUAGE.fullmatch(p.name)))


def _files(folder: Path, shown: str, name: str) -> Iterator[RuleFile]:
    if folder.is_dir():
        for path in sorted(p for p in folder.iterdir() if p.suffix in SUFFIXES and p.is_file()):
            yield RuleFile(path, path.stem, f"{shown}/{path.name}", f"{name}/{path.name}")


def _demand_pack(folder: Path) -> None:
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder of rules", hint="--rules takes a folder", source=str(folder))
    if (folder / LEXICON).is_dir():
        raise RuleError(
            f"{folder / LEXICON}: word lists are read from the built-in pack only",
            hint="rules of your own go into a folder a language, such as en/metrics.yaml",
            source=str(folder),
        )
    here = (folder, *(folder / language for language in languages(folder)))
    if not any(True for place in here for _ in _files(place, "", "")):
        raise RuleError(
            f"{folder}: no rules in this folder",
            hint="it needs YAML files named by kind, such as en/metrics.yaml or metrics.yaml",
            source=str(folder),
        )
