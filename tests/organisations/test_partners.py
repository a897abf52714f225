"""Partners of many documents become organisations: the made set of variants, decoys, and the review file."""

from __future__ import annotations

import csv
import io
import itertools
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from factextract.cli import commands
from factextract.errors import UsageError
from factextract.organisations.aliases import read_aliases
from factextract.organisations.partners import group_partners
from factextract.record_files import gather
from factextract.records import DocumentInfo, Evidence, Partner, Record, Run

ROWS = yaml.safe_load((Path(__file__).parent / "variants.yaml").read_text("utf-8"))
PRECISION, RECALL = 0.99, 0.90


def record(number: int, name: str, org_type: str | None, country: str | None) -> Record:
    """A document with one partner, in its country; every second one tells the country of its partner too."""
    bracket = re.fullmatch(r"(.+) \(([A-Z]\w+)\)(.*)", name)
    acronym = bracket[2] if bracket else (name[1:] if name.startswith("=") else None)
    plain = f"{bracket[1]}{bracket[3]}" if bracket else name.lstrip("=")
    proof = Evidence(
        part="name", page=1, boxes=(), quote=plain, prefix="", suffix="", start_char=0, end_char=len(plain)
    )
    partner = Partner.model_validate(
        {
            "id": f"partner:{number:016x}", "name": plain, "acronym": acronym, "aliases": (), "identifiers": (),
            "role": "partner", "other_roles": (), "org_type": org_type, "country": country if number % 2 else None,
            "confidence": 0.9, "rule": "partners.body", "evidence": (proof,),
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
    assert len(ROWS) >= 280
    assert len(records) >= 720
    mine = pairs(found(records))
    wanted = pairs([[d for d, at in truth.items() if at == org] for org in set(truth.values())])
    assert len(mine & wanted) / len(mine) >= PRECISION, sorted(mine - wanted)[:5]
    assert len(mine & wanted) / len(wanted) >= RECALL


def shown(number: int, name: str, countries: str, own: str | None = None) -> Record:
    """A document about `countries` (codes, parted by blanks) with one partner, of the country `own`."""
    one = record(2 * number, name, None, None)
    partner = one.partners[0].model_copy(update={"country": own})
    document = one.document.model_copy(update={"countries": tuple(countries.split())})
    return one.model_copy(update={"partners": (partner,), "document": document})


HEALTH, WATER, HERONS = "Ministry of Health", "Department of Water Resources", "Wetland Herons Trust"
KATHMANDU, RIVERS = "Kathmandu University", "Save the Rivers"
VERDICTS = [
    ("one", (HEALTH, "KE"), (HEALTH, "KE")),
    ("two", (HEALTH, "KE"), (HEALTH, "MW")),
    ("two", (HEALTH, "KE"), (HEALTH, "")),
    ("two", (HEALTH, "KE UG"), (HEALTH, "TZ")),
    ("ask", (HEALTH, ""), (HEALTH, "")),
    ("ask", (HEALTH, "KE UG"), (HEALTH, "KE UG")),
    ("ask", (HEALTH, "KE UG"), (HEALTH, "KE")),
    ("ask", ("Rubata Dam Authority", ""), ("Rubata Dam Authority", "KE")),
    ("one", (WATER, "NP"), (WATER, "NP")),
    ("ask", (WATER, "US"), (WATER, "US")),
    ("ask", (WATER, "US"), ("The Department of Water Resources", "US")),
    ("one", (WATER, "US", "US"), (WATER, "US")),
    ("one", (f"{WATER}, India", "IN"), (f"{WATER}, India", "IN")),
    ("ask", (HERONS, "GB", "GB"), (HERONS, "IE", "IE")),
    ("ask", ("Tegla", "KE"), ("The Tegla", "NP")),
    ("one", ("Tegla", "KE"), ("The Tegla", "KE")),
    ("two", (KATHMANDU, "NP"), (f"{KATHMANDU} School of Education", "NP")),
    ("two", (HERONS, "GB"), (f"{HERONS} Laboratory", "GB")),
    ("two", (HERONS, "GB"), (f"{HERONS} 4", "GB")),
    ("two", ("UNICEF", "FJ"), ("UNICEF Pacific", "FJ")),
    ("ask", (RIVERS, "KE"), (f"{RIVERS} Kenya", "KE")),
    ("one", (RIVERS, "KE"), (f"{RIVERS}, Kenya", "KE")),
    ("two", (RIVERS, "UG"), (f"{RIVERS} Kenya", "KE")),
    ("two", (RIVERS, ""), (f"{RIVERS} Kenya", "KE")),
    ("one", ("Norwegian Embassy", "BD"), ("Embassy of Norway", "BD")),
    ("two", ("Norwegian Embassy", "BD"), ("Embassy of Norway", "AF")),
    ("ask", ("Norwegian Embassy", ""), ("Embassy of Norway", "")),
    ("ask", ("Department of Water Supply", "NP"), ("Department of Water Supply and Sewerage", "NP")),
    ("two", ("Gulu University", "UG"), ("Mbale University", "UG")),
    ("one", ("Ministerio de Salud", "PE"), ("Ministerio de Salud del Perú", "PE")),
    ("one", ("York St John University", "GB"), ("York St. John University", "GB")),
    ("one", ("Feldmann GmbH & Co. KG", "DE"), ("Feldmann", "DE")),
    ("one", ("South Sudanese Ministry of Health", ""), ("Ministry of Health, South Sudan", "")),
]  # fmt: skip


@pytest.mark.parametrize(("verdict", "one", "other"), VERDICTS)
def test_where_bodies_are_tells_what_is_merged_and_what_is_asked(
    verdict: str, one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    records = [shown(1, *one), shown(2, *other)]
    told = group_partners(records).found
    assert told == group_partners(records[::-1]).found
    wanted = {"one": (1, 0), "ask": (2, 1), "two": (2, 0)}[verdict]
    assert (len(told.organisations), len(told.open)) == wanted, told.open


@pytest.mark.parametrize(("name", "countries"), [(WATER, "US"), (HEALTH, "")])
def test_of_many_bodies_of_one_name_few_questions_are_asked_and_answers_end_them(name: str, countries: str) -> None:
    records = [shown(number, name, countries) for number in range(6)]
    asked = group_partners(records)
    assert len(asked.found.open) == 5
    lists = yaml.safe_load(asked.aliases)
    same = yaml.safe_dump({"same": lists["open"]})
    assert len(found(records, aliases=read_aliases(same))) == 1
    text, told = asked.aliases, 0
    for _ in range(6):
        lists = yaml.safe_load(text)
        different = [*lists.get("different", []), *lists["open"]]
        told = len(different)
        grouped = group_partners(records, read_aliases(yaml.safe_dump({"different": different})))
        text = grouped.aliases
        assert len(grouped.found.organisations) == 6
        if not grouped.found.open:
            break
    assert (told, grouped.found.open) == (15, ())


def test_one_entry_decides_on_every_body_of_a_name() -> None:
    records = [shown(number, WATER, "US") for number in range(4)]
    assert len(found(records)) == 4
    joined = read_aliases(f"same:\n- ['{WATER} [US]', '{WATER} [US]']\n")
    assert len(found(records, aliases=joined)) == 1


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


LINCOLN = [record(1, "Lincoln University", "academic", "NZ"), record(2, "University of Lincoln", "academic", "NZ")]


def test_what_may_be_one_is_asked_and_never_merged_in_silence() -> None:
    grouped = group_partners(LINCOLN)
    assert [(o.one, o.other) for o in grouped.found.open] == [("Lincoln University", "University of Lincoln")]
    assert len(grouped.found.organisations) == 2
    entry = yaml.safe_load(grouped.aliases)["open"][0]
    assert entry["documents"] == {"one": ["1.pdf"], "other": ["2.pdf"]}
    assert 0.75 <= entry["score"] < 0.9


@pytest.mark.parametrize(("verdict", "organisations"), [("same", 1), ("different", 2)])
def test_an_entry_that_is_moved_is_obeyed_and_asked_no_more(verdict: str, organisations: int) -> None:
    asked = group_partners(LINCOLN).aliases
    lists = yaml.safe_load(asked)
    moved = yaml.safe_dump({**lists, verdict: lists["open"], "open": []}, sort_keys=False)
    again = group_partners(LINCOLN, read_aliases(moved))
    assert (len(again.found.organisations), again.found.open) == (organisations, ())
    assert yaml.safe_load(again.aliases)[verdict] == lists["open"]
    assert group_partners(LINCOLN, read_aliases(again.aliases)).aliases == again.aliases


def test_what_a_person_wrote_stays_to_the_letter() -> None:
    mine = "# my notes\nsame:  # sure\n- [Elsewhere Fund, The Elsewhere Fund of Old]\n"
    rest = "# not these\ndifferent:\n- {one: Nobody Here, other: Nobody There, note: seen in 2019}\n"
    stale = "open:\n- {one: Gone Trust, other: Gone Trust of Old, score: 0.8}\n- [Lincoln University, University of Nowhere]\n"
    written = group_partners(LINCOLN, read_aliases(mine + stale + rest)).aliases
    assert written.startswith(mine + rest)
    labels = [{e["one"], e["other"]} for e in yaml.safe_load(written)["open"]]
    assert labels == [
        {"Lincoln University", "University of Lincoln"},
        {"Gone Trust", "Gone Trust of Old"},
        {"Lincoln University", "University of Nowhere"},
    ]


def test_brackets_tell_which_of_several_bodies_is_meant() -> None:
    health = [
        record(1, "Ministry of Health", "government", "KE"),
        record(2, "Ministry of Health", "government", "MW"),
        record(3, "Afya House", "government", "KE"),
    ]
    joined = read_aliases("same:\n- [Afya House, 'the Ministry of Health [KE]']\n")
    assert sorted(map(len, found(health, aliases=joined))) == [1, 2]
    assert sorted(
        map(len, found(health, aliases=read_aliases("same:\n- [Afya House, 'Ministry of Health [2.pdf]']\n")))
    ) == [1, 2]
    with pytest.raises(UsageError, match=r"aliases.yaml:2: 'Ministry of Health' stands for bodies of several places"):
        found(health, aliases=read_aliases("same:\n- [Afya House, Ministry of Health]\n"))


WRONG = {
    "through a third name": (
        "same:\n- [Lincoln University, Third Name]\n- [Third Name, University of Lincoln]\n"
        "different:\n- [University of Lincoln, Lincoln University]\n",
        r"aliases.yaml:5: .* the same at aliases.yaml:2",
    ),
    "one thing is different from itself": (
        "different:\n- [Lincoln University, The Lincoln University]\n",
        ":2: .*same mentions",
    ),
    "no YAML": ("same: [\n", r"aliases.yaml:\d: not YAML"),
    "no lists": ("- same\n", ":1: must hold"),
    "unknown list": ("same: []\nequal: []\n", ":2: unknown list 'equal'"),
    "one name": ("same:\n\n- [Alone]\n", ":3: a pair needs two names"),
    "a number for a name": ("same:\n- {one: 12, other: B}\n", ":2: a pair needs two names"),
    "unknown key": ("same:\n- {one: A, other: B, sore: 1}\n", ":2: unknown key 'sore'"),
    "no list of pairs": ("same: A\n", ":1: must be a list"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_file_that_cannot_be_obeyed_is_told_with_its_line(case: str) -> None:
    text, words = WRONG[case]
    records = [*LINCOLN, record(3, "Third Name", None, "NZ")]
    with pytest.raises(UsageError, match=words):
        group_partners(records, read_aliases(text))


def test_the_command_keeps_the_aliases_and_writes_nothing_for_a_wrong_file(tmp_path: Path) -> None:
    folder, out = tmp_path / "records", tmp_path / "out"
    folder.mkdir()
    for one in LINCOLN:
        (folder / f"{one.document.source}.json").write_text(one.to_json(), "utf-8")
    (folder / "outcomes.jsonl").write_text('{"source": "1.pdf"}\n', "utf-8")
    call = ["partners", str(folder), "-o", str(out)]
    assert CliRunner().invoke(commands, call).exit_code == 0
    assert sorted(p.name for p in out.iterdir()) == [
        "aliases.yaml",
        "members.csv",
        "organisations.csv",
        "organisations.json",
    ]
    lists = yaml.safe_load((out / "aliases.yaml").read_text("utf-8"))
    (out / "aliases.yaml").write_text(yaml.safe_dump({"same": lists["open"]}), "utf-8")
    assert CliRunner().invoke(commands, call).exit_code == 0
    assert len(json.loads((out / "organisations.json").read_text("utf-8"))["organisations"]) == 1
    (out / "aliases.yaml").write_text("same: 3\n", "utf-8")
    before = {p.name: p.read_bytes() for p in out.iterdir()}
    assert isinstance(CliRunner().invoke(commands, call).exception, UsageError)
    assert {p.name: p.read_bytes() for p in out.iterdir()} == before


def test_cells_are_never_formulas() -> None:
    sums = group_partners(
        [record(1, "=SUM(A1:A9) Fund", "foundation", None), record(2, "@cmd|' /C calc'!A0", None, None)]
    ).found
    rows = list(csv.reader(io.StringIO(sums.to_csv() + sums.members_csv())))
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@given(st.permutations(range(len(made()[0]) // 8)))
@settings(max_examples=5)
def test_no_order_of_records_changes_anything(order: list[int]) -> None:
    records = made()[0][::8][: len(order)]
    assert group_partners([records[at] for at in order]) == group_partners(records)


def test_a_document_counts_once(tmp_path: Path) -> None:
    twice = [
        *LINCOLN,
        LINCOLN[0].model_copy(update={"document": LINCOLN[0].document.model_copy(update={"source": "0.pdf"})}),
    ]
    (tmp_path / "records.jsonl").write_text("".join(r.to_json(indent=None) + "\n" for r in twice), "utf-8")
    gathered = gather([tmp_path])
    assert ([r.document.source for r in gathered.records], gathered.repeated) == (["0.pdf", "2.pdf"], ("1.pdf",))


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.json", "{}", "a.json: no record"),
        ("a.jsonl", "\n{}\n", "a.jsonl:2: no record"),
        ("a.json", "\udcff", "not UTF-8"),
    ],
)
def test_a_file_that_is_no_record_is_told(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError, match=words):
        gather([tmp_path / name])


def test_a_folder_without_records_is_told(tmp_path: Path) -> None:
    (tmp_path / "outcomes.jsonl").write_text('{"source": "1.pdf"}\n', "utf-8")
    with pytest.raises(UsageError, match="no records in this folder"):
        gather([tmp_path])
