"""What is tried again, and what is told at once."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text

from factextract.database import connection as connecting
from factextract.database.connection import Database
from factextract.errors import SinkError


def failing(code: str, times: int) -> tuple[list[str], object]:
    """Work that the server ends so many times with an error of this code."""
    tried: list[str] = []

    def work(connection: Connection) -> str:
        tried.append(code)
        connection.execute(text("CREATE TABLE half (done TEXT)"))
        if len(tried) <= times:
            connection.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{code}'; END $$"))
        return "done"

    return tried, work


@pytest.mark.parametrize("code", ["40001", "40P01", "55P03", "57P01", "08006"])
def test_what_may_not_come_again_is_tried_again_from_the_start(code: str, postgres: str) -> None:
    tried, work = failing(code, 2)
    with Database(postgres) as database:
        assert database.transaction(work) == "done"
        # The tries that failed left nothing, or the table would have been in the way.
        assert len(tried) == 3


@pytest.mark.parametrize("code", ["22003", "42501", "53100", "XX000"])
def test_what_will_come_again_is_told_at_once(code: str, postgres: str) -> None:
    tried, work = failing(code, 1)
    with Database(postgres) as database, pytest.raises(SinkError, match="no"):
        database.transaction(work)
    assert len(tried) == 1


def test_trying_has_an_end(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "RETRY_SECONDS", 0.2)
    tried, work = failing("40001", 1000)
    with Database(postgres) as database, pytest.raises(SinkError):
        database.transaction(work)
    assert 2 <= len(tried) <= 5
