"""The tables of a database of facts, the same in SQLite and PostgreSQL; docs/databases.md tells them.

Besides those of `factextract.tables` there are `fact`, in which every fact is registered, so that a reference to any kind of fact
is a foreign key; and `factextract_schema`, which holds the version.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Dialect,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Numeric,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine

from factextract import tables

VERSION = 1
"""Of the tables and views; a database of another version is refused (docs/schema-versions.md)."""


class Exact(TypeDecorator[Decimal]):
    """A decimal with all its digits: SQLite's own numbers would round it, so there it is text."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(Numeric() if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "postgresql" else format(value, "f")

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


_TYPES: dict[str, TypeEngine[Any]] = {
    "text": Text(),
    "integer": Integer(),
    "decimal": Exact(),
    "real": Double(),
    "boolean": Boolean(),
    "date": Date(),
    "json": JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"),
}
_KEYS = {
    "run": ("id",),
    "document": ("id",),
    "metric": ("id",),
    "partner": ("id",),
    "date_fact": ("id",),
    "case_study": ("id",),
    "case_study_fact": ("case_study_id", "kind", "position"),
    "evidence": ("fact_id", "position"),
    "document_evidence": ("document_id", "about", "position"),
    "issue": ("document_id", "about", "position"),
}
_REFERENCES = {
    "document": (("run_id", "run"),),
    "metric": (("id", "fact"), ("part_of", "metric"), ("same_as", "metric")),
    "partner": (("id", "fact"),),
    "date_fact": (("id", "fact"),),
    "case_study": (("id", "fact"),),
    "case_study_fact": (("case_study_id", "case_study"), ("fact_id", "fact")),
    "evidence": (("fact_id", "fact"),),
    "document_evidence": (("document_id", "document"),),
    "issue": (("document_id", "document"), ("fact_id", "fact")),
}
_SEARCHED = {
    "metric": ("document_id", "part_of", "same_as"),
    "partner": ("document_id", "name"),
    "date_fact": ("document_id",),
    "case_study": ("document_id",),
    "case_study_fact": ("fact_id",),
    "issue": ("fact_id",),
}
"""Columns with an index: those that references are followed backwards by, and that people look up."""

metadata = MetaData(
    naming_convention={"fk": "fk_%(table_name)s_%(column_0_name)s", "ix": "ix_%(table_name)s_%(column_0_name)s"}
)
version = Table("factextract_schema", metadata, Column("version", Integer, primary_key=True, autoincrement=False))
fact = Table(
    "fact",
    metadata,
    Column("id", Text, primary_key=True),
    Column("document_id", Text, ForeignKey("document.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("run_id", Text, ForeignKey("run.id"), nullable=False),
)
_MORE = {"document": (Column("record_sha256", Text, nullable=False), Column("kinds", _TYPES["json"], nullable=False))}
"""Columns behind those of `factextract.tables`: of what record a document was loaded last, and all kinds that were looked for."""


def _table(told: tables.Table) -> Table:
    return Table(
        told.name,
        metadata,
        *(Column(c.name, _TYPES[c.type], nullable=not c.required) for c in told.columns),
        *_MORE.get(told.name, ()),
        PrimaryKeyConstraint(*_KEYS[told.name]),
        *(_reference(column, target) for column, target in _REFERENCES.get(told.name, ())),
        *(Index(f"ix_{told.name}_{column}", column) for column in _SEARCHED.get(told.name, ())),
    )


def _reference(column: str, target: str) -> ForeignKeyConstraint:
    """What belongs to something goes with it; a metric may refer to one that is written after it."""
    if target == "metric":
        return ForeignKeyConstraint([column], ["metric.id"], deferrable=True, initially="DEFERRED")
    return ForeignKeyConstraint([column], [f"{target}.id"], ondelete=None if target == "run" else "CASCADE")


FACTS = {told.name: _table(told) for told in tables.TABLES}
"""The tables of `factextract.tables`, by name."""
ORDER = ("run", "document", "fact", *(name for name in FACTS if name not in ("run", "document")))
"""All tables that hold what was loaded, each behind those it refers to."""
TABLES = {**FACTS, "fact": fact}
