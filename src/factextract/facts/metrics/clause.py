"""Phrases in a stretch of words: where a noun phrase ends, what a verb group is, which words are the subject of a verb.

All functions take the words and an index and give half-open index ranges; an empty range says that there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from factextract.facts.metrics.words import Word
from factextract.model.grammar_words import GrammarWords

Range = tuple[int, int]
Words = Sequence[Word]

MOST_SUBJECT = 7  # words of a subject beyond which only its head is told


def noun_phrase(words: Words, at: int, *, deep: int = 1) -> Range:
    """The noun phrase that starts at `at`, with `deep` phrases joined to it by "of"; empty where none starts."""
    start = at
    while at < len(words) and (words[at].cls == "determiner" or (words[at].cls == "adverb" and _leads(words, at))):
        at += 1
    first = at
    while at < len(words) and words[at].cls == "noun":
        at += 1
    if at == first:
        return (start, start)
    at = _joined(words, at)
    if deep and at + 1 < len(words) and words[at].low in OF:
        _, end = noun_phrase(words, at + 1, deep=deep - 1)
        if end > at + 1:
            at = end
    return (start, at)


OF = ("of", "de", "du", "des", "d'", "del")


def _leads(words: Words, at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].cls == "noun" and words[at].low not in ("not", "n't")


def _joined(words: Words, at: int) -> int:
    """The end of "nouns and nouns" where the second is bare and is not the start of another clause."""
    if at + 1 < len(words) and words[at].cls == "conjunction" and words[at + 1].cls == "noun":
        end = at + 1
        while end < len(words) and words[end].cls == "noun":
            end += 1
        if end - at <= 4 and (end == len(words) or words[end].cls not in ("verb", "aux")):
            return end
    return at


def verb_group(words: Words, at: int) -> Range:
    """The verbs that start at `at`, with the adverbs among them."""
    start = at
    last = at
    while at < len(words) and words[at].cls in ("verb", "aux", "adverb"):
        at += 1
        if words[at - 1].cls != "adverb":
            last = at
        if at < len(words) and words[at].low == "to" and at + 1 < len(words) and words[at + 1].cls == "verb":
            at += 1
    return (start, last) if any(w.cls in ("verb", "aux") for w in words[start:last]) else (start, start)


def predicate(words: Words, at: int) -> Range:
    """A verb group with its object or complement; without one that holds a number of its own, and without what only tells where
    or when."""
    start, end = verb_group(words, at)
    if end == start:
        return (start, start)
    _, after = noun_phrase(words, end)
    if after < len(words) and words[after].cls == "quantity":
        return (start, end)
    if after == end and end < len(words) and words[end].cls == "preposition" and words[end].low not in ("by",):
        _, inner = noun_phrase(words, end + 1)
        if inner > end + 1 and not (inner < len(words) and words[inner].cls == "quantity"):
            return (start, inner)
    if after == end and end + 1 < len(words) and words[end].cls == "conjunction" and words[end + 1].cls == "verb":
        return (start, end + 2)
    return (start, max(end, after))


def before(words: Words, at: int) -> int:
    """The index of the nearest word to the left that is no adverb, date or rate; -1 at the start."""
    at -= 1
    while at >= 0 and words[at].cls in ("adverb", "time", "rate"):
        at -= 1
    return at


def after(words: Words, at: int) -> int:
    """The index of the nearest word to the right that is no date or rate."""
    at += 1
    while at < len(words) and words[at].cls in ("time", "rate"):
        at += 1
    return at


def phrase_before(words: Words, end: int) -> Range:
    """The noun phrase that ends before `end`, back over the phrases it is part of ("cost of keeping one more girl in school");
    numbers inside stay, a mark, verb or clause word ends it."""
    at = end
    while at > 0 and words[at - 1].cls in (
        "noun",
        "determiner",
        "preposition",
        "quantity",
        "time",
        "adverb",
        "conjunction",
    ):
        if words[at - 1].cls == "conjunction" and not _joins_nouns(words, at - 1):
            break
        at -= 1
    while at < end and words[at].cls in ("preposition", "adverb", "conjunction", "time"):
        at += 1
    return (at, end)


def _joins_nouns(words: Words, at: int) -> bool:
    return 0 < at < len(words) - 1 and words[at - 1].cls == "noun" and words[at + 1].cls == "noun"


def head_phrase(words: Words, end: int) -> Range:
    """The noun phrase alone that ends before `end`, with its "of" phrase when that is what ends there."""
    at = end
    while at > 0 and words[at - 1].cls == "noun":
        at -= 1
    if at == end:
        return (end, end)
    if at > 0 and words[at - 1].cls == "determiner":
        at -= 1
    if at > 1 and words[at - 1].low in OF and words[at - 2].cls == "noun":
        return (head_phrase(words, at - 1)[0], end)
    return (at, end)


def subject_of(words: Words, verb: int) -> Range:
    """The phrase before a verb that it is told of; empty for a pronoun or none."""
    end = verb
    while end > 0 and words[end - 1].cls in ("adverb", "aux", "relative", "verb", "time", "subordinator"):
        if words[end - 1].low == "where":
            break
        end -= 1
    if end > 0 and words[end - 1].low == ",":
        end -= 1
        comma = next((k for k in range(end - 1, -1, -1) if words[k].low == ","), None)
        if (
            comma is not None
            and end - comma <= 8
            and not any(w.cls == "verb" and k < comma for k, w in enumerate(words[:end]))
        ):
            end = comma
    if end > 0 and words[end - 1].low == ")":
        opening = next((k for k in range(end - 2, -1, -1) if words[k].low == "("), end)
        end = opening
    start, end = phrase_before(words, end)
    if sum(w.cls == "noun" for w in words[start:end]) > MOST_SUBJECT:
        _, short = noun_phrase(words, start)
        end = short if short > start else end
    return (start, end) if any(w.cls == "noun" for w in words[start:end]) else (end, end)


def verb_before(words: Words, at: int) -> int:
    """The index of the nearest verb or auxiliary left of `at` within its clause; -1 when there is none."""
    for index in range(at - 1, -1, -1):
        if words[index].cls in ("verb", "aux"):
            return index
        if words[index].low in (";", ":", "(", "—", "–") or words[index].cls in ("subordinator", "relative"):
            return -1
    return -1


def main_verb(words: Words, verb: int) -> Range:
    """The whole verb group that ends with the word at `verb`."""
    start = verb
    while start > 0 and words[start - 1].cls in ("verb", "aux", "adverb"):
        start -= 1
    return (start, verb + 1)


def general(words: Words, phrase: Range, grammar: GrammarWords) -> bool:
    """Whether a phrase's nouns are too general to stand alone as what is counted."""
    nouns = [w for w in words[phrase[0] : phrase[1]] if w.cls == "noun"]
    return len(nouns) == 1 and nouns[0].low in grammar.general_nouns
