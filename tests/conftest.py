"""Property tests draw the same examples in every run: a failure is seen by whoever causes it, not by whoever comes next."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True)
settings.load_profile("repeatable")
