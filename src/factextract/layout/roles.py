"""What a block is, by how it looks: figure, heading, list item, caption, quote, footnote, furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factextract.layout.draft import NUMBERING, Draft, is_marker, size_of
from factextract.layout.frames import WHITE
from factextract.model.geometry import Box
from factextract.model.sheet import Sheet, Word

# A figure is a quantity by its outline alone: few words, one of them with digits. The grammars read it later.
FIGURE = re.compile(
    r"^[^\w\d]{0,3}((over|about|more|than|nearly|up|to|at|least|almost|some|around|ca)\.? ){0,3}"
    r"[^\s\d]{0,5} ?\d[\d.,'  ]*([-–—:/] ?\D{0,4}\d[\d.,]*)?\S{0,4}( (\S{1,12})){0,3}$",
    re.I,
)
# "After 2024": a word before a year is no quantity, unless it hedges or is a currency's capitals; nor is the number of a heading.
UNQUANTIFIED = re.compile(
    r"^(?!(?i:over|about|than|nearly|almost|some|around|least)\b)[^\W\d]*[a-zà-ÿ] (19|20)\d\d$"
    r"|^(?i:in|by|since|until|after|before|from|during) (19|20)\d\d\b"  # "In 2023 we will"
    r"|^(19|20)\d\d( [A-ZÀ-Þ][\w-]+)+$"  # "2024 Program Activities"
    r"|^\d{1,2}(\.\d{1,2})*[.)] [^\W\d]"  # "2. Objectives"
)
PRINTED = re.compile(r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}, \d{1,2}:\d\d( [AP]M)?$")  # when a browser printed the page
MARKS = ("*", "†", "‡")
RAISED = re.compile(r"^[¹²³⁰-⁹]{1,2}$")
PICTURE_CAPTION = re.compile(
    r"^(photo|image|picture|figure|fig\.|above|below|left|right|foto|imagen|credit)\b[^.]{0,12}[:.©]"
    r"|©|photos?:|foto:|\b(drawing|illustration)s?:|\bphotos? (credit|courtesy|by)\b",
    re.I,
)
FOOTER = re.compile(r"(www\.|https?:|\w@\w|\.(org|com|net|gov|example|int)\b|\bpage\b|\btel\b|phone|©|\+\d{2})", re.I)
PAGE_NUMBER = re.compile(r"^(page |p\. ?)?\d{1,3}( ?(/|of|\|) ?\d{1,3})?$", re.I)
MASTHEAD_DEPTH = 0.25  # of the page height
AS_TITLE = 1.4  # times the type of the running header that repeats it on other pages: the title itself, at the head of the first
OWN_PLACE = ("list_item", "footnote")  # they go on with the text above even at the foot of a page
SMALL_NOTE = 0.9  # of the body size: a note behind its number
TITLE_SIZE, TITLE_WORDS = 1.4, 8  # a sentence in large type that is a heading: of the body size, words at most
QUOTES = ("“", '"', "«", "„", "‘")


@dataclass(frozen=True, slots=True)
class BodyStyle:
    """The document's running text: its size in points, colour and weight."""

    size: float
    color: str | None
    bold: bool


def body_style(words: Sequence[Word]) -> BodyStyle:
    """The look of most characters, sizes taken to half a point."""
    weights: Counter[tuple[float, str | None, bool]] = Counter()
    for word in words:
        weights[round(size_of(word) * 2) / 2, word.style.color, word.style.bold] += len(word.text)
    if not weights:
        return BodyStyle(10.0, None, False)
    size, color, bold = max(weights, key=lambda key: (weights[key], key[0]))
    return BodyStyle(size, color, bold)


def assign_role(block: Draft, body: BodyStyle, sheet: Sheet) -> Draft:
    """The block with the role that its own look gives it; what its neighbours decide comes later (`pairs`)."""
    if block.role != "body":
        return block
    words, text = block.words, block.text
    size = max(size_of(w) for w in words)
    first = words[0]
    if is_marker(first) and len(words) > 1:
        if first.text in MARKS and (size < 0.95 * body.size or _is_mark_on(sheet, first.text)):
            return replace(block, role="footnote")
        return replace(block, role="heading" if _is_lettered_heading(block, body) else "list_item")
    if is_figure(block, body):
        return replace(block, role="figure")
    if _is_picture_caption(block, text, body, sheet):
        return replace(block, role="picture_caption")
    if text.startswith(QUOTES) and (size > 1.1 * body.size or first.style.italic) and len(words) > 3:
        return replace(block, role="quote")
    raised = first.rise > 0 or size_of(first) < 0.9 * size or bool(RAISED.match(first.text))
    marked = raised and len(first.text) <= 2 and (not first.text.isalpha() or _is_raised_on(sheet, first.text))
    if marked and size < body.size and len(words) > 2:
        return replace(block, role="footnote")
    if first.text.isdigit() and size < SMALL_NOTE * body.size and len(words) > 2 and _is_raised_on(sheet, first.text):
        return replace(block, role="footnote")
    if is_heading(block, body):
        return replace(block, role="heading")
    return block


def outlines_quantity(text: str) -> bool:
    """Whether a short text looks like a quantity standing alone."""
    return bool(FIGURE.match(text)) and not UNQUANTIFIED.match(text)


def is_figure(block: Draft, body: BodyStyle) -> bool:
    """A number standing alone, clearly larger than the running text or set bold over a smaller caption."""
    words = block.words
    if len(words) > 7 or len(block.lines) > 2:
        return False
    if len(words) > 1 and NUMBERING.match(words[0].text) and words[1].text[:1].isupper():
        return False  # a numbered heading
    digits = [w for w in words if any(c.isdigit() for c in w.text)]
    if (
        not digits
        or not outlines_quantity(block.text)
        or (re.search(r"\b(19|20)\d\d\b", block.text) and len(words) > 2)
    ):
        return False
    size = max(size_of(w) for w in digits)
    return size >= 1.25 * body.size and size >= max(size_of(w) for w in words) * 0.99


def is_heading(block: Draft, body: BodyStyle) -> bool:
    words, text = block.words, block.text
    style = block.style
    sentence = text.endswith(".") and not _is_set_as_title(block, body)
    if (
        len(words) > 18
        or len(block.lines) > 4
        or sentence
        or text.endswith((",", ";"))
        or not any(c.isalpha() for c in text)
    ):
        return False
    uniform = all(w.style.bold for w in words)
    larger = style.size >= 1.12 * body.size
    bolder = uniform and not body.bold and style.size >= 0.95 * body.size
    capitals = text.isupper() and len(words) <= 12 and sum(c.isalpha() for c in text) > 3
    coloured = style.color != body.color and all(w.style.color == style.color for w in words)
    if text[:1].islower() and not larger:
        return False
    alone = len(block.lines) == 1 and len(words) <= 9 and not style.italic and not FOOTER.search(text)
    inked = coloured and alone and style.size >= 0.9 * body.size
    return larger or bolder or inked or (capitals and (coloured or style.bold)) or (coloured and style.bold)


def _is_set_as_title(block: Draft, body: BodyStyle) -> bool:
    """Whether a sentence of a few words stands on one line in much larger type."""
    return len(block.lines) == 1 and len(block.words) <= TITLE_WORDS and block.style.size >= TITLE_SIZE * body.size


def _is_lettered_heading(block: Draft, body: BodyStyle) -> bool:
    """Whether bold words behind a number or letter title what follows."""
    words = block.words
    bold = all(w.style.bold for w in words) and not body.bold
    short = len(words) <= 12 and len(block.lines) <= 2 and not block.text.endswith((".", ",", ";", ":"))
    return bool(NUMBERING.match(words[0].text)) and bold and short and words[1].text[:1].isupper()


def _is_mark_on(sheet: Sheet, mark: str) -> bool:
    """Whether a word of the page bears the mark: the text behind the mark is its note."""
    return any(len(w.text) > 1 and w.text.rstrip(").,;").endswith(mark) for w in sheet.words)


def _is_raised_on(sheet: Sheet, mark: str) -> bool:
    """Whether the mark stands raised behind a word of the page."""
    return any(w.glued and w.rise > 0 and w.text == mark for w in sheet.words)


def _is_picture_caption(block: Draft, text: str, body: BodyStyle, sheet: Sheet) -> bool:
    small = block.style.size < 0.97 * body.size
    if PICTURE_CAPTION.search(text) and (small or block.style.italic) and len(text) < 300:
        return True
    return small and len(text) < 400 and _under_picture(block.box, sheet)


def _under_picture(box: Box, sheet: Sheet) -> bool:
    """Whether a picture, or a drawing without words, of some size ends just above the box."""
    above = [
        s
        for s in sheet.shapes
        if s.box.height > 30 and -2 <= box.top - s.box.bottom <= 14 and s.box.overlap_x(box) > 0.5 * box.width
    ]
    if any(s.kind == "picture" for s in above):
        return True
    drawn = [s.box for s in above if s.kind in ("box", "path") and s.box.width > 60 and s.fill not in WHITE]
    words = [w.box for w in sheet.words if w.box is not None and w.hidden is None] if drawn else []
    return any(not any(shape.holds_centre(word) for word in words) for shape in drawn)


def furniture(pages: Sequence[tuple[Sheet, Sequence[Draft]]]) -> list[set[int]]:
    """For each page the positions of its running headers, footers and page numbers.

    A block near the upper or lower edge counts when its text (digits aside) stands there on another page too, when it is
    a page number, or when it is small print with an address, below all other text. So does a masthead that an earlier page has.
    A text set far larger than where it is repeated is the title that the headers repeat.
    """
    seen: Counter[tuple[str, int]] = Counter()
    smallest: dict[tuple[str, int], float] = {}
    for sheet, drafts in pages:
        at_edge = {_key(d, sheet): d.style.size for d in drafts if _near_edge(d.box, sheet)}
        seen.update(at_edge.keys())
        for key, size in at_edge.items():
            smallest[key] = min(size, smallest.get(key, size))
    found: list[set[int]] = []
    mastheads: set[tuple[str, int, int, float]] = set()
    for sheet, drafts in pages:
        repeated = _masthead(drafts, sheet, mastheads)
        mastheads |= {_stand(d) for d in drafts}
        sizes = [size_of(w) for d in drafts for w in d.words]
        printed = [d.box for d in drafts if _near_edge(d.box, sheet) and PRINTED.match(d.text)]
        usual = sorted(sizes)[len(sizes) // 2] if sizes else 0.0
        edge = {
            at
            for at, d in enumerate(drafts)
            if _near_edge(d.box, sheet)
            and (
                (seen[_key(d, sheet)] > 1 and d.style.size < AS_TITLE * smallest[_key(d, sheet)])
                or (PAGE_NUMBER.match(d.text) and not _has_sibling(d, drafts))
                or any(abs(d.box.bottom - box.bottom) <= 1.0 for box in printed)
                or (d.role not in OWN_PLACE and _is_small_print(d, sheet, usual))
            )
        }
        edge -= _last_in_frame(drafts, edge, seen, sheet)
        found.append(repeated | edge)
    return found


def _has_sibling(block: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a figure is one of several in its type: the first of a column of tiles stands as near the edge as a page number."""
    return block.role == "figure" and any(
        d is not block and d.role == "figure" and d.style == block.style for d in drafts
    )


def _last_in_frame(drafts: Sequence[Draft], edge: set[int], seen: Counter[tuple[str, int]], sheet: Sheet) -> set[int]:
    """The blocks at the edge that only their small type takes for furniture, though their frame holds other text before them."""
    inner = {d.frame for at, d in enumerate(drafts) if d.frame is not None and at not in edge}
    return {
        at
        for at in edge
        if drafts[at].frame in inner
        and seen[_key(drafts[at], sheet)] == 1
        and not PAGE_NUMBER.match(drafts[at].text)
        and not FOOTER.search(drafts[at].text)
    }


def _masthead(drafts: Sequence[Draft], sheet: Sheet, earlier: set[tuple[str, int, int, float]]) -> set[int]:
    """The blocks at the head of a page that an earlier page has at the same place, from the top down to the first new one."""
    found: set[int] = set()
    for at, block in sorted(enumerate(drafts), key=lambda entry: entry[1].box.top):
        if block.box.top > MASTHEAD_DEPTH * sheet.height or _stand(block) not in earlier:
            break
        found.add(at)
    return found


def _stand(block: Draft) -> tuple[str, int, int, float]:
    """A block's words, place in points and size."""
    return block.text, round(block.box.x0), round(block.box.top), round(block.style.size, 1)


def _is_small_print(block: Draft, sheet: Sheet, usual: float) -> bool:
    """Whether it stands at the very edge in type below the page's usual one, or near it with an address."""
    size, box, height = block.style.size, block.box, sheet.height
    if size < usual and (box.top > 0.93 * height or (box.bottom < 0.07 * height and sheet.number > 1)):
        return True
    return size <= usual and box.top > 0.9 * height and bool(FOOTER.search(block.text))


def _near_edge(box: Box, sheet: Sheet) -> bool:
    return box.bottom < 0.09 * sheet.height or box.top > 0.89 * sheet.height


def _key(block: Draft, sheet: Sheet) -> tuple[str, int]:
    return re.sub(r"\d+", "#", block.text.casefold()), round(10 * block.box.top / sheet.height)


def rank_headings(drafts: Sequence[Draft]) -> dict[tuple[float, bool, bool], int]:
    """Levels by style: larger before smaller, bold before plain, capitals before mixed. 1 is the highest."""
    keys = {heading_key(d) for d in drafts if d.role in ("heading", "title")}
    return {key: level for level, key in enumerate(sorted(keys, reverse=True), 1)}


def heading_key(block: Draft) -> tuple[float, bool, bool]:
    return round(block.style.size * 2) / 2, block.style.bold, block.text.isupper()
