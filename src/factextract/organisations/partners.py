"""The partners of many documents as organisations."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from factextract.cells import table
from factextract.organisations.aliases import Aliases, applied, rewritten
from factextract.organisations.cluster import cluster
from factextract.organisations.profile import Member, Profile, profiles
from factextract.organisations.wording import cleaned, wording
from factextract.records import Identifier, OrgType, PartnerRole, Record
from factextract.relate.identity import normalised

_ROLES: tuple[PartnerRole, ...] = ("funding", "accountable", "implementing", "partner")
_BETWEEN = "; "

T = TypeVar("T", bound=str)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Mention(_Frozen):
    """A partner of one document that is this organisation."""

    document: str
    source: str
    partner: str
    name: str
    role: PartnerRole


class Organisation(_Frozen):
    """An organisation and every document that shows it. `roles`: in how many documents it has each role."""

    id: str
    name: str
    acronym: str | None
    aliases: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    org_type: OrgType | None
    country: str | None
    roles: dict[PartnerRole, int]
    documents: tuple[str, ...]
    members: tuple[Mention, ...]


class Undecided(_Frozen):
    """Two organisations that may be one; a person has to say."""

    one: str
    other: str
    score: float
    why: str


class Organisations(_Frozen):
    """All organisations, sorted by name, and the pairs that are open."""

    organisations: tuple[Organisation, ...]
    open: tuple[Undecided, ...]

    def to_json(self) -> str:
        """As JSON text; the same records and aliases always give the same characters."""
        return self.model_dump_json(indent=1)

    def to_csv(self) -> str:
        """One row an organisation; what a cell holds several of stands behind semicolons."""
        header = (
            "id",
            "name",
            "acronym",
            "aliases",
            "identifiers",
            "org_type",
            "country",
            *_ROLES,
            "documents",
            "sources",
        )
        return table(header, (_row(o) for o in self.organisations))

    def members_csv(self) -> str:
        """One row a partner of a document, with the organisation that it is."""
        header = ("organisation", "organisation_name", "document", "source", "partner", "name", "role")
        rows = (
            (o.id, o.name, m.document, m.source, m.partner, m.name, m.role)
            for o in self.organisations
            for m in o.members
        )
        return table(header, rows)


@dataclass(frozen=True, slots=True)
class Grouped:
    """The organisations of a set of records, and the text of aliases.yaml with what is open now."""

    found: Organisations
    aliases: str


def group_partners(records: Sequence[Record], aliases: Aliases | None = None) -> Grouped:
    """Groups the partners of records (one a document) into organisations, whatever the order of the records.

    Only what is sure is merged; what may be one is listed as open. `aliases` are obeyed. Raises UsageError for aliases that
    contradict each other.
    """
    told = aliases or Aliases()
    every = profiles(records)
    clusters = cluster(every, applied(told, every))
    made = sorted(
        (_organisation([every[index] for index in group]) for group in clusters.groups),
        key=lambda o: (normalised(o.name), o.country or "", o.members[0].document, o.members[0].partner),
    )
    open_pairs = tuple(
        Undecided(one=every[a].label, other=every[b].label, score=round(like.score, 2), why="; ".join(like.why))
        for (a, b), like in clusters.open
    )
    return Grouped(Organisations(organisations=_numbered(made), open=open_pairs), rewritten(told, clusters.open, every))


def _organisation(group: Sequence[Profile]) -> Organisation:
    members = sorted((m for p in group for m in p.members), key=lambda m: (m.source, m.document, m.partner.id))
    known = next((p.known for p in group if p.known), None)
    name = known.name if known else _fullest([m.partner.name for m in members])
    acronym = known.acronym if known and known.acronym else _commonest([m.partner.acronym for m in members])
    if acronym is None:
        acronym = next((p.name for p in group if p.short and p.name != name), None)
    said = {cleaned(text) for m in members for text in (m.partner.name, *m.partner.aliases)}
    identifiers = sorted({pair for p in group for pair in p.identifiers})
    country = _commonest([*(p.country for p in group), *(next(iter(p.places)) for p in group if len(p.places) == 1)])
    return Organisation(
        id=_id(identifiers, name, country, members),
        name=name,
        acronym=acronym,
        aliases=tuple(sorted(said - {name, acronym})),
        identifiers=tuple(Identifier(scheme=scheme, id=number) for scheme, number in identifiers),
        org_type=_commonest([m.partner.org_type for m in members]),
        country=country,
        roles=_roles(members),
        documents=tuple(sorted({m.document for m in members})),
        members=tuple(_mention(m) for m in members),
    )


def _mention(member: Member) -> Mention:
    partner = member.partner
    return Mention(
        document=member.document, source=member.source, partner=partner.id, name=partner.name, role=partner.role
    )


def _roles(members: Sequence[Member]) -> dict[PartnerRole, int]:
    held = {(m.document, role) for m in members for role in (m.partner.role, *m.partner.other_roles)}
    counts = Counter(role for _, role in held)
    return {role: counts[role] for role in _ROLES if counts[role]}


def _fullest(names: Sequence[str]) -> str:
    """The name that most documents have; no bare acronym or line of capitals where there is another, else the longest."""
    counts = Counter(cleaned(name) for name in names)
    return min(counts, key=lambda n: (wording(n).short, n.isupper() and len(n.split()) > 1, -counts[n], -len(n), n))


def _commonest(values: Sequence[T | None]) -> T | None:
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda v: (-counts[v], v), default=None)


def _id(identifiers: Sequence[tuple[str, str]], name: str, country: str | None, members: Sequence[Member]) -> str:
    """By its first identifier, else by name and country: more documents seldom change it."""
    told = ":".join(identifiers[0]) if identifiers else f"{normalised(name)}\x1f{country or ''}"
    return f"organisation:{_digest(told or members[0].partner.id)}"


def _numbered(organisations: Sequence[Organisation]) -> tuple[Organisation, ...]:
    """The same, with ids that differ: bodies of one name and country are told apart by their first mention."""
    counts = Counter(o.id for o in organisations)
    return tuple(
        o
        if counts[o.id] == 1
        else o.model_copy(update={"id": f"organisation:{_digest(o.id, o.members[0].document, o.members[0].partner)}"})
        for o in organisations
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _row(o: Organisation) -> tuple[str | int | None, ...]:
    return (
        o.id, o.name, o.acronym, _BETWEEN.join(o.aliases), _BETWEEN.join(f"{i.scheme}:{i.id}" for i in o.identifiers),
        o.org_type, o.country, *(o.roles.get(role, 0) for role in _ROLES), len(o.documents),
        _BETWEEN.join(dict.fromkeys(m.source for m in o.members)),
    )  # fmt: skip
