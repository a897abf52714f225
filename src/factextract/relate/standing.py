"""How a number stands: done (actual), aimed at (target), the value before (baseline), or no doing of the program (context).

Cue rules (`find: status`) speak about shaped texts (see shape.py): about the number's sentence, about the heads of its cell,
its caption and measure (`reach: near`), about the title of its section (`reach: title`), or by place alone. Of all that hold
the strongest decides; a cue in the sentence loses with its distance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from factextract.model.candidate import Candidate, Reason, Standing
from factextract.model.geometry import Span
from factextract.model.reading import Reading, Section, touching
from factextract.model.rule import Rule, RuleSet
from factextract.model.value import Period, Quantity
from factextract.relate.shape import DOES, NUMBER, Shape, demands, later, shaped
from factextract.ruleset.match import allowed, scan

DEFAULT: Standing = "actual"
"""What a program document states without more is its own doing."""
PER_CHARACTER = 0.002  # taken off a cue for each character between it and the number
PER_COMMA, PER_STEP = 0.04, 0.01  # taken off for each comma between, for each head or title further out
AHEAD = 0.04  # a cue before the number is likelier its own than one after it
_EDGE = re.compile(r"[;:()–—]|, (?:where|who|which|whose|since|because|as)\b|, including\b(?!\s*$)")


@dataclass(frozen=True, slots=True)
class Times:
    """What the document says of itself: the date it tells its state for, and whether its program still runs then."""

    as_of: str | None
    running: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """A standing, the words that say so (None when place or nothing does), and all that spoke for it, the strongest first."""

    status: Standing
    span: Span | None
    reasons: tuple[Reason, ...]


BEFORE_HELP = Verdict("context", None, (Reason("status context: a story tells of the time before help came"),))


@dataclass(frozen=True, slots=True)
class _Told:
    """A shaped text and where each rule holds in it."""

    shape: Shape
    found: Mapping[Rule, Sequence[Span]]


@dataclass(frozen=True, slots=True)
class _Texts:
    """What may speak of a number: its sentence, heads of its cell with captions and measure, the title of its section."""

    sentence: _Told
    heads: Sequence[_Told]
    titles: Sequence[_Told]


def times_of(dates: Sequence[Candidate]) -> Times:
    """From the document's dates: published, else the end of what it reports on; a program runs unless it ended before that."""
    ends: dict[str, list[str]] = {}
    for date in dates:
        if isinstance(date.value, Period) and date.value.end:
            ends.setdefault(date.traits.get("kind", "other"), []).append(date.value.end)
    as_of = next((max(ends[kind]) for kind in ("publication", "reporting_period") if kind in ends), None)
    program = max(ends.get("program_period", ()), default=None)
    return Times(as_of, program is None or as_of is None or later(program, as_of) or program[:4] == as_of[:4])


def standing(metric: Candidate, reading: Reading, rules: RuleSet, times: Times) -> Verdict:
    """The standing of one metric."""
    block = reading.document.block_at(metric.span.start)
    role = block.role if block else "body"
    sections = list(reading.sections_at(metric.span.start))
    kinds = [_kind(sections, block.page if block else 0, reading)]
    title = next((s.title for s in sections if s.title is not None), None)
    titles = [] if title is None else [shaped(title, reading.text, (None, (), reading.periods), times.as_of)]
    sentence, heads = _shapes(metric, reading, rules, times)
    cues = rules.of("metrics", "status")
    texts = _Texts(_told(cues, sentence), [_told(cues, head) for head in heads], [_told(cues, t) for t in titles])
    seen: list[tuple[float, Standing, Span | None, Rule]] = []
    for rule in cues:
        if allowed(rule, role, kinds) and _applies(rule, metric, times):
            told = max(_seen(rule, texts), key=lambda cue: cue[0], default=None)
            if told is not None:
                seen.append((told[0], _status(rule.gives.get("status")), told[1], rule))
    if not seen:
        return Verdict(DEFAULT, None, (Reason(f"status {DEFAULT}: no words say otherwise"),))
    seen.sort(key=lambda cue: -cue[0])
    _, status, span, _ = seen[0]
    return Verdict(status, span, tuple(_reason(cue, reading) for cue in seen if cue[1] == status))


def _kind(sections: Sequence[Section], page: int, reading: Reading) -> str | None:
    """What the nearest known section is, which speaks for those in it; not of another page, nor one that holds sections of
    other kinds, so that its title is but the first of the page."""
    for at, section in enumerate(sections):
        if section.kind is not None:
            begins = reading.document.page_of(section.span.start)
            mixed = any(s.parent == section.index and s.kind not in (None, section.kind) for s in reading.sections)
            return section.kind if at == 0 or (begins == page and not mixed) else None
    return None


def _reason(cue: tuple[float, Standing, Span | None, Rule], reading: Reading) -> Reason:
    score, status, span, rule = cue
    words = f": {' '.join(span.of(reading.text).split())!r}" if span is not None and len(span) else ""
    return Reason(f"status {status}: {rule.means}{words}", round(score, 2), rule.id)


def _shapes(metric: Candidate, reading: Reading, rules: RuleSet, times: Times) -> tuple[Shape, list[Shape]]:
    span = reading.sentence_at(metric.span.start)
    inside = touching(reading.quantities, span)
    sentence = shaped(span, reading.text, (metric.span, inside, reading.periods), times.as_of)
    if demands(sentence.text, rules.lexicon.grammar):
        moved = tuple((start + len(DOES), original, verbatim) for start, original, verbatim in sentence.pieces)
        sentence = Shape(DOES + sentence.text, ((0, span.start, False), *moved))
    near = dict.fromkeys((*metric.part("near"), *metric.part("measure")))
    values = (None, reading.quantities, reading.periods)
    heads = [shaped(s, reading.text, values, times.as_of) for s in near if not s.overlaps(metric.span)]
    return sentence, heads


def _applies(rule: Rule, metric: Candidate, times: Times) -> bool:
    """Whether a rule's own conditions hold: `only` a kind of quantity, `while` the program is running."""
    kind = rule.gives.get("only")
    if kind is not None and not (isinstance(metric.value, Quantity) and metric.value.kind == kind):
        return False
    return rule.gives.get("while") != "running" or times.running


def _told(rules: tuple[Rule, ...], shape: Shape) -> _Told:
    """A text with what the rules find in it."""
    found: dict[Rule, list[Span]] = {}
    for match in scan(rules, shape.text):
        found.setdefault(match.rule, []).append(match.span)
    return _Told(shape, found)


def _seen(rule: Rule, texts: _Texts) -> Iterator[tuple[float, Span | None]]:
    if not rule.patterns:
        yield rule.score, None
        return
    reach = rule.gives.get("reach")
    if reach in ("near", "title"):
        for order, head in enumerate(texts.heads if reach == "near" else texts.titles):
            for span in head.found.get(rule, ()):
                yield rule.score - PER_STEP * order, head.shape.span(span.start, span.end)
        return
    sentence = texts.sentence.shape
    number = sentence.text.find(NUMBER)
    for span in texts.sentence.found.get(rule, ()):
        start, end = span.start, span.end
        if start <= number < end:
            yield rule.score, sentence.span(start, end)
            continue
        between = sentence.text[end:number] if end <= number else sentence.text[number + len(NUMBER) : start]
        if _EDGE.search(between):
            continue
        away = PER_CHARACTER * len(between) + PER_COMMA * between.count(",")
        yield rule.score + (AHEAD if end <= number else 0.0) - away, sentence.span(start, end)


def _status(word: str | None) -> Standing:
    match word:
        case "target" | "baseline" | "context":
            return word
        case _:
            return DEFAULT
