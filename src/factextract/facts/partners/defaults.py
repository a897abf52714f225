"""The likely role of an organisation that no words give one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from factextract.model.candidate import Candidate, Reason
from factextract.model.geometry import Span
from factextract.model.name_words import NameWords
from factextract.model.reading import Reading
from factextract.values.known_names import organisation
from factextract.values.name_tokens import tokens

LETTERHEAD = 6
"""Blocks from the top of the first page among which a heading or a short line is a letterhead."""

_SHORT = 40
"""Characters that a letterhead may have beside the name."""


def with_default_role(candidate: Candidate, reading: Reading, words: NameWords) -> Candidate:
    """The candidate with the role that its kind suggests, where no role was said: who exists to fund and governments of other
    countries fund; who stands in the letterhead answers for the program or carries it out."""
    if candidate.part("role"):
        return candidate
    role, why = _likely(candidate, reading, words)
    traits = {**candidate.traits, "role": role}
    return replace(candidate, traits=traits, reasons=(*candidate.reasons, Reason(f"no role words: {why}")))


def _likely(candidate: Candidate, reading: Reading, words: NameWords) -> tuple[str, str]:
    spellings = {" ".join(span.of(reading.text).split()) for span in candidate.part("name")}
    known = next((o for o in (organisation(s, words) for s in sorted(spellings)) if o is not None), None)
    org_type = candidate.traits.get("org_type")
    if known.funds if known is not None else org_type == "foundation" or _is_bank(org_type, spellings):
        return "funding", "exists to fund"
    if org_type == "government" and _abroad(candidate, spellings, reading, words):
        return "funding", "the government of another country"
    if candidate.traits.get("program"):
        return "implementing", "the program itself"
    if _letterhead(candidate, reading):
        return ("accountable" if org_type == "government" else "implementing"), "stands in the letterhead"
    return "partner", "named as taking part"


def _is_bank(org_type: str | None, spellings: Collection[str]) -> bool:
    """Whether it is a development bank that several states own."""
    return org_type == "multilateral" and any(tokens(spelling)[-1].key == "bank" for spelling in spellings)


def _abroad(candidate: Candidate, spellings: Collection[str], reading: Reading, words: NameWords) -> bool:
    """Whether it is the government or embassy of a country other than the one that the document speaks of most."""
    country = candidate.traits.get("country")
    counts = Counter(place.country for place in reading.places)
    if country is None or not counts or country == min(counts, key=lambda c: (-counts[c], c)):
        return False
    keys = {token.key for spelling in spellings for token in tokens(spelling)}
    return bool(keys & {"government", "embassy"}) or any(s.casefold() in words.countries for s in spellings)


def _letterhead(candidate: Candidate, reading: Reading) -> bool:
    for span in candidate.part("name"):
        block = reading.document.block_at(span.start)
        if block is not None and (
            block.role in ("title", "furniture")
            or (block.page == 1 and block.index < LETTERHEAD and _is_line(block.span.of(reading.text), span))
        ):
            return True
    return False


def _is_line(text: str, name: Span) -> bool:
    """Whether a block is little more than the name, and no sentence."""
    return len(text) < _SHORT + len(name) and not text.rstrip().endswith(".")
