"""Ways to run a task over many documents. Each module's `PLUGIN` makes a Runner of an Effort."""

from __future__ import annotations

import os

from factextract import registry
from factextract.protocols import Runner
from factextract.settings import Effort

MOST_JOBS = 4  # without being asked for more: each takes 200 MB with a model


def usual_jobs() -> int:
    """How many workers there are when nobody says: one a core that this process may use, MOST_JOBS at most."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_JOBS)


def runner(name: str, effort: Effort) -> Runner:
    """The runner of that name. Raises UsageError for an unknown one."""
    made: Runner = registry.get("runners", name)(effort)
    return made
