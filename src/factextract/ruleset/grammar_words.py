"""Loads the small words and verbs of a language: grammar.yaml of the lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from factextract.model.grammar_words import GrammarWords
from factextract.ruleset.lists import read_lists

_SETS = (
    "of", "to", "per", "each", "including", "worth", "against",
    "determiners", "pronouns", "definite", "mass_pronouns", "whole_pronouns",
    "copulas", "shares", "relatives", "prepositions", "conjunctions",
    "subordinators", "auxiliaries", "adverbs", "comparatives", "adjectives", "general_nouns", "narrowing",
    "unit_heads", "plain_heads", "standing_heads", "done_heads", "plan_heads",
    "money_forms", "money_told", "spending", "places", "part_nouns", "quotes", "likewise", "within", "occasions", "further",
    "likened", "equivalents", "averages", "receiving", "setting", "starting", "ending", "helping", "was", "perfect",
)  # fmt: skip


def grammar_words(folder: Path, language: str) -> GrammarWords:
    """The word lists for `language` (ISO 639-1) from the lexicon in `folder`; empty ones for a language it does not know."""
    lists = read_lists(folder / "grammar.yaml").get(language, {})
    endings = tuple(lists.get("verb_endings", ()))
    forms = frozenset(lists.get("verb_forms", ()))
    return GrammarWords(
        **{name: frozenset(lists.get(name, ())) for name in _SETS},
        verbs=_inflected(lists.get("verbs", ()), endings) | forms,
        plain_verbs=frozenset(lists.get("verbs", ())) - forms - frozenset(lists.get("no_orders", ()))
        if endings
        else frozenset(),
        past_forms=forms,
        light=_inflected(lists.get("light_verbs", ()), endings),
        comparing=tuple(sorted(lists.get("comparing", ()), key=lambda phrase: -len(phrase))),
        participle_endings=tuple(lists.get("participle_endings", ())),
        adverb_endings=tuple(lists.get("adverb_endings", ())),
    )


def _inflected(verbs: Iterable[str], endings: Sequence[str]) -> frozenset[str]:
    """All forms of regular verbs. Of the ways to join an ending all are taken: a form that no one writes does no harm."""
    forms = set()
    for verb in verbs:
        forms.add(verb)
        for ending in endings:
            forms.add(verb + ending)
            if verb.endswith("e") or (verb.endswith("y") and ending.startswith("i")):
                forms.add(verb[:-1] + ending)
            else:
                forms.add(verb + verb[-1] + ending)
    return frozenset(forms)
