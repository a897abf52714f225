"""Documents of one program, and the metrics that several of them repeat."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from factextract import Settings, extract
from factextract.cli import commands
from factextract.organisations.programs import group_programs
from factextract.records import DocumentInfo, Evidence, Metric, Program, Record, Run

BRIEF = """\
HARBOUR LINKS PROGRAM

{country}

The Harbour Links Program (HLP) is a ten-year program with a budget of US$80 million for all countries.

In {country} the Harbour Links Program (HLP) trained {count} dock workers in 2021.
"""


def records(folder: Path) -> list[Path]:
    made = []
    for country, count in (("Kenya", 312), ("Tanzania", 127)):
        path = folder / f"{country.lower()}.txt"
        path.write_text(BRIEF.format(country=country, count=count), "utf-8")
        target = folder / f"{country.lower()}.json"
        target.write_text(extract(path, Settings(model="none")).to_json(), "utf-8")
        made.append(target)
    return made


def test_a_sum_repeated_in_two_factsheets_is_listed_once(tmp_path: Path) -> None:
    from factextract.record_files import gather

    found = group_programs(gather(records(tmp_path)).records).programs
    assert [len(program.documents) for program in found] == [2]
    values = [metric.value for metric in found[0].repeated]
    assert "80000000" in values
    assert not {"312", "127"} & set(values)


def test_the_commands_print_json(tmp_path: Path) -> None:
    paths = [str(path) for path in records(tmp_path)]
    for command in ("programs", "partners"):
        told = CliRunner().invoke(commands, [command, *paths])
        assert told.exit_code == 0, told.output
        assert json.loads(told.stdout)


PROOF = Evidence(part="value", page=1, boxes=(), quote="x", prefix="", suffix="", start_char=0, end_char=1)
NEAR = {"inherited_from": None}
FAR = {"inherited_from": "document"}


def metric(number: int, **fields: object) -> Metric:
    plain = {
        "id": f"metric:{number}", "text": "80", "value": "80000000", "low": None, "high": None, "comparator": "=",
        "kind": "money", "unit": "AUD", "per": None, "change": None, "measure": "budget", "status": "actual", "period": None,
        "place": None, "part_of": None, "dimension": None, "total": False, "same_as": None, "confidence": 0.9,
        "rule": "metrics.tile", "evidence": (PROOF,),
    }  # fmt: skip
    return Metric.model_validate({**plain, **fields})


def document(
    number: int,
    metrics: tuple[Metric, ...] = (),
    program: tuple[str, str | None] | None = ("Harbour Links", None),
    title: str = "",
) -> Record:
    told = Program(name=program[0], acronym=program[1], evidence=(PROOF,)) if program else None
    return Record(
        schema_version="1.0",
        document=DocumentInfo(
            id=f"sha256:{number}", source=f"{number}.pdf", title=title or None, program=told, language="en", pages=1,
            countries=(), publisher=None, published=None, text_source="native", evidence=(),
        ),
        metrics=metrics, partners=(), dates=(), case_studies=(), issues=(),
        run=Run(factextract="0", config="", engine="pdfium", ner="none", rules="", kinds=("metrics",), pages=None),
    )  # fmt: skip


PAIRS = [
    ("the same", {}, {}, True),
    ("written with another scale", {}, {"value": "80000000.0"}, True),
    ("without a word for what it is", {}, {"measure": None}, True),
    ("another value", {}, {"value": "81000000"}, False),
    ("another unit", {}, {"unit": "USD"}, False),
    ("another measure", {}, {"measure": "co-financing by cities"}, False),
    ("most words of the measure", {"measure": "budget over ten years"}, {"measure": "ten years budget"}, True),
    ("planned and done", {"status": "target"}, {}, False),
    ("places of their documents", {"place": {"text": "Fiji", "country": "FJ", **FAR}},
     {"place": {"text": "Tonga", "country": "TO", **FAR}}, True),
    ("places of their own", {"place": {"text": "Fiji", "country": "FJ", **NEAR}},
     {"place": {"text": "Tonga", "country": "TO", **NEAR}}, False),
    ("periods of their own", {"period": {"start": "2020", "end": "2020", "text": "2020", **NEAR}},
     {"period": {"start": "2021", "end": "2021", "text": "2021", **NEAR}}, False),
    ("a small number of the same", {"value": "12", "kind": "count", "unit": None, "measure": "judges trained"},
     {"value": "12", "kind": "count", "unit": None, "measure": "judges trained"}, True),
    ("a small number of something alike", {"value": "12", "kind": "count", "unit": None, "measure": "judges trained"},
     {"value": "12", "kind": "count", "unit": None, "measure": "trained police judges"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "once"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_two_documents_tell_one_metric(one: dict[str, object], other: dict[str, object], once: bool) -> None:
    group = group_programs([document(1, (metric(1, **one),)), document(2, (metric(2, **other),))]).programs[0]
    assert [[o.counts for o in m.occurrences] for m in group.repeated] == ([[True, False]] if once else [])


def test_what_one_document_repeats_counts_once_too() -> None:
    mine = (metric(1), metric(2, same_as="metric:1"))
    group = group_programs([document(1, mine), document(2, (metric(3),))]).programs[0]
    assert [[(o.metric, o.counts) for o in m.occurrences] for m in group.repeated] == [
        [("metric:1", True), ("metric:2", False), ("metric:3", False)]
    ]
    assert not group_programs([document(1, mine)]).programs[0].repeated


NAMES = [
    (("Harbour Links Program", "HLP"), ("Harbour Links", None), True),
    (("HLP", None), ("Harbour Links Program", "HLP"), True),
    (("HARBOUR LINKS PROGRAMME", None), ("Harbour Links Program", "HLP"), True),
    (("Harbor Links Program", None), ("Harbour Links Program", None), True),
    (("Harbour Links", None), ("Harbour Lights", None), False),
    (("Harbour Links Phase 2", None), ("Harbour Links Phase 3", None), False),
    (("Rural Roads Program", "RRP"), ("River Restoration Program", "RRP"), False),
    (("Roads for Fiji", None), ("Roads for Tonga", None), False),
]


@pytest.mark.parametrize(("one", "other", "same"), NAMES)
def test_names_of_one_program(one: tuple[str, str | None], other: tuple[str, str | None], same: bool) -> None:
    records = [document(1, program=one), document(2, program=other)]
    assert len(group_programs(records).programs) == (1 if same else 2)
    assert group_programs(records) == group_programs(records[::-1])


TITLES = [
    ("PacWASH Vanuatu", "PacWASH Fiji", ["PacWASH"]),
    ("PacWASH Vanuatu", "Coral Watch Fiji", ["Coral Watch Fiji", "PacWASH Vanuatu"]),
    ("Vanuatu", "Fiji", []),
    ("", "", []),
]


@pytest.mark.parametrize(("one", "other", "names"), TITLES)
def test_documents_that_name_no_program_go_by_their_titles(one: str, other: str, names: list[str]) -> None:
    found = group_programs([document(1, program=None, title=one), document(2, program=None, title=other)])
    assert [p.name for p in found.programs] == names
    assert len(found.without) == (0 if names else 2)


def test_a_title_that_names_another_documents_program_belongs_to_it() -> None:
    records = [document(1, program=("Harbour Links", "HLP")), document(2, program=None, title="HLP in brief: Tonga")]
    assert [[d.named_by for d in p.documents] for p in group_programs(records).programs] == [["program", "title"]]
