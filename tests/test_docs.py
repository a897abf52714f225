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


@pytest.mark.parametrize(
    "page", ["README.md", "docs/batch.md", "docs/cli.md", "docs/issues.md", "docs/record.md", "CHANGELOG.md"]
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
