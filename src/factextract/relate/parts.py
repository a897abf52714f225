"""Shares and breakdowns in words: which metric is part of which ("37 % of those trained are women" of the 117).

In the order of trust: the whole stands in the phrase ("19 of 23 sites"), a pronoun points to it ("of whom", "of these"), a cue
rule joins the part to it (`find: part`), the phrase after "of" names what another number counts, a caption divides its figure, a
share without a noun of its own goes on with the number before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from factextract.model.candidate import Candidate, Reason
from factextract.model.geometry import Span
from factextract.model.grammar_words import GrammarWords
from factextract.model.reading import Reading
from factextract.model.rule import Rule, RuleSet
from factextract.model.value import Quantity
from factextract.relate.rows import whole_in_row
from factextract.ruleset.match import matches

WHOLE_KINDS = ("count", "money", "measure", "duration")
SHARES = ("percent", "ratio")
PART_KINDS = ("count", "percent", "ratio", "money", "measure", "duration")
REACH = 40  # characters between a share and the words that say of whom
JOINED = 15  # characters between a number and the words that join it to its whole ("including about 212")
IN_MIND = 60  # places of numbers back among which a whole is looked for
FIGURES_BACK = 8  # metrics back among which a share's whole is looked for by name
ABOVE = 500  # characters above a chart or table in which its head may tell what its shares are shares of
LEADING = 24  # characters before a whole that call the numbers below its shares
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Parts:
    """Part id → whole id, part id → (dimension key, value), and why."""

    part_of: dict[str, str]
    dimension: dict[str, tuple[str, str]]
    reasons: dict[str, tuple[Reason, ...]]


@dataclass(frozen=True, slots=True)
class _Scene:
    """All metrics of a document, by position and by id, and each place where one is said."""

    metrics: Sequence[Candidate]
    places: Sequence[tuple[Span, Candidate]]
    by_id: Mapping[str, Candidate]
    reading: Reading
    rules: RuleSet

    @property
    def grammar(self) -> GrammarWords:
        return self.rules.lexicon.grammar

    def before(self, offset: int) -> list[tuple[Span, Candidate]]:
        """The last places before `offset`, by position: no more than a reader keeps in mind."""
        end = bisect_left(self.places, offset, key=lambda place: place[0].start)
        return list(self.places[max(0, end - IN_MIND) : end])


def parts_of(metrics: Sequence[Candidate], reading: Reading, rules: RuleSet) -> Parts:
    """The parts that the words show."""
    found = Parts({}, {}, {})
    places = sorted(((place, m) for m in metrics for place in m.part("value") or (m.span,)), key=lambda told: told[0])
    scene = _Scene(metrics, places, {m.id: m for m in metrics}, reading, rules)
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


def _whole(at: int, scene: _Scene, known: Mapping[str, str], split: bool) -> tuple[Candidate, Reason] | None:
    metric, reading = scene.metrics[at], scene.reading
    direct = _in_phrase(at, scene.metrics, reading, scene.grammar)
    if direct is not None:
        return direct, Reason(f"part of {_shown(direct, reading)}, which its phrase names")
    if _pointed(at, scene):
        whole = _antecedent(metric, scene, known)
        return (whole, Reason(f"part of {_shown(whole, reading)}, which a pronoun points to")) if whole else None
    rule = _cue("part", metric, reading, scene.rules)
    if rule is not None:
        whole = _antecedent(metric, scene, known)
        return (whole, Reason(f"part of {_shown(whole, reading)}: {rule.means}", rule=rule.id)) if whole else None
    named = _named(at, scene.metrics, reading, scene.grammar)
    if named is not None:
        return named, Reason(f"part of {_shown(named, reading)}, whose measure its phrase repeats")
    figure = _captioned(metric, scene)
    if figure is not None:
        return figure, Reason(f"part of {_shown(figure, reading)}, whose caption divides it")
    headed = _headed(metric, scene)
    if headed is not None:
        return headed, Reason(f"part of {_shown(headed, reading)}, of which the head says these are shares")
    planned = whole_in_row(at, scene.metrics, reading, scene.grammar)
    if planned is not None:
        return planned, Reason(f"part of {_shown(planned, reading)}, of which its column tells how much is done")
    gone_on = _elliptic(metric, scene)
    if gone_on is not None:
        return gone_on, Reason(f"part of {_shown(gone_on, reading)}: the share names nothing else")
    if split and isinstance(metric.value, Quantity) and metric.value.kind in SHARES and _aside(metric, reading):
        whole = _antecedent(metric, scene, known)
        return (whole, Reason(f"part of {_shown(whole, reading)}, beside which it stands")) if whole else None
    return None


def _in_phrase(at: int, metrics: Sequence[Candidate], reading: Reading, grammar: GrammarWords) -> Candidate | None:
    """The number right after "of" and a few small words: "19 of 23", "60 percent of their 5,200 members"."""
    metric = metrics[at]
    if at + 1 >= len(metrics):
        return None
    other = metrics[at + 1]
    between = reading.text[metric.span.end : other.span.start]
    words = between.casefold().split()
    if not words or words[0] not in grammar.of or any(c in between for c in ".,;:()\t"):
        return None
    small = [w for w in words[1:] if w not in grammar.determiners]
    told = any(
        w in grammar.whole_pronouns - grammar.determiners or w in grammar.verbs or w in grammar.auxiliaries
        for w in small
    )
    return other if len(small) <= 3 and not told and _divisible(other) and _fits(metric, other) else None


def _pointed(at: int, scene: _Scene) -> bool:
    """Whether "of them", "of whom" stands right after the number, right before it, or opens its sentence."""
    metric, reading, grammar = scene.metrics[at], scene.reading, scene.grammar
    sentence = reading.sentence_at(metric.span.start)
    after = reading.text[metric.span.end : sentence.end].casefold().split()[:2]
    before = re.findall(r"[\w']+|[^\w\s]", reading.text[sentence.start : metric.span.start].casefold())
    if len(after) == 2 and after[0] in grammar.of and after[1].strip(".,;:)") in grammar.whole_pronouns:
        return True
    if len(before) < 2:
        return False
    if before[-2] in grammar.of and before[-1] in grammar.whole_pronouns - grammar.pronouns:
        return True
    opens = before[1] in grammar.whole_pronouns or _opens_with_whole(metric, scene)
    return before[0] in grammar.of and opens


def _opens_with_whole(metric: Candidate, scene: _Scene) -> bool:
    """Whether the sentence begins with "Of the" and a number before this one ("Of the 1,374 girls …, 1,129 passed")."""
    sentence = scene.reading.sentence_at(metric.span.start)
    first = next((place for place, _ in scene.before(metric.span.start) if sentence.contains(place)), None)
    if first is None:
        return False
    lead = scene.reading.text[sentence.start : first.start].casefold().split()
    return len(lead) <= 3 and all(w in scene.grammar.of or w in scene.grammar.determiners for w in lead)


def _antecedent(metric: Candidate, scene: _Scene, known: Mapping[str, str]) -> Candidate | None:
    """The number that a part belongs to: the nearest before it in its sentence or caption, else the greatest of the sentence
    before; none that is smaller. "Of these, 9 … and 4 …" are parts of the same."""
    reading = scene.reading
    sentence = reading.sentence_at(metric.span.start)
    said = scene.before(metric.span.start)
    earlier = [(place, m) for place, m in said if _divisible(m) and _fits(metric, m)]
    inside = [m for place, m in earlier if sentence.contains(place)]
    opening = reading.text[sentence.start : metric.span.start].casefold().split()[:1]
    opens = bool(opening) and opening[0] in scene.grammar.of
    siblings = [m for place, m in said if sentence.contains(place) and m.id in known]
    if siblings and opens:
        return scene.by_id.get(known[siblings[-1].id])
    if inside:
        return inside[0] if opens else inside[-1]
    block = reading.document.block_at(metric.span.start)
    if block is None:
        return None
    if block.partner is not None and earlier:
        partner = reading.document.blocks[block.partner].span
        near = scene.before(partner.end)
        paired = next((m for place, m in near if partner.contains(place) and _divisible(m)), None)
        return paired or _figure_before([m for _, m in earlier], block.page, reading)
    before = [s for s in reading.sentences_in(block.span) if s.end <= sentence.start][-2:]
    for span in reversed(before):
        told = [m for place, m in earlier if span.contains(place)]
        if told:
            return max(told, key=lambda m: (_size(m), -m.span.start))
    return None


def _figure_before(fitting: Sequence[Candidate], page: int, reading: Reading) -> Candidate | None:
    last = fitting[-1]
    return last if reading.document.page_of(last.span.start) == page else None


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
    if not phrase:
        return None
    page = reading.document.page_of(metric.span.start)
    for other in reversed(metrics[max(0, at - FIGURES_BACK) : at]):
        if not _divisible(other) or not _fits(metric, other) or reading.document.page_of(other.span.start) != page:
            continue
        measure = [_stem(w) for s in other.part("measure") for w in _WORD.findall(s.of(reading.text).casefold())]
        edge = len(phrase) > 1 or (bool(measure) and phrase[0] in (measure[0], measure[-1]))
        if edge and phrase[0] in measure and len(set(measure) & set(phrase)) >= min(2, len(phrase)):
            return other
    return None


def _captioned(metric: Candidate, scene: _Scene) -> Candidate | None:
    """The figure that a share or a smaller count in its caption divides: "41 | centres supported, 29 in Tanzania"."""
    reading, grammar = scene.reading, scene.grammar
    block = reading.document.block_at(metric.span.start)
    if block is None or block.role != "caption" or block.partner is None or not isinstance(metric.value, Quantity):
        return None
    before = reading.text[block.span.start : metric.span.start].rstrip(" ")
    after = reading.text[metric.span.end : block.span.end].casefold().split()
    if not before or metric.value.change is not None or _is_held_against(before, after, grammar):
        return None
    if not (before.endswith((":", "\n", "(")) or _goes_on(before, grammar)) or (
        metric.value.kind not in SHARES and not after
    ):
        return None
    figure = reading.document.blocks[block.partner].span
    return next((m for place, m in scene.places if figure.contains(place) and _divisible(m) and _fits(metric, m)), None)


def _is_held_against(before: str, after: Sequence[str], grammar: GrammarWords) -> bool:
    """Whether a number is only compared with another: "up from 12", "4 more than"."""
    said = f" {' '.join(before.casefold().split())}"
    return any(said.endswith(f" {cue}") for cue in grammar.comparing) or bool(
        after and after[0].strip(".,;") in grammar.comparatives
    )


def _headed(metric: Candidate, scene: _Scene) -> Candidate | None:
    """The number that a head or the text right above a chart or table calls the whole: "Share of US$ 1.2 billion"."""
    value, reading = metric.value, scene.reading
    if not isinstance(value, Quantity) or value.kind != "percent":
        return None
    section = reading.section_at(metric.span.start)
    start = max(section.span.start if section else 0, metric.span.start - ABOVE)
    spans = (*metric.part("near"), *metric.part("measure"), Span(start, metric.span.start))
    for place, other in reversed(scene.before(metric.span.start)):
        lead = reading.text[max(0, place.start - LEADING) : place.start]
        if _divisible(other) and any(s.contains(place) for s in spans) and _calls_shares(lead, scene.grammar):
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


def _elliptic(metric: Candidate, scene: _Scene) -> Candidate | None:
    """The greatest count before a share in its sentence when a verb stands right after the share: "; nine in ten were women"."""
    value, reading, grammar = metric.value, scene.reading, scene.grammar
    if not isinstance(value, Quantity) or value.kind not in SHARES:
        return None
    sentence = reading.sentence_at(metric.span.start)
    after = reading.text[metric.span.end : sentence.end].casefold().split()[:1]
    before = reading.text[sentence.start : metric.span.start].rstrip()
    if not after or after[0] not in grammar.copulas or not _goes_on(before, grammar):
        return None
    told = [m for place, m in scene.before(metric.span.start) if sentence.contains(place) and _is_count(m)]
    return max(told, key=lambda m: (_size(m), -m.span.start), default=None)


def _goes_on(before: str, grammar: GrammarWords) -> bool:
    """Whether a text ends where a further clause begins: with a comma, a semicolon or "and"."""
    return before.endswith((",", ";")) or not grammar.conjunctions.isdisjoint(before.casefold().split()[-1:])


def _is_count(metric: Candidate) -> bool:
    return isinstance(metric.value, Quantity) and metric.value.kind == "count"


def _of_phrase(text: str, grammar: GrammarWords) -> tuple[str, ...]:
    """Stems of the nouns right after "of", up to a verb or mark; empty where no "of" follows."""
    words = text.replace("\n", " ").split()
    if not words or words[0].casefold() not in grammar.of:
        return ()
    found = []
    for word in words[1:6]:
        low = word.casefold().strip(".,;:()")
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


def _divisible(metric: Candidate) -> bool:
    return isinstance(metric.value, Quantity) and metric.value.kind in WHOLE_KINDS


def _fits(part: Candidate, whole: Candidate) -> bool:
    """Whether the part can be one of the whole: a share of anything, else of the same kind and no greater."""
    a, b = part.value, whole.value
    if not isinstance(a, Quantity) or not isinstance(b, Quantity):
        return False
    if a.kind in SHARES:
        return b.kind != "duration"
    return (a.kind, a.unit) == (b.kind, b.unit) and (a.value is None or b.value is None or a.value < b.value)


def _size(metric: Candidate) -> float:
    value = metric.value.value if isinstance(metric.value, Quantity) else None
    return float(value) if value is not None else 0.0


def _shown(metric: Candidate, reading: Reading) -> str:
    return repr(" ".join(metric.span.of(reading.text).split()))
