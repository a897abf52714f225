"""The document with all that was read into it: sections, tokens, mentions, and the values the grammars found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from factextract.model.document import Block, Document
from factextract.model.geometry import Span
from factextract.model.value import Name, Period, Place, Quantity


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the document. `span` covers title and content, subsections included.

    `kind` comes from the rule pack (`partners`, `case_study`, `results`, `about`, `contact` …), None when no rule knows the
    title. `title` is None for text before the first heading. `parent` is the index of the enclosing section.
    """

    index: int
    span: Span
    title: Span | None = None
    kind: str | None = None
    level: int = 0
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the canonical text handed to a recogniser; `start` is its offset in the document."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Token:
    """A word as a tagger sees it. `head` is the index of its head within the same sentence; tags are Universal Dependencies'."""

    span: Span
    text: str
    lemma: str = ""
    pos: str = ""
    head: int = -1
    dep: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A named entity that the recogniser saw. `label` is `ORG`, `GPE`, `PERSON`, `DATE` …"""

    span: Span
    text: str
    label: str


@dataclass(frozen=True)
class Reading:
    """What fact types read. All lists are sorted by position. `language` is an ISO 639-1 code or `und`. `undecided` are dates in
    digits that may put the day or the month first; they are not among `periods`."""

    document: Document
    language: str
    sections: tuple[Section, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    periods: tuple[Period, ...] = ()
    names: tuple[Name, ...] = ()
    places: tuple[Place, ...] = ()
    mentions: tuple[Mention, ...] = ()
    sentences: tuple[Span, ...] = ()
    tokens: tuple[tuple[Token, ...], ...] = ()
    undecided: tuple[Span, ...] = ()
    _sentence_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sentence_starts", tuple(s.start for s in self.sentences))

    @property
    def text(self) -> str:
        return self.document.text

    def sentence_at(self, offset: int) -> Span:
        """The sentence (or block without sentences) around `offset`; an empty span when none holds it."""
        at = bisect_right(self._sentence_starts, offset) - 1
        if at >= 0 and self.sentences[at].end >= offset:
            return self.sentences[at]
        return Span(offset, offset)

    def sentences_in(self, span: Span) -> tuple[Span, ...]:
        low = bisect_left(self._sentence_starts, span.start)
        high = bisect_left(self._sentence_starts, span.end)
        return self.sentences[low:high]

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds `offset`."""
        at = bisect_right(self.sections, offset, key=lambda section: section.span.start) - 1
        found = self.sections[at] if at >= 0 else None
        while found is not None and offset >= found.span.end:
            found = None if found.parent is None else self.sections[found.parent]
        return found

    def sections_at(self, offset: int) -> Iterator[Section]:
        """The sections that hold `offset`, innermost first."""
        section = self.section_at(offset)
        while section is not None:
            yield section
            section = None if section.parent is None else self.sections[section.parent]

    def blocks_in(self, span: Span) -> tuple[Block, ...]:
        return within(self.document.blocks, span)


class Placed(Protocol):
    """Anything with a place in the text."""

    @property
    def span(self) -> Span: ...


P = TypeVar("P", bound=Placed)


def within(items: Sequence[P], span: Span) -> tuple[P, ...]:
    """Those of `items`, sorted by position and apart from each other, that lie wholly inside `span`; a look-up, no scan."""
    low = bisect_left(items, span.start, key=lambda item: item.span.start)
    high = bisect_left(items, span.end, low, key=lambda item: item.span.start)
    return tuple(item for item in items[low:high] if item.span.end <= span.end)


def touching(items: Sequence[P], span: Span) -> tuple[P, ...]:
    """Those of `items`, sorted by position and apart from each other, that overlap `span`; a look-up, no scan."""
    low = bisect_right(items, span.start, key=lambda item: item.span.end)
    high = bisect_left(items, span.end, low, key=lambda item: item.span.start)
    return tuple(items[low:high])
