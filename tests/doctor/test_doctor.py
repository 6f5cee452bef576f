"""The doctor finds each fault that is planted, names its fix, and finds none in good health."""

import asyncio
import json
import os
import shutil
import socket
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

import pytest

from reviewbot.doctor.findings import Finding, Level, as_json, as_text, exit_code
from reviewbot.domain.starts import Starts
from reviewbot.playground import open_playground
from reviewbot.store import locking, rotation
from reviewbot.store.manifest import beside
from tests.databases import Server
from tests.doctor.install import TOKEN, Install, healthy

Plant: TypeAlias = Callable[[Install], object]
DAY = 86_400


@pytest.fixture
async def install(
    tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch
) -> Install:
    return await healthy(tmp_path, sqlite_template, monkeypatch)


def _spoil_page(install: Install) -> None:
    with closing(sqlite3.connect(install.database)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [page] = conn.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'ix_merges_guild_id_from_id'"
        ).fetchone()
    with install.database.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)


def _lose_a_work(install: Install) -> None:
    install.sql("PRAGMA foreign_keys = OFF", "DELETE FROM works")


def _unindexed(install: Install) -> None:
    install.sql("INSERT INTO search(search) VALUES ('delete-all')")


def _debt(install: Install) -> None:
    install.sql(
        "INSERT INTO outbox VALUES "
        "(1, 'abcdefghijkl', 'refresh', 'abcdefghijkl', 1, '', 1, 1, 5, 0)"
    )


def _old_draft(install: Install) -> None:
    columns = "guild_id, id, author_id, channel_id, created_at, title, maker, rating, headline"
    install.sql(
        f"INSERT INTO drafts ({columns}, text, spoils) VALUES "  # noqa: S608 - words of our own
        "(1, 'abcdefghijkl', 1, 1, 1, '', '', '', '', '', 'none')"
    )


def _crash_loop(install: Install) -> None:
    starts = Starts()
    for _ in range(9):
        starts = starts.noted(int(time.time()))
    install.sql(f"INSERT INTO state VALUES ('starts', '{starts.written()}')")  # noqa: S608 - our own words


def _newest(install: Install) -> Path:
    return rotation.list_copies(install.copies)[-1].path


def _old_copy(install: Install) -> None:
    newest = _newest(install)
    old = rotation.next_name(install.url, install.copies, int(time.time()) - 9 * DAY)
    beside(newest).rename(beside(old))
    newest.rename(old)


def _broken_copy(install: Install) -> None:
    with _newest(install).open("r+b") as file:
        file.seek(5000)
        file.write(b"\xff\xfe\xfd")


def _gone(install: Install) -> None:
    for file in install.database.parent.glob("reviewbot.db*"):
        file.unlink()


def _wal_alone(install: Install) -> None:
    _gone(install)
    (install.database.parent / "reviewbot.db-wal").write_bytes(b"a log without its database")


def _no_folder(install: Install) -> None:
    (install.folder / "a file").write_text("where a folder should be", "utf-8")
    install.set("backup_folder", str(install.folder / "a file" / "backups"))


FAULTS: dict[str, Plant] = {
    "settings": lambda i: i.config("log_levle = 'info'"),
    "token_missing": lambda i: (i.folder / ".env").unlink(),
    "token_shape": lambda i: i.set("token", f"Bot {TOKEN}"),
    "token_in_file": lambda i: i.config(f"token = '{TOKEN}'"),
    "secret_readable": lambda i: (i.folder / ".env").chmod(0o644),
    "database_url": lambda i: i.set("database_url", "mysql://host/name"),
    "discord_address": lambda i: i.set("discord_api_url", "https://discord.example/api/v10"),
    "log_debug": lambda i: i.set("log_level", "debug"),
    "backups_off": lambda i: i.set("backup_every_hours", "0"),
    "python": lambda i: i.on(python=(3, 10)),
    "sqlite_version": lambda i: i.on(sqlite=(3, 34, 1)),
    "package_version": lambda i: (i.folder / "requirements.txt").write_text("aiohttp==1.0 \\\n"),
    "disk_low": lambda i: i.on(free=lambda _: 300_000_000),
    "disk_full": lambda i: i.on(free=lambda _: 50_000_000),
    "network_folder": lambda i: (i.folder / "mounts").write_text(f"nas:/x {i.folder} nfs4 rw\n"),
    "folder_rights": _no_folder,
    "database_missing": _gone,
    "stale_wal": _wal_alone,
    "database_readable": lambda i: i.database.chmod(0o644),
    "unfinished": lambda i: (i.database.parent / "reviewbot.db.restoring").write_bytes(b"half"),
    "database_unusable": lambda i: i.database.write_bytes(b"This is no database. " * 500),
    "schema_missing": lambda i: i.sql("DROP TABLE alembic_version"),
    "schema_old": lambda i: i.sql("UPDATE alembic_version SET version_num = '0001_initial'"),
    "schema_new": lambda i: i.sql("UPDATE alembic_version SET version_num = '0999_later'"),
    "damage": _spoil_page,
    "damage_seen": lambda i: i.sql("INSERT INTO state VALUES ('checked', 'row 7 is missing')"),
    "lost_rows": _lose_a_work,
    "index_form": lambda i: i.sql("UPDATE state SET value = '0' WHERE key = 'search_form'"),
    "index_rows": _unindexed,
    "outbox_stuck": _debt,
    "drafts_old": _old_draft,
    "clock": lambda i: i.sql("UPDATE reviews SET created_at = created_at * 2"),
    "crash_loop": _crash_loop,
    "backups_missing": lambda i: shutil.rmtree(i.copies),
    "backups_old": _old_copy,
    "backup_broken": _broken_copy,
}


def _codes(found: list[Finding]) -> set[str]:
    return {finding.code for finding in found}


async def test_a_healthy_installation_has_nothing_wrong(install: Install) -> None:
    found = await install.visit()
    assert not _codes(found) & set(FAULTS), found
    assert exit_code(found) == 0
    assert "All is well." in as_text(found)


@pytest.mark.parametrize("code", FAULTS)
async def test_each_planted_fault_is_found_with_its_fix(install: Install, code: str) -> None:
    FAULTS[code](install)
    [finding] = [one for one in await install.visit() if one.code == code]
    assert finding.fix
    assert exit_code([finding]) == {Level.ERROR: 2, Level.WARNING: 1, Level.NOTE: 0}[finding.level]
    assert TOKEN not in as_text(await install.visit())


def test_there_are_enough_of_them() -> None:
    assert len(FAULTS) >= 25


async def test_a_running_bot_is_named_and_no_fault(install: Install) -> None:
    async with locking.held(install.url, "run"):
        found = await install.visit()
    assert "running" in _codes(found)
    assert exit_code(found) == 0


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


async def test_a_port_that_is_taken_is_found(install: Install, taken: int) -> None:
    install.set("health_port", str(taken))
    assert "health_port" in _codes(await install.visit())


async def test_what_discord_says_is_found(install: Install) -> None:
    async with open_playground() as discord:
        install.online = True
        install.set("discord_api_url", discord.api_url)
        install.set("token", discord.token)
        assert not _codes(await install.visit()) & {"token_unknown", "sessions_low", "clock_skew"}
        for _ in range(900):
            discord.world.sessions.use()
        assert "sessions_low" in _codes(await install.visit())
        install.set("token", TOKEN)
        assert "token_unknown" in _codes(await install.visit())
        install.on(now=lambda: time.time() + 7_200)
        assert "clock_skew" in _codes(await install.visit())
        assert discord.traffic.identifies == 0
        discord.traffic.refusals.clear()
    install.set("discord_api_url", "http://127.0.0.1:9/api/v10")
    assert "discord_unreachable" in _codes(await install.visit())


@pytest.mark.slow
async def test_postgresql_is_looked_over(
    install: Install, postgres_server: Server, postgres_url: str
) -> None:
    wrong = {"postgres_encoding", "postgres_programs", "schema_missing", "index_rows"}
    install.set("database_url", postgres_url)
    assert not _codes(await install.visit()) & (wrong - {"postgres_programs"})
    postgres_server.execute("CREATE DATABASE plain TEMPLATE template0 ENCODING SQL_ASCII")
    install.set("database_url", postgres_server.url("plain"))
    install.monkeypatch.setenv("PATH", str(install.folder))
    assert _codes(await install.visit()) >= wrong - {"index_rows"}
    postgres_server.execute("DROP DATABASE plain")
    install.set("database_url", "postgresql://nobody@127.0.0.1:1/name")
    assert "database_unusable" in _codes(await install.visit())


@pytest.mark.slow
async def test_the_command_answers_for_programs_and_by_its_exit_code(install: Install) -> None:
    install.sql("UPDATE alembic_version SET version_num = '0001_initial'")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "reviewbot", "doctor", "--json"),
        cwd=install.folder,
        env=dict(os.environ),
        stdout=asyncio.subprocess.PIPE,
    )
    written, _ = await process.communicate()
    told = json.loads(written)
    assert process.returncode == told["exit_code"] == 2
    assert "schema_old" in {finding["code"] for finding in told["findings"]}
    assert TOKEN not in written.decode()


async def test_a_visit_changes_nothing(install: Install) -> None:
    with closing(sqlite3.connect(install.database)) as conn:
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = install.database.read_bytes()
    found = await install.visit()
    assert install.database.read_bytes() == before
    assert json.loads(as_json(found))["exit_code"] == 0
