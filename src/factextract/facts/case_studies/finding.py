"""Where stories may be told: under labels, and in frames and sections whose text reads like one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factextract.facts.case_studies.body import RUNNING, TITLES, Home, body_under, home_of, is_title
from factextract.facts.case_studies.headline import without_label
from factextract.model.document import Block
from factextract.model.geometry import Span
from factextract.model.reading import Reading
from factextract.model.rule import Rule, RuleSet
from factextract.ruleset.match import matches
from factextract.sections.titles import kind_of

KIND = "case_study"
LONGEST_TAG = 6  # words of a label that is no heading by its looks
LARGER = 1.15  # times the type of a label with words of its own: the title below it is the story's
TAG_REACH = 30.0  # points between a tag at the page's edge and the title below it


@dataclass(frozen=True, slots=True)
class Told:
    """A text that may be a story. `label` is the block that calls it one, else any smaller title right over its title; `rules`
    are those that know the label; `frame`: whether a drawn box sets it apart."""

    title: Span | None
    blocks: tuple[Block, ...]
    label: Span | None = None
    rules: tuple[str, ...] = ()
    frame: bool = False


def labelled(reading: Reading, rules: RuleSet) -> Iterator[Told]:
    """The text under each label of a story. The title follows the label in its own words or is the next title below."""
    taken: set[int] = set()
    for block in reading.document.blocks:
        if block.index in taken or not _may_label(block, reading):
            continue
        known = kind_of(block.span.of(reading.text), rules)
        if known is None or known[0] != KIND:
            continue
        own, rule = without_label(block.span, reading, rules)
        below = _title_below(block, reading)
        head = below if below is not None and (own is None or _is_tag(block, own, below)) else None
        if head is not None:
            own = head.span
        elif block.role == "furniture":
            continue
        body = body_under(head or block, reading, whole=True)
        if head is not None and not body:
            body = body_under(block, reading, whole=True)
        taken.update(b.index for b in (*body, *((head,) if head else ())))
        many = _many(block, reading, rules)
        ids = (known[1].id, *(r.id for r in (rule, many) if r))
        yield Told(own, tuple(body), block.span, ids, bool(body) and body[0].frame is not None)
        for other in _others(block, head, reading, rules) if many and head else ():
            more = body_under(other, reading, whole=True)
            if other.index not in taken and more:
                taken.update((other.index, *(b.index for b in more)))
                yield Told(other.span, tuple(more), block.span, ids, more[0].frame is not None)


def unlabelled(reading: Reading, rules: RuleSet) -> Iterator[Told]:
    """Each titled text without subsections, and each frame that has no title of its own."""
    blocks = reading.document.blocks
    for block in blocks:
        if is_title(block, reading.document) and not _leads_to_title(block, reading):
            body = body_under(block, reading)
            if body:
                over = _title_over(block, reading)
                yield Told(block.span, tuple(body), over.span if over else None, frame=body[0].frame is not None)
    seen: set[Home] = set()
    for block in blocks:
        home = Home(block.page, block.frame)
        if block.frame is None or home in seen:
            continue
        seen.add(home)
        mates = [b for b in blocks if b.page == home.page and b.frame == home.frame]
        if not any(b.role in TITLES for b in mates):
            body = [b for b in mates if b.role in RUNNING]
            if body:
                yield Told(None, tuple(body), frame=True)


def _many(label: Block, reading: Reading, rules: RuleSet) -> Rule | None:
    """The rule that takes a title for a label over several stories."""
    words = label.span.of(reading.text) if label.role in TITLES else ""
    return next((rule for rule in rules.of("case_studies", "many") if any(matches(rule, words))), None)


def _others(label: Block, head: Block, reading: Reading, rules: RuleSet) -> Iterator[Block]:
    """The further titles of the rank of `head`, which stands under `label`."""
    for block in reading.document.blocks[head.index + 1 :]:
        if block.role in TITLES:
            if block.level <= label.level or kind_of(block.span.of(reading.text), rules) is not None:
                return
            if block.level == head.level:
                yield block


def _may_label(block: Block, reading: Reading) -> bool:
    if block.role in TITLES:
        return True
    return block.role != "cell" and len(block.span.of(reading.text).split()) <= LONGEST_TAG


def _is_tag(label: Block, own: Span, below: Block) -> bool:
    """Whether the words of a label are no title, as a larger one stands below: a name in it ("Meet Rukia"), or what follows it
    ("Case study | Mansa district")."""
    if own.start == label.span.start:
        return below.style.size >= label.style.size
    return below.style.size > LARGER * label.style.size


def _leads_to_title(title: Block, reading: Reading) -> bool:
    """Whether another title follows at once, which is then the nearer one."""
    return _title_below(title, reading) is not None


def _title_below(label: Block, reading: Reading) -> Block | None:
    """The title that directly follows a label; for a tag among the furniture the one that stands below it."""
    blocks = reading.document.blocks
    if label.role == "furniture":
        below = [b for b in blocks if b.page == label.page and b.role in TITLES and _right_below(b, label)]
        return min(below, key=lambda b: b.box.top if b.box else 0.0, default=None)
    following = next((b for b in blocks[label.index + 1 :] if b.role not in ("furniture", "picture_caption")), None)
    if following is None or not is_title(following, reading.document) or following.page != label.page:
        return None
    home, other = home_of(label, reading.document), home_of(following, reading.document)
    quoted = following.role == "quote"
    return following if quoted or home == other or following.level >= label.level or home.frame is None else None


def _title_over(title: Block, reading: Reading) -> Block | None:
    """The smaller title right over a title: what a newsletter calls its column."""
    over = reading.document.blocks[title.index - 1] if title.index else None
    if over is None or over.role not in TITLES or over.page != title.page or over.style.size >= title.style.size:
        return None
    return over


def _right_below(block: Block, label: Block) -> bool:
    if block.box is None or label.box is None:
        return False
    return -2.0 <= block.box.top - label.box.bottom <= TAG_REACH and block.box.overlap_x(label.box) > 0
