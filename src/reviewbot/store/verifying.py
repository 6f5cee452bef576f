"""Looking at a backup before it is needed, and again before it is put in place."""

import asyncio
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reviewbot.errors import CannotStart
from reviewbot.store import archives, picture_copies
from reviewbot.store.connection import Engine
from reviewbot.store.copying import counted
from reviewbot.store.history import revisions
from reviewbot.store.manifest import Manifest, beside, digest

_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Verified:
    """A backup that can be restored; `manifest` is `None` where none stands beside it."""

    path: Path
    engine: Engine
    schema: str
    rows: Mapping[str, int]
    manifest: Manifest | None


async def verify(backup: Path) -> Verified:
    """Read all of a backup and hold it against its manifest; the file is not changed.

    Looks at: the digest, the engine's own check, foreign keys, whether this version knows the
    schema, the rows of each table, its pictures. Raises `CannotStart` with the first thing that
    is wrong.
    """
    engine = await asyncio.to_thread(_engine_of, backup)
    manifest = Manifest.read(backup)
    if manifest and await asyncio.to_thread(digest, backup) != manifest.sha256:
        raise _unfit(backup, "its bytes are not those that were written (SHA-256 differs)")
    try:
        if engine == "sqlite":
            schema, rows = await asyncio.to_thread(_read_sqlite, backup)
        else:
            schema, rows = await archives.contents(backup)
    except (sqlite3.Error, OSError) as error:
        raise _unfit(backup, str(error)) from error
    if schema not in revisions():
        raise _unfit(backup, f"this version does not know its schema ({schema or 'none'})")
    if manifest and (told := manifest.differences(schema, rows)):
        raise _unfit(backup, told[0])
    if manifest:
        await asyncio.to_thread(_check_pictures, backup, manifest)
    return Verified(backup, engine, schema, rows, manifest)


def _check_pictures(backup: Path, manifest: Manifest) -> None:
    if told := picture_copies.problem_of(backup, manifest.pictures):
        raise CannotStart(
            f"The backup {backup} is not whole: {told}.\n"
            "Next: bring them there, or choose another backup. Without the file "
            f"{beside(backup).name} it is restored as it is, with the pictures that are there."
        )


def _engine_of(backup: Path) -> Engine:
    if backup.name.endswith(".unfinished"):
        raise _unfit(backup, "it was never finished")
    try:
        with backup.open("rb") as file:
            head = file.read(len(_SQLITE))
    except OSError as error:
        raise _unfit(backup, error.strerror or str(error)) from error
    if head == _SQLITE:
        return "sqlite"
    if head.startswith(archives.MAGIC):
        return "postgresql"
    raise _unfit(backup, "it is neither a database of SQLite nor an archive of pg_dump")


def _read_sqlite(backup: Path) -> tuple[str, dict[str, int]]:
    # `immutable`: nothing is created beside the backup, and no `-wal` there is ever looked at.
    uri = f"{backup.absolute().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as conn:
        found = [str(row[0]) for row in conn.execute("PRAGMA integrity_check(1)")]
        if found != ["ok"]:
            raise sqlite3.DatabaseError(found[0])
        if lost := conn.execute("PRAGMA foreign_key_check").fetchall():
            raise sqlite3.DatabaseError(f"{len(lost)} rows refer to rows that are not there")
        return counted(conn)


def _unfit(backup: Path, reason: str) -> CannotStart:
    return CannotStart(
        f"The backup {backup} cannot be used: {reason}.\nNext: choose another one; keep this file."
    )
