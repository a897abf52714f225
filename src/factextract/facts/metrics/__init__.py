"""Metrics: every quantity that says something, with what it counts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from factextract.facts.metrics.measure import measured
from factextract.model.candidate import Candidate, Links, Reason, Scope
from factextract.model.geometry import Span
from factextract.model.reading import Reading
from factextract.model.rule import Rule, RuleSet
from factextract.model.value import Quantity
from factextract.provenance import evidences, period_ref, place_ref
from factextract.records import Dimension, Evidence, Metric
from factextract.ruleset.match import allowed, lifted, matches

FALLBACK_SCORE = 0.6  # without a rule pack for the language


class Metrics:
    """The fact type `metrics`."""

    kind = "metrics"

    def find(self, reading: Reading, rules: RuleSet) -> Iterable[Candidate]:
        """One candidate a quantity, read by the strategy that its place on the page asks for."""
        for quantity in reading.quantities:
            yield _candidate(quantity, reading, rules)

    def build(self, candidate: Candidate, links: Links, reading: Reading) -> Metric:
        """The validated metric of a kept candidate."""
        quantity = candidate.value
        if not isinstance(quantity, Quantity):
            raise TypeError(f"no quantity: {quantity!r}")
        scope = links.scope.get(candidate.id, Scope())
        measure = candidate.part("measure")
        dimension = links.dimension.get(candidate.id)
        return Metric(
            id=candidate.id,
            text=candidate.span.of(reading.text),
            value=_decimal(quantity.value),
            low=_decimal(quantity.low),
            high=_decimal(quantity.high),
            comparator=quantity.comparator,
            kind=quantity.kind,
            unit=quantity.unit,
            per=quantity.per,
            change=quantity.change,
            measure=" ".join(" ".join(span.of(reading.text) for span in measure).split()) or None,
            status=scope.status,
            period=period_ref(scope),
            place=place_ref(scope),
            part_of=links.part_of.get(candidate.id),
            dimension=Dimension.model_validate(dict([dimension])) if dimension else None,
            total=candidate.id in links.totals,
            same_as=links.same_as.get(candidate.id),
            confidence=round(candidate.score, 2),
            rule=candidate.rule,
            evidence=_proof(candidate, links, reading),
        )


PLUGIN = Metrics()


def _proof(candidate: Candidate, links: Links, reading: Reading) -> tuple[Evidence, ...]:
    scope = links.scope.get(candidate.id, Scope())
    found = [*evidences(reading.document, "value", (candidate.span,))]
    found += evidences(reading.document, "measure", candidate.part("measure"))
    if scope.period:
        found += evidences(reading.document, "period", (scope.period.span,))
    if scope.place_span:
        found += evidences(reading.document, "place", (scope.place_span,))
    if scope.status_span:
        found += evidences(reading.document, "status", (scope.status_span,))
    return tuple(found)


def _candidate(quantity: Quantity, reading: Reading, rules: RuleSet) -> Candidate:
    block = reading.document.block_at(quantity.start_char)
    role = block.role if block else "body"
    kinds = [s.kind for s in reading.sections_at(quantity.start_char)]
    strategy, measure = measured(quantity, reading)
    rule = next((r for r in rules.of("metrics", strategy) if allowed(r, role, kinds)), None)
    around = block.span if block else quantity.span
    before = reading.text[around.start : quantity.start_char]
    after = reading.text[quantity.end_char : around.end]
    score, reasons = lifted(rule, before, after) if rule else (FALLBACK_SCORE if not rules.rules else 0.1, ())
    rejected = _rejected(quantity, around, reading, rules)
    if rejected is not None:
        reasons = (*reasons, Reason(rejected.means, 0.1 - score, rejected.id))
        score = 0.1
    return Candidate(
        kind="metrics",
        rule=rule.id if rule else f"metrics.{strategy}",
        span=quantity.span,
        value=quantity,
        score=score,
        parts=(("value", quantity.span), *(("measure", span) for span in measure)),
        reasons=reasons,
    )


def _rejected(quantity: Quantity, around: Span, reading: Reading, rules: RuleSet) -> Rule | None:
    """The rule that takes this number for a name, a reference or an address."""
    for rule in rules.of("metrics", "reject"):
        for match in matches(rule, around.of(reading.text), around.start):
            if match.span.overlaps(quantity.core):
                return rule
    return None


def _decimal(value: Decimal | None) -> str | None:
    """A decimal string without exponent or trailing zeros after the point."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
