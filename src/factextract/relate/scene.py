"""All metrics of a document by position and by id, and which of them can be whole and part of each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factextract.model.candidate import Candidate
from factextract.model.geometry import Span
from factextract.model.grammar_words import GrammarWords
from factextract.model.reading import Reading
from factextract.model.rule import RuleSet
from factextract.model.value import Quantity

WHOLE_KINDS = ("count", "money", "measure", "duration")
SHARES = ("percent", "ratio")
IN_MIND = 60  # places of numbers back among which a whole is looked for


@dataclass(frozen=True, slots=True)
class Scene:
    """All metrics of a document, by position and by id, and each place where one is said."""

    metrics: Sequence[Candidate]
    places: Sequence[tuple[Span, Candidate]]
    by_id: Mapping[str, Candidate]
    reading: Reading
    rules: RuleSet

    @property
    def grammar(self) -> GrammarWords:
        return self.rules.lexicon.grammar

    def before(self, offset: int) -> list[tuple[Span, Candidate]]:
        """The last places before `offset`, by position: no more than a reader keeps in mind."""
        end = bisect_left(self.places, offset, key=lambda place: place[0].start)
        return list(self.places[max(0, end - IN_MIND) : end])


def divisible(metric: Candidate) -> bool:
    return isinstance(metric.value, Quantity) and metric.value.kind in WHOLE_KINDS


def fits(part: Candidate, whole: Candidate) -> bool:
    """Whether the part can be one of the whole: a share of anything, else of the same kind and no greater."""
    a, b = part.value, whole.value
    if not isinstance(a, Quantity) or not isinstance(b, Quantity):
        return False
    if a.kind in SHARES:
        return b.kind != "duration"
    return (a.kind, a.unit) == (b.kind, b.unit) and (a.value is None or b.value is None or a.value < b.value)


def size(metric: Candidate) -> float:
    value = metric.value.value if isinstance(metric.value, Quantity) else None
    return float(value) if value is not None else 0.0


def shown(metric: Candidate, reading: Reading) -> str:
    return repr(" ".join(metric.span.of(reading.text).split()))
