"""Pages drawn with what was seen on them: the pictures and the same as data."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from PIL import Image

from factextract.cli import commands
from factextract.drawing.svg import ROLE_COLOURS
from factextract.drawing.view import inspect
from factextract.drawing.write import draw
from factextract.errors import SinkError, UsageError
from factextract.settings import Settings
from places import SAMPLES

PAPER = SAMPLES / "harbour-light-timor.pdf"
SETTINGS = Settings(model="none")


def test_data_hold_blocks_in_reading_order_pairs_and_facts() -> None:
    pages = inspect(PAPER, SETTINGS)
    blocks = [block for page in pages for block in page.blocks]
    assert [block.index for block in blocks] == list(range(len(blocks)))
    assert {block.role for block in blocks} <= set(ROLE_COLOURS)
    figures = [block for block in blocks if block.role == "figure" and block.partner is not None]
    assert figures
    assert all(blocks[f.partner or 0].partner == f.index for f in figures)
    assert {fact.kind for page in pages for fact in page.facts} >= {"metrics", "partners", "dates"}


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_png_is_the_page_at_its_scale_with_something_drawn_over_it(tmp_path: Path, scale: float) -> None:
    first = next(draw(PAPER, tmp_path, "png", SETTINGS, scale))
    page = inspect(PAPER, SETTINGS)[0]
    picture = Image.open(BytesIO(first.read_bytes())).convert("RGB")
    assert picture.size == (round(page.width * scale), round(page.height * scale))
    colours = {colour for _, colour in picture.getcolors(2**24) or []}
    assert (0xE6, 0x51, 0x00) in colours  # the outline of a figure


def test_svg_tells_roles_and_words(tmp_path: Path) -> None:
    pictures = list(draw(PAPER, tmp_path, "svg", SETTINGS))
    assert [p.name for p in pictures] == ["harbour-light-timor-1.svg", "harbour-light-timor-2.svg"]
    root = ElementTree.fromstring(pictures[0].read_text("utf-8"))
    labels = [e.text or "" for e in root.iter("{http://www.w3.org/2000/svg}text")]
    assert any(label.endswith("figure") for label in labels)
    assert len(labels) == len(inspect(PAPER, SETTINGS)[0].blocks)


def test_plain_text_has_data_but_no_pictures(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("12 wells were dug.\n", "utf-8")
    assert inspect(path, SETTINGS)[0].blocks[0].box is None
    with pytest.raises(UsageError):
        list(draw(path, tmp_path, "png", SETTINGS))


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    with pytest.raises(SinkError) as caught:
        list(draw(PAPER, tmp_path / "taken", "png", SETTINGS))
    assert "cannot be written" in caught.value.message


def test_command_draws_and_prints(tmp_path: Path) -> None:
    told = CliRunner().invoke(commands, ["inspect", str(PAPER), "--model", "none", "-o", str(tmp_path)])
    assert told.exit_code == 0, told.output
    assert [Path(line).is_file() for line in told.output.split()] == [True, True]
    data = CliRunner().invoke(commands, ["inspect", str(PAPER), "--model", "none", "--json"])
    assert [json.loads(line)["number"] for line in data.output.splitlines()] == [1, 2]
    assert CliRunner().invoke(commands, ["inspect", str(PAPER)]).exit_code == 2
