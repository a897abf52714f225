"""Packages that only some commands need, and that an installation may lack."""

from __future__ import annotations

from importlib.util import find_spec

from factextract.errors import UsageError

PACKAGES = {"database": "sqlalchemy", "postgres": "psycopg", "xlsx": "xlsxwriter", "parquet": "pyarrow"}
"""What each extra brings that nothing else does; an extra for a sink bears its name."""


def needed(extra: str, purpose: str) -> None:
    """Raises UsageError, naming what to install, when the package that `purpose` needs is not there."""
    if find_spec(PACKAGES[extra]) is None:
        raise UsageError(f"{purpose} needs the package {PACKAGES[extra]!r}, which is not installed", hint=how(extra))


def how(extra: str) -> str:
    """The command that installs it."""
    return f"pip install 'factextract[{extra}]'"
