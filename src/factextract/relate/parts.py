"""Shares and breakdowns: which metric is part of which ("37 % of those trained are women" of the 117).

Cue rules speak (`part`: of whom, including; `dimension`: women, under 30); the whole is the nearest count before: in the sentence,
in the sentence before, or in the figure before a figure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factextract.model.candidate import Candidate
from factextract.model.geometry import Span
from factextract.model.reading import Reading
from factextract.model.rule import RuleSet
from factextract.model.value import Quantity
from factextract.ruleset.match import matches

WHOLE_KINDS = ("count", "money", "measure")
REACH = 60  # characters between a figure and the words that make it a part
FIGURES_BACK = 2  # a share among tiles belongs to one of the figures just before it


def parts_of(
    metrics: Sequence[Candidate], reading: Reading, rules: RuleSet
) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """(part id → whole id, part id → (dimension key, value))."""
    part_of: dict[str, str] = {}
    dimension: dict[str, tuple[str, str]] = {}
    for at, metric in enumerate(metrics):
        quantity = metric.value
        if not isinstance(quantity, Quantity) or quantity.kind not in ("count", "percent", "ratio", "money", "measure"):
            continue
        said = _gives("part", metric, reading, rules)
        split = _gives("dimension", metric, reading, rules)
        if said is None and not (split and quantity.kind in ("percent", "ratio")):
            continue
        whole = _whole(at, metrics, reading)
        if whole is None:
            continue
        part_of[metric.id] = whole.id
        if split:
            dimension[metric.id] = (split["dimension"], split["value"])
    return part_of, dimension


def _gives(strategy: str, metric: Candidate, reading: Reading, rules: RuleSet) -> Mapping[str, str] | None:
    """What the nearest cue of that strategy gives, in the metric's clause or caption."""
    best: tuple[int, Mapping[str, str]] | None = None
    for around in _texts(metric, reading):
        for rule in rules.of("metrics", strategy):
            for match in matches(rule, around.of(reading.text), around.start):
                away = max(metric.span.start - match.span.end, match.span.start - metric.span.end, 0)
                side = rule.gives.get("side", "any")
                before = match.span.end <= metric.span.start
                if away > REACH or (side == "before") > before or (side == "after" and before):
                    continue
                if best is None or away < best[0]:
                    best = away, rule.gives
    return best[1] if best else None


def _texts(metric: Candidate, reading: Reading) -> list[Span]:
    block = reading.document.block_at(metric.span.start)
    if block is not None and block.partner is not None:
        return [block.span, reading.document.blocks[block.partner].span]
    return [reading.sentence_at(metric.span.start)]


def _whole(at: int, metrics: Sequence[Candidate], reading: Reading) -> Candidate | None:
    """The nearest earlier metric that can be divided: same sentence, sentence before in the block, figures before."""
    metric = metrics[at]
    block = reading.document.block_at(metric.span.start)
    sentence = reading.sentence_at(metric.span.start)
    for earlier in reversed(metrics[:at]):
        quantity = earlier.value
        if not isinstance(quantity, Quantity) or quantity.kind not in WHOLE_KINDS:
            continue
        if sentence.contains(earlier.span) or (block is not None and block.span.contains(earlier.span)):
            return earlier
        break
    if block is None or block.partner is None:
        return None
    back = 0
    for earlier in reversed(metrics[:at]):
        other = reading.document.block_at(earlier.span.start)
        if other is None or other.page != block.page or back >= FIGURES_BACK:
            return None
        if other.partner is not None and other.index not in (block.index, block.partner):
            quantity = earlier.value
            if isinstance(quantity, Quantity) and quantity.kind in WHOLE_KINDS:
                return earlier
            back += 1
    return None
