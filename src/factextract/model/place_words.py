"""The names that the place grammar knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name as a list of the scanner's tokens as written. `country`: ISO 3166-1 alpha-2, None for a name that is no country
    (`New Guinea`). `exact`: letters must stand as written (`US`, `Réunion`)."""

    words: tuple[str, ...]
    country: str | None
    exact: bool = False


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """Country names of one language.

    `names`: first word, folded (values.place.fold) → the names that begin with it, longest first. The other lists hold folded
    words: `persons` are countries that are also names of people, refused after one of `given_names`; `unless_near` are
    countries → words near them that tell another place of the same name. `within`: likewise `names`, of what lies in a country or
    comes from it (`Nairobi`, `Kenyan`).
    """

    names: Mapping[str, tuple[PlaceName, ...]] = field(default_factory=dict)
    persons: frozenset[str] = frozenset()
    given_names: frozenset[str] = frozenset()
    unless_near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: Mapping[str, tuple[PlaceName, ...]] = field(default_factory=dict)
