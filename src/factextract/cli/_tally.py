"""What a run has come to so far, in a space that does not grow with the documents."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from factextract.batch.plan import Ended, Unwritten
from factextract.errors import FactextractError
from factextract.records import KINDS, Outcome

MOST_ROWS = 20  # a run of more documents is not told document by document
MOST_FAILURES = 100  # that are told one by one


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A document in numbers: `counts` of each of KINDS and of issues, none for one without a record. Sorted as the inputs are."""

    number: int
    source: str
    word: str
    counts: tuple[int, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """What went wrong with a document and what to do."""

    source: str
    word: str
    message: str
    hint: str


@dataclass(slots=True)
class Tally:
    """`total`: inputs of the run; `again`: failures that an earlier run left and this one did not try."""

    total: int
    ended: int = 0
    pages: int = 0
    failed: int = 0
    kept: int = 0
    again: int = 0
    words: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    rows: list[Row] = field(default_factory=list)
    failures: list[Failed] = field(default_factory=list)
    begun: float = field(default_factory=time.monotonic)

    def add(self, ended: Ended) -> None:
        outcome, record = ended.outcome, ended.outcome.record
        self.ended += 1
        self.failed += ended.failed
        self.kept += ended.kept
        self.again += ended.kept and ended.failed
        self.words[outcome.outcome] += 1
        if record is not None:
            self.pages += 0 if ended.kept else record.document.pages
            self.facts.update({kind: len(getattr(record, kind)) for kind in KINDS})
        counts = tuple(len(getattr(record, name)) for name in (*KINDS, "issues")) if record else ()
        if self.total <= MOST_ROWS:
            self.rows.append(Row(ended.number, outcome.source, outcome.outcome, counts, outcome.seconds))
        if outcome.message and len(self.failures) < MOST_FAILURES:
            self._fail(outcome, outcome.outcome, outcome.message, outcome.hint)

    def add_unwritten(self, unwritten: Sequence[Unwritten]) -> None:
        """Outcomes that could not be written, which counts for more than how they were read."""
        for one in unwritten:
            self.words[one.outcome.outcome] -= 1
            self.words["not written"] += 1
            if len(self.failures) < MOST_FAILURES:
                self._fail(one.outcome, "not written", one.error.message, one.error.hint)

    def _fail(self, outcome: Outcome, word: str, message: str, hint: str | None) -> None:
        self.failures.append(Failed(outcome.source, word, message, hint or ""))

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self.begun

    @property
    def troubles(self) -> int:
        """How many documents have something to be told of."""
        return self.failed + self.words["partial"] + self.words["not written"]

    def in_words(self) -> str:
        """The run in one line."""
        how = ", ".join(f"{n} {word}" for word, n in sorted(self.words.items(), key=lambda w: (-w[1], w[0])) if n > 0)
        facts = ", ".join(f"{self.facts[kind]} {kind.replace('_', ' ')}" for kind in KINDS)
        before = f" ({self.kept} read before)" if self.kept else ""
        return f"{self.ended} document{'s' if self.ended != 1 else ''}: {how}{before}; {facts}; {self.seconds:.1f} s"


def told(error: FactextractError) -> dict[str, str | None]:
    """An error as data."""
    return {"event": "error", "source": error.source, "message": error.message, "hint": error.hint}
