"""Numbers in running text, list items and label lines: the stretch that is read, its words, and the measures found in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from factextract.facts.metrics.clause import Range
from factextract.facts.metrics.sentence import Sentence, measure_at, spans_of
from factextract.facts.metrics.words import Word, words_in
from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.grammar_words import GrammarWords
from factextract.model.reading import Reading, Token
from factextract.model.value import Quantity

FITS = 1.1  # times the width of the next line's first word that a line must leave free to end an entry


def measures_in_prose(reading: Reading, grammar: GrammarWords) -> Mapping[Quantity, tuple[Span, ...]]:
    """The measure of every quantity, as running text gives it. A pure reading of each stretch from left to right."""
    found: dict[Quantity, tuple[Span, ...]] = {}
    for tokens in reading.tokens:
        if not tokens:
            continue
        sentence = Span(tokens[0].span.start, tokens[-1].span.end)
        inside = [q for q in reading.quantities if sentence.overlaps(q.span)]
        for stretch in stretches(sentence, reading):
            mine = [q for q in inside if stretch.start <= q.start_char < stretch.end]
            if mine:
                found |= _measured(stretch, tokens, mine, (reading, grammar))
    return found


def _measured(
    stretch: Span, tokens: Sequence[Token], mine: Sequence[Quantity], read: tuple[Reading, GrammarWords]
) -> dict[Quantity, tuple[Span, ...]]:
    reading, grammar = read
    times = [
        p.span for p in reading.periods if stretch.overlaps(p.span) and not any(q.span.overlaps(p.span) for q in mine)
    ]
    values: list[tuple[Span, Quantity | None]] = sorted(
        [*((q.span, q) for q in mine), *((span, None) for span in times)], key=lambda value: value[0]
    )
    words: list[Word] = words_in([t for t in tokens if stretch.contains(t.span)], values, reading.text, grammar)
    known: dict[int, tuple[Range, ...]] = {}
    for at, word in enumerate(words):
        if word.quantity is not None:
            known[at] = measure_at(at, Sentence(words, grammar, known))
    return {word.quantity: spans_of(known[at], words) for at, word in enumerate(words) if word.quantity is not None}


def stretches(sentence: Span, reading: Reading) -> list[Span]:
    """The sentence cut where a line plainly ends an entry: the next line's first word would still have fitted on it."""
    cuts = []
    block = reading.document.block_at(sentence.start)
    while block is not None and block.span.start < sentence.end:
        cuts += [at for at in entry_ends(block, reading.text) if sentence.start < at < sentence.end]
        block = reading.document.blocks[block.index + 1] if block.index + 1 < len(reading.document.blocks) else None
    edges = [sentence.start, *cuts, sentence.end]
    return [Span(start, end) for start, end in pairwise(edges)]


def entry_ends(block: Block, text: str) -> list[int]:
    """Offsets of the line ends in a block at which an entry ends."""
    if block.box is None or len(block.lines) < 2:
        return []
    ends = [block.span.start + at for at, c in enumerate(block.span.of(text)) if c == "\n"]
    if len(ends) != len(block.lines) - 1:
        return []
    found = []
    for end, line, following in zip(ends, block.lines, block.lines[1:], strict=False):
        first = following.words[0]
        if (
            line.box is None
            or first.box is None
            or text[end + 1].islower()
            or not (text[end - 1].isalnum() or text[end - 1] in "%)")
        ):
            continue
        if block.box.x1 - line.box.x1 > FITS * first.box.width + 2:
            found.append(end)
    return found
