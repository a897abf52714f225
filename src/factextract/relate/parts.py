"""Shares and breakdowns in words: which metric is part of which ("37 % of those trained are women" of the 117).

In the order of trust: the whole stands in the phrase ("19 of 23 sites"), a pronoun points to it ("of whom", "of these"), a cue
rule joins the part to it (`find: part`), the phrase after "of" names what another number counts, a caption divides its figure, a
share without a noun of its own goes on with the number before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factextract.model.candidate import Candidate, Reason
from factextract.model.geometry import Span
from factextract.model.grammar_words import GrammarWords
from factextract.model.reading import Reading
from factextract.model.rule import Rule, RuleSet
from factextract.model.value import Quantity
from factextract.relate.antecedent import antecedent, goes_on, pointed_at, without_noun
from factextract.relate.rows import whole_in_row
from factextract.relate.scene import SHARES, Scene, divisible, fits, shown
from factextract.ruleset.match import matches

PART_KINDS = ("count", "percent", "ratio", "money", "measure", "duration")
REACH = 40  # characters between a share and the words that say of whom
JOINED = 15  # characters between a number and the words that join it to its whole ("including about 212")
FIGURES_BACK = 8  # metrics back among which a share's whole is looked for by name
ABOVE = 500  # characters above a chart or table in which its head may tell what its shares are shares of
HEAD = 3  # words of an amount's measure that say what it is
LEADING = 24  # characters before a whole that call the numbers below its shares
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Parts:
    """Part id → whole id, part id → (dimension key, value), and why."""

    part_of: dict[str, str]
    dimension: dict[str, tuple[str, str]]
    reasons: dict[str, tuple[Reason, ...]]


def parts_of(metrics: Sequence[Candidate], reading: Reading, rules: RuleSet) -> Parts:
    """The parts that the words show."""
    found = Parts({}, {}, {})
    places = sorted(((place, m) for m in metrics for place in m.part("value") or (m.span,)), key=lambda told: told[0])
    scene = Scene(metrics, places, {m.id: m for m in metrics}, reading, rules)
    for at, metric in enumerate(metrics):
        if not isinstance(metric.value, Quantity) or metric.value.kind not in PART_KINDS:
            continue
        split = _cue("dimension", metric, reading, rules)
        whole = _whole(at, scene, found.part_of, split is not None)
        if whole is None:
            continue
        other, reason = whole
        found.part_of[metric.id] = other.id
        found.reasons[metric.id] = (reason,)
        if split is not None:
            by = split.gives["dimension"]
            found.dimension[metric.id] = (by, split.gives["value"])
            found.reasons[metric.id] = (reason, Reason(f"a part by {by}: {split.means}", rule=split.id))
    return found


def _whole(at: int, scene: Scene, known: Mapping[str, str], split: bool) -> tuple[Candidate, Reason] | None:
    metric, reading = scene.metrics[at], scene.reading
    direct = _in_phrase(at, scene.metrics, reading, scene.grammar)
    if direct is not None:
        return direct, Reason(f"part of {shown(direct, reading)}, which its phrase names")
    if pointed_at(at, scene):
        whole = antecedent(metric, scene, known)
        return (whole, Reason(f"part of {shown(whole, reading)}, which a pronoun points to")) if whole else None
    rule = _cue("part", metric, reading, scene.rules)
    if rule is not None:
        whole = antecedent(metric, scene, known)
        return (whole, Reason(f"part of {shown(whole, reading)}: {rule.means}", rule=rule.id)) if whole else None
    named = _named(at, scene.metrics, reading, scene.grammar)
    if named is not None:
        return named, Reason(f"part of {shown(named, reading)}, whose measure its phrase repeats")
    figure = _captioned(metric, scene)
    if figure is not None:
        return figure, Reason(f"part of {shown(figure, reading)}, whose caption divides it")
    headed = _headed(metric, scene)
    if headed is not None:
        return headed, Reason(f"part of {shown(headed, reading)}, of which the head says these are shares")
    planned = whole_in_row(at, scene.metrics, reading, scene.grammar)
    if planned is not None:
        return planned, Reason(f"part of {shown(planned, reading)}, of which its column tells how much is done")
    gone_on = without_noun(metric, scene, known)
    if gone_on is not None:
        return gone_on, Reason(f"part of {shown(gone_on, reading)}: the share names nothing else")
    if split and isinstance(metric.value, Quantity) and metric.value.kind in SHARES and _aside(metric, reading):
        whole = antecedent(metric, scene, known)
        return (whole, Reason(f"part of {shown(whole, reading)}, beside which it stands")) if whole else None
    return None


def _in_phrase(at: int, metrics: Sequence[Candidate], reading: Reading, grammar: GrammarWords) -> Candidate | None:
    """The number right after "of" and a few small words: "19 of 23", "60 percent of their 5,200 members"."""
    metric = metrics[at]
    if at + 1 >= len(metrics):
        return None
    other = metrics[at + 1]
    between = reading.text[metric.span.end : other.span.start]
    words = between.casefold().split()
    if reading.document.block_at(metric.span.start) != reading.document.block_at(other.span.start):
        return None
    if not words or words[0] not in grammar.of or any(c in between for c in ".,;:()\t"):
        return None
    small = [w for w in words[1:] if w not in grammar.determiners]
    told = any(
        w in grammar.whole_pronouns - grammar.determiners or w in grammar.verbs or w in grammar.auxiliaries
        for w in small
    )
    return other if len(small) <= 3 and not told and divisible(other) and fits(metric, other) else None


def _named(at: int, metrics: Sequence[Candidate], reading: Reading, grammar: GrammarWords) -> Candidate | None:
    """The number before whose measure holds the words after "of" ("53% of people reached", "68% of loan")."""
    metric = metrics[at]
    if not isinstance(metric.value, Quantity) or metric.value.kind not in SHARES:
        return None
    block = reading.document.block_at(metric.span.start)
    if block is None:
        return None
    texts = [reading.text[metric.span.end : reading.sentence_at(metric.span.start).end]]
    if block.partner is not None:
        texts.append(reading.document.blocks[block.partner].span.of(reading.text))
    phrase = next((p for t in texts if (p := _of_phrase(t, grammar))), ())
    known = any(_points_back(t, grammar) for t in texts)
    if not phrase:
        return None
    page = reading.document.page_of(metric.span.start)
    for other in reversed(metrics[max(0, at - FIGURES_BACK) : at]):
        if (
            not isinstance(other.value, Quantity)
            or not divisible(other)
            or not fits(metric, other)
            or reading.document.page_of(other.span.start) != page
        ):
            continue
        measure = [_stem(w) for s in other.part("measure") for w in _WORD.findall(s.of(reading.text).casefold())]
        edge = len(phrase) > 1 or (bool(measure) and phrase[0] in (measure[0], measure[-1]))
        if other.value.per is not None or (other.value.kind == "money" and phrase[0] not in measure[:HEAD]):
            continue  # a rate has no share, and money is divided by what it is, not by whom it is for
        enough = 1 if known and other.value.kind == "count" else min(2, len(phrase))
        if edge and phrase[0] in measure and len(set(measure) & set(phrase)) >= enough:
            return other
    return None


def _points_back(text: str, grammar: GrammarWords) -> bool:
    """Whether a text begins with "of the" and a noun in the plural, which means those told of before ("of the strains")."""
    words = text.casefold().split()[:3]
    return len(words) == 3 and words[0] in grammar.of and words[1] in grammar.definite and words[2].endswith("s")


def _captioned(metric: Candidate, scene: Scene) -> Candidate | None:
    """The figure that a share or a smaller count in its caption divides: "41 | centres supported, 29 in Tanzania"."""
    reading, grammar = scene.reading, scene.grammar
    block = reading.document.block_at(metric.span.start)
    if block is None or block.role != "caption" or block.partner is None or not isinstance(metric.value, Quantity):
        return None
    before = reading.text[block.span.start : metric.span.start].rstrip(" ")
    after = reading.text[metric.span.end : block.span.end].casefold().split()
    if not before or metric.value.change is not None or _is_held_against(before, after, grammar):
        return None
    if not (before.endswith((":", "\n", "(")) or goes_on(before, grammar)) or (
        metric.value.kind not in SHARES and not after
    ):
        return None
    figure = reading.document.blocks[block.partner].span
    return next((m for place, m in scene.places if figure.contains(place) and divisible(m) and fits(metric, m)), None)


def _is_held_against(before: str, after: Sequence[str], grammar: GrammarWords) -> bool:
    """Whether a number is only compared with another: "up from 12", "4 more than"."""
    said = f" {' '.join(before.casefold().split())}"
    return any(said.endswith(f" {cue}") for cue in grammar.comparing) or bool(
        after and after[0].strip(".,;") in grammar.comparatives
    )


def _headed(metric: Candidate, scene: Scene) -> Candidate | None:
    """The number that a head or the text right above a chart or table calls the whole: "Share of US$ 1.2 billion"."""
    value, reading = metric.value, scene.reading
    if not isinstance(value, Quantity) or value.kind != "percent":
        return None
    section = reading.section_at(metric.span.start)
    start = max(section.span.start if section else 0, metric.span.start - ABOVE)
    spans = (*metric.part("near"), *metric.part("measure"), Span(start, metric.span.start))
    for place, other in reversed(scene.before(metric.span.start)):
        lead = reading.text[max(0, place.start - LEADING) : place.start]
        if divisible(other) and any(s.contains(place) for s in spans) and _calls_shares(lead, scene.grammar):
            own = reading.text[metric.span.end : metric.span.end + LEADING].casefold().split()[:1]
            return None if own and own[0] in scene.grammar.of else other
    return None


def _calls_shares(lead: str, grammar: GrammarWords) -> bool:
    """Whether the words before a number call others its shares: "% of", "share of the"."""
    words = lead.casefold().split()
    while words and (words[-1] in grammar.determiners or words[-1] in grammar.plain_heads):
        words.pop()
    said = f" {' '.join(words[:-1])}"
    return bool(words) and words[-1] in grammar.of and any(said.endswith(f" {cue}") for cue in grammar.shares)


def _of_phrase(text: str, grammar: GrammarWords) -> tuple[str, ...]:
    """Stems of the nouns right after "of", up to a verb or mark; empty where no "of" follows."""
    words = text.replace("\n", " ").split()
    if not words or words[0].casefold() not in grammar.of:
        return ()
    found = []
    for word in words[1:6]:
        low = word.casefold().strip(".,;:()")
        if low.endswith(("'s", "’s")):
            return ()  # of the world's, not of those told of before
        if low in grammar.auxiliaries or low in grammar.prepositions or low in grammar.relatives:
            break
        if low not in grammar.determiners and _WORD.fullmatch(low):
            found.append(_stem(low))
        if word[-1] in ".,;:)":
            break
    return tuple(found)


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _aside(metric: Candidate, reading: Reading) -> bool:
    """Whether a share stands in brackets or between commas right after what it divides ("80 officials (54% women)")."""
    before = reading.text[: metric.span.start].rstrip()
    return before.endswith(("(", ","))


def _cue(strategy: str, metric: Candidate, reading: Reading, rules: RuleSet) -> Rule | None:
    """The nearest rule of that strategy within its reach of the number, on the side that it asks for."""
    reach = REACH if strategy == "dimension" else JOINED
    best: tuple[int, Rule] | None = None
    for around in _texts(metric, reading):
        for rule in rules.of("metrics", strategy):
            for match in matches(rule, around.of(reading.text), around.start):
                away = max(metric.span.start - match.span.end, match.span.start - metric.span.end, 0)
                side = rule.gives.get("side", "any")
                before = match.span.end <= metric.span.start
                between = reading.text[min(match.span.end, metric.span.end) : max(match.span.start, metric.span.start)]
                if around.contains(metric.span) and (away > reach or any(c in between for c in ".;")):
                    continue
                if (side == "before") > before or (side == "after" and before):
                    continue
                if best is None or away < best[0]:
                    best = away, rule
    return best[1] if best else None


def _texts(metric: Candidate, reading: Reading) -> list[Span]:
    block = reading.document.block_at(metric.span.start)
    if block is not None and block.role == "figure" and block.partner is not None:
        return [block.span, reading.document.blocks[block.partner].span]
    return [reading.sentence_at(metric.span.start)]
