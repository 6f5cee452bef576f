"""Copies of a database that can be trusted: made by the engine itself, and looked at after."""

import asyncio
import sqlite3
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

from reviewbot import __version__
from reviewbot.errors import CannotStart
from reviewbot.store import archives, picture_copies
from reviewbot.store.address import Address
from reviewbot.store.connection import Engine
from reviewbot.store.manifest import Manifest, digest, onto_the_disk
from reviewbot.store.reading import reading


async def backup(url: str, target: Path, pictures: Path | None = None) -> Path:
    """Write a whole copy of the database, of one moment, to the new file `target`.

    The database may be in use. SQLite: a database file, checked after copying. PostgreSQL:
    the archive of `pg_dump` (custom format), which is read back. A manifest is written beside
    it, and the files of `pictures` that are not there yet are copied beside it too, before and
    after, so that all that the database names at that moment are among them. The name `target`
    appears only when all of that is on the disk. Raises `CannotStart` if that cannot be done;
    then there is no file.
    """
    address = Address.parse(url)
    await asyncio.to_thread(_refuse_existing, target)
    await asyncio.to_thread(_copy_pictures, pictures, target)
    if address.path:
        return await asyncio.to_thread(verified_copy, address.existing_file(), target, pictures)
    return await _dump(address, target, pictures)


def verified_copy(source: Path, target: Path, pictures: Path | None = None) -> Path:
    """Copy a SQLite database, even one in use, and check the copy; return `target`.

    The name `target` appears only when the copy and its manifest are whole and on the disk.
    """
    unfinished = _unfinished(target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        schema, rows = _copy_and_check(source, unfinished)
        _appear(unfinished, target, "sqlite", schema, rows, pictures)
    except (sqlite3.Error, OSError) as error:
        with suppress(OSError):
            unfinished.unlink()
        raise CannotStart(
            f"No copy of {source} could be made at {target}: {error}.\n"
            "Look for room on the disk and for damage with `reviewbot db check`."
        ) from error
    return target


def counted(conn: sqlite3.Connection) -> tuple[str, dict[str, int]]:
    """Return the schema of a SQLite database and how many rows each of its tables has."""
    listed = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    names = [str(name) for (name,) in listed]
    ours = [n for n in names if not n.startswith(("search", "sqlite_")) and n != "alembic_version"]
    rows = {
        name: int(conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 - a name that the database itself gave
        for name in ours
    }
    found = (
        "alembic_version" in names
        and conn.execute("SELECT version_num FROM alembic_version").fetchone()
    )
    return (str(found[0]) if found else "", rows)


def _refuse_existing(target: Path) -> None:
    if target.exists():
        raise CannotStart(f"{target} is there already. Choose another name; nothing was written.")


def _unfinished(target: Path) -> Path:
    return target.with_name(f"{target.name}.unfinished")


def _copy_pictures(pictures: Path | None, target: Path) -> dict[str, str]:
    if pictures is None:
        return {}
    try:
        return picture_copies.copy_to(pictures, target)
    except OSError as error:
        raise CannotStart(
            f"The pictures in {pictures} could not be copied beside {target}: {error}.\n"
            "Look for room and rights there."
        ) from error


def _appear(
    unfinished: Path,
    target: Path,
    engine: Engine,
    schema: str,
    rows: Mapping[str, int],
    pictures: Path | None,
) -> None:
    """Give a finished copy its name, after its pictures and its manifest."""
    onto_the_disk(unfinished)
    kept = _copy_pictures(pictures, target)
    size, sha256 = unfinished.stat().st_size, digest(unfinished)
    made_at = int(time.time())
    manifest = Manifest(engine, __version__, schema, made_at, size, sha256, rows, kept)
    manifest.write(target)
    unfinished.replace(target)
    onto_the_disk(target.parent)


def _copy_and_check(source: Path, copy: Path) -> tuple[str, dict[str, int]]:
    with (
        closing(reading(source)) as original,
        closing(sqlite3.connect(copy)) as copied,
    ):
        original.backup(copied)
        copied.execute("PRAGMA journal_mode = DELETE")  # one file, without a `-wal` beside it
        problems = [row[0] for row in copied.execute("PRAGMA integrity_check")]
        if problems != ["ok"]:
            raise sqlite3.DatabaseError(f"the copy is damaged ({problems[0]})")
        return counted(copied)


async def _dump(address: Address, target: Path, pictures: Path | None) -> Path:
    unfinished = _unfinished(target)
    try:
        await asyncio.to_thread(_make_room, unfinished)
        await archives.dump(address, unfinished)
        schema, rows = await archives.contents(unfinished)
        await asyncio.to_thread(_appear, unfinished, target, "postgresql", schema, rows, pictures)
    except OSError as error:
        raise CannotStart(f"No backup could be written at {target}: {error}.") from error
    finally:
        with suppress(OSError):
            unfinished.unlink()
    return target


def _make_room(unfinished: Path) -> None:
    unfinished.parent.mkdir(parents=True, exist_ok=True)
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
