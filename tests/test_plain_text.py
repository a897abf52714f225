"""Already extracted text without any geometry is a valid input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from factextract import Settings, extract
from places import NO_SHARED, SEED

TEXT = "RESULTS\n\n3,420\n\nfarmers trained\n(Jan-June 2021)\n\nOf them 61% are women, who met in May 2022.\n"


def test_text_gives_facts_without_boxes(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text(TEXT, "utf-8")
    record = extract(path, Settings(model="none"))
    assert [(m.value, m.kind) for m in record.metrics] == [("3420", "count"), ("61", "percent")]
    assert (record.metrics[0].measure or "").startswith("farmers trained")
    assert [(d.start, d.end) for d in record.dates] == [("2021-01", "2021-06"), ("2022-05", "2022-05")]
    assert record.document.text_source == "plain"
    assert all(e.boxes == () for m in record.metrics for e in m.evidence)


def test_form_feeds_part_pages(tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    path.write_text("The first page names 12 wells.\n\fThe second page names 7 schools.\n", "utf-8")
    record = extract(path, Settings(model="none"))
    assert [(m.value, m.evidence[0].page) for m in record.metrics] == [("12", 1), ("7", 2)]
    assert record.document.pages == 2


@pytest.mark.skipif(not SEED.is_dir(), reason=NO_SHARED)
def test_jumbled_text_of_the_seed_keeps_its_values_and_dates() -> None:
    gold = json.loads((SEED / "asean-act-cambodia.gold.json").read_text("utf-8"))
    record = extract(SEED / "asean-act-cambodia.txt", Settings(model="none"))
    values = {(m.value, m.kind, m.unit) for m in record.metrics}
    wanted = [(m["value"], m["kind"], m["unit"]) for m in gold["metrics"] if not m.get("optional")]
    assert sum(want in values for want in wanted) >= 7
    assert len(wanted) == 8
    dates = {(d.start, d.end) for d in record.dates}
    assert {(d["start"], d["end"]) for d in gold["dates"]} <= dates


def test_dates_that_can_be_read_in_two_ways_are_issues_and_no_facts(tmp_path: Path) -> None:
    path = tmp_path / "brief.txt"
    path.write_text("Clean Rivers\n\nThe grant was signed on 12/03/2021 in Lusaka and 40 wells were dug.\n")
    record = extract(path, Settings(model="none"))
    assert [(i.code, i.page) for i in record.issues] == [("ambiguous_date", 1)]
    assert record.dates == ()
    path.write_text(path.read_text() + "It was renewed on 25/03/2021.\n")
    assert [d.start for d in extract(path, Settings(model="none")).dates] == ["2021-03-12", "2021-03-25"]


PROSE = "The program has trained the nurses of the district and brought water to the schools of the valley.\n\n"
LISTS = [
    ("Partners\n- Ministry of Rural Roads\n- Tumaini Trust\n- Orange Jordan\n", "partner"),
    ("Our partners\n\n• Ministry of Rural Roads\n• Tumaini Trust\n• Orange Jordan\n", "partner"),
    ("PARTNERS\n\nMinistry of Rural Roads\nTumaini Trust\nOrange Jordan\n", "partner"),
    ("Implementing partners\nMinistry of Rural Roads\nTumaini Trust\nOrange Jordan\n", "implementing"),
    ("Donors\n* Ministry of Rural Roads\n* Tumaini Trust\n* Orange Jordan\n", "funding"),
    ("Funded by:\n1. Ministry of Rural Roads\n2. Tumaini Trust\n3. Orange Jordan\n", "funding"),
]


@pytest.mark.parametrize(("text", "role"), LISTS, ids=[text.splitlines()[0] for text, _ in LISTS])
def test_a_list_under_a_title_for_partners_gives_partners(tmp_path: Path, text: str, role: str) -> None:
    path = tmp_path / "brief.txt"
    path.write_text(f"{PROSE}{text}\nResults\n\nForty wells were dug.\n", "utf-8")
    partners = extract(path, Settings(model="none")).partners
    assert [p.name for p in partners] == ["Ministry of Rural Roads", "Tumaini Trust", "Orange Jordan"]
    assert {p.role for p in partners} == {role}
