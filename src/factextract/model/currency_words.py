"""What a shared currency sign may mean, and which currency a country has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False, slots=True)
class CurrencyWords:
    """`shared`: sign or name in lower case → ISO 4217 codes, the likeliest first; `home`: sign → the countries that mean
    their own by it (a sign without countries there is settled by any country); `of_country`: ISO 3166-1 alpha-2 → code."""

    shared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    home: Mapping[str, frozenset[str]] = field(default_factory=dict)
    of_country: Mapping[str, str] = field(default_factory=dict)
