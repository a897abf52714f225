"""Lists of organisations whose items are parted by nothing but line ends, in a column so narrow that items wrap."""

from __future__ import annotations

import re
from dataclasses import dataclass

from factextract.model.document import Document
from factextract.model.geometry import Box, Span, union
from factextract.model.name_words import NameWords
from factextract.values.name import names
from factextract.values.name_form import form
from factextract.values.name_heads import says_nothing
from factextract.values.name_list import is_name, is_phrase
from factextract.values.name_tokens import Token, tokens

_MOST_LINES, _MOST_WORDS, _TALLEST = 24, 7, 4
"""Lines of the longest such list, words of its widest line, lines of the tallest item."""
_MARKS = re.compile(r"[;•●▪■◦·|:\t]")
_WHOLE, _PLAIN, _WORD, _TOLD = 2.0, 0.5, -0.5, 1.0
"""Points of an item: a name that is whole by its words, a capitalised phrase, a single word; for being named elsewhere too."""
_ENDED, _PARTED = -2.0, -0.6
"""Points for an item that goes on over a line end that somebody meant, and for one that ends where the next line would not have
fitted. A phrase without a word for a body is not cut off for its look alone: _PLAIN + _PARTED < 0."""
_ARTICLE = 4
"""Characters before a name that covers its item: "The "."""
_SAME_ROW = 0.5
"""Share of its height by which a word must overlap the words before it to stand on their line."""


@dataclass(frozen=True, slots=True)
class _Best:
    """The best way to part the lines up to a place: its points and where its last item starts."""

    points: float
    start: int


def wrapped_items(document: Document, span: Span, words: NameWords) -> list[Span]:
    """The items of a list that fills whole lines of `span`, each a run of lines; none where the lines do not part into names, or
    other marks part them."""
    text = document.text
    if _MARKS.search(text, span.start, span.end):
        return []
    starts = line_starts(document, span)
    ends = [*(start - 1 for start in starts[1:]), span.end]
    if not 2 <= len(starts) <= _MOST_LINES:
        return []
    lines = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    if any(len(line.of(text).split()) > _MOST_WORDS for line in lines):
        return []
    best: list[_Best | None] = [_Best(0.0, 0)]
    for end in range(1, len(lines) + 1):
        ways = []
        for start in range(max(0, end - _TALLEST), end):
            before, points = best[start], _points(lines[start:end], text, words)
            if (
                before is not None
                and points is not None
                and not (start and _joined(lines[start - 1 : start + 1], text, words))
            ):
                cut = _PARTED if start and text[lines[start].start - 1] != "\n" else 0.0
                ways.append(_Best(before.points + points + cut, start))
        best.append(max(ways, key=lambda way: (way.points, -way.start), default=None))
    items: list[Span] = []
    at = len(lines)
    while at:
        way = best[at]
        if way is None:
            return []
        items.append(Span(lines[way.start].start, lines[at - 1].end))
        at = way.start
    return items[::-1]


def line_starts(document: Document, span: Span) -> list[int]:
    """Where the lines of `span` begin on the page; in plain text where they begin in the text."""
    found: list[int] = []
    row: list[Box] = []
    for placement in document.placements_in(span):
        box = placement.box
        if box is None:
            return [span.start, *(m.end() for m in re.compile("\n").finditer(document.text, span.start, span.end))]
        below = row and union(row).overlap_y(box) < _SAME_ROW * min(box.height, row[-1].height)
        if not row or below or box.x1 < row[-1].x0:
            found.append(max(placement.span.start, span.start))
            row.clear()
        row.append(box)
    return found


def _points(lines: list[Span], text: str, words: NameWords) -> float | None:
    """How well lines make one item; None where they cannot."""
    whole = Span(lines[0].start, lines[-1].end)
    written = " ".join(whole.of(text).split())
    row = tokens(written)
    if not row or not _stands(row, words):
        return None
    ended = sum(_ENDED for line in lines[1:] if text[line.start - 1] == "\n")
    found = names(written, words)
    told = _told(whole, written, text)
    covers = len(found) == 1 and found[0].span.start <= _ARTICLE and found[0].span.end == len(written.rstrip(" ."))
    kind = form(found[0], words) if covers else "plain"
    if kind != "known" and says_nothing(row, 0, len(row), words):
        return None
    if kind != "plain":
        return _WHOLE + ended + told
    phrase = is_phrase(row, words) if told else is_name(row, words)
    if "," in written or len(found) > 1 or not phrase:
        return None
    return (_PLAIN if " " in written else _WORD) + ended + told


def _joined(lines: list[Span], text: str, words: NameWords) -> bool:
    """Whether the last word of one line and the first of the next are one word for a body ("Interstate | Commission")."""
    last, first = tokens(lines[0].of(text))[-1:], tokens(lines[1].of(text))[:1]
    return " ".join(t.key for t in (*last, *first)) in words.heads


def _stands(row: list[Token], words: NameWords) -> bool:
    """Whether an item may begin and end so: with a capital, not behind a comma or before one, not at a joining word."""
    first, last = row[0], row[-1]
    joins = last.text in (",", "-", "/", "(") or (last.kind != "cap" and last.key in words.joiners)
    return first.kind == "cap" and not joins and sum(t.text == "(" for t in row) == sum(t.text == ")" for t in row)


def _told(item: Span, written: str, text: str) -> float:
    """Points for a phrase that a sentence elsewhere names as a whole: no capitalised word follows it there."""
    if " " not in written:
        return 0.0
    phrase = r"\s+".join(re.escape(word) for word in written.split())
    places = re.finditer(rf"(?<!\w){phrase}(?![\w-])(?!\s+(?:&|[A-Z]))", text)
    return _TOLD if any(not Span(*place.span()).overlaps(item) for place in places) else 0.0
