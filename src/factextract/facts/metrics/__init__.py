"""Metrics: every quantity that says something, with what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from factextract.facts.metrics.choice import chosen
from factextract.facts.metrics.currency import Currencies, accounted, currencies_of, settled
from factextract.facts.metrics.finding import Finding
from factextract.facts.metrics.progress import under_label
from factextract.facts.metrics.prose import Told, measures_in_prose
from factextract.facts.metrics.table import Table, column_texts, in_table, tables_of
from factextract.facts.metrics.tile import beside_label, in_tile, under_caption
from factextract.facts.metrics.units import bare, in_millions, in_unit, unit_of
from factextract.model.candidate import Candidate, Links, Reason, Scope
from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.reading import Reading
from factextract.model.rule import Rule, RuleSet
from factextract.model.value import Quantity
from factextract.provenance import evidences, one_line, period_ref, place_ref
from factextract.records import Dimension, Evidence, Metric
from factextract.ruleset.match import allowed, lifted, scan

_WORD = re.compile(r"[^\W\d_]+")
LONGEST_VALUE = 6  # words of a table cell beyond which it is read as running text
ALONE = ("tile", "label")  # strategies for numbers that stand apart from the words about them
FALLBACK_SCORE = 0.6  # in a language that has no rule for the strategy


class Metrics:
    """The fact type `metrics`."""

    kind = "metrics"

    def find(self, reading: Reading, rules: RuleSet) -> Iterable[Candidate]:
        """One candidate a quantity, read by the strategy that its place on the page asks for."""
        prose = measures_in_prose(reading, rules.lexicon.grammar)
        view = _View(reading, rules, tables_of(reading), prose, currencies_of(reading))
        found = [c for quantity in reading.quantities if (c := _candidate(quantity, view)) is not None]
        bases = [span for candidate in found for span in candidate.part("base")]
        counting = [c for c in found if not any(c.span.overlaps(base) for base in bases)]
        return chosen(counting, reading, rules.lexicon.grammar)

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
            text=one_line(candidate.span.of(reading.text)),
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
            confidence=candidate.confidence,
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


@dataclass(frozen=True, slots=True)
class _View:
    """What is worked out once for a document: its tables, and the measures that running text gives."""

    reading: Reading
    rules: RuleSet
    tables: Mapping[tuple[int, int], Table]
    prose: Mapping[Quantity, Told]
    currencies: Currencies


def _found(quantity: Quantity, view: _View) -> Finding | None:
    """What the quantity counts, by the strategy that its place on the page asks for; None for a number that is a head."""
    finding = _placed(quantity, view)
    if finding is None:
        return None
    page = view.reading.document.page_of(quantity.start_char)
    quantity = settled(finding.quantity, page, view.currencies, view.rules.lexicon)
    if _is_ratio(quantity, finding.measure, view):
        quantity = replace(quantity, kind="ratio")
    if finding.strategy in ALONE:
        said = " ".join(span.of(view.reading.text) for span in finding.measure)
        quantity = in_millions(quantity, said, view.rules.lexicon.quantities)
    return replace(finding, quantity=quantity)


def _is_ratio(quantity: Quantity, measure: tuple[Span, ...], view: _View) -> bool:
    """Whether a bare decimal is called a ratio by the words that say what it counts ("a net-to-gross ratio of 0.82")."""
    if (
        quantity.kind != "count"
        or not bare(quantity)
        or quantity.value is None
        or quantity.value == int(quantity.value)
    ):
        return False
    said = {word for span in measure for word in _WORD.findall(span.of(view.reading.text).casefold())}
    return not said.isdisjoint(view.rules.lexicon.quantities.context.ratio_words)


def _placed(quantity: Quantity, view: _View) -> Finding | None:
    reading, rules = view.reading, view.rules
    block = reading.document.block_at(quantity.start_char)
    told = view.prose.get(quantity, Told())
    labelled = None if block is None else under_label(quantity, block, reading, rules)
    if labelled is not None:
        return labelled
    if block is not None and block.cell is not None and not (told.measure and _is_prose(block, reading)):
        return _in_cell(quantity, block, view)
    if block is not None and block.role == "figure":
        return in_tile(quantity, block, reading, rules)
    beside = None if block is None or told.measure else beside_label(quantity, block, reading, rules)
    if beside is not None:
        return beside
    noted = None if block is None or told.measure else under_caption(quantity, block, reading, rules)
    if noted is not None:
        return noted
    return Finding("sentence", in_unit(quantity, unit_of(told.lender)) if told.lender else quantity, told.measure)


def _in_cell(quantity: Quantity, block: Block, view: _View) -> Finding | None:
    """A table cell; its number in the unit of its heads, of another number in its row, or in the currency of the document."""
    table = view.tables[block.page, block.cell.table if block.cell else 0]
    finding = in_table(quantity, block, table, view.reading, view.rules)
    if finding is None or not bare(finding.quantity) or finding.quantity.kind != "count" or finding.scaled:
        return finding
    code = accounted(finding.quantity, block.page, column_texts(block, table, view.reading.text), view.currencies)
    if code is not None:
        return replace(finding, quantity=replace(finding.quantity, kind="money", unit=code))
    return finding


def _is_prose(block: Block, reading: Reading) -> bool:
    """Whether a table cell holds a sentence rather than a value."""
    return len(block.span.of(reading.text).split()) > LONGEST_VALUE


def _candidate(quantity: Quantity, view: _View) -> Candidate | None:
    reading, rules = view.reading, view.rules
    block = reading.document.block_at(quantity.start_char)
    role = block.role if block else "body"
    kinds = [s.kind for s in reading.sections_at(quantity.start_char)]
    finding = _found(quantity, view)
    if finding is None:
        return None
    rule = next((r for r in rules.of("metrics", finding.strategy) if allowed(r, role, kinds)), None)
    around = block.span if block else quantity.span
    before = reading.text[around.start : quantity.start_char]
    after = reading.text[quantity.end_char : around.end]
    score, reasons = (
        lifted(rule, before, after) if rule else (0.1 if rules.of("metrics", finding.strategy) else FALLBACK_SCORE, ())
    )
    rejecting = tuple(r for r in rules.of("metrics", "reject") if allowed(r, role, kinds))
    rejected = _rejected(quantity, around, reading, rejecting)
    if rejected is not None:
        reasons = (*reasons, Reason(rejected.means, 0.1 - score, rejected.id))
        score = 0.1
    return Candidate(
        kind="metrics",
        rule=rule.id if rule else f"metrics.{finding.strategy}",
        span=quantity.span,
        value=finding.quantity,
        score=score,
        parts=(
            ("value", quantity.span),
            *(("measure", span) for span in finding.measure),
            *(("near", span) for span in finding.near),
            *(("over", span) for span in finding.over),
            *(() if finding.base is None else (("base", finding.base),)),
        ),
        reasons=(*reasons, *finding.reasons),
    )


def _rejected(quantity: Quantity, around: Span, reading: Reading, rules: tuple[Rule, ...]) -> Rule | None:
    """The rule that takes this number for a name, a reference or an address."""
    found = scan(rules, around.of(reading.text), around.start)
    return next((match.rule for match in found if match.span.overlaps(quantity.core)), None)


def _decimal(value: Decimal | None) -> str | None:
    """A decimal string without exponent or trailing zeros after the point."""
    if value is None:
        return None
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
