"""Short forms that a document spells out as something else than the well-known organisation of these letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factextract.model.name_words import NameWords, Organisation
from factextract.values.acronym import abbreviates
from factextract.values.known_names import organisation
from factextract.values.name_tokens import key, keys

_GLOSS = re.compile(r"((?:[^\s().;:|]+\s+){1,9})\(\s*[\"'“]?([A-Z][A-Za-z&/-]{1,9})[\"'”]?\s*\)")
SHARED = 0.5
"""Share of the long words of a spelling out that the organisation's own names have from which it is the organisation under
another name ("Swiss Development Cooperation (SDC)")."""
_LONG = 4
"""Letters from which a word of a name counts."""


def glossed(text: str, words: NameWords) -> frozenset[str]:
    """The short forms in brackets behind words that they shorten ("general food assistance (GFA)"), where these are not the
    words of the well-known organisation with this short form."""
    return frozenset(short for short, long in _pairs(text) if _is_other(short, long, words))


def _pairs(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for found in _GLOSS.finditer(text):
        before, short = found.group(1).split(), found.group(2)
        starts = (at for at in range(len(before)) if key(before[at])[:1] == short[0].casefold())
        at = next((at for at in starts if abbreviates(short, " ".join(before[at:]))), None)
        if at is not None:
            yield short, keys(" ".join(before[at:]))


def _is_other(short: str, long: tuple[str, ...], words: NameWords) -> bool:
    known = organisation(short, words)
    if known is None:
        return False
    told = [word for word in long if len(word) >= _LONG]
    own = _own(known)
    return bool(told) and sum(word in own for word in told) < SHARED * len(told)


def _own(known: Organisation) -> frozenset[str]:
    return frozenset(word for spelling in (known.name, *known.aliases) for word in keys(spelling))
