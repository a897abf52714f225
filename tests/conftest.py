"""Property tests draw the same examples in every run, and none is judged by the clock: a failure is seen by whoever causes it,
not by whoever comes next or has a slower machine."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "repeatable", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")
