"""Finds plug-ins: modules of a built-in subpackage that define `PLUGIN`, and entry points of the group `factextract.<group>`.

Names are looked up without importing the others, so that choosing one engine never loads another.
"""

from __future__ import annotations

import importlib
import pkgutil
from difflib import get_close_matches
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from factextract.errors import UsageError


@cache
def names(group: str) -> tuple[str, ...]:
    """All plug-in names of a group, sorted. Raises UsageError when two owners claim one name."""
    return tuple(sorted(_owners(group)))


@cache
def get(group: str, name: str) -> Any:
    """The plug-in of that name. Raises UsageError when there is none, naming the nearest."""
    owners = _owners(group)
    if name not in owners:
        near = get_close_matches(name, owners, n=1)
        meant = f"did you mean {near[0]!r}? " if near else ""
        raise UsageError(f"no {group} plug-in is called {name!r}", hint=f"{meant}known: {', '.join(sorted(owners))}")
    owner = owners[name]
    return owner.load() if isinstance(owner, EntryPoint) else importlib.import_module(owner).PLUGIN


@cache
def installed() -> tuple[EntryPoint, ...]:
    """Our entry points in all packages. They are looked for once: a file of each package that is there must be read."""
    found = entry_points()
    ours = sorted(group for group in found.groups if group.startswith("factextract."))
    return tuple(point for group in ours for point in found.select(group=group))


def _owners(group: str) -> dict[str, str | EntryPoint]:
    package = importlib.import_module(f"factextract.{group}")
    owners: dict[str, str | EntryPoint] = {
        module.name: f"{package.__name__}.{module.name}"
        for module in pkgutil.iter_modules(package.__path__)
        if not module.name.startswith("_")
    }
    for point in installed():
        if point.group != package.__name__:
            continue
        if point.name in owners:
            raise UsageError(
                f"two {group} plug-ins are called {point.name!r}: {owners[point.name]} and {point.value}",
                hint="uninstall one of the two packages or rename its entry point",
            )
        owners[point.name] = point
    return owners
