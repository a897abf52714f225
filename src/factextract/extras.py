"""Packages that only some commands need, and that an installation may lack."""

from __future__ import annotations

from importlib.util import find_spec

from factextract.errors import UsageError


def needed(package: str, extra: str, purpose: str) -> None:
    """Raises UsageError, naming what to install, when a package that `purpose` needs is not there."""
    if find_spec(package) is None:
        raise UsageError(
            f"{purpose} needs the package {package!r}, which is not installed",
            hint=f"pip install 'factextract[{extra}]'",
        )
