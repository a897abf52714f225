"""Indexes the spellings of organisations for look-up word by word."""

from __future__ import annotations

from collections.abc import Sequence
from sys import intern

from factextract.model.name_words import KnownNames, Organisation
from factextract.values.name_tokens import keys


def known_names(organisations: Sequence[Organisation], first: int = 0, before: KnownNames | None = None) -> KnownNames:
    """The index of all spellings of `organisations`, which stand from index `first` on, over those of `before`, which they
    override. Of two of these organisations the first owns a spelling."""
    spellings: dict[tuple[str, ...], tuple[int, str]] = {}
    for index, organisation in enumerate(organisations, first):
        for spelling in organisation.spellings:
            words = tuple(map(intern, keys(spelling)))
            if words:
                spellings.setdefault(words, (index, spelling))
    sizes: dict[str, set[int]] = {}
    for words in spellings:
        sizes.setdefault(words[0], set()).add(len(words))
    if before is not None:
        for word in sizes:
            sizes[word].update(before.sizes.get(word, ()))
        spellings = {**before.spellings, **spellings}
    found = {word: tuple(sorted(counts, reverse=True)) for word, counts in sizes.items()}
    return KnownNames(spellings, found if before is None else {**before.sizes, **found})
