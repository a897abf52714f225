"""The roles that the documentation makes can do what it says, and no more."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from database.servers import GIVEN
from database.tables import ask
from factextract.batch.load import load
from factextract.errors import SinkError
from made_records import metric, record, written

PAGE = Path(__file__).parents[2] / "docs" / "databases.md"
ROLES = ("facts_owner", "facts_loader", "facts_reader")


@pytest.fixture
def roles(server: str) -> Iterator[dict[str, str]]:
    """The URL of each role, as the page makes them."""
    if GIVEN in os.environ:
        pytest.skip("roles belong to a whole server, and this one is somebody's")
    (statements,) = re.findall(r"<!-- tried: roles -->\n```sql\n(.+?)```", PAGE.read_text("utf-8"), re.DOTALL)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statements)
        yield {role: make_url(server).set(username=role).render_as_string(hide_password=False) for role in ROLES}
        for role in ROLES:
            connection.execute(f"DROP OWNED BY {role} CASCADE")
            connection.execute(f"DROP ROLE {role}")


def test_the_owner_makes_tables_the_loader_fills_them_the_reader_reads(roles: dict[str, str], tmp_path: Path) -> None:
    owner, loader, reader = (roles[role] for role in ROLES)
    first = written(tmp_path / "a", record(1, metrics=(metric(1), metric(2))), record(2))
    for role in (loader, reader):
        with pytest.raises(SinkError, match="permission denied") as raised:
            load(first, role, create=True)
        assert "docs/databases.md" in raised.value.hint
    load(written(tmp_path / "b", record(3)), owner, create=True)
    assert load(first, loader).new == 2
    assert load(written(tmp_path / "c", record(1)), loader).replaced == 1
    assert ask(reader, "SELECT count(*) FROM document") == [(3,)]
    assert ask(reader, "SELECT count(*) FROM metrics") == [(0,)]
    with pytest.raises(SinkError, match="permission denied"):
        load(first, reader)
    with pytest.raises(SinkError, match="must be owner"):
        ask(loader, "DROP TABLE fact")


def test_a_loader_may_load_all_at_once(roles: dict[str, str], tmp_path: Path) -> None:
    load(written(tmp_path / "a", record(1)), roles["facts_owner"], create=True)
    ask(roles["facts_loader"], "DELETE FROM document RETURNING id")
    assert load(written(tmp_path / "b", record(2), record(3)), roles["facts_loader"], bulk=True).new == 2
