"""The day a file says it was made on."""

from __future__ import annotations

from pathlib import Path

import pytest

from bad_files import pdf
from factextract import Settings, extract, registry
from factextract.engines._open import made_on


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("D:20210803091530+02'00'", "2021-08-03"),
        ("D:20210803", "2021-08-03"),
        ("20210803091530Z", "2021-08-03"),
        ("D:20210231", None),
        ("D:202108", None),
        ("3 August 2021", None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_day_of_the_calendar_counts(told: str | None, day: str | None) -> None:
    assert made_on(told) == day


def brief(path: Path, line: bytes) -> Path:
    """A page with one line of text, made on 3 August 2021."""
    content = b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % line
    path.write_bytes(
        pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</CreationDate(D:20210803091530Z)>>",
            trailer=b"/Info 6 0 R",
        )
    )
    return path


@pytest.mark.parametrize("engine", ["pdfium", "plumber"])
def test_every_pdf_engine_tells_it(tmp_path: Path, engine: str) -> None:
    with registry.get("engines", engine).open(brief(tmp_path / "a.pdf", b"Wells were dug."), Settings()) as reader:
        assert reader.made == "2021-08-03"


def test_it_is_published_where_the_pages_print_no_date_and_an_issue_says_so(tmp_path: Path) -> None:
    record = extract(
        brief(
            tmp_path / "a.pdf",
            b"The program dug 12 wells in the hills for the people who live there and for their children.",
        ),
        Settings(model="none"),
    )
    assert record.document.published == "2021-08-03"
    assert [issue.code for issue in record.issues] == ["published_from_metadata"]
    assert record.dates == ()


def test_a_printed_date_of_publication_wins(tmp_path: Path) -> None:
    record = extract(
        brief(
            tmp_path / "a.pdf",
            b"Published in May 2020 by the program for the people who live in the hills and for their children.",
        ),
        Settings(model="none"),
    )
    assert record.document.published == "2020-05"
    assert not record.issues
