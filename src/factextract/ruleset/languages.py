"""The function words that tell languages apart."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import yaml

from factextract.ruleset.packs import LEXICON, builtin_rules


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """Language code (ISO 639-1) to its most frequent closed-class words, lower case."""
    text = (builtin_rules() / LEXICON / "languages.yaml").read_text("utf-8")
    return {language: frozenset(words) for language, words in yaml.safe_load(text).items()}
