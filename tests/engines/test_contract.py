"""What every engine promises, whatever it reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from engines.pdfs import pdf, text
from factextract import errors, registry
from factextract.errors import FactextractError, PageError
from factextract.settings import Settings

ENGINES = registry.names("engines")
PDF_ENGINES = ("pdfium", "plumber")
TWO_PAGES = {name: pdf(text(20, 250, "First page"), text(20, 250, "Second page")) for name in PDF_ENGINES}
TWO_PAGES["plaintext"] = b"First page\n\fSecond page\n"


@pytest.fixture(params=ENGINES)
def engine(request):
    return registry.get("engines", request.param)


@pytest.fixture
def source(engine, tmp_path):
    path = tmp_path / "a source"
    path.write_bytes(TWO_PAGES[engine.name])
    return path


def refusal(engine, path: Path, **settings) -> FactextractError:
    with pytest.raises(FactextractError) as caught:
        engine.open(path, Settings(**settings))
    return caught.value


def test_there_are_three():
    assert set(ENGINES) >= {"pdfium", "plumber", "plaintext"}


def test_it_reads_each_page_once_more_in_any_order(engine, source):
    with engine.open(source, Settings()) as reader:
        assert reader.pages == 2
        second, first = reader.sheet(2), reader.sheet(1)
        assert [word.text for word in first.words] == ["First", "page"]
        assert [word.text for word in second.words] == ["Second", "page"]
        assert (first.number, second.number) == (1, 2)
        assert reader.sheet(1) == first


def test_its_sheets_name_the_engine(engine, source):
    with engine.open(source, Settings()) as reader:
        assert reader.sheet(1).engine == engine.name


def test_its_words_stand_in_drawing_order(engine, source):
    with engine.open(source, Settings()) as reader:
        orders = [word.order for word in reader.sheet(1).words]
    assert orders == sorted(set(orders))


@pytest.mark.parametrize("number", [0, -1, 3])
def test_a_page_that_is_not_there_is_a_page_error(engine, source, number):
    with engine.open(source, Settings()) as reader, pytest.raises(PageError) as caught:
        reader.sheet(number)
    assert caught.value.source == str(source)
    assert caught.value.hint


def test_it_draws_a_png_or_says_that_it_cannot(engine, source):
    with engine.open(source, Settings()) as reader:
        picture = reader.image(1, 0.5)
    assert picture is None or picture.startswith(b"\x89PNG\r\n")


def test_any_file_name_will_do(engine, tmp_path):
    path = tmp_path / "été\nnew line 'quoted' %41 ✓.pdf"
    path.write_bytes(TWO_PAGES[engine.name])
    with engine.open(path, Settings()) as reader:
        assert reader.pages == 2


REFUSED = [
    ("no bytes", b"", errors.Empty),
    ("neither a PDF nor text", bytes(range(256)) * 8, errors.NotAPdf),
]


@pytest.mark.parametrize(("what", "data", "error"), REFUSED, ids=[case[0] for case in REFUSED])
def test_it_refuses_with_a_reason_and_a_hint(engine, tmp_path, what, data, error):
    path = tmp_path / "file"
    path.write_bytes(data)
    refused = refusal(engine, path)
    assert type(refused) is error
    assert refused.source == str(path)
    assert refused.message
    assert refused.hint


def test_a_missing_file_is_a_usage_error(engine, tmp_path):
    assert isinstance(refusal(engine, tmp_path / "none.pdf"), errors.UsageError)


def test_a_folder_is_a_usage_error(engine, tmp_path):
    assert isinstance(refusal(engine, tmp_path), errors.UsageError)


@pytest.mark.parametrize("limit", [{"max_bytes": 5}, {"max_pages": 1}])
def test_it_keeps_the_limits(engine, source, limit):
    refused = refusal(engine, source, **limit)
    assert isinstance(refused, errors.TooLarge)
    assert next(iter(limit)) in refused.hint


PDF_REFUSED = [
    ("a web page", b"<!doctype html><html><body>Not found</body></html>", errors.NotAPdf),
    ("cut short", TWO_PAGES["pdfium"][:60], errors.Damaged),
    ("no pages", pdf(), errors.Damaged),
    ("needs a password", pdf(text(20, 250, "secret"), password="open sesame"), errors.Encrypted),
]


@pytest.mark.parametrize("name", PDF_ENGINES)
@pytest.mark.parametrize(("what", "data", "error"), PDF_REFUSED, ids=[case[0] for case in PDF_REFUSED])
def test_a_pdf_engine_says_what_is_wrong_with_a_file(name, tmp_path, what, data, error):
    path = tmp_path / "file.pdf"
    path.write_bytes(data)
    assert type(refusal(registry.get("engines", name), path)) is error


@pytest.mark.parametrize("name", PDF_ENGINES)
def test_a_password_opens(name, tmp_path):
    path = tmp_path / "locked.pdf"
    path.write_bytes(pdf(text(20, 250, "secret"), password="open sesame"))
    engine = registry.get("engines", name)
    with engine.open(path, Settings(password="open sesame")) as reader:
        assert [word.text for word in reader.sheet(1).words] == ["secret"]
    wrong = refusal(engine, path, password="sesame")
    assert isinstance(wrong, errors.Encrypted)
    assert "--password" in refusal(engine, path).hint


@pytest.mark.parametrize("name", PDF_ENGINES)
def test_a_header_may_stand_behind_junk(name, tmp_path):
    path = tmp_path / "mailed.pdf"
    path.write_bytes(b"Content-Type: application/pdf\r\n\r\n" + TWO_PAGES[name])
    with registry.get("engines", name).open(path, Settings()) as reader:
        assert reader.pages == 2


@pytest.mark.parametrize("name", PDF_ENGINES)
def test_a_damaged_file_says_nothing_on_stderr(name, tmp_path, capfd):
    path = tmp_path / "odd.pdf"
    font = {3: "<</Type/Font/Subtype/TrueType/BaseFont/Nothing/FontDescriptor<</FontBBox 7>>>>"}
    path.write_bytes(pdf(text(20, 250, "odd font") + " 1 2 3 scn /None gs /X9 Do", objects=font))
    with registry.get("engines", name).open(path, Settings()) as reader:
        reader.sheet(1)
    assert capfd.readouterr() == ("", "")
