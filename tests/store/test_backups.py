"""Backups that can be trusted, and restores that cannot be undone by what lies around."""

import asyncio
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest

from reviewbot.errors import CannotStart
from reviewbot.store import locking, reviews, state
from reviewbot.store.copying import backup
from reviewbot.store.engine import open_database
from reviewbot.store.manifest import Manifest, beside
from reviewbot.store.migrating import check
from reviewbot.store.restoring import restore
from reviewbot.store.verifying import verify
from tests.databases import Server
from tests.store.samples import CLUB, a_review, a_work, stored
from tests.store.test_migrating import file_of, fill

needs_pg_dump = pytest.mark.skipif(not shutil.which("pg_dump"), reason="no pg_dump is here")


async def _there(url: str, review_id: str) -> bool:
    async with open_database(url) as db, db.read() as conn:
        return await reviews.find(conn, CLUB, review_id) is not None


@needs_pg_dump
async def test_a_backup_comes_back_row_by_row(database_url: str, tmp_path: Path) -> None:
    old, target = await fill(database_url), tmp_path / "backup"
    await backup(database_url, target)
    verified = await verify(target)
    assert verified.manifest
    assert verified.rows["reviews"] == 1
    assert dict(verified.manifest.rows) == dict(verified.rows)
    new = await fill(database_url)
    done = await restore(database_url, target)
    assert await _there(database_url, old)
    assert not await _there(database_url, new)
    assert await check(database_url) == []
    assert done.kept
    kept = done.kept / "reviewbot.db" if done.kept.is_dir() else done.kept
    await restore(database_url, kept)
    assert await _there(database_url, new)


async def test_a_restore_is_not_undone_by_an_old_wal(sqlite_url: str, tmp_path: Path) -> None:
    """R18 and M19: the crashed database has everything in its `-wal`."""
    old, target, path = await fill(sqlite_url), tmp_path / "backup", file_of(sqlite_url)
    await backup(sqlite_url, target)
    _crash_with_full_wal(path)
    wal = path.with_name(f"{path.name}-wal")
    assert wal.stat().st_size > 0
    done = await restore(sqlite_url, target)
    assert done.kept
    assert {file.name for file in done.kept.iterdir()} >= {path.name, wal.name}
    assert await _there(sqlite_url, old)
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("SELECT count(*) FROM state WHERE key LIKE 'wal %'").fetchone() == (0,)
    with closing(sqlite3.connect(done.kept / path.name)) as conn:
        assert conn.execute("SELECT count(*) FROM state WHERE key LIKE 'wal %'").fetchone() == (9,)


def _crash_with_full_wal(path: Path) -> None:
    script = (
        "import os, sqlite3, sys\n"
        "conn = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "conn.execute('PRAGMA journal_mode = WAL')\n"
        "put = 'INSERT OR IGNORE INTO state VALUES (?, 1)'\n"
        "for n in range(9): conn.execute(put, (f'wal {n}',))\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)  # noqa: S603 - our own words


@needs_pg_dump
async def test_a_restore_is_refused_while_the_bot_has_the_database(
    database_url: str, tmp_path: Path
) -> None:
    target = tmp_path / "backup"
    await backup(database_url, target)
    async with locking.held(database_url, "run"):
        start = time.monotonic()
        with pytest.raises(CannotStart, match=r"in use by reviewbot \(run\), process \d+") as told:
            await restore(database_url, target)
        assert time.monotonic() - start < 2
    assert told.value.exit_code == CannotStart.TEMPORARY
    await restore(database_url, target)


async def test_a_restore_is_refused_while_anybody_reads(sqlite_url: str, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    await backup(sqlite_url, target)
    async with open_database(sqlite_url) as db, db.read():
        with pytest.raises(CannotStart, match="Another program has"):
            await restore(sqlite_url, target)
    assert await check(sqlite_url) == []


async def test_a_damaged_database_is_replaced_and_kept(sqlite_url: str, tmp_path: Path) -> None:
    old, target, path = await fill(sqlite_url), tmp_path / "backup", file_of(sqlite_url)
    await backup(sqlite_url, target)
    path.write_bytes(b"no database at all")
    path.with_name(f"{path.name}-wal").write_bytes(b"and this is no log")
    done = await restore(sqlite_url, target)
    assert await _there(sqlite_url, old)
    assert done.kept
    assert (done.kept / path.name).read_bytes() == b"no database at all"


async def test_a_missing_database_is_restored(sqlite_url: str, tmp_path: Path) -> None:
    old, target = await fill(sqlite_url), tmp_path / "backup"
    await backup(sqlite_url, target)
    url = f"sqlite:///{tmp_path}/new/reviews.db"
    assert (await restore(url, target)).kept is None
    assert await _there(url, old)


@pytest.mark.slow
@needs_pg_dump
@pytest.mark.parametrize("how", ["bytes", "short", "rows", "schema", "unfinished", "text", "gone"])
async def test_what_is_wrong_with_a_backup_is_found(
    database_url: str, tmp_path: Path, how: str
) -> None:
    """R17: nothing that fails any of this is ever put in place."""
    review, target = await fill(database_url), tmp_path / "backup"
    await backup(database_url, target)
    target, told = _spoilt(target, how)
    with pytest.raises(CannotStart, match=told) as refused:
        await verify(target)
    assert refused.value.sentence.count("\n") < 6
    with pytest.raises(CannotStart, match=told):
        await restore(database_url, target)
    assert await _there(database_url, review)


def _spoilt(target: Path, how: str) -> tuple[Path, str]:
    if how in {"rows", "schema"}:
        return target, _lie(target, how)
    if how == "unfinished":
        return target.rename(target.with_name("backup.unfinished")), "never finished"
    if how == "gone":
        return target.with_name("nowhere"), "No such file"
    whole = target.read_bytes()
    if how == "bytes":
        middle = len(whole) // 2
        target.write_bytes(whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :])
        return target, "SHA-256"
    beside(target).unlink()
    target.write_bytes(whole[: len(whole) * 2 // 3] if how == "short" else b"reviews")
    return target, "cut off|failed|cannot be used"


def _lie(target: Path, how: str) -> str:
    manifest = json.loads(beside(target).read_text())
    told = "reviews has 1 rows, and the manifest says 2"
    if how == "rows":
        manifest["rows"]["reviews"] = 2
    else:
        manifest["schema"], told = "0001_initial", "the manifest says 0001_initial"
    beside(target).write_text(json.dumps(manifest))
    return told


async def test_a_newer_schema_s_backup_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(file_of(sqlite_url))) as conn, conn:
        conn.execute("UPDATE alembic_version SET version_num = '0999_later'")
    await backup(sqlite_url, tmp_path / "backup")
    with pytest.raises(CannotStart, match="0999_later"):
        await verify(tmp_path / "backup")


async def test_a_backup_of_the_other_engine_is_refused(
    sqlite_url: str, postgres_url: str, tmp_path: Path
) -> None:
    await backup(sqlite_url, tmp_path / "backup")
    with pytest.raises(CannotStart, match="another kind"):
        await restore(postgres_url, tmp_path / "backup")


async def test_missing_programs_are_named(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CannotStart, match="pg_dump, which is not installed"):
        await backup(postgres_url, tmp_path / "backup")
    assert not os.listdir(tmp_path)  # noqa: PTH208 - quick, and nothing to walk


async def test_the_lock_ends_with_its_holder(database_url: str, tmp_path: Path) -> None:
    """R3: killed, the holder holds nothing."""
    script = (
        "import asyncio, sys\n"
        "from reviewbot.store import locking\n"
        "async def main():\n"
        "    async with locking.held(sys.argv[1], 'run'):\n"
        "        print('held', flush=True)\n"
        "        await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", script, database_url), stdout=asyncio.subprocess.PIPE, cwd=tmp_path
    )
    assert process.stdout
    assert await process.stdout.readline() == b"held\n"
    assert f"process {process.pid}" in str(await locking.holder(database_url))
    with pytest.raises(locking.InUse, match=f"process {process.pid}"):
        async with locking.held(database_url, "second"):
            pass
    process.kill()
    await process.wait()
    async with asyncio.timeout(15):
        while await locking.holder(database_url):  # noqa: ASYNC110 - another process lets go
            await asyncio.sleep(0.05)
    async with locking.held(database_url, "second"):
        assert "second" in str(await locking.holder(database_url))


KILLED = int(os.environ.get("REVIEWBOT_KILLED_RESTORES", "6"))


@pytest.mark.slow
async def test_a_restore_that_is_killed_leaves_the_old_or_the_new_whole(
    sqlite_url: str, tmp_path: Path
) -> None:
    """Kill -9 at points all over the restore, also of a database with a full `-wal`."""
    path, target = file_of(sqlite_url), tmp_path / "backup"
    async with open_database(sqlite_url) as db:
        for title in range(40):
            async with db.write() as conn:
                await stored(conn, a_review(a_work(f"Work {title}")))
    await backup(sqlite_url, target)
    seen = set()
    for point in range(KILLED):
        _crash_with_full_wal(path)
        await _killed_restore(sqlite_url, target, point / KILLED)
        assert await check(sqlite_url) == []
        async with open_database(sqlite_url) as db, db.read() as conn:
            new = await state.find(conn, "wal 8") is None
            assert (await state.find(conn, "wal 0") is None) is new
        seen.add(new)
    _crash_with_full_wal(path)
    await restore(sqlite_url, target)
    async with open_database(sqlite_url) as db, db.read() as conn:
        assert await state.find(conn, "wal 8") is None
    assert False in seen


def _kill_with_a_journal(path: Path) -> None:
    script = (
        "import os, sqlite3, sys\n"
        "conn = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "for told in ('journal_mode = DELETE', 'cache_size = 1', 'cache_spill = 1'):\n"
        "    conn.execute(f'PRAGMA {told}')\n"
        "conn.execute('BEGIN IMMEDIATE')\n"
        "conn.execute('DELETE FROM reviews')\n"
        "for n in range(2000): conn.execute('INSERT INTO state VALUES (?, ?)', (n, 'x' * 500))\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)  # noqa: S603 - our own words


async def test_a_journal_that_a_kill_left_is_no_damage(sqlite_url: str, tmp_path: Path) -> None:
    """A restore that is killed may leave one, and so may the first start after a restore."""
    path, old = file_of(sqlite_url), await fill(sqlite_url)
    _kill_with_a_journal(path)
    assert path.with_name(f"{path.name}-journal").exists()
    assert await check(sqlite_url) == []
    await backup(sqlite_url, tmp_path / "backup")
    assert await _there(sqlite_url, old)


@needs_pg_dump
@pytest.mark.slow
async def test_a_restore_into_postgresql_that_is_killed_leaves_the_old_or_the_new(
    postgres_server: Server, postgres_url: str, tmp_path: Path
) -> None:
    """All tables change in one transaction, whatever is left of the programs that change them."""
    target = tmp_path / "backup"
    for title in range(40):
        async with open_database(postgres_url) as db, db.write() as conn:
            await stored(conn, a_review(a_work(f"Work {title}")))
    await backup(postgres_url, target)
    async with open_database(postgres_url) as db, db.write() as conn:
        await state.put(conn, "later", "1")
    seen = set()
    for point in range(KILLED):
        await _killed_restore(postgres_url, target, point / KILLED, postgres_server)
        async with asyncio.timeout(15):
            while await locking.holder(postgres_url):  # noqa: ASYNC110 - another process lets go
                await asyncio.sleep(0.05)
        assert await check(postgres_url) == []
        async with open_database(postgres_url) as db, db.read() as conn:
            new = await state.find(conn, "later") is None
            assert len(await reviews.list_ratings(conn, CLUB)) == 40
        if new:
            async with open_database(postgres_url) as db, db.write() as conn:
                await state.put(conn, "later", "1")
        seen.add(new)
    assert False in seen


async def _killed_restore(
    url: str, target: Path, part: float, server: Server | None = None
) -> None:
    """Kill a restore when about `part` of the way from its first step to its end is gone.

    Into PostgreSQL that way begins where the tables are about to change.
    """
    script = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from reviewbot.store.restoring import restore\n"
        "print('go', flush=True)\n"
        "asyncio.run(restore(sys.argv[1], Path(sys.argv[2])))\n"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", script, url, str(target)),
        stdout=asyncio.subprocess.PIPE,
        start_new_session=True,  # to be killed with the programs that it runs
    )
    assert process.stdout
    await process.stdout.readline()
    if server:
        await _until_changing(server, process)
    try:
        async with asyncio.timeout(0.02 + part * 0.4):
            await process.wait()
    except TimeoutError:
        os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def _until_changing(server: Server, process: asyncio.subprocess.Process) -> None:
    """Wait until the program that changes the tables is connected."""
    asked = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'psql'"
    other = await asyncpg.connect(server.url("postgres"))
    try:
        while process.returncode is None and not await other.fetchval(asked):  # noqa: ASYNC110 - the server tells nobody
            await asyncio.sleep(0.002)
    finally:
        await other.close()


def test_a_manifest_says_what_differs() -> None:
    manifest = Manifest("sqlite", "1", "0001", 0, 0, "", {"reviews": 1})
    assert manifest.differences("0001", {"reviews": 1}) == []
    assert "0002" in manifest.differences("0002", {})[0]
    assert "works has 3 rows" in manifest.differences("0001", {"reviews": 1, "works": 3})[0]
