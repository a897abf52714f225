"""What an extractor proposes, why, and how kept proposals relate. Choosing is done elsewhere (settle, relate)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from factextract.model.geometry import Span
from factextract.model.value import Name, Period, Quantity

ALSO = "also: "
"""How the reason begins that tells of another rule which read the same words."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a score: what was seen and by how much it moved the score; `rule` is the rule that saw it, if one did."""

    why: str
    by: float = 0.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A told story: spans of its body in reading order."""

    body: tuple[Span, ...]


Inherited = Literal["block", "section", "document"]
Standing = Literal["actual", "target", "baseline", "context"]
Value = Quantity | Period | Name | Story


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible fact. `kind` is the fact type's, `rule` the rule id, `parts` the captured spans as (part, span) pairs.

    `span` is the place of the value itself. `traits` are values that the rule or its context gives (role, status, org_type …),
    `score` in 0..1 ranks candidates, `confidence` is how often such a one was right (0 until settled). `id` is empty until relate
    gives it.
    """

    kind: str
    rule: str
    span: Span
    value: Value
    score: float
    parts: tuple[tuple[str, Span], ...] = ()
    traits: Mapping[str, str] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()
    confidence: float = 0.0
    id: str = ""

    def part(self, name: str) -> tuple[Span, ...]:
        return tuple(span for part, span in self.parts if part == name)


@dataclass(frozen=True, slots=True)
class Lost:
    """A candidate that settle did not keep, with the reason a person can act on."""

    candidate: Candidate
    why: str
    winner: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """The time, place and standing that hold for a fact; `*_from` is None when written beside it, else `block`, `section`
    or `document`. Spans are the evidence."""

    period: Period | None = None
    period_from: Inherited | None = None
    place: str | None = None
    country: str | None = None
    place_span: Span | None = None
    place_from: Inherited | None = None
    status: Standing | None = None
    status_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """What relates kept candidates, all by id. A missing key means: not related."""

    scope: Mapping[str, Scope] = field(default_factory=dict)
    part_of: Mapping[str, str] = field(default_factory=dict)
    dimension: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    totals: frozenset[str] = frozenset()
    same_as: Mapping[str, str] = field(default_factory=dict)
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
