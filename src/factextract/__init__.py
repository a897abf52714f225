"""Reads program PDFs into validated, traceable facts: metrics, partners, dates and case studies.

>>> from factextract import extract
>>> record = extract("factsheet.pdf")

Public names are loaded when first used: importing this package loads no model and opens no file.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factextract.authoring.explain import explain as explain
    from factextract.batch import extract_many as extract_many
    from factextract.batch.export import export as export
    from factextract.batch.load import load as load
    from factextract.drawing.view import inspect as inspect
    from factextract.errors import FactextractError as FactextractError
    from factextract.organisations.partners import group_partners as group_partners
    from factextract.organisations.programs import group_programs as group_programs
    from factextract.pipeline import extract as extract
    from factextract.pipeline import periods as periods
    from factextract.pipeline import quantities as quantities
    from factextract.pipeline import read_text as read_text
    from factextract.record_files import gather as gather
    from factextract.records import Outcome as Outcome
    from factextract.records import Record as Record
    from factextract.settings import Settings as Settings

_HOME = {
    "extract": "pipeline",
    "read_text": "pipeline",
    "quantities": "pipeline",
    "periods": "pipeline",
    "extract_many": "batch",
    "load": "batch.load",
    "export": "batch.export",
    "explain": "authoring.explain",
    "gather": "record_files",
    "group_partners": "organisations.partners",
    "group_programs": "organisations.programs",
    "inspect": "drawing.view",
    "Record": "records",
    "Outcome": "records",
    "Settings": "settings",
    "FactextractError": "errors",
}

__all__ = [
    "FactextractError",
    "Outcome",
    "Record",
    "Settings",
    "explain",
    "export",
    "extract",
    "extract_many",
    "gather",
    "group_partners",
    "group_programs",
    "inspect",
    "load",
    "periods",
    "quantities",
    "read_text",
]


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(f"factextract.{_HOME[name]}"), name)
    raise AttributeError(f"module 'factextract' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
