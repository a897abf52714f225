"""An open database: the right kind for a URL, its tables made or checked, transactions tried again when a connection is lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self, TypeVar

from sqlalchemy import URL, Connection, Engine, Table, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from factextract.database import schema
from factextract.database.views import NAMES, Wording, views
from factextract.errors import FactextractError, SinkError, UsageError
from factextract.extras import needed
from factextract.tables import Row

FIRST_WAIT = 0.1
LONGEST_WAIT = 5.0
RETRY_SECONDS = 60.0  # a server that restarts is back by then, or somebody must look at it
KNOWN = "sqlite:///FILE.db, a path that ends in .db or .sqlite, postgresql://USER@HOST/DATABASE"

T = TypeVar("T")


class Kind(Wording, Protocol):
    """What differs between the databases that facts are loaded into."""

    name: str

    def there(self, url: URL) -> bool:
        """False for a database that opening it would make."""

    def engine(self, url: URL) -> Engine:
        """An engine whose transactions are as loading needs them."""

    def owner(self, connection: Connection) -> int:
        """A number that a program has marked the database as its own with; 0 for none."""

    def insert(self, connection: Connection, table: str, columns: tuple[str, ...], rows: list[Row]) -> None:
        """Adds the rows, fast."""

    def kept(self, values: dict[str, object]) -> dict[str, object]:
        """The values of a row as the database can hold them."""

    def insert_new(self, connection: Connection, table: Table, values: dict[str, object]) -> bool:
        """Adds one row unless one of its key is there; tells whether it was added. Waits for another load that adds it."""

    def alone(self, connection: Connection) -> None:
        """Waits until nobody else changes tables or loads all at once, and keeps them out until the transaction ends."""

    def relax(self, connection: Connection) -> Callable[[], None]:
        """Lets go, where it may, of what every row is checked and indexed by; what it gives puts all of that back."""

    def passing(self, error: BaseException) -> bool:
        """Whether the driver's error is one that may not come again."""

    def advice(self, error: BaseException) -> str | None:
        """What to do about the driver's error when trying again is of no use."""

    def contradicted(self, error: BaseException) -> bool:
        """Whether the driver's error says that rows contradict each other: one refers to none, or is there twice."""


class Database:
    """An open database. A context manager; used by one thread."""

    def __init__(self, told: str) -> None:
        """`told`: a URL, or the path of a SQLite file. Raises UsageError for what is none, SinkError when it cannot be opened."""
        url = self._url = _url(told)
        self.where = url.render_as_string(hide_password=True)
        self.kind = _kind(url)
        self._engine = self.kind.engine(url)
        self._connection: Connection | None = None
        self._reached = False

    def transaction(self, work: Callable[[Connection], T]) -> T:
        """Does all of `work` in one transaction or nothing of it, and again when the connection was lost or another load stood
        in the way, until RETRY_SECONDS were spent with waiting. Raises SinkError."""
        wait, waited = FIRST_WAIT, 0.0
        while True:
            begun = time.monotonic()
            try:
                connection = self._open()
                with connection.begin():
                    done = work(connection)
            except FactextractError:
                raise
            except Exception as error:
                cause = error.orig if isinstance(error, DBAPIError) and error.orig else error
                if not isinstance(error, SQLAlchemyError) and not self._from_driver(error):
                    raise
                if not (self._reached and self.kind.passing(cause)) or waited > RETRY_SECONDS:
                    raise self._told(cause) from error
                waited += wait if self._connection else wait + time.monotonic() - begun  # work is no waiting
                self._drop()
                time.sleep(wait)
                wait = min(2 * wait, LONGEST_WAIT)
            else:
                return done

    def prepare(self, create: bool) -> None:
        """Sees that the tables are there in this version, and with `create` makes them where there are none.

        Raises UsageError for a database without them or with those of another version.
        """
        if not create and not self.kind.there(self._url):
            raise UsageError(f"{self.where}: no such database", hint="--create makes it")
        self.transaction(lambda connection: self._prepare(connection, create))

    def _prepare(self, connection: Connection, create: bool) -> None:
        if create:
            self.kind.alone(connection)
        inside = inspect(connection)
        there = {*inside.get_table_names(), *inside.get_view_names()}
        if schema.version.name in there:
            found = connection.execute(schema.version.select()).scalar()
            if found != schema.VERSION:
                raise UsageError(
                    f"{self.where}: its tables are of version {found}, and this factextract has version {schema.VERSION}",
                    hint="load the records anew into an empty database: factextract load RECORDS --to URL --create",
                )
            return
        if not create:
            raise UsageError(f"{self.where}: no tables for facts there", hint="--create makes them")
        if self.kind.owner(connection):
            raise UsageError(
                f"{self.where}: a database of another program, or the store of a run",
                hint="name a file of its own by --to; records of a store are loaded by factextract load STORE --to URL",
            )
        clash = sorted(there & {*schema.TABLES, *NAMES})
        if clash:
            raise UsageError(
                f"{self.where}: it has tables or views of the same names already: {', '.join(clash)}",
                hint="name an empty database, or for PostgreSQL an empty schema: ?options=-csearch_path%3DNAME behind the URL",
            )
        schema.metadata.create_all(connection)
        for statement in views(self.kind).values():
            connection.execute(text(statement))
        connection.execute(schema.version.insert().values(version=schema.VERSION))

    def _open(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect()
            self._reached = True
        return self._connection

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()

    def _from_driver(self, error: Exception) -> bool:
        """Whether the driver raised it, without SQLAlchemy between."""
        return self._engine.dialect.dbapi is not None and isinstance(error, self._engine.dialect.dbapi.Error)

    def _told(self, cause: BaseException) -> FactextractError:
        words = " ".join(str(cause).split())
        if self.kind.contradicted(cause):
            return UsageError(
                f"the record refers to a fact that it does not hold, or holds one that is another's: {words}",
                hint="extract the document again",
            )
        return SinkError(
            f"{self.where}: {words}",
            hint=self.kind.advice(cause)
            or "what was loaded stays; run the same command again when the database can be reached and written",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
        self._engine.dispose()


def _url(told: str) -> URL:
    if "://" not in told:
        if told.lower().endswith((".db", ".sqlite", ".sqlite3")):
            return URL.create("sqlite", database=told)
        raise UsageError(f"{told!r} is no database", hint=f"write it like one of: {KNOWN}")
    try:
        return make_url(told)
    except (ArgumentError, ValueError):
        # The text may hold a password.
        raise UsageError("the URL of the database cannot be read", hint=f"write it like one of: {KNOWN}") from None


def _kind(url: URL) -> Kind:
    """Imported when it is asked for: SQLite needs no driver of PostgreSQL."""
    backend = url.drivername.partition("+")[0]
    if backend == "sqlite":
        from factextract.database.sqlite import Sqlite

        return Sqlite()
    if backend in ("postgresql", "postgres"):
        needed("postgres", "loading into PostgreSQL")
        from factextract.database.postgres import Postgres

        return Postgres()
    raise UsageError(f"facts are not loaded into {backend!r}", hint=f"write it like one of: {KNOWN}")
