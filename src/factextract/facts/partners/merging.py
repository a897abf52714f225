"""Mentions of one organisation to one candidate."""

from __future__ import annotations

from collections.abc import Sequence

from factextract.facts.partners.sighting import Role, Sighting
from factextract.model.candidate import Candidate, Reason
from factextract.model.name_words import NameWords
from factextract.model.value import Name
from factextract.values.known_names import organisation
from factextract.values.name_form import form
from factextract.values.resolve_names import resolve

RANK = ("funding", "accountable", "implementing", "partner")
"""Roles from the strongest; a tie between words of equal weight goes to the stronger role."""
REPEAT, REPEATS, ROLE = 0.04, 3, 0.12
"""What each further mention (up to REPEATS) and a role said beside a mention add to a score."""
HIGHEST = 0.98
JUST_PARTNER = 0.06
"""How much less `partner` weighs than another role: it yields to words that say who pays or delivers, but not to a mere verb."""


def merged(sightings: Sequence[Sighting], words: NameWords) -> list[Candidate]:
    """One candidate an organisation, by position of its first mention."""
    groups = resolve([s.name for s in sightings], words)
    return [_candidate([sightings[i] for i in group], words) for group in groups]


def _candidate(group: Sequence[Sighting], words: NameWords) -> Candidate:
    best = max(group, key=lambda s: (s.score, -s.name.span.start))
    own = [s for s in group if s.program] or group
    fullest = max(own, key=lambda s: _fullness(s.name, words))
    roles = _roles(group)
    program = any(s.program for s in group)
    known = next((o for o in (organisation(s.name.text, words) for s in group) if o is not None), None)
    extra = REPEAT * min(REPEATS, len(group) - 1) + (ROLE if roles else 0.0)
    score = min(HIGHEST, best.score + extra)
    reasons = [*best.reasons]
    if len(group) > 1:
        reasons.append(Reason(f"named {len(group)} times", REPEAT * min(REPEATS, len(group) - 1)))
    if roles:
        said = {(r.role, r.rule): r for r in reversed(roles)}
        reasons += [
            Reason(f"role {r.role} is said", ROLE if r is roles[0] else 0.0, r.rule) for r in [*said.values()][::-1]
        ]
    ranked = list(dict.fromkeys(r.role for r in roles))
    if program and ranked:
        ranked = list(dict.fromkeys([*(r for r in ranked if r == "funding"), "implementing", *ranked]))
    acronym = next(
        (s.name.acronym for s in (fullest, *group) if s.name.acronym and s.name.acronym != fullest.name.text), None
    )
    value = Name(
        text=fullest.name.text,
        span=fullest.name.span,
        name_span=fullest.name.name_span,
        acronym=acronym
        or (known.acronym if known and known.acronym != fullest.name.text else None)
        or _own(fullest.name),
        org_type=_org_type(group, known.org_type if known else None) or ("other" if program else None),
        country=next((c for c in (known.country if known else None, *(s.name.country for s in group)) if c), None),
    )
    traits = {
        "role": ranked[0] if ranked else "partner",
        "other_roles": " ".join(ranked[1:]),
        "org_type": value.org_type or "",
        "country": value.country or "",
        "identifiers": " ".join(f"{scheme}:{number}" for scheme, number in known.identifiers) if known else "",
        "program": "yes" if program else "",
    }
    return Candidate(
        kind="partners",
        rule=best.rule,
        span=fullest.name.span,
        value=value,
        score=round(score, 4),
        parts=(
            *(("name", s.name.name_span) for s in sorted(group, key=lambda s: s.name.span.start)),
            *(("role", r.span) for r in _first_of_each(roles)),
        ),
        traits={key: value for key, value in traits.items() if value},
        reasons=tuple(reasons),
    )


def _fullness(name: Name, words: NameWords) -> tuple[bool, bool, int, int]:
    """Ranks spellings: a long form before a bare acronym, mixed case before capitals, more words, earlier."""
    shouted = name.text.isupper() and " " in name.text
    long = " " in name.text or form(name, words) not in ("known", "plain")
    return long, not shouted, len(name.text.split()), -name.span.start


def _roles(group: Sequence[Sighting]) -> list[Role]:
    """Roles by weight, then rank, then position; none twice. That somebody is a partner says less than what they do."""
    said = {(r.role, r.span): r for s in group for r in s.roles}
    return sorted(said.values(), key=lambda r: (_less(r) - r.weight, RANK.index(r.role), r.span.start))


def _less(role: Role) -> float:
    return JUST_PARTNER if role.role == "partner" else 0.0


def _first_of_each(roles: Sequence[Role]) -> list[Role]:
    return list({role.role: role for role in reversed(roles)}.values())[::-1]


def _org_type(group: Sequence[Sighting], known: str | None) -> str | None:
    if known is not None:
        return known
    longest = sorted(group, key=lambda s: -len(s.name.text))
    return next((s.name.org_type for s in longest if s.name.org_type), None)


def _own(name: Name) -> str | None:
    """A name that is an acronym itself."""
    plain = name.text
    return plain if " " not in plain and len(plain) <= 10 and plain.isupper() and len(plain) > 1 else None
