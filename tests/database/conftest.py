"""Each test has a database of its own: a SQLite file, and a schema on a real PostgreSQL server."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from database.servers import server_url

_NUMBERS = count()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with server_url() as url:
        yield url


@pytest.fixture
def postgres(server: str) -> Iterator[str]:
    """The URL of an empty schema."""
    import psycopg
    from sqlalchemy import make_url

    name = f"factextract_test_{next(_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {name} CASCADE")
        connection.execute(f"CREATE SCHEMA {name}")
        url = make_url(server).update_query_dict({"options": f"-csearch_path={name}"})
        yield url.render_as_string(hide_password=False)
        connection.execute(f"DROP SCHEMA {name} CASCADE")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return (
        str(request.getfixturevalue("postgres"))
        if request.param == "postgres"
        else f"sqlite:///{tmp_path / 'facts.db'}"
    )
