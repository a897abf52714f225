"""Numbers in running text, list items and label lines: the stretch that is read, its words, and the measures found in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from factextract.facts.metrics.clause import Sentence
from factextract.facts.metrics.phrases import Range
from factextract.facts.metrics.sentence import lender, measure_at
from factextract.facts.metrics.words import Word, words_in
from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.grammar_words import GrammarWords
from factextract.model.reading import Reading, Token, touching
from factextract.model.value import Quantity

FITS = 1.1  # times the width of the next line's first word that a line must leave free to end an entry
MOST_WORDS = 10  # content words of a measure; what goes beyond is left out from the end
_LABEL_LINE = re.compile(r"[^\w]{0,3}[A-Z][^:\n.]{1,60}: ")
_IDLE_ENDS = ("mark", "preposition", "determiner", "conjunction", "relative", "adverb", "aux", "pronoun")


@dataclass(frozen=True, slots=True)
class Told:
    """What running text tells of a number: the words that say what it counts, and the number whose unit it leaves out.
    `thin`: the words are but the verb of a change ("This has grown by 25%")."""

    measure: tuple[Span, ...] = ()
    lender: Quantity | None = None
    thin: bool = False


def measures_in_prose(reading: Reading, grammar: GrammarWords) -> Mapping[Quantity, Told]:
    """What the text tells of every quantity: each stretch is read from left to right."""
    found: dict[Quantity, Told] = {}
    before: dict[Quantity, Told] = {}
    for tokens in reading.tokens:
        if not tokens:
            continue
        sentence = Span(tokens[0].span.start, tokens[-1].span.end)
        # Quantities are sorted and apart, so both of their ends are.
        first = bisect_right(reading.quantities, sentence.start, key=lambda q: q.end_char)
        last = bisect_left(reading.quantities, sentence.end, key=lambda q: q.start_char)
        inside = reading.quantities[first:last]
        start = sentence.start
        for stretch in stretches(sentence, reading):
            mine = [q for q in inside if stretch.start <= q.start_char < stretch.end]
            measures = _measured(stretch, tokens, mine, (reading, grammar))
            if any(not told.measure for told in measures.values()) and start < stretch.start:
                wider = _measured(Span(start, stretch.end), tokens, mine, (reading, grammar))
                measures = {q: told if told.measure else wider.get(q, told) for q, told in measures.items()}
            measures = {q: _with_before(q, told, (before, measures), reading) for q, told in measures.items()}
            found |= measures
            before = measures or before
            start = stretch.start
    return found


def _with_before(
    quantity: Quantity, told: Told, known: tuple[Mapping[Quantity, Told], Mapping[Quantity, Told]], reading: Reading
) -> Told:
    """What is told of a number whose subject is a pronoun, with what the sentence before (`known[0]`) or its own (`known[1]`)
    counts: in the same unit ("Among women it was 32%"), or whatever changed ("This has grown by 25%")."""
    if told.measure and not told.thin:
        return told
    before, beside = known
    block = reading.document.block_at(quantity.start_char)
    own = [] if told.measure else [o for o in beside.items() if o[0].end_char <= quantity.start_char and o[1].measure]
    for other, earlier in (*reversed(own), *before.items()):
        same = (other.kind, other.unit) == (quantity.kind, quantity.unit)
        if block is not None and block.span.contains(other.span) and (same or told.thin):
            return Told((*earlier.measure, *told.measure))
    return told


def _measured(
    stretch: Span, tokens: Sequence[Token], mine: Sequence[Quantity], read: tuple[Reading, GrammarWords]
) -> dict[Quantity, Told]:
    reading, grammar = read
    if not mine:
        return {}
    times = [p.span for p in touching(reading.periods, stretch) if not any(q.span.overlaps(p.span) for q in mine)]
    values: list[tuple[Span, Quantity | None]] = sorted(
        [*((q.span, q) for q in mine), *((span, None) for span in times)], key=lambda value: value[0]
    )
    words = words_in([t for t in tokens if stretch.contains(t.span)], values, reading.text, grammar)
    known: dict[int, tuple[Range, ...]] = {}
    found: dict[Quantity, Told] = {}
    for at, word in enumerate(words):
        if word.quantity is not None:
            sentence = Sentence(words, grammar, known)
            told = measure_at(at, sentence)
            known[at] = _limited(told, words) or _limited(told, words, brackets=True)
            lent = lender(at, sentence)
            plain = bool(known[at]) and not any(words[k].cls == "noun" for r in known[at] for k in range(*r))
            thin = plain and word.quantity.change is not None
            found[word.quantity] = Told(_spans(known[at], words), None if lent is None else words[lent].quantity, thin)
    return found


def stretches(sentence: Span, reading: Reading) -> list[Span]:
    """The sentence cut where a line plainly ends an entry: the next line's first word would still have fitted on it."""
    cuts = []
    block = reading.document.block_at(sentence.start)
    while block is not None and block.span.start < sentence.end:
        cuts += [at for at in entry_ends(block, reading.text) if sentence.start < at < sentence.end]
        block = reading.document.blocks[block.index + 1] if block.index + 1 < len(reading.document.blocks) else None
    return [Span(start, end) for start, end in pairwise([sentence.start, *cuts, sentence.end])]


def entry_ends(block: Block, text: str) -> list[int]:
    """Offsets of the line ends at which an entry ends: the line was left short, or both lines are labels with values."""
    if block.box is None or len(block.lines) < 2:
        return []
    ends = [block.span.start + at for at, c in enumerate(block.span.of(text)) if c == "\n"]
    if len(ends) != len(block.lines) - 1:
        return []
    starts = [block.span.start, *(end + 1 for end in ends)]
    found = []
    for at, end in enumerate(ends):
        line, first = block.lines[at], block.lines[at + 1].words[0]
        if (
            line.box is None
            or first.box is None
            or text[end + 1].islower()
            or not (text[end - 1].isalnum() or text[end - 1] in "%)")
        ):
            continue
        short = block.box.x1 - line.box.x1 > FITS * first.box.width + 2
        labels = _LABEL_LINE.match(text, starts[at]) and _LABEL_LINE.match(text, end + 1)
        if short or labels:
            found.append(end)
    return found


def _limited(found: Sequence[Range], words: Sequence[Word], *, brackets: bool = False) -> tuple[Range, ...]:
    """The ranges in their order, without numbers, dates, helping verbs, small words at their edges and, but with `brackets`, what
    stands in brackets, up to MOST_WORDS."""
    kept: list[Range] = []
    used: set[int] = set()
    content = 0
    for start, end in found:
        aside = set() if brackets else _bracketed(start, end, words)
        inside = [
            k
            for k in range(start, end)
            if words[k].cls not in ("quantity", "time", "aux") and k not in used and k not in aside
        ]
        used.update(inside)
        for run in _runs(inside):
            while run and words[run[0]].cls in ("mark", "determiner"):
                run.pop(0)
            for at, index in enumerate(run):
                content += words[index].cls in ("noun", "verb")
                if content > MOST_WORDS:
                    del run[at:]
                    break
            while run and words[run[-1]].cls in _IDLE_ENDS:
                run.pop()
            if run:
                kept.append((run[0], run[-1] + 1))
    return tuple(kept)


def _bracketed(start: int, end: int, words: Sequence[Word]) -> set[int]:
    """The words of a range that stand in brackets, those of a bracket without its partner included."""
    found: set[int] = set()
    opened = -1
    for at in range(start, end):
        if words[at].low == "(" and opened < 0:
            opened = at
        elif words[at].low == ")":
            found |= set(range(opened if opened >= 0 else at, at + 1))
            opened = -1
    return found if opened < 0 else found | set(range(opened, end))


def _runs(indices: Sequence[int]) -> Iterator[list[int]]:
    """Runs of consecutive numbers."""
    run: list[int] = []
    for index in indices:
        if run and index != run[-1] + 1:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _spans(ranges: Sequence[Range], words: Sequence[Word]) -> tuple[Span, ...]:
    return tuple(Span(words[start].span.start, words[end - 1].span.end) for start, end in ranges)
