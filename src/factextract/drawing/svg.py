"""A page as an SVG picture: the page itself beneath, what was seen on it above."""

from __future__ import annotations

import base64
from html import escape

from factextract.drawing.view import BlockView, Corners, PageView

ROLE_COLOURS = {
    "title": "#6a1b9a", "heading": "#8e24aa", "body": "#1565c0", "list_item": "#0277bd", "figure": "#e65100",
    "caption": "#ef6c00", "picture_caption": "#6d4c41", "quote": "#00838f", "cell": "#2e7d32", "footnote": "#757575",
    "furniture": "#9e9e9e", "axis": "#bdbdbd",
}  # fmt: skip
FACT_COLOURS = {"metrics": "#ff1744", "partners": "#00c853", "dates": "#2979ff", "case_studies": "#ffc400"}
FRAME_COLOUR = "#ad1457"


def page_svg(page: PageView, picture: bytes | None) -> str:
    """An SVG document of the page's size in points. `picture` is the page drawn as PNG, None to leave it white."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{page.width:g}" height="{page.height:g}" '
        f'viewBox="0 0 {page.width:g} {page.height:g}" font-family="sans-serif">',
        f"<title>page {page.number}</title>",
        f'<rect width="{page.width:g}" height="{page.height:g}" fill="#ffffff"/>',
    ]
    if picture is not None:
        data = base64.b64encode(picture).decode("ascii")
        parts.append(
            f'<image width="{page.width:g}" height="{page.height:g}" opacity="0.6" href="data:image/png;base64,{data}"/>'
        )
    for fact in page.facts:
        colour = FACT_COLOURS[fact.kind]
        parts += [
            f"<g><title>{escape(f'{fact.kind} {fact.part}: {fact.quote}')}</title>"
            f"{_rect(box, fill=colour, opacity=0.25)}</g>"
            for box in fact.boxes
            if fact.part != "body"
        ]
    parts += [_rect(box, stroke=FRAME_COLOUR, dash="4 2") for box in page.frames]
    parts += [_block(block) for block in page.blocks if block.box]
    parts += _pairs(page)
    parts.append("</svg>\n")
    return "\n".join(parts)


def _rect(box: Corners, fill: str = "none", stroke: str = "none", opacity: float = 1.0, dash: str = "") -> str:
    x0, top, x1, bottom = box
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<rect x="{x0:g}" y="{top:g}" width="{x1 - x0:.1f}" height="{bottom - top:.1f}" fill="{fill}" '
        f'fill-opacity="{opacity:g}" stroke="{stroke}" stroke-width="0.7"{dashes}/>'
    )


def _block(block: BlockView) -> str:
    assert block.box is not None
    colour = ROLE_COLOURS[block.role]
    x0, top, _, _ = block.box
    label = f"{block.index} {block.role}{block.level or ''}"
    if block.cell:
        label = f"{block.index} {block.cell.row},{block.cell.column}{' head' if block.cell.head else ''}"
    return (
        f"<g><title>{escape(block.text)}</title>{_rect(block.box, stroke=colour)}"
        f'<text x="{x0:g}" y="{top - 0.8:.1f}" font-size="4.5" fill="{colour}">{escape(label)}</text></g>'
    )


def _pairs(page: PageView) -> list[str]:
    """A line from each figure to its caption."""
    boxes = {block.index: block.box for block in page.blocks}
    lines = []
    for block in page.blocks:
        other = boxes.get(block.partner) if block.partner is not None else None
        if block.role == "figure" and block.box and other:
            (ax0, at, ax1, ab), (bx0, bt, bx1, bb) = block.box, other
            lines.append(
                f'<line x1="{(ax0 + ax1) / 2:.1f}" y1="{(at + ab) / 2:.1f}" x2="{(bx0 + bx1) / 2:.1f}" '
                f'y2="{(bt + bb) / 2:.1f}" stroke="{ROLE_COLOURS["figure"]}" stroke-width="0.8"/>'
            )
    return lines
