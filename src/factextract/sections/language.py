"""A document's language by its profile of function words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

UNDETERMINED = "und"
LEAST_SHARE = 0.12  # of all words; running text of the languages known lies at 0.3 and above, tables and lists lower
LEAST_LEAD = 1.25  # the best language over the second
FEWEST_WORDS = 8


def language_of(text: str, profiles: Mapping[str, frozenset[str]]) -> str:
    """The ISO 639-1 code of the language with the largest share of function words, `und` below the margins."""
    counts = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    total = sum(counts.values())
    if total < FEWEST_WORDS:
        return UNDETERMINED
    shares = sorted(
        ((sum(counts[word] for word in words) / total, language) for language, words in profiles.items()), reverse=True
    )
    (best, language), (second, _) = shares[0], shares[1]
    return language if best >= LEAST_SHARE and best >= LEAST_LEAD * second else UNDETERMINED
