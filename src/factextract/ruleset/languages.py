"""The function words that tell languages apart."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from factextract.ruleset.lists import read_lists
from factextract.ruleset.packs import LEXICON, builtin_rules


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """Language code (ISO 639-1) to its most frequent closed-class words, lower case."""
    lists = read_lists(builtin_rules() / LEXICON / "languages.yaml")
    return {language: frozenset(words) for language, words in lists.items()}
