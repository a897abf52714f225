"""What a date is the date of: the sum of what rules say about its sentence, its place on the page and the titles over it.

A date told several times plays one part more often than not, so that each telling takes over a share of what speaks for a kind
at the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from factextract.facts.dates.shape import Shaped, labelled, shape_of, shaped
from factextract.model.candidate import Reason
from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.reading import Reading, within
from factextract.model.rule import Rule, RuleSet
from factextract.model.value import Period
from factextract.ruleset.match import allowed, scan
from factextract.sections.cues import heads
from factextract.sections.masthead import masthead_end

NEAR = 90  # characters beyond which a word tells of something else
PER_CHARACTER = 0.003
PER_STEP = 0.7  # of a title's weight for each section outwards
SHARED = 0.47  # of the weight at the strongest other telling of the same date
LABEL = 8  # words: a block at most so long can label the date below it
ROW = 40  # words: a row of a table at most so long is read as one
ENTRY = 20  # words of a timeline's entry

OTHER = "other"
TITLES = ("title", "heading")
OFTEN = 4  # tellings of the year that a document reports on
FAR_MORE = 1.5  # times as often as any other year

Weights = dict[str, float]


@dataclass(slots=True)
class Verdict:
    """What speaks for each kind at one telling of a date; local to `kinds_of`."""

    weights: Weights = field(default_factory=dict)
    reasons: list[tuple[str, Reason]] = field(default_factory=list)

    def add(self, rule: Rule, weight: float) -> None:
        kind = rule.gives["kind"]
        self.weights[kind] = self.weights.get(kind, 0.0) + weight
        self.reasons.append((kind, Reason(rule.means, round(weight, 3), rule.id)))


def kinds_of(periods: Sequence[Period], reading: Reading, rules: RuleSet) -> list[tuple[str, tuple[Reason, ...]]]:
    """(kind, reasons for it) of each date, `other` where nothing speaks."""
    head = masthead_end(reading)
    verdicts = [_verdict(period, head, reading, rules) for period in periods]
    tellings: dict[tuple[str | None, str | None], list[int]] = {}
    for at, period in enumerate(periods):
        tellings.setdefault((period.start, period.end), []).append(at)
    told = _most_told(periods)
    for at in told:
        for rule in rules.of("dates", "often"):
            verdicts[at].add(rule, rule.score)
    found = []
    for at, period in enumerate(periods):
        others = [verdicts[k].weights for k in tellings[period.start, period.end] if k != at]
        kind = _strongest(verdicts[at].weights, others)
        found.append((kind, tuple(reason for of, reason in verdicts[at].reasons if of == kind)))
    return found


def _strongest(own: Mapping[str, float], others: Sequence[Mapping[str, float]]) -> str:
    """`other` is told by no more than the date's own surroundings: it says what a date is not."""
    total = dict(own)
    for kind in sorted({kind for weights in others for kind in weights} - {OTHER}):
        total[kind] = total.get(kind, 0.0) + SHARED * max(weights.get(kind, 0.0) for weights in others)
    return max(sorted(total), key=lambda kind: total[kind], default=OTHER)


def _most_told(periods: Sequence[Period]) -> list[int]:
    """The tellings of the year or fiscal year that the document tells of far more often than of any other."""
    years: dict[tuple[str | None, str | None], list[int]] = {}
    for at, period in enumerate(periods):
        if shape_of(period) in ("year", "fiscal"):
            years.setdefault((period.start, period.end), []).append(at)
    first, *rest = sorted(years.values(), key=len, reverse=True) or [[]]
    return first if len(first) >= max(OFTEN, FAR_MORE * (len(rest[0]) if rest else 0)) else []


def _verdict(period: Period, head: int, reading: Reading, rules: RuleSet) -> Verdict:
    block = reading.document.block_at(period.start_char)
    role = block.role if block else "body"
    kinds = [section.kind for section in reading.sections_at(period.start_char)]
    verdict = Verdict()
    leads = {*rules.lexicon.periods.froms, *rules.lexicon.periods.betweens}

    def view(around: Span) -> Shaped:
        return shaped(around, reading, period, leads)

    for rule in rules.of("dates", "kind"):
        if not rule.patterns and allowed(rule, role, kinds):
            verdict.add(rule, rule.score)
    for strategy, text, share in _texts(period, head, reading, view):
        best: dict[Rule, float] = {}
        for match in scan(rules.of("dates", strategy), text.text):
            if allowed(match.rule, role, kinds):
                mark = text.mark or match.span
                away = max(mark.start - match.span.end, match.span.start - mark.end, 0)
                if away <= NEAR:
                    weight = share * max(match.rule.score - PER_CHARACTER * away, 0.0)
                    best[match.rule] = max(weight, best.get(match.rule, 0.0))
        for rule, weight in best.items():
            verdict.add(rule, weight)
    return verdict


def _texts(
    period: Period, head: int, reading: Reading, view: Callable[[Span], Shaped]
) -> Iterator[tuple[str, Shaped, float]]:
    """(strategy that reads it, text as `view` shows it, share of its weight) of all that may speak about a date."""
    block = reading.document.block_at(period.start_char)
    yield "kind", view(_told_in(period, block, reading)), 1.0
    if block is not None:
        if block.span.start < head:
            yield "masthead", view(block.span), 1.0
        elif block.role == "furniture" or block.page == reading.document.pages[-1].number:
            yield "imprint", view(block.span), 1.0
        for label in _labels(block, reading):
            yield "label", labelled(view(label), period), 1.0
    for label in heads(period.span, reading):
        yield "label", labelled(view(label), period), 1.0
    share = 1.0
    for section in reading.sections_at(period.start_char):
        if section.title is not None and not section.title.overlaps(period.span):
            yield "title", labelled(view(section.title), period), share
            share *= PER_STEP


def _told_in(period: Period, block: Block | None, reading: Reading) -> Span:
    """The sentence of a date; for one in a table its row, for one that heads an entry of a timeline the entry with it."""
    if block is not None and block.cell is not None:
        row = [b.span for b in reading.document.table_of(block) if b.cell is not None and b.cell.row == block.cell.row]
        whole = Span(min(s.start for s in row), max(s.end for s in row))
        if len(whole.of(reading.text).split()) <= ROW:
            return whole
    elif block is not None and _is_entry(block, reading):
        return Span(block.span.start, reading.document.blocks[block.index + 1].span.end)
    return reading.sentence_at(period.start_char)


def _is_entry(block: Block, reading: Reading) -> bool:
    """Whether dates and short texts take turns here, the date first: no title follows a date, and no label stands over the
    first."""
    blocks = reading.document.blocks
    after = blocks[block.index + 1 : block.index + 2]
    if block.partner is not None or not after or not _is_date(block, reading) or _is_date(after[0], reading):
        return False
    turns = [blocks[at] for at in (block.index - 2, block.index + 2) if 0 <= at < len(blocks)]
    if (
        after[0].role in TITLES
        or not _is_short(after[0], reading, ENTRY)
        or not any(_is_date(b, reading) for b in turns)
    ):
        return False
    first = block.index
    while first > 1 and _is_date(blocks[first - 2], reading):
        first -= 2
    over = blocks[first - 1] if first else None
    return over is None or over.role in TITLES or not _is_short(over, reading, LABEL)


def _is_short(block: Block, reading: Reading, words: int) -> bool:
    return len(block.span.of(reading.text).split()) <= words


def _is_date(block: Block, reading: Reading) -> bool:
    dates = within(reading.periods, block.span)
    return len(dates) == 1 and len(block.span) - len(dates[0].span) <= 2


def _labels(block: Block, reading: Reading) -> Iterator[Span]:
    """The caption or figure paired with a block; for a date that stands alone, in no timeline, the short block before it."""
    blocks = reading.document.blocks
    if block.partner is not None:
        yield blocks[block.partner].span
    elif block.cell is None and _is_short(block, reading, LABEL) and block.index > 0 and not _is_entry(block, reading):
        before = blocks[block.index - 1]
        dated = within(reading.periods, before.span) and not _is_date(before, reading)
        if before.page == block.page and not dated and _is_short(before, reading, LABEL):
            yield before.span
