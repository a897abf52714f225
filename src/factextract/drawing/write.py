"""Writes the pictures of a document's pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from factextract import registry
from factextract.drawing.png import page_png
from factextract.drawing.svg import page_svg
from factextract.drawing.view import PageView, views
from factextract.errors import PageError, SinkError, UsageError
from factextract.pipeline import study
from factextract.settings import Settings


def draw(path: Path, folder: Path, form: str, settings: Settings, scale: float = 1.5) -> Iterator[Path]:
    """Draws each page of a document into `folder` as NAME-PAGE.png or .svg and yields its path.

    `scale` is in pixels a point. Raises as `extract` does, UsageError for plain text,
    SinkError when a picture cannot be written.
    """
    pages = views(study(path, settings))
    engine = registry.get("engines", "plaintext" if path.suffix.lower() == ".txt" else settings.engine)
    with engine.open(path, settings) as reader:
        for page in pages:
            if not page.width:
                raise UsageError(
                    f"{path}: plain text has no pages to draw",
                    hint="ask for the data instead (--json)",
                    source=str(path),
                )
            try:
                picture = reader.image(page.number, scale)
            except PageError:
                picture = None
            content = _picture(page, picture, form, scale)
            target = folder / f"{path.stem}-{page.number}.{form}"
            try:
                folder.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
            except OSError as error:
                raise SinkError(
                    f"{target}: cannot be written: {error.strerror}",
                    hint="choose a folder that you may write to with -o",
                    source=str(path),
                ) from None
            yield target


def _picture(page: PageView, picture: bytes | None, form: str, scale: float) -> bytes:
    return page_png(page, picture, scale) if form == "png" else page_svg(page, picture).encode("utf-8")
