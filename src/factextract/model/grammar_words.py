"""The small words and the verbs of one language: where a sentence can be cut without a tagger."""

from __future__ import annotations

from dataclasses import dataclass

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False, slots=True)
class GrammarWords:
    """Word lists in lower case; what each is for stands in rules/lexicon/grammar.yaml.

    `verbs` holds all their forms, `light` those of verbs that only tie a number to its subject, `plain_verbs` the forms they
    are listed by, `past_forms` those that no ending tells; `comparing` are phrases of one or more words, the longest first.
    """

    of: frozenset[str] = _NOTHING
    to: frozenset[str] = _NOTHING
    per: frozenset[str] = _NOTHING
    each: frozenset[str] = _NOTHING
    including: frozenset[str] = _NOTHING
    worth: frozenset[str] = _NOTHING
    against: frozenset[str] = _NOTHING
    determiners: frozenset[str] = _NOTHING
    definite: frozenset[str] = _NOTHING
    pronouns: frozenset[str] = _NOTHING
    mass_pronouns: frozenset[str] = _NOTHING
    whole_pronouns: frozenset[str] = _NOTHING
    copulas: frozenset[str] = _NOTHING
    shares: frozenset[str] = _NOTHING
    relatives: frozenset[str] = _NOTHING
    prepositions: frozenset[str] = _NOTHING
    conjunctions: frozenset[str] = _NOTHING
    subordinators: frozenset[str] = _NOTHING
    auxiliaries: frozenset[str] = _NOTHING
    adverbs: frozenset[str] = _NOTHING
    comparatives: frozenset[str] = _NOTHING
    adjectives: frozenset[str] = _NOTHING
    money_forms: frozenset[str] = _NOTHING
    part_nouns: frozenset[str] = _NOTHING
    quotes: frozenset[str] = _NOTHING
    occasions: frozenset[str] = _NOTHING
    further: frozenset[str] = _NOTHING
    spending: frozenset[str] = _NOTHING
    money_told: frozenset[str] = _NOTHING
    places: frozenset[str] = _NOTHING
    likened: frozenset[str] = _NOTHING
    averages: frozenset[str] = _NOTHING
    starting: frozenset[str] = _NOTHING
    ending: frozenset[str] = _NOTHING
    was: frozenset[str] = _NOTHING
    perfect: frozenset[str] = _NOTHING
    helping: frozenset[str] = _NOTHING
    setting: frozenset[str] = _NOTHING
    receiving: frozenset[str] = _NOTHING
    equivalents: frozenset[str] = _NOTHING
    likewise: frozenset[str] = _NOTHING
    within: frozenset[str] = _NOTHING
    general_nouns: frozenset[str] = _NOTHING
    narrowing: frozenset[str] = _NOTHING
    unit_heads: frozenset[str] = _NOTHING
    plain_heads: frozenset[str] = _NOTHING
    standing_heads: frozenset[str] = _NOTHING
    done_heads: frozenset[str] = _NOTHING
    plan_heads: frozenset[str] = _NOTHING
    verbs: frozenset[str] = _NOTHING
    light: frozenset[str] = _NOTHING
    plain_verbs: frozenset[str] = _NOTHING
    past_forms: frozenset[str] = _NOTHING
    comparing: tuple[str, ...] = ()
    participle_endings: tuple[str, ...] = ()
    adverb_endings: tuple[str, ...] = ()
