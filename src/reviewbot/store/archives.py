"""PostgreSQL's own programs: an archive written, read back line by line, and put in place."""

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Final

from reviewbot.errors import CannotStart
from reviewbot.store.address import Address

PROGRAMS: Final = ("pg_dump", "pg_restore", "psql")
MAGIC: Final = b"PGDMP"
_CHUNK: Final = 1 << 18
_COPY: Final = re.compile(rb'COPY (?:[^ .]+\.)?"?([a-z_]+)"? \(')
_DROP_ALL: Final = (
    "DO $$ DECLARE one text; BEGIN FOR one IN SELECT tablename FROM pg_tables "
    "WHERE schemaname = current_schema() LOOP "
    "EXECUTE format('DROP TABLE %I CASCADE', one); END LOOP; END $$"
)


def missing_programs() -> list[str]:
    """Return which of PostgreSQL's programs are not installed here."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


async def dump(address: Address, target: Path) -> None:
    """Write an archive of the database as it is at one moment. Raises `CannotStart`."""
    await _run("pg_dump", "--format=custom", f"--file={target}", _url(address), address=address)


async def contents(archive: Path) -> tuple[str, dict[str, int]]:
    """Read all of an archive; return its schema and how many rows each table has.

    Raises `CannotStart` for an archive that is damaged or cut off.
    """
    process = await _start("pg_restore", "--data-only", "--file=-", str(archive))
    assert process.stdout is not None  # noqa: S101 - it was asked for
    schema, rows, table = "", dict[str, int](), ""
    complaint = asyncio.ensure_future(_complaint(process))
    async for line in _lines(process.stdout):
        if not table:
            if found := _COPY.match(line):
                table = found[1].decode()
                rows[table] = 0
        elif line == b"\\.":
            table = ""
        else:
            rows[table] += 1
            schema = line.decode() if table == "alembic_version" else schema
    await _finish("pg_restore", process, await complaint)
    if table or not rows:
        raise CannotStart(f"The archive {archive} is cut off.")
    rows.pop("alembic_version", None)
    return schema, _ours(rows)


async def put_in_place(
    address: Address, archive: Path, script: Path, then: Sequence[str] = ()
) -> None:
    """Replace all tables by those of an archive, in one transaction: all of it, or nothing.

    `script` is a file that may be written for it; the statements `then` belong to the same
    transaction. Raises `CannotStart`.
    """
    plain = ("--no-owner", "--no-privileges", f"--file={script}", str(archive))
    await _run("pg_restore", *plain, address=None)
    quiet = ("--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction")
    also = [f"--command={statement}" for statement in then]
    steps = (f"--command={_DROP_ALL}", f"--file={script}", *also)
    await _run("psql", *quiet, *steps, _url(address), address=address)


def _ours(rows: dict[str, int]) -> dict[str, int]:
    return {name: count for name, count in rows.items() if not name.startswith("search")}


def _url(address: Address) -> str:
    return f"--dbname={address.url.set(password=None).render_as_string()}"


async def _lines(stream: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """Give the lines; one of a long text may be longer than what the stream holds at once."""
    rest = b""
    while chunk := await stream.read(_CHUNK):
        *lines, rest = (rest + chunk).split(b"\n")
        for line in lines:
            yield line


async def _run(program: str, *arguments: str, address: Address | None) -> None:
    process = await _start(program, *arguments, address=address)
    _, complaint = await process.communicate()
    await _finish(program, process, complaint)


async def _start(
    program: str, *arguments: str, address: Address | None = None
) -> asyncio.subprocess.Process:
    """Start one of PostgreSQL's programs; the password goes by the environment, seen by nobody."""
    found = shutil.which(program)
    if found is None:
        raise CannotStart(
            f"Backups of PostgreSQL need the program {program}, which is not installed here.\n"
            "Install PostgreSQL's client package, or do this where the server runs."
        )
    password = address.url.password if address else None
    secret = {"PGPASSWORD": str(password)} if password else {}
    return await asyncio.create_subprocess_exec(
        found,
        *arguments,
        env={**os.environ, **secret},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def _complaint(process: asyncio.subprocess.Process) -> bytes:
    return await process.stderr.read() if process.stderr else b""


async def _finish(program: str, process: asyncio.subprocess.Process, complaint: bytes) -> None:
    if await process.wait():
        said = complaint.decode(errors="replace").strip().splitlines()
        raise CannotStart(f"{program} failed: {said[-1] if said else process.returncode}")
