"""What stands on a drawn page, as both PDF engines tell it. The engines' boxes agree within `CLOSE` points."""

from __future__ import annotations

import pytest

from engines.pdfs import pdf, picture, rect, text, turned
from factextract import registry
from factextract.model.sheet import Sheet
from factextract.settings import Settings

CLOSE = 1.0
BOTH = ("pdfium", "plumber")


@pytest.fixture(params=BOTH)
def read(request, tmp_path):
    """Reads the first page of a PDF's bytes with one of the engines."""

    def reader(data: bytes, engine: str = request.param) -> Sheet:
        path = tmp_path / "page.pdf"
        path.write_bytes(data)
        with registry.get("engines", engine).open(path, Settings()) as opened:
            return opened.sheet(1)

    return reader


@pytest.fixture
def pdfium(read):
    return lambda data: read(data, "pdfium")


def words(sheet: Sheet) -> list[str]:
    return [word.text for word in sheet.words]


def box(word_or_shape) -> tuple[float, float, float, float]:
    found = word_or_shape.box
    return found.x0, found.top, found.x1, found.bottom


# `Hello` in 12 point Helvetica is 27.3 wide; its line runs from 2.5 below the baseline to 9.5 above.
PLACED = [
    ("as it is", {}, (400, 300), (50, 140.5, 77.3, 152.5), 0),
    ("turned right", {"page": "/Rotate 90"}, (300, 400), (147.5, 50, 159.5, 77.3), 90),
    ("upside down", {"page": "/Rotate 180"}, (400, 300), (322.7, 147.5, 350, 159.5), 180),
    ("turned left", {"page": "/Rotate 270"}, (300, 400), (140.5, 322.7, 152.5, 350), 270),
    ("turned by more than a circle", {"page": "/Rotate 450"}, (300, 400), (147.5, 50, 159.5, 77.3), 90),
    ("media box off the origin", {"media": (-20, 30, 380, 330)}, (400, 300), (70, 170.5, 97.3, 182.5), 0),
    ("cropped", {"page": "/CropBox[40 100 240 200]"}, (200, 100), (10, 40.5, 37.3, 52.5), 0),
    ("crop box wider than the page", {"page": "/CropBox[-50 -50 900 900]"}, (400, 300), (50, 140.5, 77.3, 152.5), 0),
    (
        "cropped, turned and off the origin",
        {"media": (-20, 30, 380, 330), "page": "/CropBox[40 100 240 200]/Rotate 90"},
        (100, 200),
        (47.5, 10, 59.5, 37.3),
        90,
    ),
]


@pytest.mark.parametrize(("what", "shown", "size", "where", "rotation"), PLACED, ids=[case[0] for case in PLACED])
def test_boxes_are_those_of_the_page_as_shown(read, what, shown, size, where, rotation):
    sheet = read(pdf(text(50, 150, "Hello"), **shown))
    (word,) = sheet.words
    assert (sheet.width, sheet.height) == pytest.approx(size)
    assert box(word) == pytest.approx(where, abs=CLOSE)
    assert word.rotation == rotation
    assert word.hidden is None


@pytest.mark.parametrize(("what", "shown", "size", "where", "rotation"), PLACED, ids=[case[0] for case in PLACED])
def test_shapes_lie_where_the_words_do(read, what, shown, size, where, rotation):
    """A box drawn around the word's line holds it, however the page is shown."""
    sheet = read(pdf(rect(48, 146, 32, 16) + text(50, 150, "Hello"), **shown))
    (word,), (shape,) = sheet.words, sheet.shapes
    assert (shape.kind, shape.fill) == ("box", "#808080") or (shape.kind, shape.fill) == ("box", "#7f7f7f")
    assert shape.box.contains(word.box)
    assert sorted((shape.box.width, shape.box.height)) == pytest.approx([16, 32], abs=0.1)


DIRECTIONS = [("1 0 0 1", 0), ("0 1 -1 0", 270), ("-1 0 0 -1", 180), ("0 -1 1 0", 90)]


@pytest.mark.parametrize(("matrix", "rotation"), DIRECTIONS)
def test_the_reading_direction_of_text_is_told(read, matrix, rotation):
    (word,) = read(pdf(turned(200, 150, "Sideways", matrix))).words
    assert (word.text, word.rotation, word.style.size) == ("Sideways", rotation, pytest.approx(12, abs=0.1))


def spaced(*words_at: tuple[float, str]) -> str:
    return "".join(text(x, 200, words) for x, words in words_at)


IN_ARRAY = "BT /F1 12 Tf 20 200 Td [{}] TJ ET"
LETTERS = "BT /F1 {} Tf {} Tc 20 200 Td {} ET"
GROUPED = [
    ("a space parts words", spaced((20, "two words")), ["two", "words"]),
    ("a no-break space too", spaced((20, "1\u00a0200")), ["1", "200"]),
    ("a gap in an array", IN_ARRAY.format("(tight) -190 (words) -250 (here)"), ["tight", "words", "here"]),
    ("kerning does not", IN_ARRAY.format("(A) 80 (V) 60 (ER) -40 (T)"), ["AVERT"]),
    ("letters drawn one by one", spaced((20, "A"), (28, "V"), (35.9, "E")), ["AVE"]),
    ("columns of figures", spaced((20, "1"), (35, "2"), (50, "3"), (65, "4")), ["1", "2", "3", "4"]),
    ("figures set wide stay apart", LETTERS.format(12, 8, "(1234) Tj"), ["1", "2", "3", "4"]),
    ("letter-spaced", LETTERS.format(20, 8, "(CAMBODIA) Tj"), ["CAMBODIA"]),
    ("letter-spaced words", LETTERS.format(20, 8, "[(ANNUAL) -700 (REPORT)] TJ"), ["ANNUAL", "REPORT"]),
    ("letters with drawn spaces", spaced((20, "C A M B O D I A")), list("CAMBODIA")),
    ("a word drawn right of its left neighbour first", spaced((60, "right"), (20, "left")), ["left", "right"]),
    ("dots lead to a number", spaced((20, "Goals......12")), ["Goals", "......", "12"]),
    ("a figure with its unit in another colour",
     text(20, 200, "10", 30) + text(53.4, 200, "M", 30, before="1 0 0 rg") + text(78.4, 200, "+", 30), ["10M+"]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "content", "expected"), GROUPED, ids=[case[0] for case in GROUPED])
def test_characters_make_words(read, what, content, expected):
    assert sorted(words(read(pdf(content)))) == sorted(expected)


# A raised or lowered mark, glued to what stands before it: its text, size, rise.
MARKED = [
    ("a footnote mark", text(20, 200, "USAID") + text(56.8, 205, "1", 7), [("USAID", 0, False), ("1", 5, True)]),
    ("a lowered figure", text(20, 200, "CO") + text(38, 197, "2", 7) + text(41.9, 200, "e"),
     [("CO", 0, False), ("2", -3, True), ("e", 0, True)]),
    ("a mark of full size", text(20, 200, "m") + text(30, 204, "2"), [("m", 0, False), ("2", 4, True)]),
    ("a small percent sign", text(20, 200, "37", 30) + text(53.4, 200, "%", 15), [("37", 0, False), ("%", 0, True)]),
    ("a mark that leads", text(20, 204, "1", 6) + text(23.4, 200, "Source"), [("1", 4, False), ("Source", 0, True)]),
    ("a drop cap", text(20, 200, "T", 40) + text(44.4, 225, "here"), [("T", 0, False), ("here", 0, True)]),
    ("the next line is no mark", text(20, 200, "one") + text(39, 188, "two"), [("one", 0, False), ("two", 0, False)]),
    ("a raised word after a space is not glued", text(20, 200, "see ") + text(48, 204, "1", 7),
     [("see", 0, False), ("1", 0, False)]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "content", "expected"), MARKED, ids=[case[0] for case in MARKED])
def test_marks_are_words_glued_to_theirs(read, what, content, expected):
    found = [(word.text, word.rise, word.glued) for word in read(pdf(content)).words]
    assert found == [(words, pytest.approx(rise, abs=0.1), glued) for words, rise, glued in expected]


def test_style_is_told(read):
    content = text(20, 200, "plain", 10) + text(20, 150, "loud", 24, font="F2", before="1 0 0 rg")
    plain, loud = (word.style for word in read(pdf(content)).words)
    assert (plain.font, plain.size, plain.bold, plain.color) == ("Helvetica", pytest.approx(10), False, "#000000")
    assert (loud.font, loud.size, loud.bold, loud.color) == ("Helvetica-Bold", pytest.approx(24), True, "#ff0000")


def test_size_is_that_on_the_page(read):
    (word,) = read(pdf(f"q 3 0 0 3 0 0 cm {text(10, 50, 'big', 8)} Q")).words
    assert word.style.size == pytest.approx(24, abs=0.1)
    assert word.box.x0 == pytest.approx(30, abs=CLOSE)


OVERPRINTED = [
    ("the whole line again", text(20, 200, "Fake bold") + text(20.3, 200, "Fake bold"), ["Fake", "bold"]),
    ("letter by letter", "".join(text(x + d, 200, c) for x, c in ((20, "H"), (28.7, "e")) for d in (0, 0.4)), ["He"]),
    ("a shadow", text(20.8, 199.2, "Title", 20, before="0.5 g") + text(20, 200, "Title", 20), ["Title"]),
    ("the same word elsewhere", text(20, 200, "again") + text(20, 180, "again"), ["again", "again"]),
    ("twin letters", text(20, 200, "bookkeeper 1100"), ["bookkeeper", "1100"]),
]


@pytest.mark.parametrize(("what", "content", "expected"), OVERPRINTED, ids=[case[0] for case in OVERPRINTED])
def test_what_is_printed_twice_counts_once(read, what, content, expected):
    assert words(read(pdf(content))) == expected


BLACK_PAGE = rect(0, 0, 400, 300, "0 0 0 rg")
DARK_PATH = "q 0 0 0.4 rg 150 150 m 250 150 l 200 250 l 100 250 l h f Q\n"
# What is drawn before and after a word at 160, 200, the word's own operators, and why it is not seen.
SEEN = [
    ("black on white", "", "", "", None),
    ("white on black", BLACK_PAGE, "1 1 1 rg", "", None),
    ("white on the bare page", "", "1 1 1 rg", "", "background"),
    ("nearly white on the bare page", "", "0.98 0.98 0.98 rg", "", "background"),
    ("pale gray on the bare page", "", "0.9 0.9 0.9 rg", "", None),
    ("blue on a blue box", rect(100, 150, 200, 100, "0 0 1 rg"), "0 0 1 rg", "", "background"),
    ("blue on a white box on blue", rect(100, 150, 200, 100, "0 0 1 rg") + rect(150, 190, 90, 40, "1 1 1 rg"),
     "0 0 1 rg", "", None),
    ("white on a picture", picture(100, 150, 200, 100), "1 1 1 rg", "", None),
    ("white on a slanted shape", DARK_PATH, "1 1 1 rg", "", None),
    ("white on a bar drawn as a line", "q 30 w 100 204 m 300 204 l S Q\n", "1 1 1 rg", "", None),
    ("white in an empty frame", "q 100 150 200 100 re S Q\n", "1 1 1 rg", "", "background"),
    ("under an opaque box", "", "", rect(100, 150, 200, 100), "covered"),
    ("half under a box", "", "", rect(100, 150, 75, 100), None),
    ("under a picture", "", "", picture(100, 150, 200, 100), None),
]  # fmt: skip


@pytest.mark.parametrize(("what", "before", "color", "after", "hidden"), SEEN, ids=[case[0] for case in SEEN])
def test_what_is_not_seen_is_said(read, what, before, color, after, hidden):
    (word,) = read(pdf(before + text(160, 200, "Words", before=color) + after)).words
    assert (word.text, word.hidden) == ("Words", hidden)


@pytest.mark.parametrize(("x", "hidden"), [(-60, "outside"), (410, "outside"), (390, None), (-5, None)])
def test_text_beside_the_page_is_outside(read, x, hidden):
    (word,) = read(pdf(text(x, 200, "Crops" if hidden else "W"))).words
    assert word.hidden == hidden
    if hidden is None:
        assert 0 <= word.box.x0 <= word.box.x1 <= 400


GRADIENT = "q /Pattern cs /P1 scn 100 150 200 100 re f Q\n"
ONLY_PDFIUM_SEES = [
    ("render mode 3", text(160, 200, "Words", before="3 Tr"), "invisible"),
    ("no opacity", text(160, 200, "Words", before="/G0 gs"), "invisible"),
    ("half opacity", text(160, 200, "Words", before="/G5 gs"), None),
    ("under a glaze", text(160, 200, "Words") + f"q /G5 gs {rect(100, 150, 200, 100)} Q", None),
    ("under a shading", text(160, 200, "Words") + "q 100 150 200 100 re W n /S1 sh Q", None),
    ("white on a shading", "q 100 150 200 100 re W n /S1 sh Q" + text(160, 200, "Words", before="1 g"), None),
    ("white on a box filled with a gradient", GRADIENT + text(160, 200, "Words", before="1 g"), None),
    ("white beside a box filled with a gradient", GRADIENT + text(160, 40, "Words", before="1 g"), "background"),
    ("white beside a shading cut off by its clip",
     "q 100 20 200 50 re W n /S1 sh Q" + text(160, 200, "Words", before="1 g"), "background"),
]  # fmt: skip


def test_a_gradient_under_white_words_has_the_colour_drawn_there(pdfium):
    (box,) = pdfium(pdf(GRADIENT + text(160, 200, "Words", before="1 g"))).shapes
    red, green, blue = (int(box.fill[k : k + 2], 16) for k in (1, 3, 5))
    assert green < 20 < red < 128 > blue > 20


@pytest.mark.parametrize(("what", "content", "hidden"), ONLY_PDFIUM_SEES, ids=[case[0] for case in ONLY_PDFIUM_SEES])
def test_pdfium_knows_modes_opacity_and_clips(pdfium, what, content, hidden):
    (word,) = pdfium(pdf(content)).words
    assert word.hidden == hidden


def test_the_text_layer_of_a_scan_is_what_a_person_reads(pdfium):
    layer = text(20, 200, "Scanned words", before="3 Tr")
    assert [word.hidden for word in pdfium(pdf(picture(0, 0, 400, 300) + layer)).words] == [None, None]
    assert [word.hidden for word in pdfium(pdf(picture(0, 0, 40, 30) + layer)).words] == ["invisible", "invisible"]
    stamped = picture(0, 0, 400, 300) + layer + text(20, 20, "Received")
    assert [word.hidden for word in pdfium(pdf(stamped)).words] == [None, None, None]


ROUNDED = (
    "q 0.2 0.4 0.6 rg 60 20 m 140 20 l 145 20 150 25 150 30 c 150 80 l 150 85 145 90 140 90 c "
    "60 90 l 55 90 50 85 50 80 c 50 30 l 50 25 55 20 60 20 c h f Q"
)
BROWSER_ROUNDED = (  # each corner as several curves
    "q 0.2 0.4 0.6 rg 60 20 m 140 20 l 140 20 144 21 147 23 c 147 23 149 26 150 30 c 150 80 l 150 80 149 84 147 87 c "
    "147 87 144 89 140 90 c 60 90 l 60 90 56 89 53 87 c 53 87 51 84 50 80 c 50 30 l 50 30 51 26 53 23 c "
    "53 23 56 21 60 20 c h f Q"
)
CIRCLE = (
    "q 0 0 1 rg 100 150 m 127 150 150 127 150 100 c 150 73 127 50 100 50 c "
    "73 50 50 73 50 100 c 50 127 73 150 100 150 c h f Q"
)
DRAWN = [
    ("a filled box", rect(50, 50, 100, 40, "1 0 0 rg"), [("box", (50, 210, 150, 250), "#ff0000", None)]),
    ("a frame", "q 0 1 0 RG 50 50 100 40 re S Q", [("box", (50, 210, 150, 250), None, "#00ff00")]),
    ("a rounded box", ROUNDED, [("box", (50, 210, 150, 280), "#336699", None)]),
    ("a box rounded as browsers do", BROWSER_ROUNDED, [("box", (50, 210, 150, 280), "#336699", None)]),
    ("a circle", CIRCLE, [("path", (50, 150, 150, 250), "#0000ff", None)]),
    ("a triangle", "q 50 50 m 150 50 l 100 90 l h f Q", [("path", (50, 210, 150, 250), "#000000", None)]),
    ("a rule", "q 0.5 w 50 50 m 150 50 l S Q", [("line", (50, 249.75, 150, 250.25), None, "#000000")]),
    ("a thin box is a line", rect(50, 50, 100, 1, "0 0 0 rg"), [("line", (50, 249, 150, 250), "#000000", None)]),
    ("a picture", picture(50, 50, 100, 40), [("picture", (50, 210, 150, 250), None, None)]),
    ("a box beyond the edge is cut", rect(300, 50, 500, 40, "1 0 0 rg"), [("box", (300, 210, 400, 250), "#ff0000", None)]),
    ("a box off the page is none", rect(500, 50, 100, 40), []),
    ("an outline that is not painted is none", "q 50 50 100 40 re n Q", []),
    ("a speck is none", rect(50, 50, 1, 1), []),
    ("two boxes in one path", "q 1 0 0 rg 50 50 20 40 re 90 50 20 40 re f Q",
     [("box", (50, 210, 70, 250), "#ff0000", None), ("box", (90, 210, 110, 250), "#ff0000", None)]),
    ("a scaled box", "q 2 0 0 2 10 10 cm 1 0 0 rg 20 20 50 20 re f Q", [("box", (50, 210, 150, 250), "#ff0000", None)]),
    ("CMYK", rect(50, 50, 100, 40, "0 1 1 0 k"), [("box", (50, 210, 150, 250), "reddish", None)]),
]  # fmt: skip


def alike(color: str | None, expected: str | None) -> bool:
    if expected == "reddish":
        return color is not None and int(color[1:3], 16) > 200 and int(color[3:5], 16) < 60
    return color == expected


@pytest.mark.parametrize(("what", "content", "expected"), DRAWN, ids=[case[0] for case in DRAWN])
def test_shapes_are_told_by_kind_place_and_colour(read, what, content, expected):
    shapes = read(pdf(content)).shapes
    assert [shape.kind for shape in shapes] == [kind for kind, _, _, _ in expected]
    for shape, (_, where, fill, stroke) in zip(shapes, expected, strict=True):
        assert box(shape) == pytest.approx(where, abs=CLOSE)
        assert alike(shape.fill, fill)
        assert alike(shape.stroke, stroke)


FORM = {
    50: "<</Type/XObject/Subtype/Form/BBox[0 0 200 200]/Matrix[2 0 0 2 10 10]/Resources 6 0 R/Length 80>>stream\n"
    + "0 0 1 rg 20 20 50 20 re f 1 1 1 rg BT /F1 8 Tf 22 25 Td (In form) Tj ET".ljust(80)
    + "\nendstream"
}


def test_forms_are_looked_into(read):
    sheet = read(pdf("q /X1 Do Q", objects=FORM))
    (shape,) = sheet.shapes
    assert words(sheet) == ["In", "form"]
    assert box(shape) == pytest.approx((50, 210, 150, 250), abs=CLOSE)
    assert all(shape.box.contains(word.box) and word.hidden is None for word in sheet.words)


def test_forms_that_draw_each_other_end(read):
    again = "/Resources<</XObject<</X1 50 0 R>>>>/Length 6>>stream\n/X1 Do\nendstream"
    loop = f"<</Type/XObject/Subtype/Form/BBox[0 0 400 300]{again}"
    sheet = read(pdf(text(20, 200, "before") + "/X1 Do " + text(20, 150, "after"), objects={50: loop}))
    assert words(sheet) == ["before", "after"]


def test_words_and_shapes_share_one_drawing_order(read):
    content = rect(10, 190, 50, 30) + text(20, 200, "one") + rect(10, 90, 50, 30) + text(20, 100, "two")
    sheet = read(pdf(content))
    drawn = sorted([*sheet.words, *sheet.shapes], key=lambda item: item.order)
    assert [getattr(item, "text", "box") for item in drawn] == ["box", "one", "box", "two"]
    assert len({item.order for item in drawn}) == 4


@pytest.mark.parametrize("content", ["", "q Q", "BT ET", "garbage ]] >> BT", "q " * 5000])
def test_a_page_with_nothing_on_it_is_an_empty_sheet(read, content):
    sheet = read(pdf(content))
    assert (sheet.words, sheet.shapes, sheet.unmapped, sheet.lines) == ((), (), 0, ())
    assert (sheet.width, sheet.height) == (400, 300)
