"""Which candidates are no facts although they look like one: the numbering of items, what is said twice, what counts nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from factextract.model.candidate import Candidate, Reason
from factextract.model.geometry import Span
from factextract.model.grammar_words import GrammarWords
from factextract.model.reading import Reading
from factextract.model.value import Quantity

REFUSED = 0.1
UNMEASURED = 0.35  # score of a number that nothing says what it counts
HIGHEST_NUMBER = 20  # of items that are numbered
DISTINCT = 1000  # from here on two equal counts on a page are the same whatever they are called
ALIKE = 0.5  # share of common words from which two measures are one
LEAD, NO_CHANCE = 20, 20  # characters before a number that point back, and the least count that they do for


def chosen(candidates: Sequence[Candidate], reading: Reading, grammar: GrammarWords) -> list[Candidate]:
    """The same candidates, those that are no facts with a score that says so and the reason."""
    numbering = _numbering(candidates, reading)
    found: list[Candidate] = []
    for at, candidate in enumerate(candidates):
        if at in numbering:
            found.append(_lowered(candidate, REFUSED, "one of a row of numbered items"))
        elif not candidate.part("measure") and candidate.score > UNMEASURED:
            found.append(_lowered(candidate, UNMEASURED, "nothing says what it counts"))
        else:
            found.append(candidate)
    return _merged(found, reading, grammar)


def _lowered(candidate: Candidate, score: float, why: str) -> Candidate:
    return replace(candidate, score=score, reasons=(*candidate.reasons, Reason(why, score - candidate.score)))


def _numbering(candidates: Sequence[Candidate], reading: Reading) -> set[int]:
    """Figures 1, 2, 3 … that stand alone before the items of a page: they run on from one without a gap."""
    pages: dict[int, dict[int, int]] = {}
    for at, candidate in enumerate(candidates):
        block = reading.document.block_at(candidate.span.start)
        value = candidate.value.value if isinstance(candidate.value, Quantity) else None
        if block is None or block.cell is not None or value is None or value != int(value):
            continue
        item = reading.text[block.span.end : block.span.end + 4].strip()[:1].isupper()
        alone = block.span.of(reading.text).strip(" .)") == candidate.span.of(reading.text)
        if item and alone and 0 < value <= HIGHEST_NUMBER:
            pages.setdefault(block.page, {}).setdefault(int(value), at)
    found: set[int] = set()
    for numbers in pages.values():
        last = next(n for n in range(1, HIGHEST_NUMBER + 2) if n not in numbers) - 1
        if last > 1:
            found |= {numbers[n] for n in range(1, last + 1)}
    return found


def _merged(candidates: Sequence[Candidate], reading: Reading, grammar: GrammarWords) -> list[Candidate]:
    """What is said twice on a page is one fact with two places; the surest telling stays, of equals the first."""
    kept = list(candidates)
    alike: dict[tuple[object, ...], list[int]] = {}
    for at, second in enumerate(candidates):
        value = second.value
        if second.score < UNMEASURED or not isinstance(value, Quantity):
            continue
        page = reading.document.page_of(second.span.start)
        told = alike.setdefault((page, value.kind, value.unit, value.value, value.low, value.high), [])
        if second.score == UNMEASURED:  # nothing beside it says what it counts: what the same amount counted before
            same = next((k for k in told if value.kind == "money" and kept[k].score > UNMEASURED), None)
            if same is not None:
                kept[same] = replace(kept[same], parts=(*kept[same].parts, ("value", second.span)))
            continue
        earlier = next(
            (k for k in told if kept[k].score > UNMEASURED and _same(kept[k], second, reading, grammar)), None
        )
        told.append(at)
        if earlier is not None:
            better, worse = (earlier, at) if kept[earlier].score >= second.score else (at, earlier)
            kept[better] = replace(kept[better], parts=(*kept[better].parts, ("value", kept[worse].span)))
            kept[worse] = _lowered(kept[worse], UNMEASURED, "said on this page already")
    return kept


def _same(first: Candidate, second: Candidate, reading: Reading, grammar: GrammarWords) -> bool:
    """Whether two equal quantities of a page count the same: their measures share most words, the number is one of a kind, or
    an article points back to it ("131 of the 312"). Two cells of tables never do."""
    blocks = [reading.document.block_at(c.span.start) for c in (first, second)]
    if all(block is not None and block.cell is not None for block in blocks):
        return False
    value = second.value.value if isinstance(second.value, Quantity) and second.value.kind == "count" else None
    if value is not None and value >= DISTINCT and value % 100:
        return True
    if value is not None and value >= NO_CHANCE and _points_back(second, reading, grammar):
        return True
    one, two = _words(first.part("measure"), reading), _words(second.part("measure"), reading)
    return bool(one and two) and len(one & two) >= ALIKE * max(len(one), len(two))


def _points_back(candidate: Candidate, reading: Reading, grammar: GrammarWords) -> bool:
    """Whether "of the" leads to a number and no noun follows that it counts."""
    lead = reading.text[: candidate.span.start][-LEAD:].casefold().split()[-2:]
    counts = any(0 <= span.start - candidate.span.end <= 1 for span in candidate.part("measure"))
    return len(lead) == 2 and lead[0] in grammar.of and lead[1] in grammar.definite and not counts


def _words(spans: Iterable[Span], reading: Reading) -> set[str]:
    return {w for span in spans for w in re.findall(r"\w{3,}", span.of(reading.text).casefold())}
