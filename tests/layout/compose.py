"""Composes pages with a known reading order: words with boxes and the shapes around them, as an engine would see them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace

from factextract.model.geometry import Box
from factextract.model.sheet import Shape, Sheet, Style, Word

LETTER = 0.5  # em; the width of every letter of the composed font
SPACE = 0.25


@dataclass
class Page:
    """A page being composed. `expected` collects the words in the order a person reads them."""

    rng: random.Random
    width: float = 595.0
    height: float = 842.0
    words: list[Word] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    serial: int = 0

    def vocable(self) -> str:
        """A word that stands on the page once."""
        self.serial += 1
        number, letters = self.serial, ""
        while number:
            number, digit = divmod(number, 20)
            letters += "abcdefghijklmnopqrst"[digit]
        return "u" + letters + "v" * self.rng.randint(0, 6)

    def line(self, x: float, top: float, words: list[str], style: Style) -> float:
        """Sets words on one line; returns where it ends."""
        for text in words:
            width = LETTER * style.size * len(text)
            self.words.append(Word(text, Box(x, top, x + width, top + 1.1 * style.size), style, order=len(self.words)))
            self.expected.append(text)
            x += width + SPACE * style.size
        return x - SPACE * style.size

    def paragraph(self, x: float, top: float, width: float, count: int, style: Style) -> float:
        """Fills `count` words into a column, ragged right; returns its bottom."""
        words = [self.vocable() for _ in range(count)]
        words[0] = words[0].capitalize()
        words[-1] += "."
        row: list[str] = []
        length = 0.0
        for text in words:
            step = LETTER * style.size * len(text)
            if row and length + SPACE * style.size + step > width:
                self.line(x, top, row, style)
                top += 1.3 * style.size
                row, length = [], 0.0
            length += step + (SPACE * style.size if row else 0.0)
            row.append(text)
        self.line(x, top, row, style)
        return top + 1.3 * style.size

    def heading(self, x: float, top: float, style: Style, most: int = 4) -> float:
        words = [self.vocable().capitalize() for _ in range(self.rng.randint(1, most))]
        self.line(x, top, words, style)
        return top + 1.3 * style.size

    def box(self, x0: float, top: float, x1: float, bottom: float, fill: str = "#dde8f0") -> None:
        self.shapes.append(Shape("box", Box(x0, top, x1, bottom), fill=fill, order=len(self.shapes)))

    def sheet(self, shuffled: random.Random | None = None) -> Sheet:
        """The page as a sheet; with `shuffled`, drawn in random order."""
        words = list(self.words)
        if shuffled:
            shuffled.shuffle(words)
            words = [replace(word, order=at) for at, word in enumerate(words)]
        return Sheet(1, self.width, self.height, tuple(words), tuple(self.shapes))


BODY = Style("Body", 10.0, color="#222222")
BOLD = Style("Body", 13.0, bold=True, color="#222222")
LARGE = Style("Body", 26.0, bold=True, color="#0a5080")
SMALL = Style("Body", 8.0, color="#222222")


def random_page(seed: int, kind: type[Page] = Page) -> Page:
    """A title, then bands: text columns, number tiles in boxes, framed stories, sidebars."""
    rng = random.Random(seed)
    page = kind(rng)
    left, right, top = 40.0, page.width - 40.0, 40.0
    page.line(left, top, [page.vocable().capitalize() for _ in range(3)], Style("Body", 22.0, bold=True))
    top += 50
    while top < page.height - 230:
        band = rng.choice([_columns, _tiles, _story, _columns, _sidebar])
        top = band(page, left, right, top) + rng.uniform(24, 34)
    return page


def _columns(page: Page, left: float, right: float, top: float) -> float:
    count = page.rng.choice([1, 2, 2, 3])
    gutter = page.rng.uniform(14, 26)
    width = (right - left - gutter * (count - 1)) / count
    if page.rng.random() < 0.5:
        top = page.heading(left, top, BOLD) + 6
    bottoms = []
    for column in range(count):
        x, y = left + column * (width + gutter), top
        for _ in range(page.rng.randint(1, 2)):
            y = page.paragraph(x, y, width, page.rng.randint(20, 45), BODY) + 7
        bottoms.append(y)
    return max(bottoms)


def _tiles(page: Page, left: float, right: float, top: float) -> float:
    count = page.rng.choice([2, 3, 4])
    gap = page.rng.uniform(6, 14)
    width = (right - left - gap * (count - 1)) / count
    below = page.rng.random() < 0.7
    for tile in range(count):
        x = left + tile * (width + gap)
        page.box(x, top, x + width, top + 78)
        number = str(page.rng.randint(2, 9999)) + "0" * page.rng.randint(0, 2)
        if below:
            page.line(x + 8, top + 8, [f"{number}"], LARGE)
            page.paragraph(x + 8, top + 44, width - 16, page.rng.randint(2, 5), SMALL)
        else:
            page.paragraph(x + 8, top + 8, width - 16, page.rng.randint(2, 5), SMALL)
            page.line(x + 8, top + 42, [f"{number}"], LARGE)
    return top + 78


def _story(page: Page, left: float, right: float, top: float) -> float:
    start = len(page.shapes)
    y = page.heading(left + 12, top + 10, BOLD) + 6
    count = page.rng.choice([1, 2])
    gutter = 18.0
    width = (right - left - 24 - gutter * (count - 1)) / count
    bottoms = [
        page.paragraph(left + 12 + c * (width + gutter), y, width, page.rng.randint(30, 50), BODY) for c in range(count)
    ]
    page.box(left, top, right, max(bottoms) + 10)
    assert len(page.shapes) == start + 1
    return max(bottoms) + 10


def _sidebar(page: Page, left: float, right: float, top: float) -> float:
    side = page.rng.uniform(120, 160)
    y = page.heading(left, top, BOLD) + 6
    main = right - left - side - 24
    for _ in range(2):
        y = page.paragraph(left, y, main, page.rng.randint(30, 60), BODY) + 7
    x, z = right - side, page.heading(right - side + 8, top + 8, Style("Body", 11.0, bold=True), most=1) + 6
    for _ in range(2):
        z = page.paragraph(x + 8, z, side - 16, page.rng.randint(8, 16), SMALL) + 5
    page.box(x, top, right, z + 8)
    return max(y, z + 8)
