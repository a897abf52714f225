"""Millet Futures: three justified columns. Called by build.py (fpdf2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align

LEFT, TOP, WIDTH, BOTTOM = 13.0, 16.0, 184.0, 276.0
GAP = 6.0
COLUMN = (WIDTH - 2 * GAP) / 3
OCHRE, BROWN, INK = (196, 126, 28), (94, 52, 18), (34, 30, 26)

TEXT: list[tuple[str, str]] = [
    ("head", "Why millet?"),
    (
        "para",
        "Pearl millet is the daily bread of more than 90 million people in Africa and India. On Sahelian farms its "
        "yield has hardly moved from 0.7 t/ha since 1995, about a third of what trial plots give. By 2050 the rains "
        "could end 10–20 days earlier than today. A crop that nobody bred for such a calendar needs help.",
    ),
    ("head", "The programme"),
    (
        "para",
        "Millet Futures ran from October 2019 to September 2024 in Burkina Faso, Mali and Niger. The West Africa "
        "Drylands Institute (WADI) led it together with the national institutes: the Institute of Environment and "
        "Agricultural Research (INERA) in Burkina Faso, the Institute of Rural Economy (IER) in Mali and the National "
        "Institute of Agronomic Research of Niger (INRAN). The Swiss Agency for Development and Cooperation (SDC) gave "
        "CHF 9.5 million and the Mirador Foundation US$4.25 million. The Ministry of Agriculture, Animal Resources and "
        "Fisheries of Burkina Faso lent the station at Saria.",
    ),
    ("head", "Six new varieties"),
    (
        "para",
        "Breeders screened 1,340 lines and carried the best 86 to trials at 22 sites. Six varieties were released "
        "between 2022 and 2024. In farmers’ fields they yielded 1.1 t/ha in 2023, 57% more than the farmers’ own "
        "seed, and ripened 12 days earlier. In the drought of 2021 the gap was 1.7-fold.¹",
    ),
    (
        "para",
        "One of the six, Lafia, carries 60 to 75 milligrams of iron per kilogram; common grain has 45. In a feeding "
        "trial with 480 children in Maradi, anaemia fell from 68% to 54% within ten months.",
    ),
    ("head", "Seed that travels"),
    (
        "para",
        "A variety on a shelf feeds nobody. Millet Futures trained 48 seed cooperatives, 19 of which are led by "
        "women. In the 2023/24 season they sold 2,150 tonnes of seed. An estimated 312,000 farmers sowed it on about "
        "405,000 hectares. A 2 kg pack costs 1,500 CFA francs, a price that seven in ten buyers called fair.",
    ),
    (
        "para",
        "Because of COVID-19, field days moved to the radio in 2020 and 2021. Eleven stations aired 156 broadcasts in "
        "nine languages, and up to 2.4 million people were within reach of the signal.",
    ),
    ("head", "People"),
    (
        "para",
        "The programme supported 37 doctoral and master’s students, of whom 16 are women; 29 have graduated. Another "
        "640 extension agents learned to run on-farm trials with a phone. The team published 54 papers, 41 of them "
        "open access.",
    ),
    ("head", "What it cost"),
    (
        "para",
        "Spending came to US$14.9 million: 44% for breeding, 25% for seed systems, 18% for training and 13% for "
        "management. In FY 2023 (January to December 2023) alone it was US$3.6 million. Sorrel & Vane Consulting, "
        "which evaluated the programme between March and July 2024, put the benefit at US$6.30 for each dollar spent.",
    ),
    ("head", "Limits"),
    (
        "para",
        "Birds took up to 30% of the earliest crops, because nothing else was ripe. Downy mildew appeared at 5 of the "
        "22 sites. And improved seed has reached fewer than 8% of villages north of the line where 400 mm of rain "
        "falls in a year. There, hand-pounded grain of the landrace Souna still wins: it stores for over four years.",
    ),
    (
        "para",
        "Insecurity closed seven sites in Mali for 16 months. Staff from IER ran their plots by voice message with "
        "the help of 33 lead farmers.",
    ),
    ("head", "What farmers say"),
    (
        "para",
        "In a panel of 2,460 households, asked each year by the University of Ziguinchor, 64% said in 2024 that they "
        "would buy seed again, against 41% in 2021. The lean season was 3.5 weeks shorter in households that sowed "
        "the new varieties. Women controlled the income from the sales in 28% of them.",
    ),
    ("head", "After 2024"),
    (
        "para",
        "A follow-on, Millet Futures II, is planned for January 2025 to December 2029 with a budget of about €20 "
        "million, of which the European Union (EU) has promised €12 million. It aims to reach 1 million farmers by "
        "2029, to double the number of cooperatives and to bring Senegal in as a fourth country. The African "
        "Centre for Crop Improvement will map genes for resistance to mildew. The work serves SDG 2.",
    ),
    ("rule", ""),
    ("note", "¹ Traoré and Issoufou, Field Crops Letters 311, 2023, pages 14–29. n = 1,206 plots."),
    ("note", "Contact: WADI, Route de l’Hippodrome 9, Ouagadougou, +226 25 55 01 90."),
]


class Brief(FPDF):
    def header(self) -> None:
        self.set_y(TOP)
        if self.page_no() > 1:
            self.set_fill_color(*OCHRE)
            self.rect(LEFT, 10, WIDTH, 1.2, style="F")
            return
        self.set_fill_color(*BROWN)
        self.rect(0, 0, 210, 47, style="F")
        self.set_fill_color(*OCHRE)
        for stem in range(26):
            x = 128 + stem * 3.2
            self.rect(x, 47 - 12 - (stem * 7) % 11, 0.6, 12 + (stem * 7) % 11, style="F")
            self.ellipse(x - 0.7, 47 - 21 - (stem * 7) % 11, 2, 10, style="F")
        self.set_text_color(255, 255, 255)
        self.set_font("source", "", 9)
        self.text(LEFT, 13, "West Africa Drylands Institute  |  Programme summary no. 7, November 2024")
        self.set_font("source", "B", 27)
        self.text(LEFT, 27, "Millet Futures")
        self.set_font("source", "I", 12.5)
        self.text(LEFT, 36, "A hardy grain for a shorter rainy season")

    def footer(self) -> None:
        self.set_font("source", "", 7.5)
        self.set_text_color(*BROWN)
        self.text(LEFT, 287, "www.wadi.example/millet")
        self.set_xy(LEFT, 284)
        self.cell(WIDTH, 4, f"Page {self.page_no()}", align=Align.R)


def build(target: Path, font_folder: Callable[[str], Path], created: datetime) -> None:
    pdf = Brief(format="A4")
    fonts = font_folder("font_source_sans_pro")
    for style, name in (("", "Regular"), ("B", "Bold"), ("I", "It")):
        pdf.add_font("source", style, fonts / f"SourceSansPro-{name}.ttf")
    pdf.set_creation_date(created)
    pdf.set_title("Millet Futures: programme summary 2019–2024")
    pdf.set_author("West Africa Drylands Institute")
    pdf.set_auto_page_break(False)
    pdf.set_margins(LEFT, TOP, 210 - LEFT - WIDTH)
    pdf.add_page()
    start = 54.0
    index, y = 0, start

    def next_column() -> None:
        nonlocal index, y, start
        index += 1
        if index == 3:
            pdf.add_page()
            index, start = 0, TOP
        y = start

    for kind, text in TEXT:
        if kind == "rule":
            pdf.set_draw_color(*OCHRE)
            x = LEFT + index * (COLUMN + GAP)
            pdf.line(x, y + 1, x + 18, y + 1)
            y += 3
            continue
        size, height, style = {"head": (12.5, 5.6, "B"), "para": (9.8, 4.6, ""), "note": (7.8, 3.5, "")}[kind]
        pdf.set_font("source", style, size)
        pdf.set_text_color(*(OCHRE if kind == "head" else INK))
        align = Align.J if kind == "para" else Align.L
        lines = pdf.multi_cell(COLUMN, height, text, align=align, dry_run=True, output="LINES")
        room = int((BOTTOM - y) // height)
        if kind == "head" and (BOTTOM - y) < 22:
            next_column()
            room = 99
        elif kind == "head" and y > start:
            y += 2
        while lines:
            now, lines = lines[:room], lines[room:]
            pdf.set_xy(LEFT + index * (COLUMN + GAP), y)
            pdf.multi_cell(COLUMN, height, " ".join(now), align=align)
            y += height * len(now)
            if lines:
                next_column()
                room = int((BOTTOM - y) // height)
        y += 0.6 if kind == "head" else 2.0
    picture(pdf, LEFT + 2 * (COLUMN + GAP), 223)
    pdf.output(str(target))


def picture(pdf: FPDF, x: float, top: float) -> None:
    """A drawing of a field at the foot of the last column, with its caption."""
    pdf.set_fill_color(250, 231, 190)
    pdf.rect(x, top, COLUMN, 42, style="F")
    pdf.set_fill_color(236, 190, 110)
    pdf.ellipse(x + 36, top + 5, 13, 13, style="F")
    pdf.set_fill_color(176, 120, 60)
    pdf.rect(x, top + 33, COLUMN, 9, style="F")
    for stem in range(18):
        middle, tall = x + 2.5 + stem * 3.1, 16 + (stem * 5) % 8
        pdf.set_fill_color(108, 122, 52)
        pdf.rect(middle, top + 38 - tall, 0.5, tall, style="F")
        pdf.set_fill_color(*BROWN)
        pdf.ellipse(middle - 0.6, top + 32 - tall, 1.8, 8, style="F")
    pdf.set_xy(x, top + 43.5)
    pdf.set_font("source", "I", 8.2)
    pdf.set_text_color(*INK)
    pdf.multi_cell(COLUMN, 3.6, "Lafia at Saria, 58 days after sowing, September 2023. Drawing: WADI", align=Align.L)
