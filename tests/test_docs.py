"""The documentation says what the code does: generated parts are current, and every name has its line."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from bad_files import GOOD
from factextract import Settings, errors, extract, records
from factextract.cli import commands
from factextract.database.schema import TABLES, VERSION
from factextract.database.views import NAMES
from factextract.sinks._listing import LISTINGS
from made_records import hostile, samples

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
SOURCES = [path.read_text("utf-8") for path in sorted((ROOT / "src").rglob("*.py"))]


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def ticked(page: Path) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", page.read_text("utf-8")))


def test_generated_parts_are_current() -> None:
    stale = [
        path.name
        for path, content in load(DOCS / "build.py").generated().items()
        if not path.is_file() or path.read_text("utf-8") != content
    ]
    assert not stale, "run make docs"


def test_the_reports_are_what_their_texts_make() -> None:
    made = load(DOCS / "reports" / "make.py")
    files = {path.name: path.read_bytes() for path in (DOCS / "reports").glob("*.pdf")}
    assert files == {name: made.pdf(text) for name, text in made.REPORTS.items()}


def test_every_command_has_its_help_in_the_docs() -> None:
    page = (DOCS / "cli.md").read_text("utf-8")
    context = None
    assert [name for name in commands.list_commands(context) if f"<!-- help: factextract {name}" not in page] == []


def test_every_issue_code_is_in_the_table_with_its_severity() -> None:
    written = {
        (code, severity)
        for source in SOURCES
        for code, severity in re.findall(r'Issue\(\s*code="(\w+)",\s*severity="(\w+)"', source)
    }
    codes = {code for source in SOURCES for code in re.findall(r'\bcode="(\w+)"', source)}
    table = set(re.findall(r"^\| `(\w+)` \| (\w+) \|", (DOCS / "issues.md").read_text("utf-8"), re.MULTILINE))
    assert {code for code, _ in table} == codes
    assert written <= table


def test_every_field_of_a_record_is_told() -> None:
    models = [
        m for m in vars(records).values() if isinstance(m, type) and issubclass(m, BaseModel) and m is not BaseModel
    ]
    fields = {name for model in models if model.__name__ != "Outcome" for name in model.model_fields}
    assert fields - ticked(DOCS / "record.md") == set()


def test_every_outcome_is_told_and_has_its_error() -> None:
    words = set(records.OutcomeWord.__args__)
    assert words <= ticked(DOCS / "cli.md")
    raised = {error.outcome for error in errors.SourceError.__subclasses__()}
    assert raised == words - {"ok", "partial"}


def test_every_exit_status_is_told() -> None:
    page = (DOCS / "cli.md").read_text("utf-8")
    told = {int(number) for number in re.findall(r"^\| (\d+) \| ", page, re.MULTILINE)}
    used = {
        e.exit_code for e in vars(errors).values() if isinstance(e, type) and issubclass(e, errors.FactextractError)
    }
    assert used <= told


def test_the_schema_holds_for_a_record_and_refuses_another_key() -> None:
    validator = Draft202012Validator(json.loads((DOCS / "record.schema.json").read_text("utf-8")))
    record = json.loads(extract(GOOD, Settings(model="none")).to_json())
    assert list(validator.iter_errors(record)) == []
    assert list(validator.iter_errors({**record, "extra": 1}))


def test_the_schema_holds_for_records_with_everything_in_them() -> None:
    validator = Draft202012Validator(json.loads((DOCS / "record.schema.json").read_text("utf-8")))
    for record in (*samples(), hostile()):
        assert list(validator.iter_errors(json.loads(record.to_json()))) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("metrics", 0, "value"), "12 million"),
        (("metrics", 0, "value"), 12),
        (("metrics", 0, "kind"), "number"),
        (("metrics", 0, "confidence"), 1.5),
        (("metrics", 0, "evidence"), []),
        (("partners", 0, "role"), "donor"),
        (("schema_version",), "2.0"),
    ],
)
def test_the_schema_refuses_what_is_no_record(path: tuple[str | int, ...], value: object) -> None:
    validator = Draft202012Validator(json.loads((DOCS / "record.schema.json").read_text("utf-8")))
    record = json.loads(hostile().to_json())
    *way, last = path
    inner = record
    for step in way:
        inner = inner[step]
    inner[last] = value
    assert list(validator.iter_errors(record))


def test_versions_are_told() -> None:
    page = (DOCS / "schema-versions.md").read_text("utf-8")
    told = re.findall(r"^\| the .*\| `([\d.]+)` \|$", page, re.MULTILINE)
    assert told == [records.SCHEMA_VERSION, str(VERSION)]


def test_tables_and_views_are_told() -> None:
    page = ticked(DOCS / "databases.md")
    assert set(TABLES) | {"factextract_schema", *NAMES} <= page
    assert {table.plural for table in LISTINGS} <= ticked(DOCS / "exports.md")


@pytest.mark.parametrize(
    "page", ["README.md", "CHANGELOG.md", *(f"docs/{path.name}" for path in sorted(DOCS.glob("*.md")))]
)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text) if "://" not in t]
    assert [t for t in targets if not ((ROOT / page).parent / t).exists()] == []


def test_every_sample_says_why_it_is_here() -> None:
    told = yaml.safe_load((ROOT / "samples" / "manifest.yaml").read_text("utf-8"))
    assert {entry["file"] for entry in told if entry["reason"]} == {
        path.name for path in (ROOT / "samples").glob("*.pdf")
    }
