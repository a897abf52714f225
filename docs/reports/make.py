"""Writes the PDFs of this folder: reports of five invented programs, from which docs/walkthrough.md gets its answers.

    python docs/reports/make.py

Every program, organisation and figure in them is made up.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

HERE = Path(__file__).parent
PAGE = (595, 842)
LEFT, TOP = 56, 780
HEAD, BODY = 12, 10
"""Sizes of type in points; titles are twice as large as heads."""
COLUMNS = 92
"""Characters of a line of running text."""
LEADING = 1.4

REPORTS = {
    "lantern-rivers-2021.pdf": """
        # Lantern Rivers
        Safe water for the lakeshore districts of Malawi. Annual report 2021

        ## About the program
        Lantern Rivers is a seven-year program (2018-2024) for safe water in Malawi.

        Funded by: Kestrel Foundation

        Implemented by: Chisomo Relief Trust, Mtondo Water Institute

        ## Results in 2021
        - In 2021 the program drilled 84 boreholes in Mangochi and Salima.
        - In 2021 a total of 41,300 people gained access to safe water.
        - In 2021 the water committees collected MWK 96 million in user fees.

        ## Outlook
        By 2024 the program aims to reach 150,000 people.
    """,
    "steady-harvest-2021.pdf": """
        # Steady Harvest
        Smallholder farming in eastern Zambia. Results 2021

        ## About the program
        Steady Harvest is a five-year program (2019-2023) that helps farming families in Zambia through dry years.

        Funded by: Kestrel Foundation

        Implemented by: Chisomo Relief Trust and Luangwa Farmers Union

        ## Results in 2021
        - In 2021 the program trained 6,250 farmers in soil conservation.
        - In 2021 the farmers planted 1,870 hectares with drought-tolerant maize.
        - In 2021 maize yields rose by 23 percent.
    """,
    "open-clinics-2021.pdf": """
        # Open Clinics
        Primary health care in Malawi. Annual report 2021

        ## About the program
        Open Clinics is a program for primary health care in Malawi (2020-2025).

        Funded by: Harbour Fund for Health

        Implemented by: Chisomo Relief Trust, Mtondo Water Institute, Ministry of Health

        ## Results in 2021
        - In 2021 the program equipped 37 health centres with solar power.
        - In 2021 nurses vaccinated 118,400 children against measles.
        - In 2020 the program had trained 212 nurses.
    """,
    "bright-coast-2021.pdf": """
        # Bright Coast
        Solar power for fishing villages in Tanzania. Results 2021

        ## About the program
        Bright Coast is a program for clean energy in Tanzania (2020-2024).

        Funded by: Harbour Fund for Health

        Implemented by: Baraza Energy Cooperative, Luangwa Farmers Union

        ## Results in 2021
        - In 2021 the program connected 2,900 households to mini-grids.
        - In 2021 the cooperative installed 18 ice machines.
    """,
    "story-shelf-2022.pdf": """
        # Story Shelf
        Early reading in northern Malawi. Annual report 2022

        ## About the program
        Story Shelf is a program for early reading in Malawi (2021-2025).

        Funded by: Kestrel Foundation

        Implemented by: Chisomo Relief Trust, Luangwa Farmers Union

        ## Results
        - In 2022 the program supplied 310 schools with story books.
        - In 2021 the program trained 1,140 teachers.
    """,
}


def pdf(text: str) -> bytes:
    """A page of this text: `#` begins a title, `##` a head, `-` an item; an empty line ends a paragraph."""
    drawn, height = [], TOP
    for size, lines in _parts(textwrap.dedent(text).strip()):
        height -= HEAD if size > BODY else BODY // 2
        for line in lines:
            height -= round(size * LEADING)
            shown = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            drawn.append(f"BT /F{int(size > BODY)} {size} Tf {LEFT} {height} Td ({shown}) Tj ET")
    return _file("\n".join(drawn).encode("cp1252"))


def _parts(text: str) -> list[tuple[int, list[str]]]:
    parts: list[tuple[int, list[str]]] = []
    for paragraph in text.split("\n\n"):
        lines = paragraph.split("\n")
        while lines and lines[0].startswith("#"):
            head = lines.pop(0)
            parts.append((HEAD if head.startswith("##") else 2 * HEAD, [head.lstrip("# ")]))
        if lines and lines[0].startswith("-"):
            parts += [(BODY, ["\u2022 " + line.lstrip("- ")]) for line in lines]
        elif lines:
            parts.append((BODY, textwrap.wrap(" ".join(lines), COLUMNS)))
    return parts


def _file(content: bytes) -> bytes:
    fonts = b"/F0 5 0 R /F1 6 0 R"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<</Font<<%s>>>>>>" % (*PAGE, fonts),
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        font % b"Helvetica",
        font % b"Helvetica-Bold",
    )
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return made + end % (len(objects) + 1, table, len(objects) + 1, len(made))


if __name__ == "__main__":
    for name, words in REPORTS.items():
        (HERE / name).write_bytes(pdf(words))
