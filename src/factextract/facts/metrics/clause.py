"""Clauses in a stretch of words: what a verb group is, which words are its subject and which its object.

All functions take the words and an index and give half-open index ranges; an empty range says that there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from factextract.facts.metrics.phrases import (
    ASIDE,
    VERBS,
    Range,
    Words,
    describes,
    noun_phrase,
    opening_of,
    phrase_before,
)
from factextract.facts.metrics.words import Word
from factextract.model.grammar_words import GrammarWords

ENOUGH_TOLD = 2  # nouns and verbs of a predicate that say enough
MOST_SUBJECT = 7  # nouns of a subject beyond which only its first phrase is told


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one stretch of text, the language's small words, and the measures found so far in it, by position."""

    words: Words
    grammar: GrammarWords
    known: Mapping[int, tuple[Range, ...]]


def verb_group(words: Words, at: int) -> Range:
    """The verbs that start at `at`, with the adverbs among them."""
    start = last = at
    while at < len(words) and words[at].cls in (*VERBS, "adverb"):
        at += 1
        if words[at - 1].cls != "adverb":
            last = at
        if at + 1 < len(words) and words[at].role == "to" and words[at + 1].cls == "verb":
            at += 1
    return (start, last) if any(w.cls in VERBS for w in words[start:last]) else (start, start)


def predicate(words: Words, at: int) -> Range:
    """A verb group with its object or complement, up to the next number; a phrase with a preposition only where no object is."""
    start, end = verb_group(words, at)
    if end == start:
        return (start, start)
    while end < len(words) and words[end].cls == "adverb":
        end += 1
    if end + 1 < len(words) and words[end].cls == "conjunction" and words[end + 1].cls == "verb":
        return (start, end + 2)
    _, after_object = noun_phrase(words, end)
    if after_object > end or end >= len(words) or words[end].cls != "preposition":
        return (start, after_object)
    _, inner = noun_phrase(words, end + 1)
    if inner == end + 1 and inner < len(words) and words[inner].cls == "quantity":
        _, inner = noun_phrase(words, inner + 1)
    return (start, inner if inner > end + 1 else end)


def fuller(words: Words, told: Range) -> Range:
    """A predicate of a single telling word with the phrase that it goes on to ("live in districts along the lake")."""
    start, end = told
    if start == end:
        return told
    while sum(_tells(w) for w in words[start:end]) < ENOUGH_TOLD and end + 1 < len(words):
        if words[end].cls not in ("preposition", "conjunction"):
            break
        after_phrase = _past_phrase(words, end + 1)
        if after_phrase == end + 1:
            break
        end = after_phrase
    return (start, end)


def _tells(word: Word) -> bool:
    return word.cls == "noun" or (word.cls == "verb" and not word.light)


def past_asides(words: Words, at: int) -> int:
    """The index of the verb after what stands between it and its subject: phrases with a preposition, brackets, asides between
    commas, one more subject after "and"; `at` itself where no verb follows."""
    end = at
    for _ in range(4):
        if end >= len(words) or words[end].cls in VERBS:
            break
        word = words[end]
        if (word.cls == "preposition" and word.role != "to") or (
            word.cls == "conjunction" and end + 1 < len(words) and words[end + 1].cls == "quantity"
        ):
            end = _past_phrase(words, end + 1)
        elif word.low in ("(", ","):
            closing = ")" if word.low == "(" else ","
            end = next(
                (k + 1 for k in range(end + 1, min(end + ASIDE, len(words))) if words[k].low == closing), len(words)
            )
        elif word.cls in ("time", "adverb", "rate"):
            end += 1
        else:
            break
    return end if end < len(words) and words[end].cls in VERBS else at


def _past_phrase(words: Words, at: int) -> int:
    while at < len(words) and words[at].cls in ("determiner", "quantity", "adverb", "time", "noun"):
        at += 1
    return at


def before(words: Words, at: int) -> int:
    """The index of the nearest word to the left that is no adverb, date or rate; -1 at the start."""
    at -= 1
    while at >= 0 and words[at].cls in ("adverb", "time", "rate"):
        at -= 1
    return at


def past_sign(words: Words, at: int) -> int:
    """The index behind a bracket of one word, the sign of a unit, before "of" ("184 metric tons (MT) of seed"); else `at`."""
    sign = at + 3 < len(words) and words[at].low == "(" and words[at + 2].low == ")" and words[at + 3].role == "of"
    return at + 3 if sign else at


def past_bracket(words: Words, at: int) -> int:
    """The index behind the bracket that opens at `at`; `at` itself where none does."""
    if at >= len(words) or words[at].low != "(":
        return at
    return next((k + 1 for k in range(at, min(at + ASIDE, len(words))) if words[k].low == ")"), at)


def after(words: Words, at: int) -> int:
    """The index of the nearest word to the right that is no date or rate, nor a bracket with a number ("538 (11%) were")."""
    at += 1
    while at < len(words):
        if words[at].cls in ("time", "rate"):
            at += 1
        elif (
            words[at].low == "("
            and at + 2 < len(words)
            and words[at + 1].cls == "quantity"
            and words[at + 2].low == ")"
        ):
            at += 3
        else:
            break
    return at


def subject_of(words: Words, verb: int) -> Range:
    """The phrase before a verb group that it is told of; empty for a pronoun or none."""
    end = verb
    while end > 0 and words[end - 1].cls in ("adverb", "relative", "time", *VERBS):
        end -= 1
    if end > 1 and words[end - 1].cls == "conjunction":  # a second verb of the same subject
        earlier = verb_before(words, end - 1)
        return subject_of(words, main_verb(words, earlier)[0]) if earlier > 0 else (end, end)
    if end > 0 and words[end - 1].low == ",":
        comma = next((k for k in range(end - 2, max(-1, end - ASIDE), -1) if words[k].low == ","), None)
        end = comma if comma is not None and not any(w.cls in VERBS for w in words[:comma]) else end - 1
    start, end = phrase_before(words, end)
    if sum(w.cls == "noun" for w in words[start:end]) > MOST_SUBJECT:
        _, short = noun_phrase(words, start)
        end = short if short > start else end
    return (start, end) if any(w.cls == "noun" for w in words[start:end]) else (end, end)


def verb_before(words: Words, at: int) -> int:
    """The index of the nearest verb left of `at` within its clause; -1 when there is none."""
    index = at - 1
    while index >= 0:
        word = words[index]
        if word.low == ")":
            index = opening_of(words, index)
        elif word.cls == "aux" or (word.cls == "verb" and not describes(words, index)):
            return index
        elif word.low in (";", ":", "(", "—", "–") or word.cls in ("subordinator", "relative"):
            return -1
        index -= 1
    return -1


def main_verb(words: Words, verb: int) -> Range:
    """The whole verb group that ends with the word at `verb`: "is expected to rise", "is due to rise"."""
    start = verb
    while start > 0:
        if words[start - 1].cls in ("verb", "aux", "adverb") or (
            words[start - 1].role == "to" and start > 1 and words[start - 2].cls in VERBS
        ):
            start -= 1
        elif words[start - 1].role == "to" and start > 2 and words[start - 3].cls == "aux":
            start -= 2
        else:
            break
    return (start, verb + 1)
