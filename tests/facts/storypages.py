"""Pages with a told story at a known place, as an engine would see them: in a box, over columns, onto the next page, two side
by side, without a label."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import pairwise

from factextract.model.sheet import Sheet, Style
from layout.compose import Page

BODY = Style("Body", 10.0, color="#222222")
HEAD = Style("Body", 13.0, bold=True, color="#0a5080")
TITLE = Style("Body", 24.0, bold=True, color="#0a5080")
TAG = Style("Body", 8.0, bold=True, color="#c05010")
WHITE = Style("Body", 13.0, bold=True, color="#ffffff")
WHITE_TAG = Style("Body", 8.0, bold=True, color="#ffffff")
CAPTION = Style("Body", 7.5, italic=True, color="#555555")
SMALL = Style("Body", 7.5, color="#555555")
QUOTE = Style("Body", 13.0, italic=True, color="#c05010")
LEADING = 1.3

PEOPLE = (
    ("Amina Traoré", "she", "her"),
    ("Josef Okello", "he", "his"),
    ("Nomsa Dlamini", "she", "her"),
    ("Ravi Thapa", "he", "his"),
)
PLACES = ("Koro", "Bandi", "Ruvu", "Lower Mara", "Sapak")
GOODS = ("millet", "fish", "bread", "honey", "cloth", "milk")
LABELS = (
    "Case study",
    "SUCCESS STORY",
    "Story from the field",
    "Spotlight",
    "IMPACT STORY",
    "Voices from the field",
    "Her story",
)
SECTIONS = ("Results", "What we do", "Partners", "Context", "Our approach", "Next steps")


@dataclass
class Case:
    """A document of one or two pages and the stories in it, each as (title, words of the body)."""

    pages: list[Page]
    stories: list[tuple[str, list[str]]] = field(default_factory=list)

    def sheets(self) -> list[Sheet]:
        return [
            Sheet(number, page.width, page.height, tuple(page.words), tuple(page.shapes))
            for number, page in enumerate(self.pages, 1)
        ]


def tale(rng: random.Random, longest: int = 4) -> tuple[str, list[str]]:
    """(title, paragraphs) of a story about somebody."""
    name, he, his = rng.choice(PEOPLE)
    first, goods, place, other = name.split()[0], rng.choice(GOODS), *rng.sample(PLACES, 2)
    subject = he.capitalize()
    sentences = [
        f"For {rng.randint(3, 19)} years {name} carried {his} {goods} to the market at {place} before the sun was up.",
        f"When the road broke in the rains of {rng.randint(2014, 2022)}, {he} walked on to {other} with {his} sister.",
        f'"Some days I came home with what I had taken along," {he} says.',
        f"{subject} had two children in school and nothing left to pay for the third.",
        f"In May {rng.randint(2019, 2023)} {first} joined a group of neighbours who had borrowed money for a mill and a cart.",
        f"At first {he} feared the debt more than the walk, and {he} told nobody at home about it.",
        "A trainer came twice a month and taught them to weigh, to wait and to write down what they sold.",
        f"Within {rng.randint(5, 14)} months the loan was paid back and {first} bought a second cart.",
        f"Today {first} sells {goods} in {rng.randint(3, 7)} villages and {his} eldest daughter keeps the books.",
        f'"Nobody laughs at the cart any more," {he} says and smiles.',
    ]
    count = rng.randint(2, longest)
    cuts = [round(k * len(sentences) / count) for k in range(count + 1)]
    title = rng.choice([f"{first} and the second cart", f"A road back to {place}", "The mill that pays for itself"])
    return title, [" ".join(sentences[a:b]) for a, b in pairwise(cuts)]


def prose(rng: random.Random, sentences: int) -> str:
    """Running text about a program."""
    pool = [
        f"The program will train {rng.randint(40, 900)} nurses and midwives in {rng.randint(3, 14)} districts of the country.",
        "It is led by the Ministry of Health in line with the national strategy.",
        "Partners bring in staff, vaccines and equipment under a framework that is reviewed each year.",
        f"A budget of {rng.randint(2, 40)} million euros is planned for the second phase of implementation.",
        "Each district has a plan of its own with targets and indicators.",
        "Our teams work with local stakeholders on policy and capacity building.",
    ]
    return " ".join(rng.choice(pool) for _ in range(sentences))


def words_of(text: str) -> list[str]:
    return text.split()


class Pen:
    """Sets text on a page from the top of a column downwards."""

    def __init__(self, page: Page, x: float, top: float, width: float) -> None:
        self.page, self.x, self.top, self.width = page, x, top, width

    def rows(self, text: str, style: Style) -> list[list[str]]:
        rows: list[list[str]] = [[]]
        length = 0.0
        for word in words_of(text):
            step = 0.5 * style.size * len(word)
            if rows[-1] and length + 0.25 * style.size + step > self.width:
                rows.append([])
                length = 0.0
            length += step + (0.25 * style.size if rows[-1] else 0.0)
            rows[-1].append(word)
        return rows

    def put(self, text: str, style: Style, gap: float = 6.0) -> None:
        for row in self.rows(text, style):
            self.row(row, style)
        self.top += gap

    def row(self, row: list[str], style: Style) -> None:
        self.page.line(self.x, self.top, row, style)
        self.top += LEADING * style.size


def opened(rng: random.Random) -> tuple[Page, float]:
    """A page with a title and an introduction; (page, where free space begins)."""
    page = Page(rng)
    pen = Pen(page, 40, 40, 515)
    pen.put("Healthy Hills Program", TITLE, 8)
    pen.put(prose(rng, 3), BODY, 16)
    return page, pen.top


def columns_of_prose(
    page: Page, rng: random.Random, top: float, columns: list[tuple[float, float]], lengths: tuple[int, int]
) -> float:
    bottom = top
    for x, width in columns:
        pen = Pen(page, x, top, width)
        for _ in range(2):
            pen.put(rng.choice(SECTIONS), HEAD, 3)
            pen.put(prose(rng, rng.randint(*lengths)), BODY)
        bottom = max(bottom, pen.top)
    return bottom


def headed(pen: Pen, rng: random.Random, title: str, label: str | None) -> None:
    """A label and a title: apart, joined by a colon, or the title alone."""
    if label is None:
        pen.put(title, HEAD, 4)
        return
    how = rng.choice(["joined", "tag", "tag", "badge", "bar"])
    start = pen.top
    if how in ("joined", "bar"):
        pen.put(f"{label}: {title}", WHITE if how == "bar" else HEAD, 4)
        if how == "bar":
            pen.page.box(pen.x - 4, start - 3, pen.x + pen.width + 4, pen.top - 1, "#0a5080")
            pen.top += 5
        return
    pen.put(label, WHITE_TAG if how == "badge" else TAG, 3)
    if how == "badge":
        width = 0.55 * TAG.size * len(label)
        pen.page.box(pen.x - 3, start - 2, pen.x + width + 3, pen.top - 2, "#c05010")
        pen.top += 3
    pen.put(title, HEAD, 4)


def told(pen: Pen, paragraphs: list[str], rng: random.Random, *, quote: bool = False) -> list[str]:
    """The paragraphs one below the other, a pull quote and its by-line between them; the words of the body."""
    at = rng.randrange(1, len(paragraphs)) if quote else 0
    for k, paragraph in enumerate(paragraphs):
        if quote and k == at:
            pen.put('"I keep my own books now."', QUOTE, 2)
            pen.put("Member of the group", SMALL, 8)
        pen.put(paragraph, BODY)
    return [w for p in paragraphs for w in words_of(p)]


def in_a_column(rng: random.Random, label: str | None) -> Case:
    """A box in one of two columns, program text beside and below it."""
    page, top = opened(rng)
    side = rng.choice([0, 1])
    x = (40, 308)[side]
    title, paragraphs = tale(rng)
    start = top
    pen = Pen(page, x + 10, top + 10, 227)
    headed(pen, rng, title, label)
    body = told(pen, paragraphs, rng, quote=rng.random() < 0.4)
    page.box(x, start, x + 247, pen.top + 6)
    columns_of_prose(page, rng, top, [((308, 40)[side], 247)], (2, 4))
    columns_of_prose(page, rng, pen.top + 24, [(x, 247)], (2, 3))
    return Case([page], [(title, body)])


def over_columns(rng: random.Random, label: str | None) -> Case:
    """A box across the page whose text runs through two or three columns; sections above or below it."""
    page, top = opened(rng)
    if rng.random() < 0.6:
        top = columns_of_prose(page, rng, top, [(40, 247), (308, 247)], (2, 3)) + 16
    title, paragraphs = tale(rng)
    count = rng.choice([2, 3])
    pen = Pen(page, 52, top + 10, 490)
    headed(pen, rng, title, label)
    width = (491 - 18 * (count - 1)) / count
    flow = [row for p in paragraphs for row in [*Pen(page, 0, 0, width).rows(p, BODY), []]]
    height = -(-len(flow) // count)
    first, bottom = pen.top, pen.top
    for column in range(count):
        pen = Pen(page, 52 + column * (width + 18), first, width)
        for row in flow[column * height : (column + 1) * height]:
            if row:
                pen.row(row, BODY)
            elif pen.top > first:
                pen.top += 6
        bottom = max(bottom, pen.top)
    page.box(40, top, 555, bottom + 8)
    columns_of_prose(page, rng, bottom + 26, [(40, 247), (308, 247)], (1, 2))
    return Case([page], [(title, [w for p in paragraphs for w in words_of(p)])])


def over_pages(rng: random.Random, label: str | None) -> Case:
    """A story that breaks off at the foot of a page and goes on at the head of the next, boxed or not."""
    page, top = opened(rng)
    second = Page(rng)
    boxed = rng.random() < 0.5
    title, paragraphs = tale(rng, 3)
    x, width = (52, 490) if boxed else (40, 515)
    start = 640.0
    columns_of_prose(page, rng, top, [(40, 515)], (4, 6))
    pen = Pen(page, x, start + 10, width)
    headed(pen, rng, title, label)
    after = Pen(second, x, 60, width)
    fits = 6 - rng.randint(0, 2)
    at = 0
    for paragraph in paragraphs:
        for row in pen.rows(paragraph, BODY):
            (pen if at < fits else after).row(row, BODY)
            at += 1
        (pen if at < fits else after).top += 6
    if boxed:
        page.box(40, start, 555, pen.top + 6)
        second.box(40, 50, 555, after.top + 6)
    columns_of_prose(second, rng, after.top + 24, [(40, 247), (308, 247)], (2, 4))
    return Case([page, second], [(title, [w for p in paragraphs for w in words_of(p)])])


def side_by_side(rng: random.Random, label: str | None) -> Case:
    """Two stories beside each other, in two boxes or under a title each."""
    page, top = opened(rng)
    boxed = rng.random() < 0.7
    stories = []
    bottoms = []
    used: set[str] = set()
    for x in (40, 308):
        title, paragraphs = tale(rng, 3)
        while title in used:
            title, paragraphs = tale(rng, 3)
        used.add(title)
        inset = 10 if boxed else 0
        pen = Pen(page, x + inset, top + inset, 247 - 2 * inset)
        headed(pen, rng, title, label)
        stories.append((title, told(pen, paragraphs, rng)))
        bottoms.append(pen.top + 6)
        if boxed:
            page.box(x, top, x + 247, pen.top + 6)
    columns_of_prose(page, rng, max(bottoms) + 20, [(40, 515)], (2, 3))
    return Case([page], stories)


def over_a_column_break(rng: random.Random, label: str | None) -> Case:
    """No box: the story begins in the first column, after another section, and goes on at the head of the second; a photo's
    caption stands under one of its columns."""
    page, top = opened(rng)
    title, paragraphs = tale(rng, 3)
    left = Pen(page, 40, top, 247)
    left.put(rng.choice(SECTIONS), HEAD, 3)
    left.put(prose(rng, rng.randint(5, 8)), BODY, 12)
    headed(left, rng, title, label)
    right = Pen(page, 308, top, 247)
    fits = rng.randint(5, 9)
    at = 0
    for paragraph in paragraphs:
        for row in left.rows(paragraph, BODY):
            (left if at < fits else right).row(row, BODY)
            at += 1
        (left if at < fits else right).top += 6
    if rng.random() < 0.5:
        left.top += 4
        left.put("Photo: the market on a Friday. Healthy Hills", CAPTION)
    right.top += 8
    right.put(rng.choice(SECTIONS), HEAD, 3)
    right.put(prose(rng, rng.randint(4, 8)), BODY)
    return Case([page], [(title, [w for p in paragraphs for w in words_of(p)])])


LAYOUTS = {
    "column break": over_a_column_break,
    "in a column": in_a_column,
    "over columns": over_columns,
    "over pages": over_pages,
    "side by side": side_by_side,
}


def case(seed: int) -> tuple[str, Case]:
    """(name of its layout, a random document); two in seven have their stories without a label."""
    rng = random.Random(seed)
    name = sorted(LAYOUTS)[seed % len(LAYOUTS)]
    label = rng.choice(LABELS) if seed % 7 % 4 else None
    return f"{name}, {'labelled' if label else 'unlabelled'}", LAYOUTS[name](rng, label)
