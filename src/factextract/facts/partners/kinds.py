"""Of which type a body is, told by what stands around a name that has no word for it: words beside it, the label of its list, the
others of the list; and what its own words lean to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from factextract.facts.partners.items import names_whole
from factextract.facts.partners.sighting import Sighting
from factextract.model.candidate import Reason
from factextract.model.name_words import NameWords
from factextract.model.reading import Reading
from factextract.model.rule import Rule, RuleSet
from factextract.ruleset.match import matches
from factextract.values.name_tokens import Token, tokens

BESIDE = 60
"""Characters before and behind a name that may call it something."""
ADJECTIVES = 3
"""Words between the article and the word for a kind of body ("a small Malawian company")."""
COMPANY = 2
"""Names with a type, all of one and no fewer than those without, from which the others of a list are likely of it too."""
_APPOSITION = re.compile(
    r"\s*(?:\((?=\w)|,? (?:which )?(?:is|was|are) (?:an? |the )?|, (?:an? |the )| [–—-] (?:an? |the )?)"
)
_ARTICLE = re.compile(r"\b(?:an?|the|its|our|their) (?:[\w-]+ ){0,3}$", re.IGNORECASE)
_LEAD = re.compile(r"\s*(?:for|in|from|with|among|on) (?:the )?", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[).,;:|]|$|(?:that|which|who|based|with|in|of|for|from|founded|working|registered|whose)\b)")


def with_kinds(sightings: Sequence[Sighting], reading: Reading, rules: RuleSet) -> list[Sighting]:
    """The sightings, those without a type given the type that is told around them."""
    told = [_typed(s, _told(s, reading, rules)) if s.name.org_type is None else s for s in sightings]
    lists: defaultdict[tuple[str, int, int], list[int]] = defaultdict(list)
    for index, sighting in enumerate(told):
        if sighting.told:
            lists[_list_of(sighting, reading)].append(index)
    for members in lists.values():
        types = Counter(kind for i in members if (kind := told[i].name.org_type) is not None)
        if len(types) == 1 and types.total() >= max(COMPANY, len(members) / 2):
            why = Reason("the others of its list are of this type", 0.0)
            for i in (i for i in members if told[i].name.org_type is None):
                told[i] = _typed(told[i], (next(iter(types)), why))
    return told


def _leaning(name: str, words: NameWords) -> str | None:
    """What the words of a name without a head lean to, the last first; None where they lean to nothing."""
    row = [token for token in tokens(name) if token.kind == "cap"]
    for token in reversed(row):
        if token.key in words.leanings:
            return words.leanings[token.key]
    endings = ((end, kind) for end, kind in words.leaning_endings.items() if row and row[-1].key.endswith(end))
    return next((kind for end, kind in endings if row[-1].key != end), None)


def _typed(sighting: Sighting, told: tuple[str, Reason] | None) -> Sighting:
    if told is None:
        return sighting
    org_type, why = told
    name = replace(sighting.name, org_type=org_type)
    return replace(sighting, name=name, reasons=(*sighting.reasons, why))


def _told(sighting: Sighting, reading: Reading, rules: RuleSet) -> tuple[str, Reason] | None:
    """The type that words beside a name call it, or the label of its list, or its own words lean to; and why."""
    cues = rules.of("partners", "kind")
    span, text = sighting.name.span, reading.text
    sentence = reading.sentence_at(span.start)
    before = text[max(sentence.start, span.start - BESIDE) : span.start]
    after = text[span.end : min(max(sentence.end, span.end), span.end + BESIDE)]
    for rule in cues:
        if _called_before(rule, before) or _called_after(rule, after, rules.lexicon.names):
            return rule.gives["org_type"], Reason(rule.means, 0.0, rule.id)
    if sighting.told:
        for label in _labels(sighting, reading):
            for rule in cues:
                if names_whole(rule, label):
                    return rule.gives["org_type"], Reason(rule.means, 0.0, rule.id)
    likely = None if sighting.program else _leaning(sighting.name.text, rules.lexicon.names)
    return (likely, Reason("its words lean to this type", 0.0)) if likely is not None else None


def _called_before(rule: Rule, before: str) -> bool:
    """Whether the word for a kind of body stands right before the name ("the nonprofit Tumaini")."""
    return any(
        m.span.end < len(before)
        and not before[m.span.end :].strip(" \n\"'“" + "," * bool(_ARTICLE.search(before, 0, m.span.start)))
        and not m.span.of(before).istitle()
        for m in matches(rule, before)
    )


def _called_after(rule: Rule, after: str, words: NameWords) -> bool:
    """Whether the name is called a kind of body right behind it ("Tumaini, a small Kenyan nonprofit,")."""
    opened = _APPOSITION.match(after)
    if opened is None:
        return False
    for match in matches(rule, after):
        between = tokens(after[opened.end() : match.span.start]) if match.span.start >= opened.end() else None
        if match.span.of(after).istitle():
            continue  # Meals on Wheels, the Housing | Authority
        if between is not None and _describes(between, words) and _ENDS.match(after, match.span.end):
            return True
    return False


def _describes(between: Sequence[Token], words: NameWords) -> bool:
    """Whether words are adjectives alone: none that joins, and few."""
    return len(between) <= ADJECTIVES and all(
        t.kind in ("low", "cap") and t.key not in words.joiners and t.key not in words.verbs for t in between
    )


def _labels(sighting: Sighting, reading: Reading) -> Iterator[str]:
    """What stands over or before a list: words before its colon, the first cell of its row, the heads of its column, the titles
    of its sections from the nearest."""
    span = sighting.name.span
    block = reading.document.block_at(span.start)
    sentence = reading.sentence_at(span.start)
    before = reading.text[sentence.start : span.start]
    if ":" in before:
        yield _LEAD.sub("", before.rpartition(":")[0].rpartition(".")[2])
    if block is not None and block.cell is not None:
        yield from (*block.cell.row_head, *block.cell.column_head)
    for section in reading.sections_at(span.start):
        if section.title is not None:
            yield section.title.of(reading.text)


def _list_of(sighting: Sighting, reading: Reading) -> tuple[str, int, int]:
    """What the items of one list share: their rule, their section, and in running text their sentence."""
    section = reading.section_at(sighting.name.span.start)
    block = reading.document.block_at(sighting.name.span.start)
    itemised = block is not None and block.role in ("list_item", "cell")
    sentence = reading.sentence_at(sighting.name.span.start)
    return sighting.rule, section.span.start if section is not None else 0, 0 if itemised else sentence.start
