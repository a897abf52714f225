"""The time, place and standing that hold for each fact: the nearest scope that gives one.

From near to far: tile or table heads, sentence, block, section title, document. What is not written beside the fact says
where it was inherited from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from factextract.model.candidate import Candidate, Inherited, Reason, Scope, Story
from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.grammar_words import GrammarWords
from factextract.model.reading import Reading, touching, within
from factextract.model.rule import RuleSet
from factextract.model.value import Period, Place
from factextract.relate.before import told_before_help
from factextract.relate.shape import later
from factextract.relate.standing import BEFORE_HELP, DEFAULT, standing, times_of
from factextract.sections.masthead import masthead_end

LONGEST_HEAD = 24  # characters of a head or caption beyond which a date in it may be one that it compares with
FOREIGN = 1000.0  # how far off a date is that is not the number's
NEARBY = 80  # characters within which another number can own a date
PER_NUMBER = 30.0  # for each other number between a number and a date, in characters
HANDED_ON = (
    "reporting_period",
    "other",
)  # kinds of dates that hold for the sentences after theirs; an event's is its own
SINGLE_DAY = 2
LEAD = 4  # words at most between a number and the date that is told of it ("213 people in the first half of 2023")


def scopes(
    named: Mapping[str, Sequence[Candidate]], reading: Reading, rules: RuleSet
) -> tuple[dict[str, Scope], dict[str, tuple[Reason, ...]]]:
    """Fact id to its scope, for metrics and stories; and why, for metrics."""
    dates = [d for d in named.get("dates", ()) if isinstance(d.value, Period)]
    reporting = _document_period(dates, reading)
    country = _document_country(reading.places)
    times = times_of(dates)
    before = told_before_help(named.get("case_studies", ()), named.get("partners", ()), reading, rules.lexicon.grammar)
    found: dict[str, Scope] = {}
    reasons: dict[str, tuple[Reason, ...]] = {}
    for metric in named.get("metrics", ()):
        period, period_from = _period(metric, dates, (reading, rules.lexicon.grammar), reporting)
        period = None if period is None else _opened(period, reading, rules.lexicon.grammar)
        place, place_from = _place(metric, reading, country)
        verdict = standing(metric, reading, rules, times)
        if verdict.status == DEFAULT and any(s.contains(metric.span) for s in before):
            verdict = BEFORE_HELP
        found[metric.id] = Scope(
            period=period,
            period_from=period_from,
            place=place.text if place else None,
            country=place.country if place else None,
            place_span=place.span if place else None,
            place_from=place_from,
            status=verdict.status,
            status_span=verdict.span if verdict.span is not None and len(verdict.span) else None,
        )
        reasons[metric.id] = verdict.reasons
    for story in named.get("case_studies", ()):
        if isinstance(story.value, Story):
            found[story.id] = _story_scope(story.value, dates, reading)
    return found, reasons


def _around(metric: Candidate, reading: Reading) -> Iterator[tuple[Span, Inherited | None]]:
    """Stretches of text from near to far, with what a value found there is inherited from."""
    yield from ((span, None) for span in metric.part("near"))
    sentence = reading.sentence_at(metric.span.start)
    yield sentence, None
    yield from ((span, "block") for span in metric.part("over"))
    block = reading.document.block_at(metric.span.start)
    earlier = [s for s in reading.sentences_in(block.span) if s.end <= sentence.start] if block is not None else []
    if earlier:
        yield earlier[-1], "block"
    lead = _list_lead(block, reading) if block is not None else None
    if lead is not None:
        yield lead, "block"
    for section in reading.sections_at(metric.span.start):
        if section.title is not None:
            yield section.title, "section"


def _list_lead(item: Block, reading: Reading) -> Span | None:
    """The sentence that leads to the list of an item ("From July 2021 to June 2024 the partnership:")."""
    if item.role != "list_item":
        return None
    before = next((b for b in reversed(reading.document.blocks[: item.index]) if b.role != "list_item"), None)
    if before is None or before.page != item.page or not before.span.of(reading.text).rstrip().endswith(":"):
        return None
    return reading.sentence_at(before.span.end - 1)


def _period(
    metric: Candidate, dates: Sequence[Candidate], read: tuple[Reading, GrammarWords], reporting: Candidate | None
) -> tuple[Period | None, Inherited | None]:
    """The period of the nearest scope; in the number's own sentence the one that is told of it rather than of another number."""
    reading, grammar = read
    for around, inherited in _around(metric, reading):
        inside = list(within(dates, around))
        if inherited == "block":
            inside = [d for d in inside if d.traits.get("kind") in HANDED_ON]
        if around in metric.part("near"):
            inside = [d for d in inside if not _is_anothers(d.span, around, reading, grammar)]
            own = [d for d in inside if not _compared(reading.text[around.start : d.span.start], grammar)]
            inside = own if len(around) > LONGEST_HEAD else inside
        elif inherited in (None, "block"):
            ranked = sorted((_remote(d.span, metric.span, reading, grammar), d.span.start, d) for d in inside)
            inside = [d for remote, _, d in ranked if remote < FOREIGN][:1]
        if (
            inherited == "section"
            and len({(d.value.start, d.value.end) for d in inside if isinstance(d.value, Period)}) > 1
        ):
            continue  # a title that names several times ("2023 highlights and plans for 2024") tells none of its numbers
        if inside:
            near = min(inside, key=lambda d: (_distance(d.span, metric.span), d.span.start))
            return _written(near, reading), inherited
    if reporting is not None:
        return _written(reporting, reading), "document"
    return None, None


def _remote(date: Span, number: Span, reading: Reading, grammar: GrammarWords) -> float:
    """How far a date of the same sentence is from being the number's own: characters between, fewer after the number, and more
    than FOREIGN when it is only compared with or belongs to another number."""
    text = reading.text
    if _compared(text[: date.start][-NEARBY:], grammar):
        return FOREIGN
    after = number.end <= date.start
    near = Span(max(0, date.start - NEARBY), date.start + NEARBY)
    others = [q.span for q in touching(reading.quantities, near) if q.span != number]
    owner = next((o for o in others if o.end <= date.start and _leads(text[o.end : date.start], grammar)), None)
    if (
        owner is not None
        and not (after and owner.start < number.start)
        and not _is_led_to(owner, number, text, grammar)
    ):
        return FOREIGN
    crossed = sum(1 for o in others if min(number.end, date.end) <= o.start and o.end <= max(number.start, date.start))
    between = text[number.end : date.start] if after else text[date.end : number.start]
    if after and between.count("(") > between.count(")") and not between.rstrip().endswith("("):
        return FOREIGN  # in brackets that tell of something else
    return len(between) * (0.5 if after and "," not in between else 1.0) + PER_NUMBER * crossed


def _is_led_to(owner: Span, number: Span, text: str, grammar: GrammarWords) -> bool:
    """Whether a number between another and a date only says where or of how many ("sold 184 tonnes through 46 shops in 2020")."""
    if not number.end <= owner.start:
        return False
    words = text[number.end : owner.start].casefold().split()
    while words and words[-1] in grammar.determiners:
        words.pop()
    return bool(words) and words[-1] in grammar.setting


def _is_anothers(date: Span, head: Span, reading: Reading, grammar: GrammarWords) -> bool:
    """Whether a date in a head or caption is that of a number told there ("cost per learner, down from $745 in 2019")."""
    told = [q.span for q in within(reading.quantities, head) if q.span.end <= date.start]
    return bool(told) and _leads(reading.text[told[-1].end : date.start], grammar)


def _leads(between: str, grammar: GrammarWords) -> bool:
    """Whether a text does no more than join a date to the number before it: a few words, the last of them small."""
    words = between.casefold().strip(" (").split()
    small = not words or words[-1] in grammar.prepositions or words[-1] in grammar.determiners
    return small and len(words) <= LEAD and not any(c in between for c in ",;:.")


def _compared(before: str, grammar: GrammarWords) -> bool:
    """Whether the words before a date hold it against another time ("than in", "as in", "compared with")."""
    words = before.casefold().replace("\n", " ").split()
    said = [f" {' '.join(words)}"]
    while words and (words[-1] in grammar.determiners or words[-1] in grammar.prepositions):
        words.pop()
        said.append(f" {' '.join(words)}")
    plain = grammar.prepositions - grammar.comparatives
    return any(
        each.endswith(f" {cue}")
        for each in said
        for cue in grammar.comparing
        if cue in grammar.against or cue not in plain
    )


def _opened(period: Period, reading: Reading, grammar: GrammarWords) -> Period:
    """The period without an end where its sentence begins with "From" and a single date ("From 2026 we add 40 schools")."""
    sentence = reading.sentence_at(period.start_char)
    lead = reading.text[sentence.start : period.start_char].casefold().split()
    single = period.start is not None and (period.start == period.end or period.precision == "fiscal_year")
    after = reading.text[period.end_char : sentence.end].casefold().split()[:1]
    ranged = bool(after) and (after[0] in grammar.to or after[0] in grammar.ending)
    return (
        replace(period, end=None)
        if single and len(lead) == 1 and lead[0] in grammar.starting and not ranged
        else period
    )


def _written(date: Candidate, reading: Reading) -> Period | None:
    return date.value if isinstance(date.value, Period) else None


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _document_period(dates: Sequence[Candidate], reading: Reading) -> Candidate | None:
    """The reporting period: the time that results without one of their own are told for. One beside the title comes before all
    others; then stretches of months and years before those given to the day, and these before a single day; of several alike the
    one told most often. None begins after the day of publication."""
    published = [d.value.end for d in dates if d.traits.get("kind") == "publication" and isinstance(d.value, Period)]
    reporting = [
        d
        for d in dates
        if d.traits.get("kind") == "reporting_period"
        and isinstance(d.value, Period)
        and not any(end and d.value.start and later(d.value.start, end) for end in published)
    ]
    told = Counter(_ends_of(d) for d in reporting)
    head = masthead_end(reading)
    beside_title = [d for d in reporting if d.span.end <= head and _vagueness(d) < SINGLE_DAY]
    return min(beside_title or reporting, key=lambda d: (_vagueness(d), -told[_ends_of(d)], d.span.start), default=None)


def _ends_of(date: Candidate) -> tuple[str | None, str | None]:
    return (date.value.start, date.value.end) if isinstance(date.value, Period) else (None, None)


def _vagueness(date: Candidate) -> int:
    period = date.value
    if not isinstance(period, Period) or (period.start == period.end and period.precision == "day"):
        return SINGLE_DAY
    return 1 if period.precision == "day" else 0


def _place(metric: Candidate, reading: Reading, country: Place | None) -> tuple[Place | None, Inherited | None]:
    """The nearest place. Another country within the name of an organisation is where that is at home: "Government of Sweden"."""

    def tells(place: Place) -> bool:
        return (country is not None and place.country == country.country) or not touching(reading.names, place.span)

    for around, inherited in _around(metric, reading):
        inside = [place for place in within(reading.places, around) if tells(place)]
        if inside:
            return min(inside, key=lambda p: (_distance(p.span, metric.span), p.span.start)), inherited
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


def _story_scope(story: Story, dates: Sequence[Candidate], reading: Reading) -> Scope:
    """The first date and the first country that the story's body names."""
    inside = [d for body in story.body for d in within(dates, body)]
    place = next((p for body in story.body for p in within(reading.places, body)), None)
    return Scope(
        period=_written(inside[0], reading) if inside else None,
        place=place.text if place else None,
        country=place.country if place else None,
        place_span=place.span if place else None,
    )
