"""Mentions of organisations in records, gathered by what tells organisations apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from factextract.model.name_words import Organisation
from factextract.organisations.wording import (
    MISSIONS,
    UNITED,
    Wording,
    acronym_key,
    cleaned,
    folded,
    word_lists,
    wording,
)
from factextract.records import Partner, Record
from factextract.relate.identity import normalised
from factextract.values.acronym import abbreviates
from factextract.values.known_names import organisation
from factextract.values.name_tokens import keys

_UNITS = frozenset(
    {"office", "division", "branch", "unit", "cell", "team", "section", "chapter", "group", "secretariat", "desk", "region",
     "regional", "country", "hub", "supply", "bureau", "mission", "north", "south", "east", "west", "northern", "southern",
     "eastern", "western", "central"}
)  # fmt: skip
"""Words that make of a body's name the name of a part of it."""
FEDERAL = frozenset({"US", "CA", "AU", "IN", "BR", "MX", "DE", "NG", "AR", "PK", "CH"})
"""Countries whose states have departments of the same names."""
_ARTICLE = re.compile(r"^(?:the|la|le|les|el|los|das|der|die|o|a)\s+|^l['’]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Member:
    """A partner of one document. `home`: the countries that the document is about."""

    document: str
    source: str
    partner: Partner
    home: tuple[str, ...]
    program: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Members that say the same of themselves. `wordings`: the name first, then aliases that are no acronyms and no larger body.

    `places`: the countries where it is, empty when they are not known; `maybe`: those that its document is about. `local`: bodies
    of this name may exist in every country. `known`: the well-known organisation that it is.
    """

    key: tuple[str, ...]
    members: tuple[Member, ...]
    wordings: tuple[Wording, ...]
    acronyms: frozenset[str]
    identifiers: frozenset[tuple[str, str]]
    known: Organisation | None
    places: frozenset[str]
    maybe: frozenset[str]
    local: bool
    org_type: str | None
    country: str | None
    program: str

    @property
    def name(self) -> str:
        return self.wordings[0].text

    @property
    def short(self) -> bool:
        """Nothing but an acronym is known of it."""
        return all(w.short for w in self.wordings) and self.known is None

    @property
    def label(self) -> str:
        """How a person names it in the list of aliases: with its country, or the document where none is known, in brackets where
        bodies of that name may exist elsewhere."""
        if not self.local:
            return self.name
        return f"{self.name} [{'+'.join(sorted(self.places)) or self.members[0].source}]"


def profiles(records: Iterable[Record]) -> list[Profile]:
    """The partners of all records, alike ones together, sorted by what they say."""
    found: dict[tuple[str, ...], Profile] = {}
    for record in records:
        for partner in record.partners:
            made = _profile(_member(record, partner))
            known = found.get(made.key)
            if known is None:
                found[made.key] = made
            else:
                found[made.key] = _with(known, made.members)
    return [found[key] for key in sorted(found)]


def _with(profile: Profile, members: tuple[Member, ...]) -> Profile:
    every = sorted((*profile.members, *members), key=lambda m: (m.document, m.partner.id))
    return Profile(**{**{name: getattr(profile, name) for name in Profile.__slots__}, "members": tuple(every)})


def _member(record: Record, partner: Partner) -> Member:
    told = record.document.program
    program = normalised(told.acronym or told.name) if told else ""
    return Member(
        record.document.id, record.document.source, partner, tuple(sorted(record.document.countries)), program
    )


def _profile(member: Member) -> Profile:
    partner = member.partner
    main = wording(partner.name)
    known = _well_known(main.text)
    wordings = (main, *_aliases(main, partner.aliases), *_spellings(known))
    local = known is None and (main.state or main.generic or main.short or bool(main.heads & MISSIONS))
    places = _places(main, member, local)
    # Where a body is known by its place, or tied to its document, the same words elsewhere are another profile.
    home = member.home if local else ()
    tied = (*home, member.program, "" if places and not _one_of_many(main, member, places) else member.document)
    tied = tied if local else ()
    acronyms = _acronyms(main, partner, known)
    identifiers = frozenset((i.scheme, i.id) for i in partner.identifiers) | frozenset(
        known.identifiers if known else ()
    )
    said = (
        main.text, *sorted(w.text for w in wordings[1:]), "/", *sorted(acronyms), "/",
        *(":".join(i) for i in sorted(identifiers)), "/", partner.org_type or "", partner.country or "",
        *sorted(places), "/", *tied,
    )  # fmt: skip
    return Profile(
        key=said,
        members=(member,),
        wordings=wordings,
        acronyms=acronyms,
        identifiers=identifiers,
        known=known,
        places=places,
        maybe=frozenset(home),
        local=local,
        org_type=partner.org_type,
        country=partner.country,
        program=member.program if local else "",
    )


def _places(main: Wording, member: Member, local: bool) -> frozenset[str]:
    """Where a body is: the country in its name, else the one it was given, else the only one its document is about."""
    if main.heads & MISSIONS:
        # A mission has two: the country it is from and the one it is in.
        both = main.countries | frozenset(member.home if len(member.home) == 1 else ())
        return both if len(both) > 1 else frozenset()
    if main.countries:
        return main.countries
    if member.partner.country and not (local and main.short):
        return frozenset({member.partner.country})
    return frozenset(member.home) if local and len(member.home) == 1 else frozenset()


def _one_of_many(main: Wording, member: Member, places: frozenset[str]) -> bool:
    """Whether a state of a federal country may be meant, for the country is only that of the document."""
    stated = bool(main.countries) or member.partner.country is not None
    return main.state and not stated and bool(places & FEDERAL)


def _aliases(main: Wording, aliases: Sequence[str]) -> list[Wording]:
    """Aliases that name the same body; a name that only lacks the words for a part of it names the larger one."""
    found = []
    for alias in sorted(set(map(cleaned, aliases)) - {main.text}):
        other = wording(alias)
        more = set(main.core) - set(other.core)
        larger = set(other.core) < set(main.core) and (more & _UNITS or main.heads - other.heads)
        if not other.short and not larger and other.countries == main.countries:
            found.append(other)
    return found


def _well_known(name: str) -> Organisation | None:
    """The well-known organisation of that name, with or without an article or a mark behind it."""
    plain = name.rstrip(" ,;:.")
    bare = _ARTICLE.sub("", plain)
    whole = UNITED.sub("United Nations", bare)
    found = next((o for o in (organisation(n, word_lists()) for n in (name, plain, bare, whole)) if o), None)
    return found or _unaccented().get(tuple(map(folded, keys(bare))))


@lru_cache(maxsize=1)
def _unaccented() -> dict[tuple[str, ...], Organisation]:
    """Well-known organisations by spellings of two words or more, accents left out."""
    found: dict[tuple[str, ...], Organisation] = {}
    for body in word_lists().organisations:
        for spelling in body.spellings:
            words = tuple(map(folded, keys(spelling)))
            if len(words) > 1:
                found.setdefault(words, body)
    return found


def _spellings(known: Organisation | None) -> list[Wording]:
    return [wording(s) for s in (known.name, *known.aliases)] if known else []


def _acronyms(main: Wording, partner: Partner, known: Organisation | None) -> frozenset[str]:
    """Its short forms; that of a larger body ("UNICEF Pacific": UNICEF) is none of its own."""
    own = known.acronym if known else None
    said = {a for a in (partner.acronym, own, main.text if main.short else None) if a}
    said |= {a for a in map(cleaned, partner.aliases) if wording(a).short and abbreviates(a, main.text)}
    inside = set() if main.short else {acronym_key(word) for word in main.text.split()}
    return frozenset(key for key in map(acronym_key, said) if key and key not in inside)
