"""The words that the name grammar knows, and the organisations known by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Head:
    """A word that names a kind of body. `strong` alone makes a capitalised phrase a name; `opens` takes `of` or `for`."""

    org_type: str
    strong: bool = True
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Organisation:
    """A well-known organisation. `country` is ISO 3166-1 alpha-2 or None; `identifiers` are (scheme, id) pairs.

    `alone` says that the acronym stands for this organisation wherever it is met; others share their letters with too much
    else and count only in a document that spells them out. `funds`: paying for the work of others is what it is for.
    """

    name: str
    aliases: tuple[str, ...] = ()
    acronym: str | None = None
    org_type: str | None = None
    country: str | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    alone: bool = True
    funds: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every way to write it that is understood by itself."""
        return (self.name, *self.aliases, *((self.acronym,) if self.acronym and self.alone else ()))


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Spellings of well-known organisations. `spellings`: all words of one → (index of its organisation, as written); `sizes`:
    its first word → how many words such spellings have, most first. A look-up takes no longer in a larger list."""

    spellings: Mapping[tuple[str, ...], tuple[int, str]] = field(default_factory=dict)
    sizes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NameWords:
    """Word lists of one language for values/name. All keys are as `values.name_tokens.key` writes a word.

    `heads`, `generic` and `countries` hold single words and phrases joined by a blank. `legal` gives the type by a legal
    form; `joiners` says how an uncapitalised word joins (`of`, `for`, `and`, `the`, `loose`). `opened` gives the type by a
    head that `of` or `for` follows, `national` and `of_country` hold the heads that are the state's behind `National` and
    behind a country's name; `states_heads` are bodies of several states behind one of `several_states`, `united_heads`
    behind the United Nations alone. A name ends before one of the `headline_verbs`. `New` stays before `new_places`. A
    phrase that ends in `not_last` or begins in `not_first` is no name, one that ends in `rarely_last` needs more, one that
    ends in `not_spelled` more than a short form. `verbs`, `linkers` and `helpers` tell what may stand between the names of
    a list and beside them. Words with one of the `adjective_endings` may stand small in a name. `known` finds the spellings
    of `organisations`. `leanings` and `leaning_endings` give the likely type by a word, or the end of a word, of a name without
    a head.
    """

    heads: Mapping[str, Head] = field(default_factory=dict)
    legal: Mapping[str, str] = field(default_factory=dict)
    joiners: Mapping[str, str] = field(default_factory=dict)
    not_last: frozenset[str] = frozenset()
    headline_verbs: frozenset[str] = frozenset()
    rarely_last: frozenset[str] = frozenset()
    not_first: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    new_places: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    linkers: frozenset[str] = frozenset()
    helpers: frozenset[str] = frozenset()
    adjective_endings: tuple[str, ...] = ()
    schemes: frozenset[str] = frozenset()
    not_spelled: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    national: frozenset[str] = frozenset()
    of_country: frozenset[str] = frozenset()
    opened: Mapping[str, str] = field(default_factory=dict)
    several_states: frozenset[str] = frozenset()
    states_heads: frozenset[str] = frozenset()
    united_heads: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    hosts: frozenset[str] = frozenset()
    leanings: Mapping[str, str] = field(default_factory=dict)
    leaning_endings: Mapping[str, str] = field(default_factory=dict)
    regions: frozenset[str] = frozenset()
    countries: Mapping[str, str] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    organisations: tuple[Organisation, ...] = ()
    known: KnownNames = field(default_factory=KnownNames)
