"""Case studies: told stories in labelled sections and boxes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from factextract.model.candidate import Candidate, Links, Reason, Scope, Story
from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.reading import Reading, Section
from factextract.model.rule import Rule, RuleSet
from factextract.provenance import evidences, period_ref, place_ref
from factextract.records import CaseStudy
from factextract.ruleset.match import matches

BODY_ROLES = ("body", "list_item")
SHORTEST_BODY = 25  # words; a label over less is a pointer to a story told elsewhere


class CaseStudies:
    """The fact type `case_studies`."""

    kind = "case_studies"

    def find(self, reading: Reading, rules: RuleSet) -> Iterable[Candidate]:
        """One candidate for each section that its title, or a label over it, calls a story."""
        rule = rules.rule("case_studies", "label")
        if rule is None:
            return
        for section in reading.sections:
            if section.kind != "case_study" or _inside_story(section, reading):
                continue
            candidate = _candidate(section, rule, reading, rules)
            if candidate is not None:
                yield candidate

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
            title=_sentence_case(" ".join(title[0].of(text).split())) if title else None,
            body="\n\n".join(span.of(text) for span in story.body),
            place=place_ref(scope),
            period=period_ref(scope),
            partners=tuple(m for m in members if m.startswith("partner:")),
            metrics=tuple(m for m in members if m.startswith("metric:")),
            dates=tuple(m for m in members if m.startswith("date:")),
            confidence=round(candidate.score, 2),
            rule=candidate.rule,
            evidence=(
                *evidences(reading.document, "title", title[:1]),
                *evidences(reading.document, "body", story.body),
            ),
        )


PLUGIN = CaseStudies()


def _inside_story(section: Section, reading: Reading) -> bool:
    parent = section.parent
    while parent is not None:
        if reading.sections[parent].kind == "case_study":
            return True
        parent = reading.sections[parent].parent
    return False


def _candidate(section: Section, rule: Rule, reading: Reading, rules: RuleSet) -> Candidate | None:
    title, start = _title(section, reading, rules)
    inside = [b for b in reading.blocks_in(section.span) if b.span.start >= start]
    later = [b for b in reading.document.blocks if b.span.start >= section.span.end]
    body = _body(inside) or _body(_same_place(later, section, reading))
    words = sum(len(span.of(reading.text).split()) for span in body)
    if words < SHORTEST_BODY:
        return None
    return Candidate(
        kind="case_studies",
        rule=rule.id,
        span=Span(body[0].start, body[-1].end),
        value=Story(tuple(body)),
        score=rule.score,
        parts=(*((("title", title),) if title else ()), *(("body", span) for span in body)),
        reasons=(Reason(rule.means, rule.score, rule.id),),
    )


def _title(section: Section, reading: Reading, rules: RuleSet) -> tuple[Span | None, int]:
    """(the story's own title without its label, where its text begins): what follows the label in the heading, else the next
    heading inside the section."""
    assert section.title is not None
    words = section.title.of(reading.text)
    for rule in rules.of("case_studies", "title"):
        for match in matches(rule, words):
            rest = words[match.span.end :].lstrip(" :–—-|\n")
            if match.span.start == 0 and rest:
                return Span(section.title.end - len(rest), section.title.end), section.title.end
            if match.span.start == 0:
                following = next(
                    (b for b in reading.document.blocks if b.span.start >= section.title.end and b.role != "furniture"),
                    None,
                )
                if following is not None and following.role in ("heading", "title"):
                    return following.span, following.span.end
                return None, section.title.end
    return section.title, section.title.end


def _same_place(later: Sequence[Block], section: Section, reading: Reading) -> list[Block]:
    """The blocks after a bare label whose text stands under a heading of its own: up to the second heading."""
    found: list[Block] = []
    headings = 0
    for block in later:
        if block.role in ("heading", "title"):
            headings += 1
            if headings > 1 or found:
                break
            continue
        found.append(block)
    return found


def _body(blocks: Sequence[Block]) -> list[Span]:
    return [b.span for b in blocks if b.role in BODY_ROLES and len(b.span)]


def _sentence_case(title: str) -> str:
    """A title in capitals as a sentence; any other with its first letter large."""
    plain = title.lower() if title.isupper() else title
    return plain[:1].upper() + plain[1:]
