"""What the document is: title, program, publisher, countries, date of publication; each with its words as evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factextract.model.candidate import Candidate
from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.reading import Reading, touching, within
from factextract.model.rule import Rule, RuleSet
from factextract.model.value import Name, Period
from factextract.program_name import titled_program
from factextract.provenance import evidence
from factextract.publisher import addressed_publisher, is_form_of, shown_publisher, words_of
from factextract.records import Evidence, Program
from factextract.ruleset.match import allowed, matches
from factextract.sections.masthead import masthead_end
from factextract.values.known_names import organisation
from factextract.values.name_tokens import keys
from factextract.values.place import places

COUNTRY_SHARE = 0.3  # of the weight of the most prominent country; one with less is told in passing
IN_TITLE, IN_HEADING = 6, 2  # how many mentions in running text one there is worth
LARGER = 1.3  # times the type of the headings before the first text: a title below it (the cover of a leaflet is its last panel)
# The rule for bodies behind a web address, which are programs only where the title names them.
ADDRESS = "partners.address"
HEAD = 0.25  # of the first page, within which a running header may be the title
LONGEST_HEAD = 12  # words
STATUS = 12  # words of a line that tells as of when things are told
NAME_REACH = 60  # characters from "published by" to the name


@dataclass(frozen=True, slots=True)
class Description:
    """The record's `document` fields that are read from the text. `rules`: the ids of the rules that had a part in it."""

    title: str | None
    program: Program | None
    publisher: str | None
    published: str | None
    countries: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    rules: frozenset[str] = frozenset()


def describe(reading: Reading, rules: RuleSet, named: Mapping[str, Sequence[Candidate]]) -> Description:
    """Reads the description off the layout and the facts already kept."""
    document = reading.document
    title, passed = _title(reading, rules)
    told = _told_publisher(reading, rules)
    partners = named.get("partners", ())
    words = _plain(title.span.of(document.text)).casefold() if title else ""
    bodies = [c for c in partners if not _names(c, words)] if title else partners
    publisher = told[0] if told else addressed_publisher(reading, bodies, rules) or shown_publisher(reading, partners)
    published = _published(named.get("dates", ()), reading)
    called = title.span.of(document.text) if title else ""
    proofs = (
        *((evidence(document, "title", title.span),) if title else ()),
        *((evidence(document, "name", publisher.span),) if publisher else ()),
        *((evidence(document, "date", published.span),) if published else ()),
    )
    return Description(
        title=_plain(title.span.of(document.text)) if title else None,
        program=_program(title, reading, [c for c in partners if not _is_body(c, publisher, called, rules)])
        or titled_program(title, reading, partners, rules),
        publisher=_plain(publisher.name_span.of(document.text)) if publisher else None,
        published=published.start if published else None,
        countries=_countries(title, reading, rules),
        evidence=proofs,
        rules=frozenset((*passed, *((told[1].id,) if told else ()))),
    )


def _title(reading: Reading, rules: RuleSet) -> tuple[Block | None, tuple[str, ...]]:
    """(the largest heading before the first running text, or of all where one is far larger; ids of the rules that took
    headings for the name of a kind of document, which are none). A name in the head of the first page that is set as large and
    comes again as a running header is one too."""
    end = masthead_end(reading)
    headings = [b for b in reading.document.blocks if b.role in ("title", "heading")]
    first = [b for b in headings if b.page == headings[0].page]
    first += _running_heads(reading)
    genres = {b.index: rule.id for b in first if (rule := _genre(b, reading, rules)) is not None}
    own = [b for b in first if b.index not in genres and not _leads_in(b, reading)]
    before = [b for b in own if b.span.start < end and b.role != "furniture"]
    largest = _largest([b for b in own if b.role != "furniture"])
    above = _largest(before)
    if above is not None and largest is not None and largest.style.size < LARGER * above.style.size:
        largest = above
    heads = [b for b in own if b.role == "furniture"]
    head = max(heads, key=lambda b: b.style.size, default=None)
    if head is not None and (largest is None or head.style.size > largest.style.size):
        largest = head
    return largest, tuple(genres.values())


def _running_heads(reading: Reading) -> list[Block]:
    """The running headers that the first page begins with and that read like a title."""
    document = reading.document
    first = document.pages[0]
    return [
        b
        for b in document.blocks
        if b.role == "furniture"
        and b.page == first.number
        and b.box is not None
        and b.box.bottom <= HEAD * first.height
        and 2 <= len(b.span.of(document.text).split()) <= LONGEST_HEAD
    ]


def _largest(headings: Sequence[Block]) -> Block | None:
    return min(headings, key=lambda b: (b.role != "title", b.level, b.index), default=None)


def _leads_in(title: Block, reading: Reading) -> bool:
    """Whether a heading ends in a colon: what follows is the list that it leads in ("By 2030 we will:")."""
    return title.span.of(reading.text).rstrip().endswith(":")


def _genre(title: Block, reading: Reading, rules: RuleSet) -> Rule | None:
    """The rule for a kind of document whose words leave nothing of a title but dates, numbers and marks."""
    text = title.span.of(reading.text)
    dates = [p.span for p in within(reading.periods, title.span)]
    for rule in rules.of("program", "genre"):
        rest = [*text]
        for span in (*(m.span for m in matches(rule, text, title.span.start)), *dates):
            for at in range(span.start, span.end):
                rest[at - title.span.start] = " "
        if not any(c.isalpha() for c in rest) and any(c.isalpha() for c in text):
            return rule
    return None


def _told_publisher(reading: Reading, rules: RuleSet) -> tuple[Name, Rule] | None:
    """The organisation behind words of publishing, with the rule; a picture's credit is none."""
    for rule in rules.of("program", "publisher"):
        for match in matches(rule, reading.text):
            block = reading.document.block_at(match.span.start)
            after = touching(reading.names, Span(match.span.end, match.span.end + NAME_REACH))
            after = tuple(n for n in after if n.span.start >= match.span.end)
            if after and block is not None and block.role != "picture_caption" and allowed(rule, block.role, ()):
                return after[0], rule
    return None


def _published(dates: Sequence[Candidate], reading: Reading) -> Period | None:
    """The most precise date of publication, the first of several; a copyright's year only where there is no other. Where none is
    told, the day or month as of which the head, a header or a footer tells the state of things."""
    told = [(d.traits.get("kind"), d.value) for d in dates if isinstance(d.value, Period)]
    found = [period for kind, period in told if kind == "publication"]
    if not found:
        found = [period for kind, period in told if kind == "reporting_period" and _is_status(period, reading)]
    return min(found, key=lambda p: (p.precision == "year", p.start_char), default=None)


def _is_status(period: Period, reading: Reading) -> bool:
    block = reading.document.block_at(period.start_char)
    if block is None or period.precision not in ("day", "month") or period.start != period.end:
        return False
    edge = block.role == "furniture" or block.span.start < masthead_end(reading)
    return edge and len(block.span.of(reading.text).split()) <= STATUS


def _countries(title: Block | None, reading: Reading, rules: RuleSet) -> tuple[str, ...]:
    """The countries that weigh most, a mention in the title or a heading counting for several. Where none is named, those whose
    states, cities and people are, else the one whose own currency is."""
    lexicon = rules.lexicon
    named = reading.places or places(reading.text, lexicon.places, within=True)
    if not named:
        return _by_currency(reading, lexicon.currencies.of_country)
    weights: Counter[str] = Counter()
    for place in named:
        block = reading.document.block_at(place.span.start)
        if block is not None and title is not None and block.index == title.index:
            weights[place.country] += IN_TITLE
        else:
            weights[place.country] += IN_HEADING if block and block.role in ("heading", "title") else 1
    most = max(weights.values(), default=0)
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(country for country, weight in ranked if weight >= COUNTRY_SHARE * most)


def _by_currency(reading: Reading, currencies: Mapping[str, str]) -> tuple[str, ...]:
    """The only country that has the currency which the document counts in most."""
    paid = Counter(quantity.unit for quantity in reading.quantities if quantity.kind == "money" and quantity.unit)
    most = min(paid, key=lambda unit: (-paid[unit], unit), default=None)
    homes = [country for country, currency in sorted(currencies.items()) if currency == most]
    return (homes[0],) if len(homes) == 1 else ()


def _program(title: Block | None, reading: Reading, partners: Sequence[Candidate]) -> Program | None:
    """The partner that the partner rules took for the program's own organisation; of several the one that the title names."""
    words = _plain(title.span.of(reading.text)).casefold() if title else ""
    own = [c for c in partners if c.traits.get("program") == "yes" and (c.rule != ADDRESS or _names(c, words))]
    for candidate in sorted(own, key=lambda c: (not _names(c, words), c.span.start)):
        if isinstance(candidate.value, Name):
            return Program(
                name=_plain(candidate.value.text),
                acronym=candidate.value.acronym,
                evidence=(evidence(reading.document, "program", candidate.span),),
            )
    return None


def _is_body(candidate: Candidate, publisher: Name | None, title: str, rules: RuleSet) -> bool:
    """Whether a partner is a body that speaks of itself, no program: well known, or the document's publisher (by its first words
    too, unless they are the title), unless its name says that it is a program."""
    words, name = rules.lexicon.names, candidate.value
    if not isinstance(name, Name) or not words.schemes.isdisjoint(keys(name.text)[-1:]):
        return False
    short = _squeezed(name.text) not in _squeezed(title)
    own = publisher is not None and (words_of(publisher) == words_of(name) or (short and is_form_of(name, publisher)))
    return own or organisation(name.text, words) is not None


def _squeezed(text: str) -> str:
    """The letters and digits alone, as a word mark may write them in one word."""
    return "".join(c for c in text.casefold() if c.isalnum())


def _names(candidate: Candidate, words: str) -> bool:
    name = candidate.value
    return isinstance(name, Name) and any(
        form.casefold() in words for form in (_plain(name.text), name.acronym or "") if len(form) > 2
    )


def _plain(text: str) -> str:
    return " ".join(text.split())
