"""How a run goes about its inputs, and what it tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from factextract.errors import SinkError
from factextract.records import Outcome
from factextract.settings import Effort


@dataclass(frozen=True, slots=True)
class Plan:
    """Nothing here changes a record.

    `effort`: what workers may spend; None reads in this process, where nothing is held to a limit. `store`: the file that
    remembers; None remembers nothing after the run. `force` reads again what was read, `retry_failed` what failed; `fail_fast`
    ends the run at the first document that fails.
    """

    effort: Effort | None = None
    store: Path | None = None
    force: bool = False
    retry_failed: bool = False
    fail_fast: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """An input has ended. `number`: its place among the inputs, from 0; `kept`: an earlier run, or an equal file of this one,
    had read its document."""

    number: int
    outcome: Outcome
    kept: bool = False

    @property
    def failed(self) -> bool:
        return self.outcome.outcome not in ("ok", "partial")


@dataclass(frozen=True, slots=True)
class Unwritten:
    """An outcome that a sink could not write."""

    outcome: Outcome
    error: SinkError


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a run would do: documents to read, those read already, those that failed before and are left alone."""

    to_read: tuple[Path, ...]
    done: int
    failed: int
