"""Databases for tests: a fresh one for each, on both engines, migrated once and then copied.

`database_url` runs a test on SQLite and on PostgreSQL; `sqlite_url` and `postgres_url` give one
of them. PostgreSQL is a server of our own in a temporary folder, one for each test process,
started at the first use and stopped at the end. Where no server is installed its tests are
skipped, or fail with REVIEWBOT_TEST_POSTGRES=required.
"""

import asyncio
import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, TypeVar

import asyncpg
import pytest

from reviewbot.store.migrating import upgrade

T = TypeVar("T")
STARTS_WITHIN: Final = 30.0
USER: Final = "reviewbot"
INITDB: Final = f"-U {USER} -A trust -E UTF8 --locale=C --no-sync".split()
TEMPLATE: Final = "migrated"
ROOM: Final = 4 * 2**30
# Durability is not under test here, and nothing of this server outlives the tests.
FAST: Final = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "listen_addresses": "",
}


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty database file that tests copy."""
    path = tmp_path_factory.mktemp("template") / "reviewbot.db"
    run(upgrade(f"sqlite:///{path}"))
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a migrated, empty SQLite database."""
    copy = tmp_path / "reviewbot.db"
    shutil.copyfile(sqlite_template, copy)
    return f"sqlite:///{copy}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator["Server"]:
    """A running server with a migrated, empty database to copy."""
    programs = find_programs()
    if programs is None:
        reason = "no PostgreSQL server is installed here"
        if os.environ.get("REVIEWBOT_TEST_POSTGRES") == "required":
            pytest.fail(f"{reason}, and REVIEWBOT_TEST_POSTGRES=required")
        pytest.skip(reason)
    with running_server(programs) as server:
        server.create(TEMPLATE)
        run(upgrade(server.url(TEMPLATE)))
        yield server


@pytest.fixture
def postgres_url(postgres_server: "Server") -> Iterator[str]:
    """The URL of a migrated, empty PostgreSQL database."""
    with postgres_server.database(TEMPLATE) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of a migrated, empty database; the test runs once on each engine."""
    name = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    url: str = request.getfixturevalue(name)
    return url


class Server:
    """A running PostgreSQL server, reached over a socket in `folder`."""

    def __init__(self, folder: Path, start: "Callable[[], subprocess.Popen[bytes]]") -> None:
        self._folder = folder
        self._start = start
        self._made = 0
        self.process = start()

    def stop(self) -> None:
        """End it at once, as a crash would."""
        self.process.send_signal(signal.SIGQUIT)
        self.process.wait(10)

    def restart(self) -> None:
        """Crash and start again; it recovers by itself."""
        self.stop()
        self.process = self._start()

    def url(self, name: str) -> str:
        return f"postgresql://{USER}@/{name}?host={self._folder}"

    def execute(self, statement: str) -> None:
        """Run one statement beside all databases of tests."""
        run(self._execute(statement))

    def create(self, name: str, template: str = "template0") -> None:
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")

    @contextlib.contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """Make a database for a while and give its URL."""
        self._made += 1
        name = f"test_{self._made}"
        self.create(name, template)
        try:
            yield self.url(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")

    async def _execute(self, statement: str) -> None:
        connection = await asyncpg.connect(self.url("postgres"), timeout=5)
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end in a loop and a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def find_programs() -> Path | None:
    """Return the folder with `initdb` and `postgres`, the newest one, or `None`."""
    places = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name), reverse=True
    )
    if found := shutil.which("initdb"):
        places.insert(0, Path(found).parent)
    return next((p for p in places if (p / "initdb").exists() and (p / "postgres").exists()), None)


@contextlib.contextmanager
def running_server(programs: Path, **settings: str) -> Iterator[Server]:
    """Start a server in a temporary folder, and stop it and remove the folder at the end.

    `settings` go before those of `FAST`.
    """
    folder = Path(tempfile.mkdtemp(prefix="reviewbot-postgres-", dir=_in_memory())).resolve()
    who = _unprivileged(folder)
    try:
        data = str(folder / "data")
        subprocess.run(  # noqa: S603 - the program is PostgreSQL's, the words are ours
            [programs / "initdb", "-D", data, *INITDB],
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=60,
            **who,
        )
        options = [f"--{name}={value}" for name, value in {**FAST, **settings}.items()]

        program = [*_dying_with_us(), str(programs / "postgres")]

        def start() -> "subprocess.Popen[bytes]":
            with (folder / "log").open("ab") as log:
                return subprocess.Popen(  # noqa: S603 - as above
                    [*program, "-D", data, "-k", str(folder), *options],
                    cwd=folder,
                    stdout=log,
                    stderr=log,
                    **who,
                )

        server = Server(folder, start)
        try:
            _wait_until_ready(server, folder / "log")
            yield server
        finally:
            server.stop()  # at once: there is nothing to save
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _in_memory() -> str | None:
    """Return a folder in memory with room, where copying hundreds of small files is fastest."""
    shared = Path("/dev/shm")  # noqa: S108 - the server's folder in it is its own
    if shared.is_dir() and os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > ROOM:
        return str(shared)
    return None


def _dying_with_us() -> list[str]:
    """Return what ends the server if this process is killed before it can do so itself."""
    found = shutil.which("setpriv")
    return [found, "--pdeathsig", "QUIT"] if found else []


def _unprivileged(folder: Path) -> dict[str, Any]:
    """Return as whom to run the server: it refuses to be root, so root hands it to another."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _wait_until_ready(server: Server, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            server.execute("SELECT 1")
        except (OSError, asyncpg.PostgresError):
            if server.process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"PostgreSQL does not start:\n{log.read_text(errors='replace')}")
            time.sleep(0.05)
        else:
            return
