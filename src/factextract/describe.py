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
from factextract.provenance import evidence
from factextract.records import Evidence, Program
from factextract.ruleset.match import allowed, matches
from factextract.sections.masthead import masthead_end
from factextract.values.acronym import abbreviates
from factextract.values.known_names import organisation
from factextract.values.name_tokens import keys

COUNTRY_SHARE = 0.3  # of the weight of the most prominent country; one with less is told in passing
IN_TITLE, IN_HEADING = 6, 2  # how many mentions in running text one there is worth
LARGER = 1.3  # times the type of the headings before the first text: a title below it (the cover of a leaflet is its last panel)
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
    publisher = told[0] if told else _shown_publisher(reading, partners)
    published = _published(named.get("dates", ()))
    called = title.span.of(document.text) if title else ""
    proofs = (
        *((evidence(document, "title", title.span),) if title else ()),
        *((evidence(document, "name", publisher.span),) if publisher else ()),
        *((evidence(document, "date", published.span),) if published else ()),
    )
    return Description(
        title=_plain(title.span.of(document.text)) if title else None,
        program=_program(title, reading, [c for c in partners if not _is_body(c, publisher, called, rules)]),
        publisher=_plain(publisher.name_span.of(document.text)) if publisher else None,
        published=published.start if published else None,
        countries=_countries(title, reading),
        evidence=proofs,
        rules=frozenset((*passed, *((told[1].id,) if told else ()))),
    )


def _title(reading: Reading, rules: RuleSet) -> tuple[Block | None, tuple[str, ...]]:
    """(the largest heading before the first running text, or of all where one is far larger; ids of the rules that took
    headings for the name of a kind of document, which are none)."""
    end = masthead_end(reading)
    headings = [b for b in reading.document.blocks if b.role in ("title", "heading")]
    first = [b for b in headings if b.page == headings[0].page]
    genres = {b.index: rule.id for b in first if (rule := _genre(b, reading, rules)) is not None}
    own = [b for b in first if b.index not in genres and not _leads_in(b, reading)]
    before = [b for b in own if b.span.start < end]
    largest = _largest(own)
    above = _largest(before)
    if above is not None and largest is not None and largest.style.size < LARGER * above.style.size:
        largest = above
    return largest, tuple(genres.values())


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


def _shown_publisher(reading: Reading, partners: Sequence[Candidate]) -> Name | None:
    """The partner that headers and footers name most, when it is named more than once, else one that the head of the document
    names, else one that opens a header or footer. Where it is told in capitals and otherwise too, the latter."""
    taking_part = [c.value for c in partners if isinstance(c.value, Name)]
    known = [n for n in reading.names if any(_is_form_of(p, n) for p in taking_part)]
    counts = Counter(_words(n) for n in known)
    edges = [n for n in known if _role_at(n, reading) == "furniture"]
    often = Counter(_words(n) for n in edges if counts[_words(n)] > 1)
    end = masthead_end(reading)
    blocks = reading.document.blocks
    starts = {b.span.start for b in blocks if b.role == "furniture"}
    shown = (
        [n for n in edges if often and _words(n) == often.most_common(1)[0][0]]
        or [n for n in known if n.span.start < end and _role_at(n, reading) not in ("title", "cell")]
        or [n for n in edges if n.span.start in starts]
    )
    if not shown:
        return None
    alike = [n for n in known if _words(n) == _words(shown[0]) and not n.text.isupper()]
    return next(iter(alike), shown[0])


def _words(name: Name) -> tuple[str, ...]:
    words = keys(name.text)
    return words[1:] if words[:1] == ("the",) else words


def _is_form_of(partner: Name, name: Name) -> bool:
    """Whether a name is that of a partner: the same words or short form, what the short form stands for, or more words after
    the partner's own ("Koro Valley" for the Koro Valley Electric Cooperative)."""
    own, words = _words(partner), _words(name)
    if own == words[: len(own)] and (len(own) > 1 or own == words):
        return True
    if partner.acronym is None:
        return False
    if partner.acronym in (name.text, name.acronym):
        return True
    return partner.acronym.casefold() not in words and abbreviates(
        partner.acronym, name.text
    )  # no "NDF Country Office"


def _role_at(name: Name, reading: Reading) -> str:
    block = reading.document.block_at(name.span.start)
    return block.role if block else "body"


def _published(dates: Sequence[Candidate]) -> Period | None:
    """The most precise date of publication, the first of several; a copyright's year only where there is no other."""
    found = [d.value for d in dates if d.traits.get("kind") == "publication" and isinstance(d.value, Period)]
    return min(found, key=lambda p: (p.precision == "year", p.start_char), default=None)


def _countries(title: Block | None, reading: Reading) -> tuple[str, ...]:
    """The countries that weigh most, a mention in the title or a heading counting for several."""
    weights: Counter[str] = Counter()
    for place in reading.places:
        block = reading.document.block_at(place.span.start)
        if block is not None and title is not None and block.index == title.index:
            weights[place.country] += IN_TITLE
        else:
            weights[place.country] += IN_HEADING if block and block.role in ("heading", "title") else 1
    most = max(weights.values(), default=0)
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(country for country, weight in ranked if weight >= COUNTRY_SHARE * most)


def _program(title: Block | None, reading: Reading, partners: Sequence[Candidate]) -> Program | None:
    """The partner that the partner rules took for the program's own organisation; of several the one that the title names."""
    own = [c for c in partners if c.traits.get("program") == "yes" and isinstance(c.value, Name)]
    words = _plain(title.span.of(reading.text)).casefold() if title else ""
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
    own = publisher is not None and (_words(publisher) == _words(name) or (short and _is_form_of(name, publisher)))
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
