"""Partners of many documents become organisations: the made set of variants, decoys, and the review file."""

from __future__ import annotations

import itertools
import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from factextract.errors import UsageError
from factextract.organisations.aliases import read_aliases
from factextract.organisations.partners import group_partners
from factextract.records import DocumentInfo, Evidence, Partner, Record, Run

ROWS = yaml.safe_load((Path(__file__).parent / "variants.yaml").read_text("utf-8"))
PRECISION, RECALL = 0.99, 0.90


def record(number: int, name: str, org_type: str | None, country: str | None) -> Record:
    """A document with one partner, in its country."""
    bracket = re.fullmatch(r"(.+) \(([A-Z]\w+)\)(.*)", name)
    acronym = bracket[2] if bracket else (name[1:] if name.startswith("=") else None)
    plain = f"{bracket[1]}{bracket[3]}" if bracket else name.lstrip("=")
    proof = Evidence(
        part="name", page=1, boxes=(), quote=plain, prefix="", suffix="", start_char=0, end_char=len(plain)
    )
    partner = Partner.model_validate(
        {
            "id": f"partner:{number:016x}", "name": plain, "acronym": acronym, "aliases": (), "identifiers": (),
            "role": "partner", "other_roles": (), "org_type": org_type, "country": country, "confidence": 0.9,
            "rule": "partners.body", "evidence": (proof,),
        }
    )  # fmt: skip
    return Record(
        schema_version="1.0",
        document=DocumentInfo(
            id=f"sha256:{number:064x}", source=f"{number}.pdf", title=None, program=None, language="en", pages=1,
            countries=(country,) if country else (), publisher=None, published=None, text_source="native", evidence=(),
        ),
        metrics=(), partners=(partner,), dates=(), case_studies=(), issues=(),
        run=Run(factextract="0", config="", engine="pdfium", ner="none", rules="", kinds=("partners",), pages=None),
    )  # fmt: skip


def made() -> tuple[list[Record], dict[str, int]]:
    """The records of all variants, and which organisation each document shows."""
    records, truth = [], {}
    for at, (org_type, country, _, *names) in enumerate(ROWS):
        for name in names:
            one = record(len(records), name, org_type, country)
            records.append(one)
            truth[one.document.id] = at
    return records, truth


def pairs(groups: Any) -> set[tuple[str, str]]:
    return {pair for group in groups for pair in itertools.combinations(sorted(group), 2)}


def found(records: list[Record], **told: Any) -> list[tuple[str, ...]]:
    return [o.documents for o in group_partners(records, **told).found.organisations]


def test_variants_join_and_decoys_stay_apart() -> None:
    records, truth = made()
    assert len(ROWS) >= 60
    assert len(records) >= 200
    mine = pairs(found(records))
    wanted = pairs([[d for d, at in truth.items() if at == org] for org in set(truth.values())])
    assert len(mine & wanted) / len(mine) >= PRECISION, sorted(mine - wanted)[:5]
    assert len(mine & wanted) / len(wanted) >= RECALL


def test_the_order_of_records_does_not_matter() -> None:
    records, _ = made()
    mixed = records[:]
    random.Random(1).shuffle(mixed)
    assert group_partners(records).found == group_partners(mixed).found


def test_a_person_decides_and_the_next_run_obeys() -> None:
    one, other = record(1, "Riverbend Foods", "private", "ZA"), record(2, "Riverside Foods", "private", "ZA")
    assert len(found([one, other])) == 2
    joined = read_aliases("same:\n- {one: Riverbend Foods, other: Riverside Foods}\n")
    assert len(found([one, other], aliases=joined)) == 1
    same = [record(3, "Kenya Red Cross", "ngo", "KE"), record(4, "Kenya Red Cross Society", "ngo", "KE")]
    assert len(found(same)) == 1
    parted = read_aliases("different:\n- {one: Kenya Red Cross, other: Kenya Red Cross Society}\n")
    assert len(found(same, aliases=parted)) == 2


def test_contradictory_decisions_are_told() -> None:
    text = "same:\n- {one: Alpha Fund, other: Beta Fund}\ndifferent:\n- {one: Alpha Fund, other: Beta Fund}\n"
    records = [record(1, "Alpha Fund", "foundation", None), record(2, "Beta Fund", "foundation", None)]
    with pytest.raises(UsageError):
        group_partners(records, read_aliases(text))
