"""Ordered blocks to one canonical text, every character of it placed on a word.

Blocks are parted by an empty line, pages by a form feed. Within a block a line end is a space where the text merely ran
out of room and a newline where the next word would have fitted: a break somebody meant. Words parted by a hyphen
are joined or kept by the document's own vocabulary; both forms are recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from factextract.model.document import Block, Document, Hyphen, Line, Page, Placement
from factextract.model.geometry import Box, Span
from factextract.model.sheet import Word

_PLAIN = str.maketrans(
    {
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
        "’": "'", "‘": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"',
        "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\u2009": " ",
        "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None, "\ufeff": None, "\u2060": None,
        "‐": "-", "‑": "-", "\x00": None,
    }
)  # fmt: skip
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED_LETTERS = str.maketrans("abcdefgh", "ᵃᵇᶜᵈᵉᶠᵍʰ")
NOTE_LETTERS = frozenset("abcdefgh")
BEFORE_NOTE = re.compile(r"([^\W\d_]{3}|\d|[.,;:!?)%\"'])$")
UNIT = re.compile(r"(?:^|[\d(/ ])(?:[kcdm]?m|ft|in|mi|yd)$")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
HYPHENS = ("-", "\u00ad", "‐", "‑")
# First parts that keep their hyphen where the document does not show the word whole.
KEEPS_HYPHEN = {
    "anti", "co", "counter", "cross", "ex", "full", "half", "high", "inter", "long", "low", "mid", "multi", "non",
    "over", "part", "post", "pre", "pro", "quasi", "self", "semi", "short", "sub", "well",
}  # fmt: skip
SHORTEST_PART = 4  # letters; shorter words are syllables too (for-mal, to-day)
# Of that many lines one nearly fills its column; a column more than so much wider is another one.
FULL_WIDTH_LINES, WIDER = 3, 1.2
SHORTEST_SPACED = 4  # letters; fewer single letters in a row are initials or list marks
NOTE_SIZE = 0.9  # of its note: a number so small is its mark
LEAD_SIZE = 1.15  # of what goes on: the first word of a caption under a number
WIDE = 0.8  # em a letter; capitals take 0.65 on the mean
JOINTS = frozenset(":–-&/")  # what stands between letter-spaced words


@dataclass(frozen=True, slots=True)
class Paper:
    """A page ready for its text: blocks in reading order with spans still empty."""

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...]
    frames: tuple[Box, ...] = ()
    set_apart: tuple[Word, ...] = ()


@dataclass(slots=True)
class _Writer:
    """The text so far; local to `compose`."""

    vocabulary: frozenset[str]
    notes: frozenset[str] = frozenset()  # the marks of the notes that stand on the page or after it
    parts: list[str] = field(default_factory=list)
    length: int = 0
    placements: list[Placement] = field(default_factory=list)
    hyphens: list[Hyphen] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def place(self, text: str, word: Word, page: int) -> None:
        if text:
            self.placements.append(Placement(Span(self.length, self.length + len(text)), page, word.box))
            self.add(text)


def plain(text: str) -> str:
    """A word as the canonical text writes it: ligatures apart, quotes straight, soft hyphens gone."""
    return text.translate(_PLAIN)


def compose(papers: Sequence[Paper]) -> Document:
    """The document of pages in order. Blocks get their span and their index."""
    writer = _Writer(_vocabulary(papers))
    notes = [frozenset[str]().union(*map(_notes, papers[at:])) for at in range(len(papers))]
    pages: list[Page] = []
    blocks: list[Block] = []
    for paper, writer.notes in zip(papers, notes, strict=True):
        if pages:
            writer.add("\n\n\f")
        start, first = writer.length, len(blocks)
        for block in paper.blocks:
            if len(blocks) > first:
                writer.add(_separator(blocks[-1], block, "".join(writer.parts[-1:])))
            begin = writer.length
            _write_block(writer, block, paper)
            blocks.append(
                Block(
                    index=len(blocks),
                    page=paper.number,
                    role=block.role,
                    span=Span(begin, writer.length),
                    lines=block.lines,
                    box=block.box,
                    style=block.style,
                    frame=block.frame,
                    level=block.level,
                    partner=None if block.partner is None else first + block.partner,
                    cell=block.cell,
                )
            )
        pages.append(
            Page(paper.number, paper.width, paper.height, Span(start, writer.length), paper.frames, paper.set_apart)
        )
    return Document("".join(writer.parts), tuple(pages), tuple(blocks), tuple(writer.placements), tuple(writer.hyphens))


def _separator(last: Block, block: Block, tail: str) -> str:
    """A tab between cells of a row, a space where a sentence runs on in the next column, else an empty line."""
    if last.cell and block.cell and last.cell.table == block.cell.table:
        return "\t" if last.cell.row == block.cell.row else "\n"
    if last.role == block.role == "body" and last.frame == block.frame and last.style.size == block.style.size:
        first = plain(block.lines[0].words[0].text) if block.lines else ""
        if first[:1].islower() and not re.search(r"[.!?:;][\"')]?$", tail):
            return " "
    return "\n\n"


def _write_block(writer: _Writer, block: Block, paper: Paper) -> None:
    room = _room(block, paper) if len(block.lines) > 1 else None  # only a line end asks for it
    one = block.role == "figure"  # "US$ 1.24 | billion" is one number, whatever would have fitted
    wide = any(_is_wide(word) for line in block.lines for word in line.words)
    for at, line in enumerate(block.lines):
        words = _spelled(line, wide, writer.notes)
        if block.role == "footnote":
            words = [(t.translate(_RAISED) if _marks_note(w, block) else t, w, glued) for t, w, glued in words]
        following = block.lines[at + 1] if at + 1 < len(block.lines) else None
        for k, (text, word, glued) in enumerate(words):
            if k and not glued:
                writer.add(" ")
            if k == len(words) - 1 and following is not None and word.text.endswith(HYPHENS) and len(text) > 1:
                break
            writer.place(text, word, paper.number)
        if following is None or not words:
            continue
        text, word, _ = words[-1]
        if word.text.endswith(HYPHENS) and len(text) > 1:
            _write_parted(writer, text, word, following, paper.number)
        elif following.words and following.words[0].glued:
            continue
        else:
            writer.add(
                "\n" if not one and not _leads(block, line, following) and _meant(line, following, room) else " "
            )


def _write_parted(writer: _Writer, text: str, word: Word, following: Line, page: int) -> None:
    """The first part of a word that a line end parts; the second part follows as the next line's first word."""
    start = text.rstrip("-")
    after = _spelled(following)
    rest = re.match(r"[^\W_]+(?:'[^\W_]+)?", after[0][0]) if after else None
    begin = writer.length
    if rest is None:
        writer.place(text, word, page)
        writer.add(" ")
        return
    head = re.search(r"[^\W_]+$", start)
    joined, kept = f"{head[0] if head else ''}{rest[0]}", f"{head[0] if head else ''}-{rest[0]}"
    soft = word.text.endswith("\u00ad")
    joins = soft or (rest[0][:1].islower() and _is_one_word(joined, kept, writer.vocabulary))
    writer.place(start if joins else f"{start}-", word, page)
    tail = kept if not joins else joined
    offset = begin + (head.start() if head else 0)
    writer.hyphens.append(Hyphen(Span(offset, offset + len(tail)), kept, joined))


def _is_one_word(joined: str, kept: str, vocabulary: frozenset[str]) -> bool:
    """Whether a hyphen at a line end only parts the word. What the document writes elsewhere decides: the word with its hyphen,
    the word whole, both its parts as words of their own; then the first part, if it is one that keeps its hyphen."""
    if kept.casefold() in vocabulary:
        return False
    if joined.casefold() in vocabulary:
        return True
    first, rest = kept.casefold().split("-", 1)
    if len(first) >= SHORTEST_PART and first in vocabulary and rest in vocabulary:
        return False
    return first not in KEEPS_HYPHEN


def _vocabulary(papers: Sequence[Paper]) -> frozenset[str]:
    """Words, lower case, that stand whole within a line."""
    found: set[str] = set()
    for paper in papers:
        for block in paper.blocks:
            for line in block.lines:
                for word in line.words[1:-1]:
                    text = plain(word.text).strip(".,;:!?()\"'[]").casefold()
                    found.add(text)
                    found.add(text.removesuffix("'s"))
    return frozenset(found)


def _notes(paper: Paper) -> frozenset[str]:
    """The numbers that mark the footnotes of a page."""
    notes = [block for block in paper.blocks if block.role == "footnote"]
    return frozenset(w.text for b in notes for line in b.lines for w in line.words if _marks_note(w, b))


def _marks_note(word: Word, block: Block) -> bool:
    """Whether a word of a footnote is the number of the note, or of a further one that runs on in its paragraph."""
    small = 0.0 < word.style.size < NOTE_SIZE * block.style.size
    number = word.text.isdigit() and word.text.isascii() and len(word.text) <= 2
    return number and (small or word is block.lines[0].words[0])


def _refers(word: Word, before: Word | None, notes: frozenset[str]) -> bool:
    """Whether a raised number behind a word refers to notes that the document has: it is no part of the name or number before it.
    Powers of units (m²) stay."""
    if before is None or not (word.rise > 0 and word.glued) or UNIT.search(before.text):
        return False
    return bool(notes) and all(part in notes for part in re.split(r"[,–-]", plain(word.text)))


def _spelled(line: Line, wide: bool = False, notes: frozenset[str] = frozenset()) -> list[tuple[str, Word, bool]]:
    """(text, word, glued to the one before) of a line; letter-spaced words, which `wide` says its block has, closed up, and
    without the marks that refer to `notes`."""
    pairs = pairwise((None, *line.words))
    words = [
        (_placed(word, before), word, word.glued) for before, word in pairs if word and not _refers(word, before, notes)
    ]
    words = [entry for entry in words if entry[0].strip()]
    for start, end in _spaced_runs([text for text, _, _ in words], wide):
        gaps = [_gap(words[i - 1][1], words[i][1]) for i in range(start + 1, end)]
        usual = median(gaps)
        for i in range(start + 1, end):
            if gaps[i - start - 1] <= 1.5 * usual + 0.5:
                words[i] = (words[i][0], words[i][1], True)
    return words


def _placed(word: Word, before: Word | None) -> str:
    """The word; raised and lowered digits as such, so that a footnote mark is no digit of its number: 95%¹, km², CO₂e. So is the
    letter of a note, raised behind the word `before`, but not an ordinal's (2ᵉ, XXᵉ)."""
    text = plain(word.text)
    if word.rise > 0 and word.glued and before is not None and text in NOTE_LETTERS and BEFORE_NOTE.search(before.text):
        return text.translate(_RAISED_LETTERS) if text != "e" or before.text[-1:].islower() else text
    if word.rise and text.isdigit() and text.isascii():
        return text.translate(_RAISED if word.rise > 0 else _LOWERED)
    return text


def _is_wide(word: Word) -> bool:
    """Whether a word's letters stand apart though it is one word."""
    letters = len(word.text) >= SHORTEST_SPACED and word.text.isalpha() and word.box is not None
    return letters and word.box is not None and word.box.width >= WIDE * len(word.text) * word.style.size > 0


def _spaced_runs(texts: Sequence[str], wide: bool) -> Iterable[tuple[int, int]]:
    """Runs [start, end) of single characters long enough to be letter-spaced words. Digits alone are a row of numbers, unless
    letters are spaced so in the same block; `wide`: a word of it is."""
    start = 0
    for at in range(len(texts) + 1):
        if at < len(texts) and len(texts[at]) == 1 and (texts[at].isalnum() or (at > start and texts[at] in JOINTS)):
            continue
        letters = sum(text.isalpha() for text in texts[start:at])
        if at - start >= SHORTEST_SPACED and (wide or letters >= SHORTEST_SPACED):
            yield start, at
        start = at + 1


def _gap(left: Word, right: Word) -> float:
    return right.box.x0 - left.box.x1 if left.box and right.box else 0.0


def _room(block: Block, paper: Paper) -> float | None:
    """The width in points that the block's lines had: its own widest line, that of blocks with the same left edge, or
    its frame's inside; no wider than the text beside it allows. None without geometry."""
    box = block.box
    if box is None:
        return None
    beside = [o.box.x0 for o in paper.blocks if o.box and o.box.x0 >= box.x1 and o.box.overlap_y(box) > 0]
    limit = min(beside, default=paper.width) - box.x0
    if len(block.lines) >= FULL_WIDTH_LINES:
        limit = min(limit, WIDER * box.width)
    widths = [
        o.box.width
        for o in paper.blocks
        if o.box and o.frame == block.frame and o.cell is None and abs(o.box.x0 - box.x0) < 2
    ]
    if block.frame is not None:
        frame = paper.frames[block.frame]
        widths.append(frame.width - 2 * (box.x0 - frame.x0))
    return max([box.width, *(width for width in widths if width <= limit)])


def _leads(block: Block, line: Line, following: Line) -> bool:
    """Whether the line is the first word of a caption, set larger than what goes on."""
    size, other = line.words[-1].style.size, following.words[0].style.size
    return block.role == "caption" and line is block.lines[0] and size >= LEAD_SIZE * other > 0


def _meant(line: Line, following: Line, room: float | None) -> bool:
    """Whether the line was ended on purpose: the next word would have fitted."""
    if room is None or line.box is None:
        return True
    word = following.words[0]
    width = word.box.width if word.box else 0.0
    return line.box.width + 0.3 * (word.style.size or line.box.height) + width < room - 1.0
