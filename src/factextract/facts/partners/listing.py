"""Mentions that a list makes: every item under a title for partners, or behind a label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile, zip_longest

from factextract.facts.partners.items import Listing, items, names_kind, names_whole, role_of, title_role
from factextract.facts.partners.sighting import Sighting
from factextract.facts.partners.wrapped import line_starts
from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.name_words import NameWords
from factextract.model.reading import Reading
from factextract.model.rule import Rule, RuleSet
from factextract.ruleset.match import Match, allowed, scan
from factextract.sections.titles import kind_of
from factextract.values.name_list import is_name
from factextract.values.name_tokens import tokens

LONGEST_ITEM = 120
"""Words in the longest block that is read as a list under a title; prose is read by its names and roles."""
LONGEST_LABEL = 60
"""Characters of the longest block that is a label."""
LONGEST_INTRODUCTION = 6
"""Words before the colon of a list within prose."""
LONGEST_LEAD = 3
"""Words of the same sentence that may stand before a label and its colon."""
SEVERAL = 3
"""Bullets from which those that lead are many."""
BESIDE, BELOW = 6.0, 30.0
"""Points by which a value may stand out of line with its label, and below it."""
_COLON = re.compile(r"\s*(?::|\s[–—-]\s)\s*")
_LABEL = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,3}: ")
_STOP = re.compile(r"(?<=[a-z)])\.(?:\s|$)")
_TITLES = ("heading", "title", "furniture")


def section_lists(reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    """Items of lists under a title for partners; the title's own words may give them a role."""
    rule = rules.rule("partners", "section_list")
    words = rules.lexicon.names
    if rule is None:
        return
    for block in reading.document.blocks:
        kinds = [s.kind for s in reading.sections_at(block.span.start)]
        if block.role in _TITLES or block.cell is not None or not allowed(rule, block.role, kinds):
            continue
        # A title of its own without a kind ends the list of partners; a list may have subtitles ("Government", "Companies").
        if kinds and kinds[0] not in rule.where.section and block.role != "list_item":
            continue
        lists = list(_introduced(reading, block, rules))
        if not lists and _is_list(block.span.of(reading.text), words):
            lists = [block.span]
        for span in lists:
            yield from items(Listing(span, rule, title_role(reading, block, rules)), reading, rules)


def labelled(reading: Reading, rules: RuleSet) -> Iterator[Sighting]:
    """Items behind a label: after a colon, in the section that it is the title of, or in the next block."""
    labels = rules.of("partners", "label")
    for block in reading.document.blocks:
        kinds = [s.kind for s in reading.sections_at(block.span.start)]
        for match in scan(labels, block.span.of(reading.text), block.span.start):
            value = _behind_colon(reading, block, match) if allowed(match.rule, block.role, kinds) else None
            if value is not None and not _is_prose(value.of(reading.text), rules.lexicon.names):
                yield from items(Listing(value, match.rule, role_of(match.rule, match.span)), reading, rules)
        yield from _under_first_line(reading, block, rules)
        yield from _led_in(reading, block, rules)
        if block.cell is None and block.role not in ("furniture", "list_item") and len(block.span) <= LONGEST_LABEL:
            heads = rules.of("partners", "table_role") if block.role == "heading" else ()
            rule = next((r for r in (*labels, *heads) if names_whole(r, block.span.of(reading.text))), None)
            if rule is not None:
                yield from _under(reading, block, rule, rules)


def _under_first_line(reading: Reading, block: Block, rules: RuleSet) -> Iterator[Sighting]:
    """Items of a block whose first line is a label or a title for partners, and whose other lines are the list."""
    label, broken, rest = block.span.of(reading.text).partition("\n")
    if not broken or block.cell is not None or not _is_list(rest, rules.lexicon.names):
        return
    head = Span(block.span.start, block.span.start + len(label))
    rule = next((r for r in rules.of("partners", "label") if names_whole(r, label)), None)
    if rule is None and (kind_of(label, rules) or ("",))[0] == "partners":
        rule = rules.rule("partners", "section_list")
    if rule is not None:
        role = role_of(rule, head) if rule.find == "label" else None
        yield from items(Listing(Span(head.end + 1, block.span.end), rule, role), reading, rules)


def _led_in(reading: Reading, block: Block, rules: RuleSet) -> Iterator[Sighting]:
    """Items of the bullets that a sentence ending in role words and a colon leads in ("Classes are led by:")."""
    text = block.span.of(reading.text).rstrip()
    if not text.endswith(":") or block.cell is not None:
        return
    stop = block.span.start + len(text) - 1
    cues = (*rules.of("partners", "label"), *rules.of("partners", "role_before"))
    cue = next((m for m in scan(cues, text, block.span.start) if m.span.end == stop), None)
    if cue is None:
        return
    after = reading.document.blocks[block.index + 1 :]
    listed = [*takewhile(lambda item: item.role == "list_item" and item.page == block.page, after)]
    role = role_of(cue.rule, cue.span)
    if role is not None and len(listed) >= SEVERAL:
        # Several who lead each do a part of the work.
        role = replace(role, role=cue.rule.gives.get("role_other", role.role))
    for item in listed:
        yield from items(Listing(item.span, cue.rule, role), reading, rules)


def _under(reading: Reading, block: Block, rule: Rule, rules: RuleSet) -> Iterator[Sighting]:
    for value in _values(reading, block):
        listed = value.role not in _TITLES or _answers(reading, block, value)
        if listed and _is_list(value.span.of(reading.text), rules.lexicon.names):
            yield from items(Listing(value.span, rule, role_of(rule, block.span)), reading, rules)


def _answers(reading: Reading, label: Block, value: Block) -> bool:
    """Whether what looks like a heading is the value of the label right above it, set otherwise than the label: one in capitals
    and the other not ("LEAD AGENCY", "Mara Water Trust")."""
    text = value.span.of(reading.text)
    capitals = label.span.of(reading.text).isupper() and not text.isupper()
    below = label.box is not None and value.box is not None and -BESIDE <= value.box.top - label.box.bottom <= BELOW
    return value.role == "heading" and capitals and below and len(text) <= LONGEST_LABEL


def _values(reading: Reading, label: Block) -> Sequence[Block]:
    """The blocks that a label speaks of: those of its own section, else the one right below or beside it on the page, else the
    next one. Labels in a row are read before their values, so the text alone cannot tell."""
    blocks = reading.document.blocks
    section = next((s for s in reading.sections if s.title == label.span), None)
    own = [
        b for b in blocks if section and section.span.contains(b.span) and reading.section_at(b.span.start) is section
    ]
    own = [b for b in own if b.index != label.index]
    if own:
        return own
    below = blocks[label.index + 1 : label.index + 2]
    if below and below[0].page == label.page and _answers(reading, label, below[0]):
        return below
    placed = _placed(label, blocks)
    return [placed] if placed is not None else blocks[label.index + 1 : label.index + 2]


def _placed(label: Block, blocks: Sequence[Block]) -> Block | None:
    """The block whose left edge lies under the label's, or whose top lies level with it to the right; the nearest."""
    found: list[tuple[float, int]] = []
    for other in blocks:
        if other.page != label.page or other.role in _TITLES or other.box is None or label.box is None:
            continue
        below, right = other.box.top - label.box.bottom, other.box.x0 - label.box.x1
        if -BESIDE <= below <= BELOW and abs(other.box.x0 - label.box.x0) <= BESIDE:
            found.append((max(below, 0.0), other.index))
        elif abs(other.box.top - label.box.top) <= BESIDE and right >= 0:
            found.append((BELOW + right, other.index))
    return blocks[min(found)[1]] if found else None


def _introduced(reading: Reading, block: Block, rules: RuleSet) -> Iterator[Span]:
    """Lists behind a few words and a colon ("For research: …"); behind the colon after a name it is described."""
    words = rules.lexicon.names
    for sentence in reading.sentences_in(block.span):
        before, colon, after = sentence.of(reading.text).partition(": ")
        named = is_name(tokens(before), words) and not names_kind(before, rules)
        few = colon and len(before.split()) <= LONGEST_INTRODUCTION and not named
        if few and not _is_prose(after, words):
            yield Span(sentence.start + len(before) + 2, sentence.end)


def _is_list(text: str, words: NameWords) -> bool:
    return len(text.split()) <= LONGEST_ITEM and not _is_prose(text, words) and any(c.isupper() for c in text)


def _is_prose(text: str, words: NameWords) -> bool:
    """Whether a text has sentences: a stop within, or a verb that lists have not."""
    if re.search(r"[a-z]{2,}\. [A-Z]", text) is not None:
        return True
    row = tokens(text)
    inside = (
        words.joiners.get(t.key) is not None and after.kind == "cap" for t, after in pairwise(row)
    )  # Right to Care
    verbs = [t.kind == "low" and t.key in words.verbs for t in row]
    return any(verb and not joins for verb, joins in zip_longest(verbs, inside, fillvalue=False))


def _behind_colon(reading: Reading, block: Block, match: Match) -> Span | None:
    """What stands behind a label and a colon, up to a full stop or the block's end."""
    after = _COLON.match(reading.text, match.span.end, block.span.end)
    before = reading.text[block.span.start : match.span.start].rstrip()
    if after is None:
        return None
    starts = line_starts(reading.document, block.span)
    leads = before and before[-1] not in ".;|:•)" and len(before.split()) > LONGEST_LEAD
    if leads and match.span.start not in starts:
        return None
    end = _STOP.search(reading.text, after.end(), block.span.end)
    labels = (at - 1 for at in starts if at > after.end() and _LABEL.match(reading.text, at, block.span.end))
    stop = min([end.start() if end else block.span.end, *labels])
    return Span(after.end(), stop) if stop > after.end() else None
