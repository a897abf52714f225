"""The time, place and standing that hold for each fact: the nearest scope that gives one.

From near to far: tile or table heads, sentence, block, section title, document. What is not written beside the fact says
where it was inherited from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factextract.model.candidate import Candidate, Inherited, Scope, Standing, Story
from factextract.model.geometry import Span
from factextract.model.reading import Reading
from factextract.model.rule import RuleSet
from factextract.model.value import Period, Place
from factextract.sections.cues import decide, heads

DEFAULT_STATUS: Standing = "actual"  # what a program document states without more is its own doing


def scopes(named: Mapping[str, Sequence[Candidate]], reading: Reading, rules: RuleSet) -> dict[str, Scope]:
    """Fact id to its scope, for metrics and stories."""
    dates = [d for d in named.get("dates", ()) if isinstance(d.value, Period)]
    reporting = _document_period(dates)
    country = _document_country(reading.places)
    found: dict[str, Scope] = {}
    for metric in named.get("metrics", ()):
        period, period_from = _period(metric.span, dates, reading, reporting)
        place, place_from = _place(metric.span, reading, country)
        cue = decide(rules.of("metrics", "status"), metric.span, reading)
        found[metric.id] = Scope(
            period=period,
            period_from=period_from,
            place=place.text if place else None,
            country=place.country if place else None,
            place_span=place.span if place else None,
            place_from=place_from,
            status=_standing(cue.rule.gives.get("status")) if cue else DEFAULT_STATUS,
            status_span=cue.span if cue and len(cue.span) and cue.rule.patterns else None,
        )
    for story in named.get("case_studies", ()):
        if isinstance(story.value, Story):
            found[story.id] = _story_scope(story.value, dates, reading)
    return found


def _around(span: Span, reading: Reading) -> Iterator[tuple[Span, Inherited | None]]:
    """Stretches of text from near to far, with what a value found there is inherited from."""
    block = reading.document.block_at(span.start)
    if block is not None and block.partner is not None:
        yield block.span, None
        yield reading.document.blocks[block.partner].span, None
    yield from ((head, None) for head in heads(span, reading))
    yield reading.sentence_at(span.start), None
    if block is not None:
        yield block.span, "block"
    for section in reading.sections_at(span.start):
        if section.title is not None:
            yield section.title, "section"


def _period(
    span: Span, dates: Sequence[Candidate], reading: Reading, reporting: Candidate | None
) -> tuple[Period | None, Inherited | None]:
    for around, inherited in _around(span, reading):
        inside = [d for d in dates if around.contains(d.span)]
        if inside:
            near = min(inside, key=lambda d: (_distance(d.span, span), d.span.start))
            return _written(near, reading), inherited
    if reporting is not None:
        return _written(reporting, reading), "document"
    return None, None


def _written(date: Candidate, reading: Reading) -> Period | None:
    return date.value if isinstance(date.value, Period) else None


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _document_period(dates: Sequence[Candidate]) -> Candidate | None:
    """The first reporting period; the time that results without one of their own are told for."""
    return next((d for d in dates if d.traits.get("kind") == "reporting_period"), None)


def _place(span: Span, reading: Reading, country: Place | None) -> tuple[Place | None, Inherited | None]:
    for around, inherited in _around(span, reading):
        inside = [p for p in reading.places if around.contains(p.span)]
        if inside:
            return min(inside, key=lambda p: (_distance(p.span, span), p.span.start)), inherited
    return (country, "document") if country else (None, None)


def _document_country(places: Sequence[Place]) -> Place | None:
    """The first mention of the only country named, or of one named more often than all others together."""
    counts: dict[str, int] = {}
    for place in places:
        counts[place.country] = counts.get(place.country, 0) + 1
    if not counts:
        return None
    country = max(counts, key=lambda c: (counts[c], c))
    if 2 * counts[country] <= sum(counts.values()):
        return None
    return next(p for p in places if p.country == country)


def _standing(word: str | None) -> Standing:
    match word:
        case "target" | "baseline" | "context":
            return word
        case _:
            return DEFAULT_STATUS


def _story_scope(story: Story, dates: Sequence[Candidate], reading: Reading) -> Scope:
    """The first date and the first country that the story's body names."""
    inside = [d for d in dates if any(b.contains(d.span) for b in story.body)]
    place = next((p for p in reading.places if any(b.contains(p.span) for b in story.body)), None)
    return Scope(
        period=_written(inside[0], reading) if inside else None,
        place=place.text if place else None,
        country=place.country if place else None,
        place_span=place.span if place else None,
    )
