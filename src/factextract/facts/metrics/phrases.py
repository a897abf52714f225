"""Noun phrases in a stretch of words: where one that starts or ends at a word reaches to.

All functions take the words and an index and give half-open index ranges; an empty range says that there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from factextract.facts.metrics.words import Word
from factextract.model.grammar_words import GrammarWords

Range = tuple[int, int]
Words = Sequence[Word]

VERBS = ("verb", "aux")
ASIDE = 12  # words at most in brackets or between commas
_INNER = ("noun", "determiner", "preposition", "quantity", "time", "adverb", "conjunction", "rate")


def noun_phrase(words: Words, at: int, *, deep: int = 1) -> Range:
    """The noun phrase that starts at `at`, with `deep` phrases joined to it by "of"; empty where none starts."""
    start = at
    while at < len(words) and (words[at].cls == "determiner" or (words[at].cls == "adverb" and _leads(words, at))):
        at += 1
    first = at
    if at + 1 < len(words) and words[at].cls == "verb" and words[at].low.endswith("ing"):
        at += 1
    while at < len(words) and words[at].cls == "noun":
        at += 1
    if at == first:
        return (start, start)
    at = _whole_name(words, _with_second(words, at))
    if deep and at + 1 < len(words) and words[at].role == "of":
        _, end = noun_phrase(words, at + 1, deep=deep - 1)
        if end > at + 1:
            at = end
    return (start, at)


def _leads(words: Words, at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].cls == "noun" and words[at].low not in ("not", "n't")


def _with_second(words: Words, at: int) -> int:
    """The end of "nouns and nouns" where the second is bare."""
    if at + 1 < len(words) and words[at].cls == "conjunction" and words[at + 1].cls == "noun":
        end = at + 1
        while end < len(words) and words[end].cls == "noun":
            end += 1
        if end - at <= 4:
            return end
    return at


def _whole_name(words: Words, at: int) -> int:
    """The end of a name that goes on behind a small word ("Centers for Disease Control and Prevention")."""
    while at + 1 < len(words) and words[at - 1].text[0].isupper() and words[at].cls in ("preposition", "conjunction"):
        if words[at + 1].cls != "noun" or not words[at + 1].text[0].isupper():
            break
        at += 2
        while at < len(words) and words[at].cls == "noun" and words[at].text[0].isupper():
            at += 1
    return at


def head_phrase(words: Words, end: int) -> Range:
    """The noun phrase alone that ends before `end`, with the phrase it belongs to by "of"."""
    at = end
    while at > 0 and words[at - 1].cls == "noun":
        at -= 1
    if at == end:
        return (end, end)
    if at > 0 and words[at - 1].cls == "determiner":
        at -= 1
    if at > 1 and words[at - 1].role == "of" and words[at - 2].cls == "noun":
        return (head_phrase(words, at - 1)[0], end)
    return (at, end)


def phrase_before(words: Words, end: int) -> Range:
    """The noun phrase that ends before `end`, back over the phrases it is made of ("cost of keeping one more girl in school");
    brackets are passed over, a mark, a verb of its own or a clause word ends it."""
    at = end
    while at > 0:
        word = words[at - 1]
        if word.low == ")":
            opening = opening_of(words, at - 1)
            if opening < 1:
                break
            at = opening
        elif word.cls == "conjunction" and not _joins_nouns(words, at - 1):
            break
        elif word.cls in _INNER or (word.cls == "verb" and describes(words, at - 1)):
            at -= 1
        else:
            break
    while at < end and words[at].cls in ("preposition", "adverb", "conjunction", "time", "rate"):
        at += 1
    return (at, end)


def opening_of(words: Words, closing: int) -> int:
    """The index of the bracket that a closing one belongs to; -1 when it stands too far off."""
    return next((k for k in range(closing - 1, max(-1, closing - ASIDE), -1) if words[k].low == "("), -1)


def _joins_nouns(words: Words, at: int) -> bool:
    return 0 < at < len(words) - 1 and words[at - 1].cls == "noun" and words[at + 1].cls in ("noun", "determiner")


def describes(words: Words, at: int) -> bool:
    """Whether a verb form describes the noun before it ("income generated from memberships", "cost of keeping …")."""
    if at == 0 or at + 1 >= len(words):
        return False
    low, left = words[at].low, words[at - 1]
    if low.endswith("ing"):
        return left.cls in ("preposition", "noun")
    later = any(w.cls in VERBS for w in words[at + 1 :])
    return later and left.cls == "noun" and words[at + 1].cls in ("preposition", "adverb") and not words[at].light


def general(words: Words, phrase: Range, grammar: GrammarWords) -> bool:
    """Whether a phrase's nouns are too general to stand alone as what is counted."""
    nouns = [w for w in words[phrase[0] : phrase[1]] if w.cls == "noun"]
    return len(nouns) == 1 and nouns[0].low in grammar.general_nouns
