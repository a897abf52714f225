"""The whole that a pronoun beside a number points to: "of whom", "of these", "Of the 1,374 girls …"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from factextract.model.candidate import Candidate
from factextract.model.geometry import Span
from factextract.model.grammar_words import GrammarWords
from factextract.model.reading import Reading
from factextract.model.value import Quantity
from factextract.relate.scene import SHARES, Scene, divisible, fits, size

NEXT = 40  # characters behind a number in which its verb or pronoun stands


def pointed_at(at: int, scene: Scene) -> bool:
    """Whether "of them", "of whom" stands right after the number, right before it, or opens its sentence."""
    metric, reading, grammar = scene.metrics[at], scene.reading, scene.grammar
    sentence = reading.sentence_at(metric.span.start)
    after = reading.text[metric.span.end : sentence.end].casefold().split()[:2] or _caption(metric, reading)[:2]
    before = re.findall(r"[\w']+|[^\w\s]", reading.text[sentence.start : metric.span.start].casefold())
    if len(after) == 2 and after[0] in grammar.of and after[1].strip(".,;:)") in grammar.whole_pronouns:
        return True
    if len(before) < 2:
        return False
    if before[-2] in grammar.of and before[-1] in grammar.whole_pronouns - grammar.pronouns:
        return True
    opens = before[1] in grammar.whole_pronouns or _opens_with_whole(metric, scene)
    return before[0] in grammar.of and opens


def _caption(metric: Candidate, reading: Reading) -> list[str]:
    """The words of the caption of a figure, in lower case."""
    block = reading.document.block_at(metric.span.start)
    if block is None or block.role != "figure" or block.partner is None:
        return []
    return reading.document.blocks[block.partner].span.of(reading.text).casefold().split()


def _points_to_mass(metric: Candidate, scene: Scene) -> bool:
    """Whether "of it" stands behind the number: one thing, no count of many."""
    after = scene.reading.text[metric.span.end :][:NEXT].casefold().split()[:2]
    return len(after) == 2 and after[0] in scene.grammar.of and after[1].strip(".,;:)") in scene.grammar.mass_pronouns


def _opens_with_whole(metric: Candidate, scene: Scene) -> bool:
    """Whether the sentence begins with "Of the" and a number before this one ("Of the 1,374 girls …, 1,129 passed")."""
    sentence = scene.reading.sentence_at(metric.span.start)
    first = next((place for place, _ in scene.before(metric.span.start) if sentence.contains(place)), None)
    if first is None:
        return False
    lead = scene.reading.text[sentence.start : first.start].casefold().split()
    return len(lead) <= 3 and all(w in scene.grammar.of or w in scene.grammar.determiners for w in lead)


def antecedent(metric: Candidate, scene: Scene, known: Mapping[str, str]) -> Candidate | None:
    """The number that a part belongs to: the nearest before it in its sentence or caption, else the greatest of the sentence
    before; none that is smaller. "Of these, 9 … and 4 …" are parts of the same."""
    reading = scene.reading
    sentence = reading.sentence_at(metric.span.start)
    said = scene.before(metric.span.start)
    mass = _points_to_mass(metric, scene)
    earlier = [(place, m) for place, m in said if divisible(m) and fits(metric, m) and not (mass and _is_count(m))]
    inside = [m for place, m in earlier if sentence.contains(place)]
    opening = reading.text[sentence.start : metric.span.start].casefold().split()[:1]
    opens = bool(opening) and opening[0] in scene.grammar.of
    siblings = [m for place, m in said if sentence.contains(place) and m.id in known]
    if siblings and opens:
        return scene.by_id.get(known[siblings[-1].id])
    if inside:
        return inside[0] if opens else _told_of(inside, known)
    block = reading.document.block_at(metric.span.start)
    if block is None or (opening and _is_relative(metric, scene)):
        return None
    if block.partner is not None and earlier:
        partner = reading.document.blocks[block.partner].span
        near = scene.before(partner.end)
        paired = next((m for place, m in near if partner.contains(place) and divisible(m) and fits(metric, m)), None)
        return paired or _figure_before([m for _, m in earlier], block.page, reading)
    before = [s for s in reading.sentences_in(block.span) if s.end <= sentence.start][-2:]
    for span in reversed(before):
        told = [m for place, m in earlier if span.contains(place)]
        if told:
            return max(told, key=lambda m: (size(m), -m.span.start))
    beside = [m for place, m in earlier if _holds(block.index - 1, place, scene)] if not before and not opening else []
    return beside[-1] if beside else None


def _told_of(inside: Sequence[Candidate], known: Mapping[str, str]) -> Candidate:
    """The last number of a sentence; where that is but the whole of another, the other ("22 of the 31 families came, nine of
    them …")."""
    last = inside[-1]
    return next((m for m in reversed(inside) if known.get(m.id) == last.id), last)


def _is_relative(metric: Candidate, scene: Scene) -> bool:
    """Whether "of whom", "of which" ties the number to words of its own sentence."""
    after = scene.reading.text[metric.span.end :][:NEXT].casefold().split()[:2]
    return len(after) == 2 and after[0] in scene.grammar.of and after[1].strip(".,;:)") in scene.grammar.relatives


def _holds(index: int, place: Span, scene: Scene) -> bool:
    """Whether a place lies in the block with that index."""
    return index >= 0 and scene.reading.document.blocks[index].span.contains(place)


def without_noun(metric: Candidate, scene: Scene, known: Mapping[str, str]) -> Candidate | None:
    """The whole of a share or count with no noun of its own, before a verb: the greatest count before it in its sentence ("; nine
    in ten were women"), else what the sentence before tells of ("365 nurses came. Of late 88% said …")."""
    value, reading, grammar = metric.value, scene.reading, scene.grammar
    if not isinstance(value, Quantity) or value.kind not in (*SHARES, "count"):
        return None
    sentence = reading.sentence_at(metric.span.start)
    before = reading.text[sentence.start : metric.span.start].rstrip()
    if not _is_verb(_after(metric, scene), grammar) or (before and not goes_on(before, grammar)):
        return None
    said = [(place, m) for place, m in scene.before(metric.span.start) if _is_count(m) and fits(metric, m)]
    inside = [m for place, m in said if sentence.contains(place) and not _is_verb(_after(m, scene), grammar)]
    if inside:
        return max(inside, key=lambda m: (size(m), -m.span.start))
    block = reading.document.block_at(metric.span.start)
    if before or block is None:
        return None
    last = next((s for s in reversed(reading.sentences_in(block.span)) if s.end <= sentence.start), None)
    told = [m for place, m in said if last is not None and last.contains(place)]
    parts = [m for m in told if any(known.get(m.id) == other.id for other in told)]
    return max(parts or told, key=lambda m: (size(m), -m.span.start), default=None)


def _after(metric: Candidate, scene: Scene) -> list[str]:
    """The words and marks right behind a number in its sentence, in lower case."""
    end = scene.reading.sentence_at(metric.span.start).end
    return re.findall(r"[\w']+|[^\w\s]", scene.reading.text[metric.span.end : end].casefold()[:NEXT])


def _is_verb(words: Sequence[str], grammar: GrammarWords) -> bool:
    """Whether the words behind a number begin with a helping verb, or with a verb in the past that no noun follows."""
    if not words:
        return False
    if words[0] in grammar.copulas or words[0] in grammar.auxiliaries:
        return True
    small = (
        grammar.prepositions
        | grammar.determiners
        | grammar.pronouns
        | grammar.relatives
        | grammar.adverbs
        | grammar.conjunctions
    )
    past = words[0].endswith(grammar.participle_endings) or words[0] in grammar.past_forms
    return past and words[0] in grammar.verbs and (len(words) < 2 or not words[1].isalpha() or words[1] in small)


def goes_on(before: str, grammar: GrammarWords) -> bool:
    """Whether a text ends where a further clause begins: with a comma, a semicolon or "and"."""
    return before.endswith((",", ";")) or not grammar.conjunctions.isdisjoint(before.casefold().split()[-1:])


def _is_count(metric: Candidate) -> bool:
    return isinstance(metric.value, Quantity) and metric.value.kind == "count"


def _figure_before(fitting: Sequence[Candidate], page: int, reading: Reading) -> Candidate | None:
    last = fitting[-1]
    return last if reading.document.page_of(last.span.start) == page else None
