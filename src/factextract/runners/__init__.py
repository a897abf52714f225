"""Ways to run a task over many documents. Each module's `PLUGIN` makes a Runner of an Effort."""

from __future__ import annotations

from factextract import registry
from factextract.protocols import Runner
from factextract.settings import Effort


def runner(name: str, effort: Effort) -> Runner:
    """The runner of that name. Raises UsageError for an unknown one."""
    made: Runner = registry.get("runners", name)(effort)
    return made
