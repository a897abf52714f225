"""Records built again from the rows of tables: what was written must be all that the record said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from factextract.records import SCHEMA_VERSION, Record
from factextract.tables import TABLES

Rows = Mapping[str, Iterable[Mapping[str, Any]]]


def rebuilt(rows: Rows) -> dict[str, Record]:
    """The records by document id. `rows`: those of each table by its name, as mappings of columns to values."""
    assert set(rows) == {table.name for table in TABLES}
    runs = {row["id"]: row for row in rows["run"]}
    return {row["id"]: _record(row, runs[row["run_id"]], rows) for row in rows["document"]}


def _record(about: Mapping[str, Any], run: Mapping[str, Any], rows: Rows) -> Record:
    mine = {
        name: sorted((r for r in found if r.get("document_id") == about["id"]), key=lambda r: r["position"])
        for name, found in rows.items()
        if name not in ("run", "document", "case_study_fact")
    }
    proofs: dict[str, list[dict[str, Any]]] = {"document": [], "program": []}
    for row in mine["evidence"]:
        proofs.setdefault(row["fact_id"], []).append(_evidence(row))
    for row in mine["document_evidence"]:
        proofs[row["about"]].append(_evidence(row))
    links = sorted(rows["case_study_fact"], key=lambda r: r["position"])

    def common(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
        return {name: row[name] for name in ("id", "confidence", "rule", *names)} | {"evidence": proofs[row["id"]]}

    program = {
        "name": about["program_name"], "acronym": about["program_acronym"], "evidence": proofs["program"]
    }  # fmt: skip
    names = ("id", "source", "title", "language", "pages", "countries", "publisher", "published", "text_source")
    return Record.model_validate({
        "schema_version": SCHEMA_VERSION,
        "document": {name: about[name] for name in names}
        | {"evidence": proofs["document"], "program": program if about["program_name"] is not None else None},
        "metrics": [
            common(r, "text", "comparator", "kind", "unit", "per", "change", "measure", "status", "part_of", "total", "same_as")
            | {name: _decimal(r[name]) for name in ("value", "low", "high")}
            | {"period": _period(r), "place": _place(r)}
            | {"dimension": {r["dimension"]: r["dimension_value"]} if r["dimension"] else None}
            for r in mine["metric"]
        ],
        "partners": [
            common(r, "name", "acronym", "aliases", "identifiers", "role", "other_roles", "org_type", "country")
            for r in mine["partner"]
        ],
        "dates": [
            common(r, "text", "precision", "approximate", "kind", "label")
            | {"start": r["start_written"], "end": r["end_written"]}
            for r in mine["date_fact"]
        ],
        "case_studies": [
            common(r, "title", "body") | {"period": _period(r), "place": _place(r)}
            | {
                kind: [link["fact_id"] for link in links if (link["case_study_id"], link["kind"]) == (r["id"], kind)]
                for kind in ("partners", "metrics", "dates")
            }
            for r in mine["case_study"]
        ],
        "issues": [
            {name: r[name] for name in ("code", "severity", "message", "page")} | {"fact": r["fact_id"]} for r in mine["issue"]
        ],
        "run": {name: run[name] for name in ("factextract", "config", "engine", "ner", "rules", "kinds", "pages")},
    })  # fmt: skip


def _evidence(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: row[name] for name in ("part", "page", "boxes", "quote", "prefix", "suffix", "start_char", "end_char")
    }  # fmt: skip


def _decimal(value: Any) -> str | None:
    assert value is None or isinstance(value, Decimal), (
        "a number that was rounded on its way is no number of the record"
    )
    return None if value is None else format(value, "f")


def _period(row: Mapping[str, Any]) -> dict[str, Any] | None:
    told = {
        "start": row["period_start_written"], "end": row["period_end_written"], "text": row["period_text"],
        "inherited_from": row["period_inherited_from"],
    }  # fmt: skip
    return told if row["period_text"] is not None else None


def _place(row: Mapping[str, Any]) -> dict[str, Any] | None:
    told = {
        "text": row["place_text"], "country": row["place_country"], "inherited_from": row["place_inherited_from"]
    }  # fmt: skip
    return told if row["place_text"] is not None else None
