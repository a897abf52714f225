"""The default engine: PDFium's raw API, character by character."""

from __future__ import annotations

import io
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from factextract.engines import _open
from factextract.engines import _pdfium_api as api
from factextract.engines._page import assemble
from factextract.engines._pdfium_drawn import on_drawn_ground
from factextract.engines._pdfium_shapes import read_drawing
from factextract.engines._pdfium_text import TextReader
from factextract.engines._place import Place
from factextract.errors import PageError, SourceError
from factextract.garbage import uncollected
from factextract.model.sheet import Sheet
from factextract.settings import Settings

_CODES = {raw.FPDF_ERR_FILE: "it is cut short or no PDF inside", raw.FPDF_ERR_FORMAT: "its structure is broken"}


MOST_PIXELS = 100_000_000
"""Of a drawn page, 400 MB of memory; an A4 page at 600 dots an inch has 35 million."""


class PdfiumReader:
    """An open PDF. Not thread-safe, and neither is any other in the process: PDFium has one state for all."""

    def __init__(self, document: pdfium.PdfDocument, source: Path) -> None:
        self._document, self._source = document, source

    @property
    def pages(self) -> int:
        return len(self._document)

    @property
    def made(self) -> str | None:
        return _open.made_on(self._document.get_metadata_value("CreationDate"))

    @uncollected()
    def sheet(self, number: int) -> Sheet:
        page = self._load(number)
        try:
            return self._read(page, number)
        except (pdfium.PdfiumError, OSError, ValueError, OverflowError, RecursionError) as error:
            raise self._page_error(number, str(error) or type(error).__name__) from error
        finally:
            page.close()

    def _read(self, page: pdfium.PdfPage, number: int) -> Sheet:
        handle = api.handle(page.raw)
        calls = api.Calls()
        left, bottom, right, top = calls.page_box(handle)
        place = Place(left, bottom, right, top, api.page_rotation(handle) % 4)
        drawing = read_drawing(handle, place, calls)
        text = api.text_load(handle)
        if not text:
            raise self._page_error(number, "its text cannot be loaded")
        try:
            read = TextReader(handle, place, calls, drawing).read(text)
        finally:
            api.text_close(text)
        sheet = assemble(Sheet(number, place.width, place.height, engine="pdfium"), place, read, drawing)
        return on_drawn_ground(sheet, page)

    def image(self, number: int, scale: float) -> bytes | None:
        page = self._load(number)
        try:
            width, height = page.get_size()
            if width * height * scale * scale > MOST_PIXELS:
                raise ValueError(f"{width * scale:,.0f} by {height * scale:,.0f} pixels are too many")
            return _png(page.render(scale=scale).to_pil())
        except (pdfium.PdfiumError, OSError, ValueError, MemoryError) as error:
            raise self._page_error(number, f"it cannot be drawn: {error}") from error
        finally:
            page.close()

    def _load(self, number: int) -> pdfium.PdfPage:
        if not 1 <= number <= self.pages:
            raise self._page_error(number, f"the document has {self.pages} pages")
        try:
            return self._document[number - 1]
        except pdfium.PdfiumError as error:
            raise self._page_error(number, "it cannot be loaded") from error

    def _page_error(self, number: int, detail: str) -> PageError:
        return PageError(
            f"page {number}: {detail}",
            hint="the fallback engine is plumber; open and save the file in a viewer if that fails too",
            source=str(self._source),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._document.close()


def _png(picture: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, format="PNG")
    return buffer.getvalue()


class PdfiumEngine:
    name = "pdfium"
    text_source = "native"

    def open(self, source: Path, settings: Settings) -> PdfiumReader:
        data = _open.read_pdf_bytes(source, settings)
        try:
            document = pdfium.PdfDocument(data, password=settings.password)
        except pdfium.PdfiumError as error:
            raise _refused(data, source, settings) from error
        try:
            _open.check_pages(len(document), source, settings)
        except BaseException:
            document.close()
            raise
        return PdfiumReader(document, source)


def _refused(data: bytes, source: Path, settings: Settings) -> SourceError:
    """Why a document was not opened. Asked of PDFium itself, since pypdfium2 refuses a document without pages by the error code
    that the document before it left."""
    password = None if settings.password is None else settings.password.encode()
    handle = raw.FPDF_LoadMemDocument64(data, len(data), password)
    if handle:
        raw.FPDF_CloseDocument(handle)
        return _open.without_pages(source)
    code = raw.FPDF_GetLastError()
    if code == raw.FPDF_ERR_PASSWORD:
        return _open.encrypted(source, settings)
    if code == raw.FPDF_ERR_SECURITY:
        return _open.locked(source)
    return _open.damaged(source, _CODES.get(code, f"PDFium error {code}"))


PLUGIN = PdfiumEngine()
