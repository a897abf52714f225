"""Records for tests of what stores and writes them: those of the samples, and made ones that are hard to keep."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from factextract.pipeline import extract
from factextract.records import (
    SCHEMA_VERSION,
    CaseStudy,
    DateFact,
    Dimension,
    DocumentInfo,
    Evidence,
    Identifier,
    Issue,
    Metric,
    Partner,
    PeriodRef,
    PlaceRef,
    Program,
    Record,
    Run,
)
from factextract.settings import Settings

SAMPLES = Path(__file__).parent.parent / "samples"
HOSTILE = (
    "=HYPERLINK(\"http://x.example\",\"click\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)", "\t=1", "＝1",
    "Robert'); DROP TABLE metric;--", "%s %(x)s ? :name $1 {x}", "<script>alert('x')</script> & <b>", "| a | `b` | [c](d)",
    "\x00 \x01\x08\x0b\x1f \x7f \ufffe\uffff", "_x0041_ _x005F_", "\\u0000 \\N \\. \\", "a\r\nb\rc\td\n\n e ", " ",
    "👩🏽‍🚀 العربية ខ្មែរ ﷽",
    "<r><t>x</t></r>", "<r><t>not <b>closed</r>", "2021-02-30", "1e5", "007", "true", "NULL", "",
)  # fmt: skip
"""Texts that a format may take for something else, or cannot hold."""
BODY = 2**20
CONFIG = "sha256:" + "c" * 64


@cache
def samples() -> tuple[Record, ...]:
    """One record a sample, read without a model."""
    return tuple(extract(path, Settings(model="none")) for path in sorted(SAMPLES.glob("*.pdf")))


def proof(part: str, quote: str, page: int = 1, around: str = "") -> Evidence:
    boxes = ((1.5, 2.25, 100.1, 1e-3), (0.1, 0.2, 0.30000000000000004, 4.0))
    return Evidence(
        part=part, page=page, boxes=boxes, quote=quote or "-", prefix=around, suffix=around, start_char=0, end_char=9
    )  # fmt: skip


def metric(number: int, value: str | None = "1", **more: object) -> Metric:
    told = {
        "id": f"metric:{number:016x}", "text": value or "-", "value": value, "low": None, "high": None, "comparator": "=",
        "kind": "count", "unit": None, "per": None, "change": None, "measure": None, "status": None, "period": None,
        "place": None, "part_of": None, "dimension": None, "total": False, "same_as": None, "confidence": 0.93,
        "rule": "metrics.made", "evidence": (proof("value", value or "-"),),
    }  # fmt: skip
    return Metric.model_validate(told | more)


def partner(number: int, name: str, **more: object) -> Partner:
    told = {
        "id": f"partner:{number:016x}", "name": name, "acronym": None, "aliases": (), "identifiers": (), "role": "partner",
        "other_roles": (), "org_type": None, "country": None, "confidence": 0.5, "rule": "partners.made",
        "evidence": (proof("name", name),),
    }  # fmt: skip
    return Partner.model_validate(told | more)


def record(number: int = 1, **more: object) -> Record:
    """A made record; its document's id is `number`."""
    kinds = ("metrics", "partners", "dates", "case_studies")
    about = DocumentInfo(
        id=f"sha256:{number:064x}", source=f"made-{number}.pdf", title=None, program=None, language="en", pages=2,
        countries=(), publisher=None, published=None, text_source="native", evidence=(),
    )  # fmt: skip
    run = Run(factextract="0", config=CONFIG, engine="made", ner="none", rules=CONFIG, kinds=kinds, pages=None)
    told = {
        "schema_version": SCHEMA_VERSION, "document": about, "metrics": (), "partners": (), "dates": (), "case_studies": (),
        "issues": (), "run": run,
    }  # fmt: skip
    return Record.model_validate(told | more)


@cache
def hostile() -> Record:
    """A record with every hostile text in each place that takes any text, and numbers of many digits."""
    plain = record(0xBAD)
    numbers = (
        "0", "-0.50", "1.10", "0.3333", "100000000000000000000000000000000000000001", "0.1234567890123456789012345678901234567",
        "-12345678901234567890.123456789", "9007199254740993", "12750000", "0.0000001",
    )  # fmt: skip
    metrics = [metric(n, value) for n, value in enumerate(numbers)]
    metrics += [
        metric(
            100 + n, None, low="1.5", high="2", text=text, measure=text, unit=text, per=text,
            period=PeriodRef(start="2021-02", end=None, text=text, inherited_from="block"),
            place=PlaceRef(text=text, country=None, inherited_from=None), dimension=Dimension(other=text), rule=text,
            evidence=(proof("value", text, around=text), proof("measure", text, 2)),
        )
        for n, text in enumerate(HOSTILE)
    ]  # fmt: skip
    metrics += [
        metric(200, "117", total=True, status="actual"),
        metric(201, "3", part_of="metric:" + f"{200:016x}", dimension=Dimension(sex="female"), change="increase"),
        metric(202, "117", same_as="metric:" + f"{200:016x}", confidence=1.0),
    ]
    partners = [
        partner(
            n, text or "-", acronym=text, aliases=HOSTILE, identifiers=(Identifier(scheme=text, id=text),), role="funding",
            other_roles=("implementing", "partner"), org_type="ngo", country="KE",
        )
        for n, text in enumerate(HOSTILE)
    ]  # fmt: skip
    dates = [
        DateFact(
            id=f"date:{n:016x}", text=start, start=start, end=end, precision="day", approximate="about", kind="event",
            label=HOSTILE[n], confidence=0.1, rule="dates.made", evidence=(proof("date", start),),
        )
        for n, (start, end) in enumerate([
            ("2021-02", "2021-02"), ("2024-02", None), ("0001-01-01", "9999-12-31"), ("1899-12-31", "1900-02-28"),
            ("2021-02-30", "2021"), ("2021-Q1", "0000"),
        ])
    ]  # fmt: skip
    stories = [
        CaseStudy(
            id=f"case_study:{n:016x}", title=text, body=text or "-", place=PlaceRef(text=text, country="KE", inherited_from=None),
            period=PeriodRef(start=None, end="2021", text=text, inherited_from=None), partners=(partners[2].id, partners[1].id),
            metrics=(metrics[0].id,), dates=(dates[0].id,), confidence=0.8, rule="stories.made",
            evidence=(proof("body", text or "-"),),
        )
        for n, text in enumerate((*HOSTILE, "long 👩🏽‍🚀 " * (BODY // 9)))
    ]  # fmt: skip
    issues = [
        Issue(code="ambiguous_currency", severity="warning", message=text, page=1, fact=metrics[0].id)
        for text in HOSTILE
    ]
    about = plain.document.model_copy(update={
        "source": "=cmd|'x'.pdf", "title": HOSTILE[8], "countries": ("KE", "UG"), "publisher": HOSTILE[10], "published": "2021",
        "program": Program(name="a\x00b", acronym="=1+1", evidence=(proof("program", "a"), proof("name", "b"))),
        "evidence": (proof("title", "t"), proof("program", "p")),
    })  # fmt: skip
    return record(
        0xBAD, document=about, metrics=tuple(metrics), partners=tuple(partners), dates=tuple(dates),
        case_studies=tuple(stories), issues=(Issue(code="page_failed", severity="error", message="x"), *issues),
    )  # fmt: skip


def written(folder: Path, *records: Record) -> Path:
    """A folder with a file for each record, in this order."""
    folder.mkdir(exist_ok=True)
    for number, each in enumerate(records):
        (folder / f"{number:05}.json").write_text(each.to_json(indent=None), "utf-8")
    return folder
