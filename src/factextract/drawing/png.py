"""A page as a PNG picture with what was seen on it."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from factextract.drawing.svg import FACT_COLOURS, FRAME_COLOUR, ROLE_COLOURS
from factextract.drawing.view import Corners, PageView

FADED = 0.55  # how much white is laid over the page, so that the drawing shows


def page_png(page: PageView, picture: bytes | None, scale: float) -> bytes:
    """The page at `scale` pixels a point. `picture` is the page drawn as PNG at that scale, None to leave it white."""
    size = round(page.width * scale), round(page.height * scale)
    white = Image.new("RGB", size, "white")
    canvas = white
    if picture is not None:
        canvas = Image.blend(Image.open(BytesIO(picture)).convert("RGB").resize(size), white, FADED)
    pen = ImageDraw.Draw(canvas, "RGBA")
    font = ImageFont.load_default(5.5 * scale)

    def scaled(box: Corners) -> list[float]:
        return [side * scale for side in box]

    for fact in page.facts:
        if fact.part != "body":
            for box in fact.boxes:
                pen.rectangle(scaled(box), fill=f"{FACT_COLOURS[fact.kind]}40")
    for frame in page.frames:
        pen.rectangle(scaled(frame), outline=FRAME_COLOUR, width=2)
    boxes = {block.index: block.box for block in page.blocks}
    for block in page.blocks:
        if block.box is None:
            continue
        colour = ROLE_COLOURS[block.role]
        x0, top, x1, bottom = scaled(block.box)
        pen.rectangle((x0, top, x1, bottom), outline=colour)
        cell = block.cell
        label = f"{block.index} {cell.row},{cell.column}" if cell else f"{block.index} {block.role}{block.level or ''}"
        pen.text((x0, top - 6 * scale), label, fill=colour, font=font)
        other = boxes.get(block.partner) if block.partner is not None else None
        if block.role == "figure" and other:
            a, b, c, d = scaled(other)
            pen.line(((x0 + x1) / 2, (top + bottom) / 2, (a + c) / 2, (b + d) / 2), fill=colour, width=2)
    out = BytesIO()
    canvas.save(out, "PNG")
    return out.getvalue()
