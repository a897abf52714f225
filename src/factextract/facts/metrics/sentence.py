"""What a number in running text counts: the words after it, or the subject and verb before it.

Where a noun phrase follows, that is counted, with the words that make it the thing it is ("people reached", "firms signed
agreements"). Otherwise the number belongs to what stands before: "a loan of", "Unemployment stood at", "(", "Label:".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factextract.facts.metrics import clause
from factextract.facts.metrics.clause import Range, Words
from factextract.facts.metrics.words import Word
from factextract.model.geometry import Span
from factextract.model.grammar_words import GrammarWords
from factextract.model.value import Quantity

SHARES = ("percent", "ratio", "multiple")
MOST_WORDS = 9  # of a measure; content beyond it is left out from the end
BREAKS = (";", "—", "–", "|", "•")
_IDLE_ENDS = ("mark", "preposition", "determiner", "conjunction", "relative", "adverb")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one stretch of text, the language's small words, and the measures found so far in it, by position."""

    words: Words
    grammar: GrammarWords
    known: Mapping[int, tuple[Range, ...]]


def measure_at(at: int, sentence: Sentence) -> tuple[Range, ...]:
    """Ranges of words that say what the quantity at index `at` counts, in the order of the text; empty when nothing does."""
    words = sentence.words
    quantity = words[at].quantity
    if quantity is None:
        return ()
    found = _compared(at, sentence) or _counted_after(at, quantity, sentence) or _told_before(at, quantity, sentence)
    if not found:
        found = _leftover(at, sentence)
    return _limited([r for r in found if r[1] > r[0]], words)


def _counted_after(at: int, quantity: Quantity, sentence: Sentence) -> list[Range]:
    """The noun phrase that a number counts and, where the sentence goes on to say what of it, that."""
    words, grammar = sentence.words, sentence.grammar
    right = clause.after(words, at)
    if right >= len(words):
        return []
    of = words[right].low in clause.OF
    if of and right + 1 < len(words) and (words[right + 1].low in grammar.whole_pronouns):
        return _of_the_whole(at, right + 2, sentence)
    if of and right + 1 < len(words) and words[right + 1].cls in ("quantity", "determiner"):
        inner = next((k for k in range(right + 1, min(right + 5, len(words))) if words[k].cls == "quantity"), None)
        if inner is not None and all(w.cls in ("determiner", "noun", "quantity") for w in words[right + 1 : inner + 1]):
            phrase = clause.noun_phrase(words, clause.after(words, inner), deep=0)
            return [phrase, clause.predicate(words, phrase[1])]
    start = right + 1 if of else right
    if words[right].low in grammar.comparatives and quantity.kind in SHARES:
        return [*_subject_and_verb(at, sentence), (right, right + 1)]
    phrase = clause.noun_phrase(words, start)
    if phrase[1] == phrase[0]:
        return []
    if quantity.kind == "money" and not of and words[start].cls == "determiner":
        return []
    if quantity.kind in ("money", "duration") and not of and words[start].low in grammar.comparatives:
        return []
    left = clause.before(words, at)
    if left >= 0 and words[left].low in clause.OF and left > 0 and words[left - 1].cls == "quantity":
        return [phrase]  # the whole of "19 of 23 sites"
    more = clause.predicate(words, phrase[1])
    relative = _relative(words, phrase[1]) if clause.general(words, phrase, grammar) else (phrase[1], phrase[1])
    if more[1] > more[0]:
        if quantity.kind in ("count", *SHARES) or of:
            return [phrase, more]
        return [phrase]
    if relative[1] > relative[0]:
        return [phrase, relative]
    if of and (quantity.kind in SHARES or quantity.kind in ("measure", "money")):
        told = _subject_and_verb(at, sentence, whole=quantity.kind in SHARES)
        return [*told, phrase]
    verb = left if left >= 0 and words[left].cls == "verb" and not words[left].light else -1
    return [(verb, verb + 1), phrase] if verb >= 0 else [phrase]


def _relative(words: Words, at: int) -> Range:
    """What narrows a general noun: "with disabilities", "who dropped out", "aged 15 to 24"."""
    if at >= len(words):
        return (at, at)
    if words[at].cls == "relative":
        _, end = clause.predicate(words, at + 1)
        return (at, end if end > at + 1 else at)
    if words[at].cls == "preposition" and words[at].low in ("with", "without", "in", "on", "from", "living", "under"):
        _, end = clause.noun_phrase(words, at + 1)
        return (at, end if end > at + 1 else at)
    return (at, at)


def _of_the_whole(at: int, start: int, sentence: Sentence) -> list[Range]:
    """ "… of them are outside camps", "of whom 1,204 girls", "of those who finished": what is told of the part."""
    words = sentence.words
    if start < len(words) and words[start].cls == "relative":
        return [(start, clause.predicate(words, start + 1)[1])]
    told = clause.predicate(words, start)
    if told[1] > told[0]:
        return [told]
    phrase = clause.noun_phrase(words, start)
    if phrase[1] > phrase[0]:
        return [phrase]
    end = start
    while end < len(words) and words[end].cls not in ("mark", "quantity"):
        end += 1
    return [(start, end)] if end > start else _told_before(at, None, sentence)


def _told_before(at: int, quantity: Quantity | None, sentence: Sentence) -> list[Range]:
    """What stands before a number that nothing countable follows."""
    words = sentence.words
    left = clause.before(words, at)
    if left < 0:
        return []
    word = words[left]
    if word.low in ("(", "["):
        return _before_bracket(left, sentence)
    if word.low == ":":
        return _label(left, at, sentence)
    if word.low == "," or word.cls == "conjunction":
        return _after_comma(at, left, sentence)
    if word.cls == "preposition" or word.low == "to":
        return _after_preposition(at, left, quantity, sentence)
    if word.cls in ("verb", "aux"):
        return _subject_and_verb(at, sentence)
    if word.cls in ("noun", "determiner"):
        if word.cls == "determiner":
            left = clause.before(words, left)
        phrase = clause.head_phrase(words, left + 1)
        return [phrase] if phrase[1] > phrase[0] else []
    if word.low in BREAKS:
        return [clause.head_phrase(words, left)] if not _follows(words, at) else []
    return []


def _follows(words: Words, at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].cls not in ("mark", "time")


def _before_bracket(bracket: int, sentence: Sentence) -> list[Range]:
    """A number in brackets tells of what stands before them; after another number, of the same as that."""
    words = sentence.words
    left = bracket - 1
    if left >= 0 and words[left].cls == "quantity":
        return list(sentence.known.get(left, ())) or _leftover(bracket, sentence)
    phrase = clause.phrase_before(words, bracket)
    quantities = [k for k in range(*phrase) if words[k].cls == "quantity"]
    if quantities:
        return list(sentence.known.get(quantities[-1], ())) or [(quantities[-1] + 1, bracket)]
    if sum(w.cls == "noun" for w in words[phrase[0] : phrase[1]]) <= clause.MOST_SUBJECT:
        return [phrase]
    return [clause.head_phrase(words, bracket)]


def _label(colon: int, at: int, sentence: Sentence) -> list[Range]:
    """ "Label: number", perhaps with what became of it after ("40 promised")."""
    words = sentence.words
    start = colon
    while start > 0 and words[start - 1].low not in (*BREAKS, ":", "."):
        start -= 1
    end = at + 1
    while end < len(words) and words[end].cls in ("verb", "adverb") and end - at <= 2:
        end += 1
    label = [(k, k + 1) for k in range(start, colon) if words[k].cls not in ("quantity", "time")]
    return [*label, (at + 1, end)] if end > at + 1 and words[end - 1].cls == "verb" else label


def _after_comma(at: int, left: int, sentence: Sentence) -> list[Range]:
    """A number after a comma or "and": one more of a list, or an aside to the phrase before."""
    words = sentence.words
    right = clause.after(words, at)
    verb = right < len(words) and words[right].cls in ("verb", "aux")
    if verb:
        told = clause.predicate(words, right)
        return [told]
    earlier = next((k for k in range(left - 1, -1, -1) if words[k].cls == "quantity" and sentence.known.get(k)), None)
    if right < len(words) and words[right].cls == "preposition" and earlier is not None:
        phrase = clause.noun_phrase(words, right + 1)
        if phrase[1] > phrase[0]:
            return [(right, phrase[1])]
    if left > 0 and words[left - 1].cls == "noun":
        phrase = clause.phrase_before(words, left)
        inner = [k for k in range(*phrase) if words[k].cls == "quantity"]
        if not inner:
            return [phrase if phrase[1] - phrase[0] <= clause.MOST_SUBJECT else clause.head_phrase(words, left)]
    if earlier is not None:
        return list(sentence.known[earlier])
    return [clause.head_phrase(words, left)]


def _after_preposition(at: int, left: int, quantity: Quantity | None, sentence: Sentence) -> list[Range]:
    words = sentence.words
    word = words[left]
    prior = clause.before(words, left)
    if word.low in ("to", "and") and prior >= 0 and words[prior].cls == "quantity":
        known = sentence.known.get(prior)
        if known:
            return list(known)
    if word.low in (*clause.OF, "worth") and prior >= 0 and words[prior].cls == "noun":
        phrase = clause.head_phrase(words, prior + 1)
        return [phrase]
    if prior >= 0 and words[prior].low in (",", ")"):
        prior -= 1
        if word.low in clause.OF and words[prior].cls == "noun":
            return [clause.head_phrase(words, prior + 1)]
    told = _subject_and_verb(left, sentence)
    if told:
        return told
    if prior >= 0 and words[prior].cls in ("noun", "quantity"):
        phrase = clause.phrase_before(words, prior + 1)
        return [phrase]
    return _leftover(at, sentence)


def _subject_and_verb(at: int, sentence: Sentence, *, whole: bool = True) -> list[Range]:
    """The clause that leads up to `at`: subject, verb when it says more than "is", and the words between verb and number."""
    words = sentence.words
    verb = clause.verb_before(words, at)
    if verb < 0:
        return []
    group = clause.main_verb(words, verb)
    subject = clause.subject_of(words, group[0])
    if not whole and subject[1] - subject[0] > 3:
        subject = (subject[0], subject[0])
    between = (verb + 1, at)
    while between[1] > between[0] and words[between[1] - 1].cls in (
        "preposition",
        "determiner",
        "adverb",
        "mark",
        "conjunction",
        "time",
    ):
        between = (between[0], between[1] - 1)
    content = [w for w in words[between[0] : between[1]] if w.cls == "noun"]
    weak = words[verb].cls == "aux" or words[verb].light
    empty = subject[1] == subject[0]
    verbs = (verb, verb + 1)
    if content:
        if len(content) > 5:
            between = clause.noun_phrase(words, between[0], deep=2)
        return (
            [between]
            if (weak and empty) or len(content) > 3
            else [subject, verbs if not weak else (verb, verb), between]
        )
    if weak and not empty:
        return [subject]
    return [subject, verbs]


def _compared(at: int, sentence: Sentence) -> list[Range]:
    """A number that another is held against counts the same ("87 per cent, up from 61"); "a target of" adds its own word."""
    words, grammar = sentence.words, sentence.grammar
    left = clause.before(words, at)
    if left < 0:
        return []
    lead = " ".join(w.low for w in words[max(0, left - 4) : left + 1])
    target = left > 0 and words[left].low in clause.OF and words[left - 1].cls == "noun"
    stripped = " ".join(w.low for w in words[max(0, left - 5) : left - 1 if target else left + 1])
    if target:
        stripped = stripped.removesuffix(" a").removesuffix(" an").removesuffix(" the")
    said = stripped if target else lead
    cue = next((c for c in grammar.comparing if f" {said}".endswith(f" {c}")), None)
    if cue is None or cue == "from":
        return []
    quantity = words[at].quantity
    earlier = _comparable(at, quantity, sentence)
    if earlier is None:
        return []
    own = clause.noun_phrase(words, clause.after(words, at))
    if own[1] > own[0] and quantity is not None and quantity.kind == "count":
        return []
    known = list(sentence.known[earlier])
    return [*known, (left - 1, left)] if target else known


def _comparable(at: int, quantity: Quantity | None, sentence: Sentence) -> int | None:
    """The nearest number before of the same kind and unit whose measure is known."""
    for index in range(at - 1, -1, -1):
        other = sentence.words[index].quantity
        if other is None or quantity is None or not sentence.known.get(index):
            continue
        if (other.kind, other.unit) == (quantity.kind, quantity.unit):
            return index
    return None


def _leftover(at: int, sentence: Sentence) -> list[Range]:
    """The words after a number up to the next mark or number, else those before it."""
    words = sentence.words
    end = at + 1
    while end < len(words) and words[end].cls not in ("mark", "quantity"):
        end += 1
    if any(w.cls in ("noun", "verb") for w in words[at + 1 : end]):
        return [(at + 1, end)]
    start = at
    while start > 0 and words[start - 1].cls not in ("mark", "quantity"):
        start -= 1
    return [(start, at)] if any(w.cls in ("noun", "verb") for w in words[start:at]) else []


def _limited(found: Sequence[Range], words: Words) -> tuple[Range, ...]:
    """The ranges in text order without numbers, dates and small words at their edges, up to MOST_WORDS of content."""
    inside = sorted({k for start, end in found for k in range(start, end) if words[k].cls not in ("quantity", "time")})
    kept: list[Range] = []
    content = 0
    for run in _runs(inside):
        while run and words[run[0]].cls in ("mark", "determiner"):
            run.pop(0)
        while run and words[run[-1]].cls in _IDLE_ENDS:
            run.pop()
        for at, index in enumerate(run):
            content += words[index].cls in ("noun", "verb")
            if content > MOST_WORDS:
                del run[at:]
                break
        if run:
            kept.append((run[0], run[-1] + 1))
    return tuple(kept)


def _runs(indices: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for index in indices:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def spans_of(ranges: Sequence[Range], words: Sequence[Word]) -> tuple[Span, ...]:
    """The text of the ranges; those that touch become one span."""
    spans: list[Span] = []
    last = -1
    for start, end in ranges:
        if start == last and spans:
            spans[-1] = Span(spans[-1].start, words[end - 1].span.end)
        else:
            spans.append(Span(words[start].span.start, words[end - 1].span.end))
        last = end
    return tuple(spans)
