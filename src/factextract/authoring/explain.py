"""Why a document gives the facts it gives: every candidate with its rule, its reasons and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from factextract.errors import UsageError
from factextract.model.candidate import Candidate, Lost, Reason
from factextract.model.geometry import Box, Span
from factextract.pipeline import Study, study
from factextract.records import KINDS, Fact
from factextract.settings import Settings

CONTEXT = 40  # characters shown on both sides of words that nothing was read in


@dataclass(frozen=True, slots=True)
class Question:
    """Which candidates are asked about: one fact by its id, those that touch a text, those of a page; all where all are None."""

    fact: str | None = None
    find: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a fact on a page: its words and their boxes, in points from the page's top-left corner."""

    part: str
    page: int
    quote: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A candidate and what became of it. `fact` is None for one that lost; `why` is then the reason, `winner` the words and rule
    of the candidate that stands in its place, if one does. `means` is the rule in one line."""

    kind: str
    rule: str
    means: str
    score: float
    span: Span
    places: tuple[Place, ...]
    reasons: tuple[Reason, ...]
    fact: Fact | None = None
    why: str = ""
    winner: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer: verdicts by position, and, for a text that was asked about, where it stands without any candidate."""

    source: str
    verdicts: tuple[Verdict, ...]
    unread: tuple[Place, ...] = ()


def explain(path: str | Path, question: Question | None = None, settings: Settings | None = None) -> Explanation:
    """Reads the document again, with all that led to its facts and to what was not believed.

    Raises as `extract` does; UsageError for an id that no fact of it has, for a text that does not stand in it, for a page
    that was not read.
    """
    return answer(study(Path(path), settings or Settings()), question or Question())


def answer(studied: Study, question: Question) -> Explanation:
    """The same, of a document that was studied already."""
    verdicts = sorted(_verdicts(studied), key=lambda v: (v.span.start, v.span.end, v.fact is None, v.kind))
    source = studied.record.document.source
    if question.fact is not None:
        return Explanation(source, _about(question.fact, verdicts))
    if question.find is not None:
        spans = _occurrences(question.find, studied.reading.text)
        found = tuple(v for v in verdicts if any(v.span.overlaps(span) for span in spans))
        untouched = (span for span in spans if not any(v.span.overlaps(span) for v in found))
        return Explanation(source, found, tuple(_context(span, studied) for span in untouched))
    if question.page is not None:
        read = [page.number for page in studied.reading.document.pages]
        if question.page not in read:
            raise UsageError(f"page {question.page} was not read", hint=f"pages read: {', '.join(map(str, read))}")
        return Explanation(source, tuple(v for v in verdicts if any(p.page == question.page for p in v.places)))
    return Explanation(source, tuple(verdicts))


def _verdicts(studied: Study) -> Iterator[Verdict]:
    means = {rule.id: rule.means for rule in studied.rules.rules}
    facts: dict[str, Fact] = {fact.id: fact for kind in KINDS for fact in getattr(studied.record, kind)}
    for candidates in studied.kept.values():
        for candidate in candidates:
            linked = studied.links.reasons.get(candidate.id, ())
            if candidate.id in facts:
                yield _verdict(candidate, linked, studied, means, fact=facts[candidate.id])
            else:
                yield _verdict(candidate, linked, studied, means, why="kinds of this sort were not asked for")
    for losers in studied.lost.values():
        for lost in losers:
            yield _loser(lost, studied, means)


def _loser(lost: Lost, studied: Study, means: Mapping[str, str]) -> Verdict:
    winner = lost.winner
    told = f"{' '.join(winner.span.of(studied.reading.text).split())!r} ({winner.rule})" if winner else ""
    return _verdict(lost.candidate, (), studied, means, why=lost.why, winner=told)


def _verdict(
    candidate: Candidate,
    linked: Sequence[Reason],
    studied: Study,
    means: Mapping[str, str],
    fact: Fact | None = None,
    why: str = "",
    winner: str = "",
) -> Verdict:
    parts = candidate.parts or (("value", candidate.span),)
    return Verdict(
        kind=candidate.kind,
        rule=candidate.rule,
        means=means.get(candidate.rule, ""),
        score=candidate.score,
        span=candidate.span,
        places=tuple(place for part, span in parts for place in _places(part, span, studied)),
        reasons=(*candidate.reasons, *linked),
        fact=fact,
        why=why,
        winner=winner,
    )


def _places(part: str, span: Span, studied: Study) -> Iterator[Place]:
    document = studied.reading.document
    quote = " ".join(span.of(document.text).split())
    for page, boxes in document.locate(span):
        yield Place(part, page, quote, tuple(boxes))


def _about(fact: str, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The fact of that id and the candidates whose words it took."""
    mine = next((v for v in verdicts if v.fact is not None and v.fact.id == fact), None)
    if mine is None:
        known = [v.fact.id for v in verdicts if v.fact is not None]
        near = get_close_matches(fact, known, n=1)
        meant = f"did you mean {near[0]}? " if near else ""
        raise UsageError(f"no fact of this document has the id {fact!r}", hint=f"{meant}its record lists the ids")
    return (mine, *(v for v in verdicts if v is not mine and v.fact is None and v.span.overlaps(mine.span)))


def _occurrences(words: str, text: str) -> list[Span]:
    """Where `words` stand in the text, in any case and however their white space is laid out."""
    if not words.split():
        raise UsageError("there is nothing to look for", hint="give the words as they stand on the page")
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    spans = [Span(m.start(), m.end()) for m in re.finditer(pattern, text, re.IGNORECASE)]
    if not spans:
        raise UsageError(
            f"{words!r} does not stand in the document's text", hint="factextract text FILE prints what was read"
        )
    return spans


def _context(span: Span, studied: Study) -> Place:
    text = studied.reading.text
    around = Span(max(0, span.start - CONTEXT), min(len(text), span.end + CONTEXT))
    located = studied.reading.document.locate(span)
    page, boxes = located[0] if located else (studied.reading.document.page_of(span.start), [])
    return Place("text", page, " ".join(around.of(text).split()), tuple(boxes))
