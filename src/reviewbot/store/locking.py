"""One program at a time on a database: who holds it, and how the next one learns of it.

SQLite: a lock on the file `<database>.lock`, which the kernel takes back when its holder ends,
however it ends. PostgreSQL: an advisory lock of a connection that stays open for it.
"""

import asyncio
import json
import os
import socket
import sys
import time
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import IO, Final

import asyncpg

from reviewbot.errors import CannotStart
from reviewbot.store.address import Address
from reviewbot.store.failures import OF_POSTGRES, first_line

WATCH_SECONDS: Final = 5.0
"""How often the connection that holds PostgreSQL's lock is looked at."""
_TRIES: Final = 5
_PAUSE: Final = 0.1
_BEYOND: Final = 1 << 30
_KEY: Final = 0x7265766C
_HOLDER: Final = """
SELECT a.application_name, coalesce(host(a.client_addr), 'this machine'), a.backend_start::text
FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'advisory' AND l.granted AND l.objid = $1::bigint::oid
AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class Held(ABC):
    """The lock, while it is ours."""

    @abstractmethod
    async def until_lost(self) -> None:
        """Return when somebody else has the database, which only a lost server makes possible."""


@asynccontextmanager
async def held(url: str, purpose: str) -> AsyncIterator[Held]:
    """Hold the database for one program while the block runs.

    Raises `InUse` within a second, with exit code 75 and who holds it, if another program does.
    """
    address = Address.parse(url)
    if address.path:
        with await _opened(address.path) as file:
            await _lock(file, address)
            _introduce(file, purpose)
            yield _OfFile()
    else:
        async with _advisory(address, purpose) as lock:
            yield lock


async def holder(url: str) -> str | None:
    """Return who holds the database, `None` if nobody does; changes nothing.

    Raises what the driver raises where PostgreSQL cannot be asked.
    """
    address = Address.parse(url)
    if address.path is None:
        return await _advisory_holder(address)
    path = lock_file(address.path)
    if not path.exists():
        return None
    with path.open(encoding="utf-8") as file:
        return None if _take(file, shared=True) else _told(file)


class InUse(CannotStart):
    """Another program has the database."""

    def __init__(self, address: Address, holder: str) -> None:
        super().__init__(
            f"The database at {address} is in use by {holder}.\n"
            "Next: stop that one first, or give this one another REVIEWBOT_DATABASE_URL.",
            exit_code=CannotStart.TEMPORARY,
        )
        self.holder = holder


def _introduced(purpose: str) -> str:
    return f"reviewbot ({purpose}), process {os.getpid()} on {socket.gethostname()}"[:60]


# --- SQLite ----------------------------------------------------------------------------------


class _OfFile(Held):
    async def until_lost(self) -> None:
        await asyncio.Event().wait()


def lock_file(database: Path) -> Path:
    """Return the file whose lock stands for a SQLite database."""
    return database.with_name(f"{database.name}.lock")


async def _opened(database: Path) -> IO[str]:
    path = lock_file(database)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        return path.open("r+", encoding="utf-8")
    except OSError as error:
        raise CannotStart(
            f"The folder {path.parent} cannot be used: {error.strerror}.\n"
            "Next: let the user that runs the bot write there, or give another "
            "REVIEWBOT_DATABASE_URL."
        ) from error


async def _lock(file: IO[str], address: Address) -> None:
    """Take the lock; a look at it by `holder` is over in a moment, so try more than once."""
    for _ in range(_TRIES):
        if _take(file, shared=False):
            return
        await asyncio.sleep(_PAUSE)
    raise InUse(address, _told(file))


def _introduce(file: IO[str], purpose: str) -> None:
    file.truncate()
    since = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime())
    json.dump({"holder": _introduced(purpose), "since": since}, file)
    file.flush()


def _take(file: IO[str], *, shared: bool) -> bool:
    """Lock the file if nobody else has; the lock ends with the file or the process."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - there is none elsewhere

        try:
            file.seek(_BEYOND)  # what is locked there cannot be read by others, so not the words
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            file.seek(0)
        return True
    import fcntl  # noqa: PLC0415 - there is none on Windows

    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _told(file: IO[str]) -> str:
    with suppress(OSError, ValueError, TypeError, KeyError):
        told = json.load(file)
        return f"{told['holder']}, since {told['since']}"
    return "another program"


# --- PostgreSQL ------------------------------------------------------------------------------


class _Advisory(Held):
    """The lock of a connection; where that is cut, it is taken again if it is still free."""

    def __init__(self, address: Address, purpose: str) -> None:
        self._address = address
        self._purpose = purpose
        self._raw: asyncpg.Connection[asyncpg.Record] | None = None

    async def take(self) -> None:
        """Take the lock on a new connection; raise `InUse` if another has it."""
        settings = {"application_name": _introduced(self._purpose)}
        raw = await asyncpg.connect(self._address.dsn, timeout=10, server_settings=settings)
        self._raw = raw
        if not await raw.fetchval("SELECT pg_try_advisory_lock($1)", _KEY):
            told = await _holder(raw)
            await self.close()
            raise InUse(self._address, told or "another program")

    async def until_lost(self) -> None:
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            try:
                if self._raw is None or self._raw.is_closed():
                    await self.take()
                else:
                    await self._raw.fetchval("SELECT 1", timeout=WATCH_SECONDS)
            except InUse:
                return
            except (*OF_POSTGRES, TimeoutError):
                await self.close()

    async def close(self) -> None:
        """Let go."""
        raw, self._raw = self._raw, None
        if raw is not None:
            try:
                await raw.close(timeout=2)
            except (*OF_POSTGRES, TimeoutError):
                raw.terminate()


@asynccontextmanager
async def _advisory(address: Address, purpose: str) -> AsyncIterator[Held]:
    lock = _Advisory(address, purpose)
    try:
        await lock.take()
    except OF_POSTGRES as error:
        away = isinstance(error, OSError | asyncpg.CannotConnectNowError)
        raise CannotStart(
            f"The database at {address} cannot be used: {first_line(error)}.\n"
            "Next: check that the server runs and REVIEWBOT_DATABASE_URL is right.",
            exit_code=CannotStart.TEMPORARY if away else CannotStart.CONFIGURATION,
        ) from error
    try:
        yield lock
    finally:
        await lock.close()


async def _advisory_holder(address: Address) -> str | None:
    raw = await asyncpg.connect(address.dsn, timeout=10)
    try:
        return await _holder(raw)
    finally:
        await raw.close(timeout=2)


async def _holder(raw: "asyncpg.Connection[asyncpg.Record]") -> str | None:
    found = await raw.fetchrow(_HOLDER, _KEY)
    return f"{found[0]} from {found[1]}, since {found[2]}" if found else None
