"""The likely role of an organisation that no words give one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from factextract.facts.partners.items import title_role
from factextract.model.candidate import Candidate, Reason
from factextract.model.geometry import Span
from factextract.model.name_words import NameWords
from factextract.model.reading import Reading
from factextract.model.rule import RuleSet
from factextract.model.value import Name
from factextract.ruleset.match import scan
from factextract.values.known_names import organisation
from factextract.values.name_tokens import tokens

OFTEN = 4
"""Mentions from which a document speaks of an organisation as its own."""

LETTERHEAD = 6
"""Blocks from the top of the first page among which a heading or a short line is a letterhead."""

_LISTED = ("list_item", "cell")
_TRUST = "trust"
_SHORT = 40
"""Characters that a letterhead may have beside the name."""


def with_default_role(candidate: Candidate, reading: Reading, rules: RuleSet) -> Candidate:
    """The candidate with the role that its kind suggests, where no role was said: who exists to fund and governments of other
    countries fund; who stands in the letterhead answers for the program or carries it out."""
    if candidate.part("role"):
        return candidate
    role, why = _likely(candidate, reading, rules)
    traits = {**candidate.traits, "role": role}
    return replace(candidate, traits=traits, reasons=(*candidate.reasons, why))


def with_funder_type(candidate: Candidate) -> Candidate:
    """The candidate; a trust that pays for the work of others is a foundation, one that works itself a body of citizens."""
    name = candidate.value
    if not isinstance(name, Name) or [token.key for token in tokens(name.text)][-1:] != [_TRUST]:
        return candidate
    if candidate.traits.get("role") != "funding" or candidate.traits.get("org_type") != "ngo":
        return candidate
    typed = replace(name, org_type="foundation")
    traits = {**candidate.traits, "org_type": "foundation"}
    why = Reason("a trust that pays is a foundation")
    return replace(candidate, value=typed, traits=traits, reasons=(*candidate.reasons, why))


def with_own_role(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates; the one that the document speaks of by far the most is the one that does the work, where nothing says more
    of it than that it is a partner."""
    said = [len(candidate.part("name")) for candidate in candidates]
    if not said or max(said) < OFTEN or sum(2 * n > max(said) for n in said) > 1:
        return list(candidates)
    first = said.index(max(said))
    traits = candidates[first].traits
    if traits.get("role") != "partner" or traits.get("org_type") == "government":
        return list(candidates)
    why = Reason(f"named {max(said)} times, no other half as often")
    own = replace(candidates[first], traits={**traits, "role": "implementing"})
    return [*candidates[:first], replace(own, reasons=(*own.reasons, why)), *candidates[first + 1 :]]


def _likely(candidate: Candidate, reading: Reading, rules: RuleSet) -> tuple[str, Reason]:
    words = rules.lexicon.names
    spellings = {" ".join(span.of(reading.text).split()) for span in candidate.part("name")}
    known = next((o for o in (organisation(s, words) for s in sorted(spellings)) if o is not None), None)
    org_type = candidate.traits.get("org_type")
    for_money = known.funds if known is not None else org_type == "foundation" or _is_bank(org_type, spellings)
    if for_money and (org_type == "foundation" or len(candidate.part("name")) >= OFTEN):
        return "funding", _why("exists to fund")
    told = [_pays(span, reading, rules) for span in candidate.part("name")] if for_money else []
    if any(why is not None for why in told):
        return "funding", next(why for why in told if why is not None)
    if org_type == "government" and _abroad(candidate, spellings, reading, words):
        return "funding", _why("the government of another country")
    titled = _by_title(candidate, reading, rules)
    if titled is not None:
        return titled, _why("the title above gives it")
    if candidate.traits.get("program"):
        return "implementing", _why("the program itself")
    if _letterhead(candidate, reading):
        home = known is None or known.country in (None, _home(reading))
        role = "accountable" if org_type == "government" and home else "implementing"
        return role, _why("stands in the letterhead")
    return "partner", _why("named as taking part")


def _why(told: str, rule: str = "") -> Reason:
    return Reason(f"no role words: {told}", 0.0, rule)


def _pays(name: Span, reading: Reading, rules: RuleSet) -> Reason | None:
    """Why a mention lets one that exists to fund do so, None where it does not: in a sentence about money, in a list, a table or
    a letterhead, under a title for partners or money, and anywhere where the language has no words for it."""
    cues = rules.of("partners", "pays")
    block, sentence = reading.document.block_at(name.start), reading.sentence_at(name.start)
    kinds = {section.kind for section in reading.sections_at(name.start)}
    prose = block is not None and block.role == "body" and sentence.of(reading.text).rstrip().endswith((".", "!", "?"))
    if not cues or not prose or not kinds.isdisjoint(("partners", "finance")):
        return _why("exists to fund")
    for part in (reading.text[sentence.start : name.start], reading.text[name.end : sentence.end]):
        for match in scan(cues, part):
            return _why("exists to fund, in a sentence about money", match.rule.id)
    return None


def _is_bank(org_type: str | None, spellings: Collection[str]) -> bool:
    """Whether it is a development bank that several states own, or a fund."""
    words = [[token.key for token in tokens(spelling)] for spelling in spellings]
    return any("fund" in keys or (org_type == "multilateral" and "bank" in keys) for keys in words)


def _by_title(candidate: Candidate, reading: Reading, rules: RuleSet) -> str | None:
    """The role, other than partner, that the title right above a mention gives ("Donors")."""
    for span in candidate.part("name"):
        block = reading.document.block_at(span.start)
        role = title_role(reading, block, rules, nearest=True) if block is not None else None
        if role is not None and role.role != "partner":
            return role.role
    return None


def _home(reading: Reading) -> str | None:
    """The country that the document speaks of most, None where it speaks of none."""
    counts = Counter(place.country for place in reading.places)
    return min(counts, key=lambda c: (-counts[c], c), default=None)


def _abroad(candidate: Candidate, spellings: Collection[str], reading: Reading, words: NameWords) -> bool:
    """Whether it is the government or embassy of a country other than the one that the document speaks of most."""
    country = candidate.traits.get("country")
    if country is None or country == (_home(reading) or country):
        return False
    keys = {token.key for spelling in spellings for token in tokens(spelling)}
    return bool(keys & {"government", "embassy"}) or any(s.casefold() in words.countries for s in spellings)


def _letterhead(candidate: Candidate, reading: Reading) -> bool:
    for span in candidate.part("name"):
        block = reading.document.block_at(span.start)
        if (
            block is None
            or block.role in _LISTED
            or any(section.kind == "partners" for section in reading.sections_at(span.start))
        ):
            continue
        if block.role in ("title", "furniture") or (
            block.page == 1 and block.index < LETTERHEAD and _is_line(block.span.of(reading.text), span)
        ):
            return True
    return False


def _is_line(text: str, name: Span) -> bool:
    """Whether a block is little more than the name, and no sentence."""
    return len(text) < _SHORT + len(name) and not text.rstrip().endswith(".")
