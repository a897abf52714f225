"""Reads an example text of a rule as a small document, so that rules are tried the way documents are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factextract.assemble import Opened, Origin
from factextract.authoring.check import Seen, fields_of
from factextract.describe import describe
from factextract.layout.arrange import arrange
from factextract.model.candidate import Candidate, Reason
from factextract.model.document import Block, Document
from factextract.model.rule import RuleSet
from factextract.model.sheet import Sheet, Word
from factextract.pipeline import Study, study_document
from factextract.sections.plain_titles import like_title
from factextract.settings import Settings

PARTING = " | "
REJECT = "reject"
_SETTINGS = Settings(model="none")
_ORIGIN = Origin("example", "sha256:example")


def run(text: str, rules: RuleSet) -> Sequence[Seen]:
    """All that is found or refused in an example. Parts between ` | ` are blocks: a bare figure takes the next as its caption;
    a known section title, a part that ends at a colon, and a short capitalised first part are headings."""
    study = study_snippet(text, rules)
    return (*_kept(study), *_refused(study, rules), _described(study, rules))


def study_snippet(text: str, rules: RuleSet) -> Study:
    """The study of an example, without a recogniser."""
    opened = Opened(_document(text), 1, "plain", "example", ())
    return study_document(opened, rules, _ORIGIN, _SETTINGS)


def _document(text: str) -> Document:
    lines: list[tuple[Word, ...]] = []
    for part in text.split(PARTING):
        lines += [tuple(Word(word, None) for word in part.split()), ()]
    document = arrange([Sheet(1, 0.0, 0.0, tuple(w for line in lines for w in line), lines=tuple(lines))])
    return replace(document, blocks=tuple(_titled(block, document) for block in document.blocks))


def _titled(block: Block, document: Document) -> Block:
    """The block, as a heading where it opens the example and looks like one; known titles need no looks."""
    opens = block.index == 0 and len(document.blocks) > 1
    if opens and block.role == "body" and like_title(block.span.of(document.text)):
        return replace(block, role="heading", level=1)
    return block


def _kept(study: Study) -> Iterator[Seen]:
    facts = {fact.id: fact for kind in study.kept for fact in getattr(study.record, kind)}
    for candidates in study.kept.values():
        for candidate in candidates:
            linked = study.links.reasons.get(candidate.id, ())
            yield Seen(_rules(candidate, linked), {**candidate.traits, **fields_of(facts[candidate.id])})


def _refused(study: Study, rules: RuleSet) -> Iterator[Seen]:
    refusing = {rule.id for rule in rules.rules if rule.find == REJECT}
    for losers in study.lost.values():
        for lost in losers:
            named = {reason.rule for reason in lost.candidate.reasons} & refusing
            if named:
                yield Seen(frozenset(named), lost.candidate.traits)


def _described(study: Study, rules: RuleSet) -> Seen:
    about = describe(study.reading, rules, study.kept)
    return Seen(about.rules, {"title": about.title, "publisher": about.publisher, "published": about.published})


def _rules(candidate: Candidate, linked: Sequence[Reason]) -> frozenset[str]:
    named = (candidate.rule, *(reason.rule for reason in (*candidate.reasons, *linked)))
    return frozenset(rule for rule in named if rule)
