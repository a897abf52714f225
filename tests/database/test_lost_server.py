"""A PostgreSQL server that dies while records are loaded: nothing is lost, nothing is there twice, nobody has to do anything."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from benchmarks.databases import copies

from database.servers import own_server, start_again, stop_at_once
from database.tables import checksum, emptied, rows
from factextract.batch.load import load
from factextract.database import connection as connecting
from factextract.errors import SinkError
from factextract.records import Record
from made_records import metric, partner, record, samples, written
from rebuilt import rebuilt

DEVELOPMENT = Path(__file__).parents[3] / "shared" / "corpus" / "dev"


@pytest.fixture(scope="module")
def mortal() -> Iterator[Any]:
    with own_server() as server:
        yield server


@pytest.fixture
def url(mortal: Any) -> str:
    emptied(mortal.get_uri())
    return str(mortal.get_uri())


def dying(server: Any, after: set[int]) -> Callable[[int], None]:
    """Told how many documents are in, it kills the server after these and starts it again."""

    def told(count: int) -> None:
        if count in after:
            after.remove(count)
            stop_at_once(server)
            start_again(server)

    return told


def some(count: int) -> tuple[Record, ...]:
    return tuple(record(n, metrics=(metric(n),), partners=(partner(n, f"P{n}"),)) for n in range(count))


def test_a_load_goes_on_when_the_server_comes_back(mortal: Any, url: str, tmp_path: Path) -> None:
    stops = {20}
    loaded = load(written(tmp_path / "r", *some(40)), url, create=True, progress=dying(mortal, stops))
    assert not stops
    assert loaded.new + loaded.unchanged == 40
    assert rebuilt(rows(url)) == {each.document.id: each for each in some(40)}


def test_a_bulk_load_begins_again_when_the_server_comes_back_however_long_it_ran(
    mortal: Any, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "RETRY_SECONDS", 0.5)
    stops = {150, 151}
    die = dying(mortal, stops)

    def told(count: int) -> None:
        if count in stops:
            time.sleep(0.6)
        die(count)

    loaded = load(written(tmp_path / "r", *some(200)), url, create=True, bulk=True, progress=told)
    assert not stops
    assert loaded.new == 200
    assert loaded.facts["metrics"] == len(rows(url)["metric"]) == 200


def test_a_server_that_stays_away_is_given_up_and_what_was_loaded_stays(
    mortal: Any, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "RETRY_SECONDS", 0.3)
    folder = written(tmp_path / "r", *some(4))
    with pytest.raises(SinkError, match="connect") as raised:
        load(folder, url, create=True, progress=lambda count: stop_at_once(mortal) if count == 2 else None)
    assert "same command" in raised.value.hint
    start_again(mortal)
    assert load(folder, url).new == 2


@pytest.fixture(scope="module")
def many(mortal: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[dict[str, int], str]]:
    """The records of 2,000 documents, and what they give in a load that nothing stops."""
    file = tmp_path_factory.mktemp("many") / "records.jsonl"
    with file.open("w", encoding="utf-8") as lines:
        lines.writelines(f"{line}\n" for line in copies(samples(), 2000))
    url = mortal.get_uri()
    emptied(url)
    load(file, url, create=True)
    whole = checksum(url)
    assert whole[0]["document"] == 2000
    assert whole[0]["metric"] > 100_000
    return file, whole


@pytest.mark.battery
@pytest.mark.parametrize("bulk", [False, True])
def test_2000_documents_are_whole_after_three_deaths_of_the_server(
    mortal: Any, many: tuple[Path, tuple[dict[str, int], str]], url: str, bulk: bool
) -> None:
    file, whole = many
    stops = {300, 900, 1700}
    load(file, url, create=True, bulk=bulk, progress=dying(mortal, stops))
    assert not stops
    assert checksum(url) == whole


@pytest.mark.battery
def test_the_development_documents_loaded_twice_and_by_four_at_once_give_the_same_rows(
    url: str, tmp_path: Path
) -> None:
    if not DEVELOPMENT.is_dir():
        pytest.skip("the development documents lie beside the repository, and here they do not")
    tool = [sys.executable, "-m", "factextract"]
    quiet = {"stderr": subprocess.DEVNULL, "env": {**os.environ, "PYTHONWARNINGS": "error"}}
    out = tmp_path / "out"
    subprocess.run([*tool, "extract", DEVELOPMENT, "-o", out, "--model", "none", "--quiet"], check=False)
    command = [*tool, "load", str(out / "factextract.db"), "--to", url, "--create"]
    subprocess.run(command, check=True, **quiet)
    once = checksum(url)
    assert once[0]["metric"] > 100
    subprocess.run(command, check=True, **quiet)
    assert checksum(url) == once
    emptied(url)
    loads = [subprocess.Popen(command, **quiet) for _ in range(4)]
    assert [process.wait() for process in loads] == [0] * 4
    assert checksum(url) == once
