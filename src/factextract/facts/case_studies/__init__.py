"""Case studies: told stories in labelled sections and boxes, and in frames that read like one."""

from __future__ import annotations

from collections.abc import Iterable

from factextract.facts.case_studies.finding import Told, labelled, unlabelled
from factextract.facts.case_studies.headline import sentence_case
from factextract.facts.case_studies.narrative import narrative
from factextract.model.candidate import Candidate, Links, Reason, Scope, Story
from factextract.model.geometry import Span
from factextract.model.reading import Reading
from factextract.model.rule import Rule, RuleSet
from factextract.provenance import evidences, period_ref, place_ref
from factextract.records import CaseStudy

SHORTEST = 25  # words; a label over less is a pointer to a story told elsewhere
SHORTEST_UNLABELLED = 50
LONGEST_UNLABELLED = 700
LEAST = 0.55  # of the score of an unlabelled story: texts that are none stay below 0.45 on the development documents


class CaseStudies:
    """The fact type `case_studies`."""

    kind = "case_studies"

    def find(self, reading: Reading, rules: RuleSet) -> Iterable[Candidate]:
        """One candidate for each text that a label calls a story, then for each that reads like one and is none of these."""
        label, frame = rules.rule("case_studies", "label"), rules.rule("case_studies", "frame")
        known: list[Span] = []
        if label is not None:
            for told in labelled(reading, rules):
                if _words(told, reading) >= SHORTEST and not _overlap(told, known):
                    reasons = (
                        Reason(label.means, label.score, label.id),
                        *(Reason("its label", rule=r) for r in told.rules),
                    )
                    known += [b.span for b in told.blocks]
                    yield _candidate(told, label, label.score, reasons)
        if frame is not None:
            for told in unlabelled(reading, rules):
                length = _words(told, reading)
                if not SHORTEST_UNLABELLED <= length <= LONGEST_UNLABELLED or _overlap(told, known):
                    continue
                score, reasons = narrative(told, frame, reading, rules)
                if score >= LEAST:
                    known += [b.span for b in told.blocks]
                    yield _candidate(told, frame, score, reasons)

    def build(self, candidate: Candidate, links: Links, reading: Reading) -> CaseStudy:
        """The validated story of a kept candidate."""
        story = candidate.value
        if not isinstance(story, Story):
            raise TypeError(f"no story: {story!r}")
        text = reading.text
        title = candidate.part("title")
        scope = links.scope.get(candidate.id, Scope())
        members = links.members.get(candidate.id, ())
        return CaseStudy(
            id=candidate.id,
            title=sentence_case(title[0].of(text), text) if title else None,
            body="\n\n".join(span.of(text) for span in story.body),
            place=place_ref(scope),
            period=period_ref(scope),
            partners=tuple(m for m in members if m.startswith("partner:")),
            metrics=tuple(m for m in members if m.startswith("metric:")),
            dates=tuple(m for m in members if m.startswith("date:")),
            confidence=candidate.confidence,
            rule=candidate.rule,
            evidence=(
                *evidences(reading.document, "title", title[:1]),
                *evidences(reading.document, "body", story.body),
            ),
        )


PLUGIN = CaseStudies()


def _candidate(told: Told, rule: Rule, score: float, reasons: tuple[Reason, ...]) -> Candidate:
    body = tuple(b.span for b in told.blocks)
    return Candidate(
        kind="case_studies",
        rule=rule.id,
        span=Span(min(s.start for s in body), max(s.end for s in body)),
        value=Story(body),
        score=score,
        parts=(*((("title", told.title),) if told.title else ()), *(("body", span) for span in body)),
        reasons=reasons,
    )


def _words(told: Told, reading: Reading) -> int:
    return sum(len(b.span.of(reading.text).split()) for b in told.blocks)


def _overlap(told: Told, known: Iterable[Span]) -> bool:
    return any(b.span.overlaps(span) for b in told.blocks for span in known)
