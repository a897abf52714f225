"""Cool Blocks Piraeus: a full-width tile band above text in two columns. Called by build.py (reportlab)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Frame, Paragraph

WIDTH, HEIGHT = A4
LEFT, RIGHT = 15 * mm, WIDTH - 15 * mm
GAP = 7 * mm
COLUMN = (RIGHT - LEFT - GAP) / 2
GREEN, LIME, INK, PALE = HexColor("#1f5c4a"), HexColor("#b9d65a"), HexColor("#1d2a26"), HexColor("#eaf2ea")

BODY = ParagraphStyle("body", fontName="Roboto", fontSize=10.4, leading=14.4, textColor=INK, spaceAfter=6)
HEAD = ParagraphStyle(
    "head", fontName="Roboto-Bold", fontSize=13, leading=16, textColor=GREEN, spaceBefore=8, spaceAfter=4
)
ITEM = ParagraphStyle("item", parent=BODY, leftIndent=13, spaceAfter=3, bulletFontName="Roboto", bulletColor=GREEN)
QUOTE = ParagraphStyle("quote", fontName="Roboto-Italic", fontSize=14, leading=18, textColor=GREEN, spaceBefore=8)
BYLINE = ParagraphStyle("byline", parent=BODY, fontSize=8, leading=10)
CAPTION = ParagraphStyle("caption", fontName="Roboto", fontSize=9, leading=11, textColor=white)
DARK_CAPTION = ParagraphStyle("dark", parent=CAPTION, textColor=INK)
SMALL = ParagraphStyle("small", fontName="Roboto-Italic", fontSize=7.8, leading=10, textColor=INK)


Piece = tuple[str, ParagraphStyle, str | None]


def head(text: str) -> Piece:
    return text, HEAD, None


def para(text: str, style: ParagraphStyle = BODY) -> Piece:
    return text, style, None


def item(text: str) -> Piece:
    bullet, _, words = text.rpartition("|")
    return words, ITEM, f"{bullet}." if bullet else "–"


STONE = [
    head("A city of stone"),
    para(
        "Piraeus packs about 15,000 people into each square kilometre. In July 2023 the air at Korai Square stayed "
        "above 38 °C for 11 afternoons in a row. The ambulance service EKAB answered 640 heat calls that month, twice "
        "as many as in July 2019.<super>1</super>"
    ),
    head("What a Cool Block is"),
    para(
        "A Cool Block joins four to six streets. Asphalt gives way to pale, porous paving, between 30% and 45% of the "
        "ground is planted, and people who live alone get a visit when the forecast passes 37 °C. The City Council "
        "approved the programme on 4 March 2021; it runs until December 2027."
    ),
    head("Results, 2021–2024"),
    item("21 of 34 planned blocks are finished, and six are being built."),
    item("2,870 trees and 19,400 shrubs have been planted; 94% lived through their first summer."),
    item("58,000 m² of asphalt are gone."),
    item(
        "7,150 residents aged over 65 are on the visiting list, of whom 4,290 live alone. Volunteers made 12,600 "
        "visits in the summer of 2024."
    ),
    item("Heat calls in July and August 2024 were 27% lower in finished blocks than in the rest of the city."),
]

MONEY = [
    head("Who pays"),
    para(
        "The whole programme is budgeted at €31.5 million. Of the €18.3 million spent so far, €11.4 million came from "
        "the European Regional Development Fund (ERDF), €4.9 million from the Municipality and €2 million from the "
        "Hellenic Green Fund."
    ),
    head("Who does the work"),
    para(
        "The Directorate of Works, Environment and Public Lighting plans and tenders. Three builders hold framework "
        "contracts, the largest with Argyra Construction S.A. The National Observatory of Athens (NOA) reads "
        "thermometers at 65 points. The Hellenic Red Cross keeps the visiting list, and the Piraeus Port Authority "
        "lends 1.2 hectares for a tree nursery."
    ),
    head("Why it counts beyond the city"),
    para(
        "Piraeus is one of the 112 cities of the EU Mission for Climate-Neutral and Smart Cities. Delegations from "
        "Valencia, Izmir and Marseille came to see the blocks in October 2024. The work serves SDG 11 and SDG 13."
    ),
    para("“My street smells of basil again.”", QUOTE),
    para("Despina Kalogirou, resident, Kaminia", BYLINE),
]

SCHOOLS = [
    head("Schools first"),
    para(
        "Twelve of the 36 primary schools have a new yard, each with at least 25 trees and a water spray. The yard of "
        "the 14th Primary School stays open on 230 evenings a year and draws up to 180 people a night."
    ),
    para(
        "Teachers asked for shade over the benches. The Parents’ Association paid for nine awnings with the €7,400 "
        "that it raised at a spring fair."
    ),
]

ROOFS = [
    head("White roofs"),
    para(
        "With the Technical Chamber of Greece (TEE) the city painted 310 roofs white. Top-floor flats were 2.3 °C "
        "cooler than before, and their tenants saved €85–110 on electricity between June and September 2024."
    ),
    para("A further 500 roofs are to follow by the end of 2026, most of them in Kaminia and Maniatika."),
]

LESSONS = [
    head("What slowed us down"),
    item("Tenders: the first took 14 months, the latest took 5 months."),
    item("Cables: nearly one fifth of the tree pits could not be dug where they were drawn."),
    item("COVID-19 kept three sites closed in spring 2021."),
    item("Parking: 820 places were lost, and 390 were made again in a garage at Retsina Street."),
    head("How a block is chosen"),
    item("1|Heat: the street is among the hottest 20% on the city map."),
    item("2|Need: at least 150 of its residents are over 65 or under 6."),
    item("3|Will: the owners of more than half of the ground floors agree."),
]

NEXT = [
    head("Checked from outside"),
    para(
        "An independent check by the University of Piraeus in November 2024 found the accounts in order and asked for "
        "clearer tree-care contracts, lasting ten years instead of three."
    ),
    head("Next steps"),
    para(
        "In 2025 seven more blocks start, with €6.8 million already voted. A green corridor of 1.9 km from the port to "
        "Agia Triada will open in May 2026. By December 2027 the city wants to have planted 5,000 trees and to see "
        "heat calls fall by a quarter against 2023."
    ),
    para("The European Investment Bank (EIB) is weighing a loan of €20 to 25 million for Phase 3."),
    para("<super>1</super> EKAB, call register, as at 31 January 2024. Heat calls follow code T67.", SMALL),
]


def column(canvas: Canvas, flow: list[Piece], x: float, top: float, bottom: float) -> None:
    frame = Frame(x, bottom, COLUMN, top - bottom, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    rest = [Paragraph(text, style, bulletText=bullet) for text, style, bullet in flow]
    frame.addFromList(rest, canvas)
    if rest:
        raise ValueError(f"{len(rest)} paragraphs do not fit")


def band(canvas: Canvas, tiles: list[tuple[str, str]], y: float, height: float, dark: bool) -> None:
    canvas.setFillColor(GREEN if dark else LIME)
    canvas.rect(0, y, WIDTH, height, stroke=0, fill=1)
    step = (RIGHT - LEFT) / len(tiles)
    for number, (value, caption) in enumerate(tiles):
        x = LEFT + number * step
        canvas.setFillColor(LIME if dark else GREEN)
        canvas.setFont("Roboto-Bold", 23)
        canvas.drawString(x, y + height - 11.5 * mm, value)
        text = Paragraph(caption, CAPTION if dark else DARK_CAPTION)
        _, used = text.wrap(step - 5 * mm, height)
        text.drawOn(canvas, x, y + height - 14.5 * mm - used)


def foot(canvas: Canvas, page: int) -> None:
    canvas.setStrokeColor(GREEN)
    canvas.setLineWidth(0.6)
    canvas.line(LEFT, 14 * mm, RIGHT, 14 * mm)
    canvas.setFillColor(INK)
    canvas.setFont("Roboto", 7.4)
    canvas.drawString(LEFT, 10 * mm, "Municipality of Piraeus, Drosopoulou 12, 185 35 Piraeus")
    canvas.drawCentredString(WIDTH / 2 + 8 * mm, 10 * mm, "+30 210 555 0164 | coolblocks.example")
    canvas.drawRightString(RIGHT, 10 * mm, f"{page}/2")


def skyline(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.linearGradient(x, y, x, y + height, (HexColor("#f6e3b4"), HexColor("#7fb6c4")), extend=False)
    heights = (20, 27, 17, 31, 23, 14, 26, 19)
    step = width / len(heights)
    for number, tall in enumerate(heights):
        canvas.setFillColor(HexColor("#d9cdb8" if number % 2 else "#c9b79a"))
        canvas.rect(x + number * step, y, step - 2, tall * mm, stroke=0, fill=1)
    for number in range(11):
        middle = x + (number + 0.5) * width / 11
        canvas.setFillColor(HexColor("#6b4a2f"))
        canvas.rect(middle - 1, y, 2, 6 * mm, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#3f8a4f"))
        canvas.circle(middle, y + 8 * mm, 4 * mm, stroke=0, fill=1)


def build(target: Path, font_folder: Callable[[str], Path], created: datetime) -> None:
    fonts = font_folder("font_roboto")
    for name in ("Regular", "Bold", "Italic"):
        pdfmetrics.registerFont(
            TTFont("Roboto" if name == "Regular" else f"Roboto-{name}", fonts / f"Roboto-{name}.ttf")
        )
    pdfmetrics.registerFontFamily("Roboto", normal="Roboto", bold="Roboto-Bold", italic="Roboto-Italic")
    canvas = Canvas(str(target), pagesize=A4, invariant=1, initialFontName="Roboto")
    canvas.setTitle("Cool Blocks Piraeus: results 2024")
    canvas.setAuthor("Municipality of Piraeus")

    canvas.setFillColor(PALE)
    canvas.rect(0, HEIGHT - 42 * mm, WIDTH, 42 * mm, stroke=0, fill=1)
    canvas.setFillColor(GREEN)
    canvas.setFont("Roboto", 9)
    canvas.drawString(LEFT, HEIGHT - 14 * mm, "Municipality of Piraeus")
    canvas.drawRightString(RIGHT, HEIGHT - 14 * mm, "Published February 2025")
    canvas.setFont("Roboto-Bold", 32)
    canvas.drawString(LEFT, HEIGHT - 28 * mm, "Cool Blocks")
    canvas.setFont("Roboto", 12)
    canvas.drawString(LEFT, HEIGHT - 36 * mm, "Shade and water for the hottest streets | Results 2024")
    tiles = [
        ("€18.3m", "spent since 2021, 62% of it from European funds"),
        ("4.1 °C", "cooler paving at midday in treated streets"),
        ("2,870", "trees planted in 46 streets and squares"),
        ("1 in 3", "primary schools now has a shaded yard"),
    ]
    band(canvas, tiles, HEIGHT - 69 * mm, 27 * mm, dark=True)
    column(canvas, STONE, LEFT, HEIGHT - 74 * mm, 64 * mm)
    column(canvas, MONEY, LEFT + COLUMN + GAP, HEIGHT - 74 * mm, 64 * mm)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(LEFT, 26 * mm, RIGHT - LEFT, 36 * mm)
    canvas.clipPath(clip, stroke=0)
    skyline(canvas, LEFT, 26 * mm, RIGHT - LEFT, 36 * mm)
    canvas.restoreState()
    note = Paragraph("Bouboulinas Street after planting: 68 plane trees along 410 metres. Drawing: City archive", SMALL)
    note.wrap(RIGHT - LEFT, 20)
    note.drawOn(canvas, LEFT, 20.5 * mm)
    foot(canvas, 1)
    canvas.showPage()

    column(canvas, SCHOOLS, LEFT, HEIGHT - 16 * mm, HEIGHT - 76 * mm)
    column(canvas, ROOFS, LEFT + COLUMN + GAP, HEIGHT - 16 * mm, HEIGHT - 76 * mm)
    tiles = [
        ("€96", "to treat one square metre, down from €131 in 2021"),
        ("38%", "of the rain now soaks into the ground, from 6%"),
        ("12 weeks", "is how long a street stays closed"),
    ]
    band(canvas, tiles, HEIGHT - 106 * mm, 25 * mm, dark=False)
    column(canvas, LESSONS, LEFT, HEIGHT - 112 * mm, 40 * mm)
    column(canvas, NEXT, LEFT + COLUMN + GAP, HEIGHT - 112 * mm, 40 * mm)
    foot(canvas, 2)
    canvas.showPage()
    canvas.save()
