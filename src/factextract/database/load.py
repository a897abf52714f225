"""Records into a database: a document in a transaction, or all of them in one into empty tables."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from sqlalchemy import Connection, delete, select

from factextract.database import schema
from factextract.database.connection import Database
from factextract.errors import UsageError
from factextract.records import KINDS, Record
from factextract.tables import FACT_TABLES, Row, rows_of

BATCH = 100  # documents whose rows load_all hands over together
Effect = Literal["new", "replaced", "unchanged"]
Rows = dict[str, list[Row]]

COLUMNS = {name: tuple(column.name for column in schema.TABLES[name].columns) for name in schema.ORDER}


class Known(NamedTuple):
    """What was loaded of a document before."""

    record_sha256: str
    kinds: list[str]


def check(record: Record) -> None:
    """Raises UsageError for a record of some pages only: what stands on the others would be taken for vanished."""
    if record.run.pages is not None:
        raise UsageError(
            "a record of some pages only is not loaded: the facts of the others would be removed",
            hint="extract the document again without --pages",
            source=record.document.source,
        )


def load_record(database: Database, record: Record) -> Effect:
    """Makes the database tell of the record's document what the record says, in one transaction.

    Facts of kinds that the record's run did not look for stay. Loading a record twice changes nothing. Raises UsageError for a
    record that cannot be loaded, SinkError for a database that cannot be written.
    """
    check(record)
    return database.transaction(lambda connection: _put(database, connection, record))


def load_all(database: Database, records: Callable[[], Iterable[Record]]) -> int:
    """Loads records, one a document, in one transaction into empty tables; returns how many.

    `records` is called again when the connection was lost. Raises UsageError when something is there already.
    """
    return database.transaction(lambda connection: _put_all(database, connection, records()))


def _put(database: Database, connection: Connection, record: Record) -> Effect:
    digest, document = _digest(record), record.document.id
    before = _known(connection, document)
    if before is not None and before.record_sha256 == digest:
        return "unchanged"
    rows = all_rows(record, digest)
    new = database.kind.insert_new
    new(connection, schema.FACTS["run"], _named("run", rows.pop("run")[0]))
    if before is None and not new(connection, schema.FACTS["document"], _named("document", rows["document"][0])):
        before = _known(connection, document)  # another load was faster, and has ended
    if before is None:
        del rows["document"]
    else:
        if before.record_sha256 == digest:
            return "unchanged"
        _make_way(database, connection, record, rows, before.kinds)
    for name in schema.ORDER:
        if rows.get(name):
            database.kind.insert(connection, name, COLUMNS[name], rows[name])
    return "new" if before is None else "replaced"


def _known(connection: Connection, document: str) -> Known | None:
    """What was loaded of the document; nobody else loads it until the transaction ends."""
    table = schema.FACTS["document"].c
    row = connection.execute(
        select(table.record_sha256, table.kinds).where(table.id == document).with_for_update()
    ).one_or_none()
    return None if row is None else Known(row.record_sha256, row.kinds)


def _make_way(database: Database, connection: Connection, record: Record, rows: Rows, kinds: Sequence[str]) -> None:
    """Removes what the record replaces, and leaves in `rows` what must be added. `kinds`: those looked for before."""
    document, ran = record.document.id, list(record.run.kinds)
    link, issue, proof = (schema.FACTS[name] for name in ("case_study_fact", "issue", "document_evidence"))
    there = {row[0] for row in rows["fact"]}
    if "case_studies" not in ran:
        # The stories stay, and so do their links to facts that are there again.
        mine = connection.execute(
            select(link).join(schema.fact, schema.fact.c.id == link.c.fact_id)
            .where(schema.fact.c.document_id == document, link.c.kind.in_(ran))
        )  # fmt: skip
        rows["case_study_fact"] += [tuple(row) for row in mine if row.fact_id in there]
    connection.execute(delete(schema.fact).where(schema.fact.c.document_id == document, schema.fact.c.kind.in_(ran)))
    connection.execute(delete(issue).where(issue.c.document_id == document, issue.c.about.in_([*ran, "document"])))
    connection.execute(delete(proof).where(proof.c.document_id == document))
    table = schema.FACTS["document"]
    values = _named("document", rows.pop("document")[0]) | {"kinds": _kinds(record, kinds)}
    connection.execute(table.update().where(table.c.id == document).values(database.kind.kept(values)))


def _put_all(database: Database, connection: Connection, records: Iterable[Record]) -> int:
    database.kind.alone(connection)
    if connection.execute(select(schema.FACTS["document"].c.id).limit(1)).first() is not None:
        raise UsageError(
            f"{database.where}: documents are there already, so nothing was loaded",
            hint="leave out --bulk: records are then added one by one",
        )
    restored = database.kind.relax(connection)
    runs: set[object] = set()
    waiting: Rows = {}
    count = 0
    for record in records:
        rows = all_rows(record, _digest(record))
        (run,) = rows.pop("run")
        if run[0] not in runs:
            database.kind.insert_new(connection, schema.FACTS["run"], _named("run", run))
            runs.add(run[0])
        for name, added in rows.items():
            waiting.setdefault(name, []).extend(added)
        count += 1
        if count % BATCH == 0:
            _hand_over(database, connection, waiting)
    _hand_over(database, connection, waiting)
    restored()
    return count


def _hand_over(database: Database, connection: Connection, waiting: Rows) -> None:
    for name in schema.ORDER:
        if waiting.get(name):
            database.kind.insert(connection, name, COLUMNS[name], waiting[name])
    waiting.clear()


def all_rows(record: Record, digest: str) -> Rows:
    """The rows of every table but factextract_schema."""
    rows = rows_of(record)
    run, document = rows["run"][0][0], record.document.id
    rows["fact"] = [(row[0], document, kind, run) for kind, table in FACT_TABLES.items() for row in rows[table]]
    rows["document"] = [(*rows["document"][0], digest, _kinds(record, ()))]
    return rows


def _kinds(record: Record, before: Sequence[str]) -> list[object]:
    return [kind for kind in KINDS if kind in record.run.kinds or kind in before]


def _named(table: str, row: Row) -> dict[str, object]:
    return dict(zip(COLUMNS[table], row, strict=True))


def _digest(record: Record) -> str:
    return hashlib.sha256(record.to_json(indent=None).encode()).hexdigest()
