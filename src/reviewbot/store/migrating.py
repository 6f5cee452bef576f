"""Bringing a database to the schema of this version of the program, and checking it."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect
from sqlalchemy.exc import SQLAlchemyError

from reviewbot.domain.ids import new_id
from reviewbot.errors import CannotStart, Unavailable
from reviewbot.store import index, state
from reviewbot.store.address import Address
from reviewbot.store.copying import backup
from reviewbot.store.engine import in_migration, opened
from reviewbot.store.failures import first_line
from reviewbot.store.history import MIGRATIONS, newer_schema, refuse_other_schema, revisions
from reviewbot.store.manifest import onto_the_disk
from reviewbot.store.planning import tell_planner
from reviewbot.store.reading import reading
from reviewbot.store.rebuilding import PAUSE_SECONDS, rebuild


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What `upgrade` did; `copy` is the file that holds the database as it was before."""

    before: str | None
    after: str
    copy: Path | None = None


async def upgrade(
    url: str, migrations: Path = MIGRATIONS, *, copies: Path | None = None
) -> Upgraded:
    """Bring the database to the newest schema of `migrations`; make it where there is none.

    Of a database that has to change a verified copy is made first: of SQLite beside it, of
    PostgreSQL in the folder `copies` where that is given. All is one transaction, so a
    failure leaves the database as it was. The search index is made anew where this version
    makes it otherwise. Raises `CannotStart`.
    """
    address = Address.parse(url)
    newest = revisions(migrations)[-1]
    with _refusing(address):
        if address.path:
            _make_file(address.path)
        before = await in_migration(address, _revision)
        if before not in (None, *revisions(migrations)):
            raise newer_schema(address, str(before))
        copy = None
        if before != newest:
            if before:
                copy = await _copied(address, newest, copies)
            await in_migration(address, lambda conn: _upgrade(conn, migrations))
        if address.path:
            await in_migration(address, tell_planner)
        await _index(address)
    return Upgraded(before, newest, copy)


async def reindex(url: str) -> AsyncIterator[tuple[int, int]]:
    """Make the search index anew beside whoever uses it; yield what is done, and of how much.

    Raises `CannotStart` if the database has another schema than this version.
    """
    address = Address.parse(url)
    with _refusing(address):
        async with opened(address) as database:
            async with database.read() as conn:
                await refuse_other_schema(conn, address)
            async for step in rebuild(database):
                yield step
                await asyncio.sleep(PAUSE_SECONDS)


async def check(url: str) -> list[str]:
    """Return what is wrong with the database, one sentence each; an empty list is good news."""
    address = Address.parse(url)
    try:
        if address.path:
            await asyncio.to_thread(_check_file, address.existing_file())
        with _refusing(address):
            found = await in_migration(address, _revision)
    except CannotStart as refusal:
        return [refusal.sentence]
    if found != revisions()[-1]:
        return [f"The schema is {found or 'missing'}; this version needs {revisions()[-1]}."]
    async with opened(address) as database, database.read() as conn:
        if await state.find(conn, index.FORM_KEY) != index.FORM:
            return ["The search index is out of date; `reviewbot db upgrade` makes it anew."]
    return []


async def _copied(address: Address, newest: str, copies: Path | None) -> Path | None:
    if address.path:
        copy = address.path.with_name(f"{address.path.name}.before-{newest}")
    elif copies:
        copy = copies / f"before-{newest}.dump"
    else:
        return None
    copy.unlink(missing_ok=True)
    return await backup(address.dsn, copy)


def _make_file(path: Path) -> None:
    """Make a database without tables where there is no file; refuse one that was emptied.

    A new database gets its name when its first page is on the disk. So an empty file of that
    name once held something, and a new database would only hide the loss (R21).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make_new(path)
    with path.open("r+b"):
        pass  # a file that cannot be written is refused here, in plain words
    if not path.stat().st_size:
        raise CannotStart(
            f"The file {path} is empty: it is not even a database without rows.\n"
            "Next: restore a backup (`reviewbot db restore`); if there never was a database,\n"
            "remove the file and start again."
        )


def _make_new(path: Path) -> None:
    new = path.with_name(f"{path.name}.{new_id()}")
    new.touch(mode=0o600)  # SQLite would let the umask decide
    try:
        with closing(sqlite3.connect(new)) as conn:
            conn.execute("VACUUM")  # writes the first page
        onto_the_disk(new)
        _give_name(new, path)
    finally:
        new.unlink(missing_ok=True)


def _give_name(new: Path, path: Path) -> None:
    """Give a file its name unless another program made one meanwhile, which is as good."""
    try:
        os.link(new, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without hard links
        if not path.exists():
            new.replace(path)


def _revision(conn: Connection) -> str | None:
    found = MigrationContext.configure(conn).get_current_revision()
    if found is None and (others := inspect(conn).get_table_names()):
        raise CannotStart(
            f"That database is not one of ours (it holds the table {others[0]}).\n"
            "Give an empty one; nothing was changed."
        )
    return found


def _upgrade(conn: Connection, migrations: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = conn
    command.upgrade(config, "head")


async def _index(address: Address) -> None:
    async with opened(address) as database:
        async with database.read() as conn:
            same = await state.find(conn, index.FORM_KEY) == index.FORM
        if not same:
            async for _ in rebuild(database):
                pass


def _check_file(path: Path) -> None:
    try:
        with closing(reading(path)) as conn:
            found = [str(row[0]) for row in conn.execute("PRAGMA integrity_check")]
            lost = conn.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.Error as error:
        found, lost = [str(error)], []
    if found != ["ok"]:
        raise CannotStart(f"The file {path} is damaged: {found[0]}. Keep it; restore a backup.")
    if lost:
        raise CannotStart(f"{len(lost)} rows in {path} refer to rows that are not there.")


@contextmanager
def _refusing(address: Address) -> Iterator[None]:
    """Turn what the drivers and the disk say into a refusal with the next step."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, asyncpg.PostgresError, OSError, Unavailable) as raised:
        error = raised.__cause__ if isinstance(raised, Unavailable) and raised.__cause__ else raised
        reason = first_line(getattr(error, "orig", None) or error)
        away = isinstance(error, OSError) and address.path is None
        raise CannotStart(
            f"The database at {address} cannot be used: {reason}.\n"
            "Check that the place exists, may be written and holds a database of ours;\n"
            "REVIEWBOT_DATABASE_URL names another. Nothing was changed.",
            exit_code=CannotStart.TEMPORARY if away else CannotStart.CONFIGURATION,
        ) from raised
