"""Putting a backup in place of the database, so that either the old or the new one is whole.

SQLite. The old database and its side files are kept as one set in a folder of their own. Then
the old one is closed properly, which leaves one file without `-wal`, and only then is the new
file renamed over it: an old `-wal` beside a new file would silently undo the restore.
PostgreSQL. An archive of the old database is made, unless it has no table yet, and all tables
change in one transaction.
Who was erased since the backup is erased again by the next start (`forgotten`).
Pictures come before the rows that name them; those of the old database stay where they are.
"""

import asyncio
import secrets
import shutil
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from reviewbot.errors import CannotStart
from reviewbot.store import archives, forgotten, picture_copies
from reviewbot.store.address import Address
from reviewbot.store.copying import backup as make_backup
from reviewbot.store.engine import in_migration
from reviewbot.store.locking import held
from reviewbot.store.manifest import beside, onto_the_disk
from reviewbot.store.reading import reading
from reviewbot.store.verifying import Verified, verify

SIDE_FILES: Final = ("-wal", "-shm", "-journal")
"""What SQLite may leave beside a database; see its documentation, "Temporary Files"."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done; `kept` is where the database as it was before is, if there was one.

    `pictures` counts those that were brought back.
    """

    backup: Verified
    kept: Path | None
    pictures: int = 0


async def restore(url: str, backup: Path, pictures: Path | None = None) -> Restored:
    """Put a backup in place of the database; what was there is kept beside it.

    Its pictures are put into the folder `pictures`, if one is given. Raises `CannotStart` if a
    program has the database, or the backup does not pass `verify`; then nothing was changed.
    """
    address = Address.parse(url)
    async with held(url, "restore"):
        verified = await verify(backup)
        if (verified.engine == "sqlite") is (address.path is None):
            raise CannotStart(
                f"{backup} is a backup of {verified.engine}, and the database at {address} is "
                "another kind.\nNext: choose a backup of the same kind; nothing was changed."
            )
        try:
            brought = await asyncio.to_thread(_bring_pictures, verified, pictures)
            if address.path:
                kept = await _restore_sqlite(address.path, verified, pictures)
            else:
                kept = await _restore_postgres(address, verified, pictures)
        except (sqlite3.Error, OSError) as error:
            raise CannotStart(
                f"The backup could not be put in place: {error}.\n"
                f"Next: look for room and rights at {address}; the old database is whole."
            ) from error
    return Restored(verified, kept, brought)


def _bring_pictures(verified: Verified, pictures: Path | None) -> int:
    if pictures is None:
        return 0
    return picture_copies.bring_back(verified.path, verified.manifest, pictures)


def _stamp() -> str:
    return f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{secrets.token_hex(2)}"


# --- SQLite ----------------------------------------------------------------------------------


async def _restore_sqlite(database: Path, verified: Verified, pictures: Path | None) -> Path | None:
    staged = database.with_name(f"{database.name}.restoring")
    await asyncio.to_thread(_stage, verified.path, staged)
    await asyncio.to_thread(_carry_over, database, staged)
    await verify(staged)
    kept = await asyncio.to_thread(_put_aside, database, pictures)
    await asyncio.to_thread(_swap, staged, database)
    found = await verify(database)
    if _but_facts(found.rows) != _but_facts(verified.rows):
        raise CannotStart(f"{database} is not what the backup holds. The old one is at {kept}.")
    return kept


def _stage(backup: Path, staged: Path) -> None:
    staged.unlink(missing_ok=True)
    staged.touch(mode=0o600)
    shutil.copyfile(backup, staged)
    onto_the_disk(staged)


def _carry_over(database: Path, staged: Path) -> None:
    """Let the backup know who was erased since; of a damaged database nobody can be asked."""
    try:
        with closing(reading(database)) as old:
            noted = dict(old.execute("SELECT key, value FROM state WHERE key LIKE 'forgotten.%'"))
    except sqlite3.Error:
        return
    with closing(sqlite3.connect(staged)) as new, new:
        for statement in forgotten.carrying(noted, "state"):
            new.execute(statement)
    onto_the_disk(staged)


def _but_facts(rows: Mapping[str, int]) -> dict[str, int]:
    """Leave out the facts of the installation, which know of the restore."""
    return {name: count for name, count in rows.items() if name != "state"}


def _put_aside(database: Path, pictures: Path | None) -> Path | None:
    """Keep the database, its side files and pictures as one set; it stays where it is as well."""
    if not database.exists():
        return None
    kept = database.with_name(f"{database.name}.before-restore-{_stamp()}")
    kept.mkdir(mode=0o700)
    for suffix in ("", *SIDE_FILES):
        source = database.with_name(database.name + suffix)
        if source.exists():
            shutil.copy2(source, kept / source.name)
            onto_the_disk(kept / source.name)
    if pictures is not None:
        picture_copies.copy_to(pictures, kept / database.name)
    onto_the_disk(kept)
    onto_the_disk(kept.parent)
    return kept


def _swap(staged: Path, database: Path) -> None:
    if database.exists():
        _close_properly(database)
    for suffix in SIDE_FILES:  # those of a database that was too damaged to be opened
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    onto_the_disk(database.parent)
    staged.replace(database)
    onto_the_disk(database.parent)


def _close_properly(database: Path) -> None:
    """Bring everything into the one file; a damaged one is left as it is."""
    try:
        with closing(sqlite3.connect(database, isolation_level=None, timeout=2)) as conn:
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            conn.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise CannotStart(
                f"Another program has {database} open.\nNext: close it; nothing was changed.",
                exit_code=CannotStart.TEMPORARY,
            ) from error
    except sqlite3.DatabaseError:
        pass


# --- PostgreSQL ------------------------------------------------------------------------------


async def _restore_postgres(
    address: Address, verified: Verified, pictures: Path | None
) -> Path | None:
    kept = verified.path.with_name(f"before-restore-{_stamp()}.dump")
    is_new = not await in_migration(address, lambda conn: inspect(conn).get_table_names())
    noted = {} if is_new else await in_migration(address, _noted)
    if not is_new:
        await make_backup(address.dsn, kept, pictures)
    script = verified.path.with_name(f"{kept.name}.sql")
    script.touch(mode=0o600)
    try:
        then = forgotten.carrying(noted, "public.state")
        await archives.put_in_place(address, verified.path, script, then)
    finally:
        with suppress(OSError):
            script.unlink()
    after = verified.path.with_name(f"{kept.name}.after")
    try:
        await archives.dump(address, after)
        _, rows = await archives.contents(after)
    finally:
        after.unlink(missing_ok=True)
        beside(after).unlink(missing_ok=True)
    if _but_facts(rows) != _but_facts(verified.rows):
        raise CannotStart(f"The database is not what the backup holds. The old one is at {kept}.")
    return None if is_new else kept


def _noted(conn: Connection) -> dict[str, str]:
    found = conn.execute(text("SELECT key, value FROM state WHERE key LIKE 'forgotten.%'"))
    return {str(key): str(value) for key, value in found}
