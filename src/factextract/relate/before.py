"""What stories tell of the time before help came: the sentences of a story until the first that speaks of who helped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factextract.model.candidate import Candidate, Story
from factextract.model.geometry import Span
from factextract.model.grammar_words import GrammarWords
from factextract.model.reading import Reading

_WORD = re.compile(r"[^\W\d_]+")
MOST = 5  # sentences that a story tells of the time before


def told_before_help(
    stories: Sequence[Candidate], partners: Sequence[Candidate], reading: Reading, grammar: GrammarWords
) -> tuple[Span, ...]:
    """The sentences of stories that come before any word of a program, a partner, help or the present; none of a story that never
    comes to such a word."""
    named = sorted(span.start for partner in partners for span in (partner.span, *partner.part("name")))
    found: list[Span] = []
    for story in stories:
        if not isinstance(story.value, Story):
            continue
        told = [s for body in story.value.body for s in reading.sentences_in(body)]
        turn = next((at for at, s in enumerate(told) if _helps(s, named, reading, grammar)), 0)
        found += [s for s in told[: min(turn, MOST)] if _is_past(s, reading, grammar)]
    return tuple(found)


def _is_past(sentence: Span, reading: Reading, grammar: GrammarWords) -> bool:
    """Whether a sentence tells of what is over: a verb in the past, and no perfect ("has dived for 31 years")."""
    words = [word.casefold() for word in _WORD.findall(sentence.of(reading.text))]
    past = any(word in grammar.past_forms or word.endswith(grammar.participle_endings) for word in words)
    return (past or not grammar.was.isdisjoint(words)) and grammar.perfect.isdisjoint(words)


def _helps(sentence: Span, named: Sequence[int], reading: Reading, grammar: GrammarWords) -> bool:
    words = {word.casefold() for word in _WORD.findall(sentence.of(reading.text))}
    return not words.isdisjoint(grammar.helping) or any(sentence.start <= at < sentence.end for at in named)
