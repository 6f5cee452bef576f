"""Copies of a database that can be trusted: made by the engine itself, and looked at after."""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from reviewbot.errors import CannotStart
from reviewbot.store.address import Address


async def backup(url: str, target: Path) -> Path:
    """Write a whole copy of the database, of one moment, to the new file `target`.

    The database may be in use. SQLite: a database file, checked after copying. PostgreSQL:
    the archive of `pg_dump` (custom format), whose table of contents is read back. Raises
    `CannotStart` if that cannot be done; then there is no file.
    """
    address = Address.parse(url)
    await asyncio.to_thread(_refuse_existing, target)
    if address.path:
        return await asyncio.to_thread(verified_copy, address.existing_file(), target)
    return await _dump(address, target)


def verified_copy(source: Path, target: Path) -> Path:
    """Copy a SQLite database, even one in use, and check the copy; return `target`.

    The name `target` appears only when the copy is whole and on the disk.
    """
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        _copy_and_check(source, unfinished)
        _onto_the_disk(unfinished)
        unfinished.replace(target)
        _onto_the_disk(target.parent)
    except (sqlite3.Error, OSError) as error:
        unfinished.unlink(missing_ok=True)
        raise CannotStart(
            f"No copy of {source} could be made at {target}: {error}.\n"
            "Look for room on the disk and for damage with `reviewbot db check`."
        ) from error
    return target


def _refuse_existing(target: Path) -> None:
    if target.exists():
        raise CannotStart(f"{target} is there already. Choose another name; nothing was written.")


def _copy_and_check(source: Path, copy: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as original,
        closing(sqlite3.connect(copy)) as copied,
    ):
        original.backup(copied)
        copied.execute("PRAGMA journal_mode = DELETE")  # one file, without a `-wal` beside it
        problems = [row[0] for row in copied.execute("PRAGMA integrity_check")]
        if problems != ["ok"]:
            raise sqlite3.DatabaseError(f"the copy is damaged ({problems[0]})")


def _onto_the_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


async def _dump(address: Address, target: Path) -> Path:
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        url = f"--dbname={address.url.set(password=None).render_as_string()}"
        await _run("pg_dump", "--format=custom", f"--file={unfinished}", url, address=address)
        await _run("pg_restore", "--list", str(unfinished), address=address)
        await asyncio.to_thread(_onto_the_disk, unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


async def _run(program: str, *arguments: str, address: Address) -> None:
    """Run one of PostgreSQL's programs; the password goes by the environment, seen by nobody."""
    found = shutil.which(program)
    if found is None:
        raise CannotStart(
            f"A backup of PostgreSQL needs the program {program}, which is not installed here.\n"
            "Install PostgreSQL's client package, or back up where the server runs."
        )
    secret = {"PGPASSWORD": str(address.url.password)} if address.url.password else {}
    process = await asyncio.create_subprocess_exec(
        found,
        *arguments,
        env={**os.environ, **secret},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, complaint = await process.communicate()
    if process.returncode:
        said = complaint.decode(errors="replace").strip().splitlines()
        raise CannotStart(f"{program} failed: {said[-1] if said else process.returncode}")
