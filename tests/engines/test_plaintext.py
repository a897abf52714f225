"""Plain text: bytes to letters, letters to lines and words."""

from __future__ import annotations

import pytest

from factextract import registry
from factextract.errors import NotAPdf
from factextract.settings import Settings


def sheets(tmp_path, data: bytes):
    path = tmp_path / "text.txt"
    path.write_bytes(data)
    with registry.get("engines", "plaintext").open(path, Settings()) as reader:
        return [reader.sheet(number) for number in range(1, reader.pages + 1)]


ENCODED = [
    ("UTF-8", "Côte d’Ivoire: 5 000 €".encode()),
    ("UTF-8 with its mark", "Côte d’Ivoire: 5 000 €".encode("utf-8-sig")),
    ("UTF-16", "Côte d’Ivoire: 5 000 €".encode("utf-16")),
    ("UTF-16, big end first", b"\xfe\xff" + "Côte d’Ivoire: 5 000 €".encode("utf-16-be")),
    ("Windows-1252", "Côte d’Ivoire: 5 000 €".encode("cp1252")),
]


@pytest.mark.parametrize(("what", "data"), ENCODED, ids=[case[0] for case in ENCODED])
def test_the_usual_encodings_are_read(tmp_path, what, data):
    (sheet,) = sheets(tmp_path, data)
    assert [word.text for word in sheet.words] == ["Côte", "d’Ivoire:", "5", "000", "€"]
    assert sheet.unmapped == 0


LINES = [
    ("an empty line between", b"CAMBODIA\n\n5\n", [["CAMBODIA"], [], ["5"]]),
    ("Windows line ends", b"one two\r\nthree\r\n", [["one", "two"], ["three"]]),
    ("old Macintosh line ends", b"one\rtwo", [["one"], ["two"]]),
    ("blanks make no word", b"  one \t two  \n   \nthree", [["one", "two"], [], ["three"]]),
    ("a no-break space parts words", "10\u00a0000 ha".encode(), [["10", "000", "ha"]]),
    ("no text", b" \n", [[]]),
]


@pytest.mark.parametrize(("what", "data", "lines"), LINES, ids=[case[0] for case in LINES])
def test_lines_stay_as_written(tmp_path, what, data, lines):
    (sheet,) = sheets(tmp_path, data)
    assert [[word.text for word in line] for line in sheet.lines] == lines
    assert sheet.words == tuple(word for line in sheet.lines for word in line)
    assert all(word.box is None for word in sheet.words)


PAGES = [
    ("one page", b"one", 1),
    ("two pages", b"one\n\ftwo\n", 2),
    ("a form feed after each page", b"one\n\ftwo\n\f", 2),
    ("an empty page between", b"one\f\fthree", 3),
]


@pytest.mark.parametrize(("what", "data", "pages"), PAGES, ids=[case[0] for case in PAGES])
def test_form_feeds_part_pages(tmp_path, what, data, pages):
    assert len(sheets(tmp_path, data)) == pages


def test_lost_letters_are_counted(tmp_path):
    (sheet,) = sheets(tmp_path, "�� ab".encode())
    assert sheet.unmapped == 0.5


@pytest.mark.parametrize(
    ("data", "hint"),
    [(b"%PDF-1.7\n1 0 obj", "pdfium"), (b"PK\x03\x04\0\0\0\0", "UTF-8")],
    ids=["a PDF", "an archive"],
)
def test_what_is_no_text_is_refused(tmp_path, data, hint):
    with pytest.raises(NotAPdf) as caught:
        sheets(tmp_path, data)
    assert hint in caught.value.hint
