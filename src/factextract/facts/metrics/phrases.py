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
LONGEST_LEAD = 40  # words before a list within which its clause begins
LONGEST_ITEM = 4  # words of a noun in a list
ASIDE = 12  # words at most in brackets or between commas
_ENDS = (".", ";", ":", "(", ")", "—", "–")
_LISTED = ("noun", "conjunction")
_INNER = ("noun", "determiner", "preposition", "quantity", "time", "adverb", "conjunction", "rate")


def noun_phrase(words: Words, at: int, *, deep: int = 1, listed: bool = False) -> Range:
    """The noun phrase that starts at `at`, with `deep` phrases joined to it by "of"; empty where none starts. `listed`: with
    all nouns of a list of three and more ("men, women and children")."""
    start = at
    while at < len(words) and (words[at].cls == "determiner" or (words[at].cls == "adverb" and _leads(words, at))):
        at += 1
    first = at
    if at + 1 < len(words) and words[at].cls == "verb" and words[at].low.endswith("ing"):
        at += 1
    at = _past_nouns(words, at)
    if at == first:
        return (start, start)
    many = _past_list(words, at) if listed else at
    if many > at:
        return (start, many)
    at = _whole_name(words, _with_second(words, at))
    if deep and at + 1 < len(words) and words[at].role == "of":
        _, end = noun_phrase(words, at + 1, deep=deep - 1)
        if end > at + 1:
            at = end
    return (start, at)


def noun_end(words: Words, at: int) -> int:
    """The end of the run of words of class noun at `at`."""
    while at < len(words) and words[at].cls == "noun":
        at += 1
    return at


def _past_nouns(words: Words, at: int) -> int:
    """The end of a run of nouns, which goes on where an adjective at its end is joined to more ("small to medium firms")."""
    first = at
    while True:
        at = noun_end(words, at)
        if at == first or not words[at - 1].adjective or at + 1 >= len(words):
            return at
        if words[at].cls != "conjunction" and words[at].role != "to" and words[at].low != ",":
            return at
        more = at + 1
        while more < len(words) and words[more].cls == "adverb":
            more += 1
        if more + 1 < len(words) and words[more].cls == "verb" and words[more + 1].cls == "noun":
            more += 1
        if more >= len(words) or words[more].cls != "noun" or words[more].text[0].isupper():
            return at
        at = more


def _past_list(words: Words, at: int) -> int:
    """The end of a list of at least three nouns whose first ends before `at`; `at` where there is none. A name ends it: what is
    counted is no row of places."""
    end, items = at, 1
    while end + 1 < len(words) and (words[end].low == "," or words[end].cls == "conjunction"):
        last = words[end].cls == "conjunction" or words[end + 1].cls == "conjunction"
        start = end + 2 if words[end].low == "," and last else end + 1
        while start < len(words) and words[start].cls == "determiner":
            start += 1
        stop = _past_nouns(words, start)
        if stop == start or stop - start > LONGEST_ITEM or words[start].text[0].isupper():
            return at
        end, items = stop, items + 1
        if last:
            return end if items > 2 else at
    return at


def _leads(words: Words, at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].cls == "noun" and words[at].low not in ("not", "n't")


def _with_second(words: Words, at: int) -> int:
    """The end of "nouns and nouns" where the second is bare."""
    if at + 1 < len(words) and words[at].cls == "conjunction" and words[at + 1].cls == "noun":
        end = at + 1
        while end < len(words) and words[end].cls == "noun":
            end += 1
        if end - at <= LONGEST_ITEM:
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
    brackets and the commas of a list are passed over, another mark, a verb of its own or a clause word ends it."""
    at = end
    joined = False
    while at > 0:
        word = words[at - 1]
        if word.low == ")":
            opening = opening_of(words, at - 1)
            if opening < 1:
                break
            at = opening
        elif word.low == "," and joined and _in_list(words, at - 1):
            at -= 1
        elif word.cls == "conjunction" and not _joins_nouns(words, at - 1):
            break
        elif word.cls in _INNER or (word.cls == "verb" and describes(words, at - 1)):
            joined = joined or word.cls == "conjunction"
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
    """Whether a conjunction joins nouns; behind a comma only as the last of a list ("flu, malaria, and measles")."""
    left = at
    if at > 1 and words[at - 1].low == ",":
        earlier = next((k for k in range(at - 2, max(0, at - 2 - LONGEST_ITEM), -1) if words[k].cls != "noun"), at)
        left = at - 1 if words[earlier].low == "," and _in_list(words, earlier) else at
    return (
        left > 0
        and at + 1 < len(words)
        and words[left - 1].cls == "noun"
        and words[at + 1].cls in ("noun", "determiner")
    )


def _in_list(words: Words, comma: int) -> bool:
    """Whether a comma before the last of a list parts its nouns ("deaths from flu, malaria and measles"), not a clause from what
    opens the sentence ("In the north, men and women …")."""
    start = comma
    while (
        start > max(0, comma - LONGEST_LEAD)
        and words[start - 1].low not in _ENDS
        and words[start - 1].cls not in ("subordinator", "relative")
    ):
        start -= 1
    opens = words[start] if start < comma else None
    nouns = 0 < comma < len(words) - 1 and words[comma - 1].cls == "noun" and words[comma + 1].cls in _LISTED
    return nouns and opens is not None and opens.cls not in ("preposition", "subordinator", "adverb", "time", "verb")


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
