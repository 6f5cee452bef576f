"""Making, upgrading, refusing, checking and copying databases."""

import asyncio
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from reviewbot.errors import CannotStart
from reviewbot.store import engine, index, reviews, state
from reviewbot.store.address import Address
from reviewbot.store.copying import backup
from reviewbot.store.engine import in_migration, open_database
from reviewbot.store.history import MIGRATIONS, is_ours, revisions
from reviewbot.store.migrating import check, upgrade
from reviewbot.store.schema import METADATA
from tests.databases import Server
from tests.store.samples import CLUB, a_review, a_work, stored

AWAY = "postgresql://nobody:secret@127.0.0.1:1/name"
CONTENT = pytest.mark.parametrize(
    "content", [b"This is no database. " * 500, b"SQLite format 3\0" * 300]
)
STEP = """
from alembic import op
revision, down_revision = "0009_test", "{last}"
def upgrade():
    with op.batch_alter_table("works", recreate="always") as works:
        works.alter_column("maker", new_column_name="author")
    op.execute("{statement}")
"""


def later_history(folder: Path, statement: str = "SELECT 1") -> Path:
    """Copy the history and add a step to it that rebuilds a table others refer to."""
    later = folder / "later"
    shutil.copytree(MIGRATIONS, later, ignore=shutil.ignore_patterns("__pycache__"))
    (later / "versions" / "0009_test.py").write_text(
        STEP.format(statement=statement, last=revisions()[-1])
    )
    return later


def _names(folder: Path, part: str) -> list[str]:
    return [file.name for file in folder.iterdir() if part in file.name]


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


async def fill(url: str) -> str:
    """Keep one review and return its id."""
    review = a_review(a_work())
    async with open_database(url) as db, db.write() as conn:
        await stored(conn, review)
    return review.id


async def test_the_history_makes_what_the_schema_says(database_url: str) -> None:
    def differences(conn: Connection) -> object:
        context = MigrationContext.configure(
            conn, opts={"include_name": is_ours, "compare_type": True}
        )
        return compare_metadata(context, METADATA)

    assert await in_migration(Address.parse(database_url), differences) == []


async def test_the_history_is_one_line_in_order() -> None:
    files = sorted(file.stem for file in (MIGRATIONS / "versions").glob("0*.py"))
    assert list(revisions()) == files


async def test_a_new_database_is_made_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "data" / "reviews.db"
    done = await upgrade(f"sqlite:///{path}")
    assert (done.before, done.after, done.copy) == (None, revisions()[-1], None)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert await check(f"sqlite:///{path}") == []
    await fill(f"sqlite:///{path}")


async def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    review_id = await fill(database_url)
    done = await upgrade(database_url)
    assert (done.before, done.after, done.copy) == (revisions()[-1], revisions()[-1], None)
    assert await check(database_url) == []
    async with open_database(database_url) as db, db.read() as conn:
        await reviews.get(conn, CLUB, review_id)


@pytest.mark.slow
async def test_two_programs_may_upgrade_at_once(postgres_server: Server, tmp_path: Path) -> None:
    with postgres_server.database() as empty:
        await asyncio.gather(*(upgrade(empty) for _ in range(3)))
        assert await check(empty) == []
    url = f"sqlite:///{tmp_path / 'new.db'}"
    await asyncio.gather(*(upgrade(url) for _ in range(3)))
    assert await check(url) == []


async def test_a_copy_is_made_before_anything_changes(sqlite_url: str, tmp_path: Path) -> None:
    review_id = await fill(sqlite_url)
    done = await upgrade(sqlite_url, later_history(tmp_path))
    assert done.after == "0009_test"
    assert done.copy
    with closing(sqlite3.connect(file_of(sqlite_url))) as changed:
        assert changed.execute("SELECT id FROM reviews").fetchall() == [(review_id,)]
        assert changed.execute("SELECT author FROM works").fetchall() == [("Bong Joon-ho",)]
    async with open_database(f"sqlite:///{done.copy}") as db, db.read() as conn:
        assert (await reviews.get(conn, CLUB, review_id)).work.maker == "Bong Joon-ho"


async def test_a_step_that_fails_changes_nothing(database_url: str, tmp_path: Path) -> None:
    review_id = await fill(database_url)
    with pytest.raises(CannotStart) as refused:
        await upgrade(database_url, later_history(tmp_path, "SELECT nonsense"))
    assert refused.value.sentence.count("\n") < 6
    assert await check(database_url) == []
    async with open_database(database_url) as db, db.read() as conn:
        await reviews.get(conn, CLUB, review_id)


async def test_a_step_that_loses_what_others_refer_to_is_undone(
    sqlite_url: str, tmp_path: Path
) -> None:
    review_id = await fill(sqlite_url)
    with pytest.raises(CannotStart, match="not there"):
        await upgrade(sqlite_url, later_history(tmp_path, "DELETE FROM works"))
    async with open_database(sqlite_url) as db, db.read() as conn:
        await reviews.get(conn, CLUB, review_id)


async def test_a_newer_schema_is_refused(database_url: str) -> None:
    def pretend(conn: Connection) -> None:
        conn.execute(text("UPDATE alembic_version SET version_num = '0999_later'"))

    await in_migration(Address.parse(database_url), pretend)
    for opening in (upgrade(database_url), _open(database_url)):
        with pytest.raises(CannotStart, match="0999_later") as refused:
            await opening
        assert refused.value.exit_code == 78
        assert refused.value.sentence.count("\n") < 6
    assert len(await check(database_url)) == 1


async def test_an_older_schema_is_refused_until_upgraded(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "FORM", "another")
    assert "index" in (await check(database_url))[0]
    with pytest.raises(CannotStart, match="db upgrade"):
        await _open(database_url)
    await upgrade(database_url)
    await _open(database_url)


async def _open(url: str) -> None:
    async with open_database(url) as db, db.read() as conn:
        await state.find(conn, "a")


async def test_an_empty_postgres_database_is_refused(postgres_server: Server) -> None:
    with postgres_server.database() as empty:
        with pytest.raises(CannotStart, match="db upgrade"):
            await _open(empty)
        assert "missing" in (await check(empty))[0]


@pytest.mark.parametrize(
    "url",
    [
        "", "nonsense", "sqlite://", "sqlite:///:memory:", "mysql://host/name", "postgresql://host",
        "sqlite:////proc/version/reviews.db", "sqlite:////proc/reviews.db",
        AWAY,
    ],
)  # fmt: skip
async def test_a_place_that_cannot_be_used_is_refused(url: str) -> None:
    for opening in (upgrade(url), _open(url)):
        with pytest.raises(CannotStart) as refused:
            await opening
        assert refused.value.sentence.count("\n") < 6
        assert "secret" not in refused.value.sentence


@pytest.mark.parametrize(("user", "name"), [("reviewbot", "missing"), ("stranger", "migrated")])
async def test_a_server_that_refuses_is_told(postgres_server: Server, user: str, name: str) -> None:
    url = postgres_server.url(name).replace("reviewbot@", f"{user}:secret@")
    for opening in (upgrade(url), _open(url)):
        with pytest.raises(CannotStart, match="does not exist") as refused:
            await opening
        assert refused.value.exit_code == CannotStart.CONFIGURATION
        assert "secret" not in refused.value.sentence


async def test_a_server_that_is_away_may_come_back() -> None:
    for opening in (upgrade(AWAY), _open(AWAY)):
        with pytest.raises(CannotStart) as refused:
            await opening
        assert refused.value.exit_code == CannotStart.TEMPORARY


@CONTENT
async def test_another_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "reviews.db"
    path.write_bytes(content)
    url = f"sqlite:///{path}"
    for opening in (upgrade(url), _open(url)):
        with pytest.raises(CannotStart) as refused:
            await opening
        assert refused.value.exit_code == 78
    assert len(await check(url)) == 1
    assert path.read_bytes() == content


async def test_a_database_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE orders (id INTEGER)")
    for opening in (upgrade(f"sqlite:///{path}"), _open(f"sqlite:///{path}")):
        with pytest.raises(CannotStart):
            await opening


async def test_damage_is_told(sqlite_url: str) -> None:
    for _ in range(5):
        await fill(sqlite_url)
    with file_of(sqlite_url).open("r+b") as file:
        file.seek(8 * 4096)
        file.write(b"\xff" * 3 * 4096)
    problems = await check(sqlite_url)
    assert problems
    assert "damaged" in problems[0]


async def test_a_backup_is_the_database_of_one_moment(database_url: str, tmp_path: Path) -> None:
    if database_url.startswith("postgresql") and not shutil.which("pg_dump"):
        pytest.skip("pg_dump is not installed here")
    target = tmp_path / "backup"

    async def keep_writing() -> None:
        async with open_database(database_url) as db:
            for n in range(200):
                async with db.write() as conn:
                    await state.put(conn, f"{n} a", "1")
                    await state.put(conn, f"{n} b", "1")

    writing = asyncio.create_task(keep_writing())
    assert await backup(database_url, target) == target
    await writing
    assert sorted(_names(tmp_path, "backup")) == ["backup", "backup.manifest.json"]
    if database_url.startswith("sqlite"):
        assert await check(f"sqlite:///{target}") == []
        with closing(sqlite3.connect(target)) as copy:
            kept = {row[0] for row in copy.execute("SELECT key FROM state")}
        assert {key[:-1] for key in kept if key.endswith("a")} == {
            key[:-1] for key in kept if key.endswith("b")
        }
    with pytest.raises(CannotStart, match="already"):
        await backup(database_url, target)


async def test_a_backup_without_room_leaves_no_file(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("A file is no folder.")
    target = tmp_path / "file" / "backup.db"
    with pytest.raises(CannotStart):
        await backup(sqlite_url, target)
    assert not target.exists()


def test_the_pragmas_are_what_was_promised() -> None:
    assert "PRAGMA synchronous = FULL" in engine.WRITER_PRAGMAS
    assert "PRAGMA journal_mode = WAL" in engine.WRITER_PRAGMAS
    assert "PRAGMA query_only = ON" in engine.READER_PRAGMAS
    assert "PRAGMA busy_timeout = 5000" in engine.READER_PRAGMAS
    assert "PRAGMA foreign_keys = ON" in engine.WRITER_PRAGMAS
