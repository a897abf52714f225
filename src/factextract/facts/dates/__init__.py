"""Dates and periods: every one that is written out, with what it dates."""

from __future__ import annotations

from collections.abc import Iterable

from factextract.facts.dates.kinds import kinds_of
from factextract.model.candidate import Candidate, Links, Reason
from factextract.model.geometry import Span
from factextract.model.reading import Reading
from factextract.model.rule import Rule, RuleSet
from factextract.model.value import Period
from factextract.provenance import evidences, one_line
from factextract.records import DateFact
from factextract.ruleset.match import lifted, matches

LONGEST_LABEL = 12  # words


class Dates:
    """The fact type `dates`."""

    kind = "dates"

    def find(self, reading: Reading, rules: RuleSet) -> Iterable[Candidate]:
        """One candidate for each written period, scored by the rules' view of its surroundings."""
        written = rules.rule("dates", "written")
        kinds = kinds_of(reading.periods, reading, rules)
        for period, (kind, reasons) in zip(reading.periods, kinds, strict=True):
            yield _candidate(period, written, (kind, reasons), reading, rules)

    def build(self, candidate: Candidate, links: Links, reading: Reading) -> DateFact:
        """The validated date of a kept candidate."""
        period = candidate.value
        if not isinstance(period, Period):
            raise TypeError(f"no period: {period!r}")
        label = candidate.part("measure")
        proof = evidences(reading.document, "date", (candidate.span,))
        return DateFact.model_validate(
            {
                "id": candidate.id,
                "text": one_line(candidate.span.of(reading.text)),
                "start": period.start,
                "end": period.end,
                "precision": period.precision,
                "approximate": period.approximate,
                "kind": candidate.traits["kind"],
                "label": " ".join(label[0].of(reading.text).split()) if label else None,
                "confidence": candidate.confidence,
                "rule": candidate.rule,
                "evidence": proof,
            }
        )


PLUGIN = Dates()


def _candidate(
    period: Period, written: Rule | None, decided: tuple[str, tuple[Reason, ...]], reading: Reading, rules: RuleSet
) -> Candidate:
    block = reading.document.block_at(period.start_char)
    around = block.span if block else period.span
    before = reading.text[around.start : period.start_char]
    after = reading.text[period.end_char : around.end]
    score, reasons = lifted(written, before, after) if written else (0.8, ())
    rejected = _rejected(period, around, reading, rules)
    if rejected is not None:
        score, reasons = 0.1, (*reasons, Reason(rejected.means, -score, rejected.id))
    label = _label(period, around)
    return Candidate(
        kind="dates",
        rule=written.id if written else "dates.written",
        span=period.span,
        value=period,
        score=score,
        parts=(("date", period.span), *((("measure", label),) if label else ())),
        traits={"kind": decided[0]},
        reasons=(*reasons, *decided[1]),
    )


def _rejected(period: Period, around: Span, reading: Reading, rules: RuleSet) -> Rule | None:
    """The rule that takes this date for a part of a name or citation."""
    for rule in rules.of("dates", "reject"):
        for match in matches(rule, around.of(reading.text), around.start):
            if match.span.overlaps(period.span):
                return rule
    return None


def _label(period: Period, around: Span) -> Span | None:
    """The block around a date where it is short enough to name what is dated."""
    return around if len(around) - len(period.span) > 2 and len(around) < 8 * LONGEST_LABEL else None
