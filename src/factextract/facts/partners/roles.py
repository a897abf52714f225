"""Roles that prose gives: words before the names of those who fund, lead, deliver, or after the names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from factextract.facts.partners.items import role_for
from factextract.facts.partners.near import at
from factextract.facts.partners.sighting import Role, Sighting
from factextract.facts.partners.spans import capitalised, following, preceding
from factextract.model.candidate import Reason
from factextract.model.geometry import Span
from factextract.model.name_words import NameWords
from factextract.model.reading import Reading
from factextract.model.rule import RuleSet
from factextract.model.value import Name
from factextract.ruleset.match import LOWEST, Match, allowed, lifted, scan
from factextract.values.name_heads import says_nothing
from factextract.values.name_list import listed
from factextract.values.name_tokens import keys, tokens

BARE = 0.15
"""How much less sure a name without a word that says so is than the words before it."""
LONG_CUE = 12
"""Characters behind the verb that words before a name begin with, from which it is a verb of its own: longer than " by " and
articles."""
COUNTRY_PAYS = 0.7
"""How sure words of paying must be for the country before them to be one of those who pay ("Norway gave NOK 40 million")."""

SEVERAL = 2
"""Payers in a sentence from which an amount behind a name is what it paid."""

_AMOUNT = re.compile(r"(?:US\$|[$€£¥]|\b[A-Z]{3}) ?\d\S*")
_GIVEN = re.compile(r"\b(?:(?:grants?|awards?|loans?|payments?|went|paid) to|received?|receives|earned|sold|lost)\b")
_KIND = re.compile(r"[A-Z]{2,}s")
"""A short form for several of a kind ("NGOs")."""
_PART = re.compile(r"[A-Z]{1,3}\d{1,2}")
"""A short form for a part of a plan ("WP2")."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A role that a cue gives a name, `away` characters from it."""

    away: int
    role: Role
    cue: Match


def with_roles(sightings: Sequence[Sighting], reading: Reading, rules: RuleSet) -> list[Sighting]:
    """The sightings (by position, none overlapping another) with the roles that their sentences give, and with capitalised
    phrases that role words alone make names."""
    starts = [s.name.span.start for s in sightings]
    found: list[Sighting] = []
    seen: set[int] = set()
    for sentence in reading.sentences:
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        inside = [i for i in range(low, high) if sightings[i].name.span.end <= sentence.end and i not in seen]
        seen.update(inside)
        found += _sentence(sentence, [sightings[i] for i in inside], reading, rules)
    return [*found, *(s for i, s in enumerate(sightings) if i not in seen)]


def _sentence(sentence: Span, inside: list[Sighting], reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    kinds = [s.kind for s in reading.sections_at(sentence.start)]
    # Words of a name ("Savings Bank") say nothing of the next one.
    cues = [c for c in _cues(sentence, kinds, reading, rules) if not any(s.name.span.contains(c.span) for s in inside)]
    if not cues:
        yield from inside
        return
    by_span = {s.name.span: s for s in inside}
    bare = _bare(cues, sentence, [s.name for s in inside], reading, rules)
    everyone = sorted((*(s.name for s in inside), *bare), key=lambda n: n.span.start)
    said = _said(cues, sentence, everyone, reading, rules)
    for name in everyone:
        roles = sorted(said.get(name.span, ()), key=lambda r: (_is_mere(r), r.away, r.role.role))
        sighting = by_span.get(name.span)
        telling = next((r for r in roles if _is_near(r.cue)), roles[0] if roles else None)
        if telling and _believed(name, telling, kinds, said, by_span) and _credible(name, telling, reading, rules):
            sighting = _surer(sighting, _from_cue(name, telling, sentence, reading))
        if sighting is not None:
            yield sighting.with_role(roles[0].role) if roles else sighting


def _surer(one: Sighting | None, other: Sighting) -> Sighting:
    return one if one is not None and one.score >= other.score else other


def _cues(sentence: Span, kinds: Sequence[str | None], reading: Reading, rules: RuleSet) -> list[Match]:
    """The role words of a sentence; words after a name that are a part of words before one ("funded by") do not count."""
    block = reading.document.block_at(sentence.start)
    role = block.role if block else "body"
    text = sentence.of(reading.text)
    before = [
        m for m in scan(rules.of("partners", "role_before"), text, sentence.start) if allowed(m.rule, role, kinds)
    ]
    after = [m for m in scan(rules.of("partners", "role_after"), text, sentence.start) if allowed(m.rule, role, kinds)]
    # The longer of two that end together says more ("an audit carried out by").
    before = [m for m in before if not any(o.span.end == m.span.end and o.span.start < m.span.start for o in before)]
    far = [m for m in before if not _is_near(m)]
    return [*before, *(m for m in after if not any(m.span.overlaps(b.span) and not _begins(b, m) for b in far))]


def _begins(before: Match, after: Match) -> bool:
    """Whether words before a name begin with a verb that another name before them has ("runs the course together with")."""
    return before.span.start == after.span.start and before.span.end - after.span.end >= LONG_CUE


def _said(
    cues: Sequence[Match], sentence: Span, everyone: Sequence[Name], reading: Reading, rules: RuleSet
) -> dict[Span, list[_Said]]:
    """All roles that the cues of a sentence give, by the span of the name."""
    found: dict[Span, list[_Said]] = {}
    words = rules.lexicon.names
    for cue in cues:
        if cue.rule.find == "role_before":
            stops = [c.span.start for c in cues if c.rule.find == "role_before" and c.span.start >= cue.span.end]
            reached = following(reading.text, Span(cue.span.end, min([*stops, sentence.end])), everyone, words)
            if _is_near(cue):
                reached = [n for n in reached[:1] if not reading.text[cue.span.end : n.span.start].strip(' ,"')]
        else:
            reached = preceding(reading.text, Span(sentence.start, cue.span.start), everyone, words)
            if _is_near(cue):
                reached = [n for n in reached[-1:] if n.span.end == cue.span.start]
        for name in reached:
            away = max(name.span.start - cue.span.end, cue.span.start - name.span.end + 1)
            found.setdefault(name.span, []).append(_Said(away, _role(cue, name, words), cue))
    return _with_shares(found, sentence, reading, rules)


def _with_shares(
    found: dict[Span, list[_Said]], sentence: Span, reading: Reading, rules: RuleSet
) -> dict[Span, list[_Said]]:
    """The roles without those that words behind `several` names give, where they are said of one only, of a name that other
    words give a role, or in a sentence that does not tell of money paid."""
    shares = [span for span, said in found.items() if all(_is_share(s) for s in said)]
    paid = any(True for _ in scan(rules.of("partners", "pays"), _unpriced(sentence.of(reading.text))))
    paying = [span for span, said in found.items() if any(s.role.role == "funding" for s in said)]
    believed = paid and shares and len(paying) >= SEVERAL
    return {
        span: kept
        for span, said in found.items()
        if (kept := said if believed and span in shares else [s for s in said if not _is_share(s)])
    }


def _is_share(said: _Said) -> bool:
    return said.cue.rule.gives.get("several") == "yes"


def _unpriced(text: str) -> str:
    """A sentence without its amounts, and nothing of one whose amounts are those that bodies were given or earned."""
    return "" if _GIVEN.search(text) else _AMOUNT.sub(" ", text)


def _role(cue: Match, name: Name, words: NameWords) -> Role:
    """A rule may give one role to a public body and another (`role_other`) to anybody else."""
    role = Role(cue.rule.gives.get("role", "partner"), cue.span, cue.rule.id, cue.rule.score)
    return role_for(name, role, cue.rule, words)


def _from_cue(name: Name, said: _Said, sentence: Span, reading: Reading) -> Sighting:
    cue = said.cue
    score, reasons = lifted(
        cue.rule, reading.text[sentence.start : cue.span.start], reading.text[cue.span.end : sentence.end]
    )
    why = Reason(cue.rule.means, cue.rule.score, cue.rule.id)
    reasons = (why, *reasons, Reason("no word in the name says that it is a body", -BARE))
    return Sighting(name, cue.rule.id, max(LOWEST, score - BARE), reasons, told=_is_near(cue))


def _is_mere(said: _Said) -> bool:
    """Whether no more is said than what kind of body it is: any other role words of the sentence say more."""
    return _is_near(said.cue) and said.role.role == "partner"


def _is_near(cue: Match) -> bool:
    """Whether a cue is a word for a kind of body, which holds only for the name right behind it."""
    return cue.rule.gives.get("near") == "yes"


def _believed(
    name: Name,
    said: _Said,
    kinds: Sequence[str | None],
    all_said: Mapping[Span, Sequence[_Said]],
    known: Collection[Span],
) -> bool:
    """Whether role words alone may make a name. Before a verb a merely capitalised phrase is a body only under a title for
    partners, or listed with one that surely is."""
    if said.cue.rule.gives.get("bare") == "no":
        return False
    if said.cue.rule.find == "role_before" or _is_near(said.cue):
        return True
    if said.role.role == "funding" and name.country is not None and said.cue.rule.score >= COUNTRY_PAYS:
        return True
    if "partners" in kinds:
        return " " in name.text or name.text.isupper()
    return any(span in known and any(s.cue == said.cue for s in others) for span, others in all_said.items())


def _credible(name: Name, said: _Said, reading: Reading, rules: RuleSet) -> bool:
    """Whether a merely capitalised phrase beside role words can be a body: no place (but a country that pays), no person."""
    before, after = reading.text[: name.span.start], reading.text[name.span.end :]
    if before[-1:].isdigit() or (before[-1:].isspace() and before[-2:-1].isdigit()):
        return False  # 6.1 MWh
    if " ".join(keys(name.text)) in rules.lexicon.names.countries:
        return said.role.role == "funding" and not _qualifies(after, said, rules)
    if at(reading.periods, name.span) or _KIND.fullmatch(name.text) or _PART.fullmatch(name.text):
        return False
    labels = {mention.label for mention in at(reading.mentions, name.span)}
    placed = any(_says_where(name, place.span, reading.text, rules) for place in at(reading.places, name.span))
    if ("PERSON" in labels and not _is_near(said.cue)) or (placed and "ORG" not in labels):
        return False
    return " " in name.text or sum(c.isupper() for c in name.text) > 1


def _qualifies(after: str, said: _Said, rules: RuleSet) -> bool:
    """Whether a country behind role words only says of what country the next word is ("financed by the Australian grant")."""
    words = rules.lexicon.names
    following = tokens(after[: LONG_CUE * 2])[:1]
    return said.cue.rule.find == "role_before" and any(
        t.kind == "low" and t.key not in words.starters and t.key not in words.joiners and t.key not in words.verbs
        for t in following
    )


def _says_where(name: Name, place: Span, text: str, rules: RuleSet) -> bool:
    """Whether a phrase with a country in it has nothing else but where in it ("Northern Kenya", not "Book Aid Kenya")."""
    words = rules.lexicon.names
    before = keys(text[name.span.start : place.start]) if place.start > name.span.start else ()
    after = keys(text[place.end : name.span.end]) if place.end < name.span.end else ()
    return all(word in words.directions or word in words.places or word in words.joiners for word in (*before, *after))


def _bare(cues: Sequence[Match], sentence: Span, known: Sequence[Name], reading: Reading, rules: RuleSet) -> list[Name]:
    """Capitalised phrases of a sentence that are no names by themselves; the items of a list with semicolons behind role words
    are taken whole."""
    words = rules.lexicon.names
    whole: list[Name] = []
    for cue in cues:
        rest = Span(cue.span.end, sentence.end)
        if cue.rule.find == "role_before" and ";" in rest.of(reading.text):
            for name in listed(rest.of(reading.text), words):
                whole.append(
                    replace(name, span=name.span.shifted(rest.start), name_span=name.name_span.shifted(rest.start))
                )
    loose = [n for n in capitalised(reading.text, sentence, words) if not any(n.span.overlaps(w.span) for w in whole)]
    return [
        _country(n, words)
        for n in (*whole, *loose)
        if not any(n.span.overlaps(k.span) for k in known) and not _nothing(n, words)
    ]


def _nothing(name: Name, words: NameWords) -> bool:
    row = tokens(name.text)
    return says_nothing(row, 0, len(row), words)


def _country(name: Name, words: NameWords) -> Name:
    """A country named as one that acts stands for its government."""
    code = words.countries.get(" ".join(keys(name.text)))
    return replace(name, org_type="government", country=code) if code else name
