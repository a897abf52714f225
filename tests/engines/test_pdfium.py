"""What only the default engine knows: structure tags, fonts without a Unicode table, crowded pages, broken pages."""

from __future__ import annotations

import pytest

from engines.pdfs import pdf, rect, text
from factextract import registry
from factextract.engines._ink import unreadable
from factextract.errors import PageError
from factextract.model.sheet import Sheet
from factextract.settings import Settings


@pytest.fixture
def read(tmp_path):
    def reader(data: bytes, number: int = 1) -> Sheet:
        path = tmp_path / "page.pdf"
        path.write_bytes(data)
        with registry.get("engines", "pdfium").open(path, Settings()) as opened:
            return opened.sheet(number)

    return reader


def marked(mcid: int, kind: str, y: float, words: str) -> str:
    return f"/{kind} <</MCID {mcid}>> BDC {text(20, y, words)} EMC\n"


def element(kind: str, kids: str, parent: int) -> str:
    return f"<</Type/StructElem/S/{kind}/P {parent} 0 R/Pg 10 0 R/K {kids}>>"


TREE = {
    60: "<</Type/StructTreeRoot/K[61 0 R]/RoleMap<</Subhead/H2>>/ParentTree 70 0 R>>",
    61: element("Document", "[62 0 R 63 0 R 64 0 R 66 0 R 69 0 R]", 60),
    62: element("H1", "[0]", 61),
    63: element("Subhead", "[1]", 61),
    64: element("TD", "[65 0 R]", 61),
    65: element("P", "[2]", 64),
    66: element("LI", "[67 0 R 68 0 R]", 61),
    67: element("Lbl", "[3]", 66),
    68: element("LBody", "[4]", 66),
    69: element("P", "[71 0 R 6]", 61),
    71: element("Span", "[5]", 69),
    70: "<</Nums[0[62 0 R 63 0 R 65 0 R 67 0 R 68 0 R 71 0 R 69 0 R]]>>",
}
TAGGED = {"catalog": "/StructTreeRoot 60 0 R/MarkInfo<</Marked true>>", "page": "/StructParents 0"}
KINDS = ("H1", "Subhead", "P", "Lbl", "LBody", "Span", "P")
TAGGED_TEXT = "".join(marked(i, kind, 280 - 20 * i, f"w{i}") for i, kind in enumerate(KINDS))


def test_words_have_the_tag_that_tells_most(read):
    content = TAGGED_TEXT + "/Artifact BMC " + text(20, 20, "footer") + "EMC " + text(20, 5, "bare")
    tags = {word.text: word.tag for word in read(pdf(content, objects=TREE, **TAGGED)).words}
    assert tags == {
        "w0": "H1", "w1": "H2", "w2": "TD", "w3": "Lbl", "w4": "LBody", "w5": "P", "w6": "P",
        "footer": "Artifact", "bare": None,
    }  # fmt: skip


def test_a_tree_that_runs_in_a_circle_ends(read):
    circle = TREE | {64: element("TD", "[65 0 R 61 0 R 64 0 R]", 61)}
    sheet = read(pdf(TAGGED_TEXT, objects=circle, **TAGGED))
    assert [word.text for word in sheet.words] == [f"w{i}" for i in range(7)]


def test_an_untagged_page_has_no_tags(read):
    assert [word.tag for word in read(pdf(text(20, 20, "bare"))).words] == [None]


UNREADABLE = [
    ("plain words", "Booked and interest date", 0),
    ("words in capitals", "ANNUAL REPORT", 0),
    ("figures", "0 2 4 6 8 1,406,164.00 23% (12)", 0),
    ("numbers of glyphs", "7KH 0LQLVWU\\ RI -XVWLFH", 20),
    ("controls", "\ufffd\ufffd \ufffd", 3),
    ("a lost letter among sound words", "the ministry \ufffd of justice", 1),
    ("nothing", "", 0),
]


@pytest.mark.parametrize(("what", "guessed", "lost"), UNREADABLE, ids=[case[0] for case in UNREADABLE])
def test_guessed_letters_are_judged_by_their_words(what, guessed, lost):
    assert unreadable(guessed) == lost


def composite(to_unicode: str) -> dict[int, str]:
    """F1 as a font whose codes are numbers of glyphs."""
    return {
        3: f"<</Type/Font/Subtype/Type0/BaseFont/Odd/Encoding/Identity-H/DescendantFonts[50 0 R]{to_unicode}>>",
        50: "<</Type/Font/Subtype/CIDFontType2/BaseFont/Odd/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        "/Supplement 0>>/FontDescriptor 51 0 R/DW 600>>",
        51: "<</Type/FontDescriptor/FontName/Odd/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800"
        "/Descent -200/CapHeight 700/StemV 80>>",
    }


GLYPHS = "BT /F1 12 Tf 20 200 Td <0037004B0048> Tj 40 0 Td <003000CA> Tj ET"


def test_text_without_a_unicode_table_is_counted_as_unmapped(read):
    assert read(pdf(GLYPHS, objects=composite(""))).unmapped == 1.0


def test_text_with_a_unicode_table_is_mapped(read):
    table = (
        "<</Length 260>>stream\n"
        + (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
            "1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange <0037> <0048> <0054> "
            "<0049> <00FF> <0066> endbfrange endcmap end end"
        ).ljust(260)
        + "\nendstream"
    )
    sheet = read(pdf(GLYPHS, objects=composite("/ToUnicode 52 0 R") | {52: table}))
    assert sheet.unmapped == 0
    assert sheet.words[0].text.startswith("Th")


SEGMENTS = 200_000


def zigzag() -> bytes:
    points = b"\n".join(b"%d %d l" % (i * 7 % 400, i * 13 % 300) for i in range(SEGMENTS))
    return b"q 0 0 1 RG 0 0 m " + points + b" S Q "


def marks() -> bytes:
    return b"\n".join(b"%d %d m %d %d l S" % (x, y, x + 3, y + 2) for x, y in MARKS)


MARKS = [(i * 7 % 400, i * 13 % 300) for i in range(SEGMENTS // 2)]
CROWDED = [("one path", zigzag), ("many paths", marks)]


@pytest.mark.parametrize(("what", "crowd"), CROWDED, ids=[case[0] for case in CROWDED])
def test_a_crowded_page_keeps_its_words_and_its_boxes(read, what, crowd):
    """Maps and patterned banners hold hundreds of thousands of segments; benchmarks/engines.py takes the time."""
    under, over = rect(20, 190, 100, 30, "1 1 0 rg"), text(25, 200, "legend") + rect(200, 100, 80, 50, "1 0 0 rg")
    sheet = read(pdf(under.encode() + crowd() + b"\n" + over.encode()))
    assert [(word.text, word.hidden) for word in sheet.words] == [("legend", None)]
    boxes = {shape.fill for shape in sheet.shapes if shape.kind == "box"}
    assert boxes == {"#ffff00", "#ff0000"}
    assert len(sheet.shapes) <= 5000


def test_a_page_that_cannot_be_loaded_is_a_page_error_and_the_next_is_read(tmp_path):
    path = tmp_path / "page.pdf"
    data = pdf(text(20, 200, "one"), text(20, 200, "two"), text(20, 200, "three"))
    path.write_bytes(data.replace(b"12 0 obj\n<</Type/Page/", b"12 0 obj\n<</Type/Gone/").replace(b"12 0 R", b"77 0 R"))
    with registry.get("engines", "pdfium").open(path, Settings()) as reader:
        with pytest.raises(PageError, match="page 2"):
            reader.sheet(2)
        with pytest.raises(PageError, match="page 2"):
            reader.image(2, 1.0)
        assert [word.text for word in reader.sheet(3).words] == ["three"]


def test_a_page_too_large_to_draw_is_a_page_error(tmp_path):
    path = tmp_path / "poster.pdf"
    path.write_bytes(pdf(text(20, 200, "poster"), media=(0, 0, 14000, 14000)))
    with registry.get("engines", "pdfium").open(path, Settings()) as reader, pytest.raises(PageError, match="too many"):
        reader.image(1, 2.0)
