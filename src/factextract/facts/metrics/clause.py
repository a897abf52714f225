"""Phrases in a stretch of words: where a noun phrase ends, what a verb group is, which words are the subject of a verb.

All functions take the words and an index and give half-open index ranges; an empty range says that there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from factextract.facts.metrics.words import Word
from factextract.model.grammar_words import GrammarWords

Range = tuple[int, int]
Words = Sequence[Word]

VERBS = ("verb", "aux")
MOST_SUBJECT = 7  # nouns of a subject beyond which only its first phrase is told
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


def phrase_before(words: Words, end: int) -> Range:
    """The noun phrase that ends before `end`, back over the phrases it is made of ("cost of keeping one more girl in school");
    brackets are passed over, a mark, a verb of its own or a clause word ends it."""
    at = end
    while at > 0:
        word = words[at - 1]
        if word.low == ")":
            opening = _opening(words, at - 1)
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


def _opening(words: Words, closing: int) -> int:
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
            index = _opening(words, index)
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


def general(words: Words, phrase: Range, grammar: GrammarWords) -> bool:
    """Whether a phrase's nouns are too general to stand alone as what is counted."""
    nouns = [w for w in words[phrase[0] : phrase[1]] if w.cls == "noun"]
    return len(nouns) == 1 and nouns[0].low in grammar.general_nouns
