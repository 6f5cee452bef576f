"""Opening the database, and the only two ways to use it: `read()` and `write()`.

Pragmas, pools and BEGIN stand here and nowhere else. On SQLite one connection writes, since
there is one writer anyway and a lock of ours waits fairly where SQLite's fails at once; two
connections read, since more make the writer slower. On PostgreSQL both are small pools, and
those that read refuse changes.
"""

import asyncio
import contextlib
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final, TypeVar

import aiosqlite
import asyncpg
from sqlalchemy import URL, NullPool, create_engine, text
from sqlalchemy import Connection as SyncConnection
from sqlalchemy.ext.asyncio import create_async_engine

from reviewbot.errors import CannotStart, Unavailable
from reviewbot.store import index, state
from reviewbot.store.address import Address
from reviewbot.store.connection import Connection
from reviewbot.store.drivers import PostgresDriver, Raw, SqliteConnection, SqliteDriver
from reviewbot.store.failures import BROKEN, first_line
from reviewbot.store.history import out_of_date, refuse_other_schema
from reviewbot.store.room import Room

T = TypeVar("T")

READERS: Final = 2
POSTGRES_CONNECTIONS: Final = 4
"""Connections of each of the two pools, the one that reads and the one that writes."""
BUSY_MS: Final = 5_000
DRAIN_SECONDS: Final = 2.0
"""How long closing waits for what is under way; the process must be gone in eight seconds."""
_COMMON: Final = (f"PRAGMA busy_timeout = {BUSY_MS}", "PRAGMA foreign_keys = ON")
# FULL: what was acknowledged survives a power cut, for half a millisecond a commit.
WRITER_PRAGMAS: Final = (*_COMMON, "PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")
READER_PRAGMAS: Final = (*_COMMON, "PRAGMA query_only = ON")
MIGRATION_PRAGMAS: Final = (f"PRAGMA busy_timeout = {BUSY_MS}", "PRAGMA foreign_keys = OFF")
POSTGRES_SETTINGS: Final = {
    "application_name": "reviewbot",
    "statement_timeout": "10s",
    "lock_timeout": f"{BUSY_MS}ms",
    "idle_in_transaction_session_timeout": "60s",
    "jit": "off",  # its compiling costs more than any statement of ours
}
_MIGRATION_LOCK: Final = 0x72657669
"""Any number of our own: two programs that start together migrate one after the other."""


class Database(ABC):
    """The open database; get one from `open_database`."""

    @abstractmethod
    def read(self) -> AbstractAsyncContextManager[Connection]:
        """Give a connection that can only ask. Each statement sees what is committed by then."""

    @abstractmethod
    def write(self, *, urgent: bool = False) -> AbstractAsyncContextManager[Connection]:
        """Give a connection in a transaction: all of it is kept at the end, or nothing.

        Where the disk of a SQLite database is nearly full it raises `NoRoom`, unless it is
        `urgent`: a draft, the bookkeeping of what is posted, a removal.

        Nothing is kept where the block raises or its task is cancelled. What is read in order
        to be written back must be read `with_for_update`, or written in one statement.
        """


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """Open the database at `url`, and close it at the end.

    `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://user:password@host/name`.
    Raises `CannotStart` if it is not there, is no database of ours, or has another schema
    than this version of the program; it never creates or changes one (see `migrating`).
    """
    address = Address.parse(url)
    async with opened(address) as database:
        async with database.read() as conn:
            await _refuse_unfit(conn, address)
        yield database


def opened(address: Address) -> AbstractAsyncContextManager[Database]:
    """Open what is there, whatever its schema."""
    return _open_sqlite(address) if address.path else _open_postgres(address)


async def _refuse_unfit(conn: Connection, address: Address) -> None:
    try:
        await refuse_other_schema(conn, address)
        if await state.find(conn, index.FORM_KEY) != index.FORM:
            raise out_of_date(address)
    except (Unavailable, sqlite3.DatabaseError, asyncpg.PostgresError) as error:
        raise _unusable(address, error.__cause__ or error) from error


def _unusable(address: Address, reason: BaseException) -> CannotStart:
    temporary = isinstance(reason, OSError | asyncpg.CannotConnectNowError)
    return CannotStart(
        f"The database at {address} cannot be used: {first_line(reason)}.\n"
        "If it is damaged, keep it and restore a backup; `reviewbot db check` tells more.",
        exit_code=CannotStart.TEMPORARY if temporary else CannotStart.CONFIGURATION,
    )


# --- SQLite ----------------------------------------------------------------------------------


class _Reader(AbstractAsyncContextManager[Connection]):
    """A connection that tasks share: statements queue in its thread and leave nothing behind."""

    def __init__(self, driver: SqliteDriver) -> None:
        self.users = 0
        self._connection = Connection(driver, query_only=True)

    async def __aenter__(self) -> Connection:
        self.users += 1
        return self._connection

    async def __aexit__(self, *_: object) -> None:
        self.users -= 1


class _Sqlite(Database):
    def __init__(self, writer: SqliteDriver, readers: Sequence[SqliteDriver], room: Room) -> None:
        self._room = room
        self._writer = writer
        self._writing = Connection(writer, query_only=False)
        self._readers = [_Reader(driver) for driver in readers]
        self._lock = asyncio.Lock()

    def read(self) -> AbstractAsyncContextManager[Connection]:
        return min(self._readers, key=lambda reader: reader.users)

    @asynccontextmanager
    async def write(self, *, urgent: bool = False) -> AsyncIterator[Connection]:
        if not urgent:
            self._room.check()
        async with self._lock:
            try:
                self._writer.send("BEGIN IMMEDIATE", ((),))
                yield self._writing
                await self._writer.fetch("COMMIT", ())
            except BaseException:
                await _to_the_end(self._undo())
                raise

    async def drain(self) -> None:
        """Wait for a transaction that is under way, two seconds at most; no other begins."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                await self._lock.acquire()

    async def _undo(self) -> None:
        self._writer.forget()
        # What a cancelled task had sent is still in the thread's queue: wait for it before
        # looking. After a full disk SQLite has rolled back by itself, and would refuse to.
        await self._writer.fetch("SELECT 1", ())
        if self._writer.raw.in_transaction:
            await self._writer.fetch("ROLLBACK", ())


@asynccontextmanager
async def _open_sqlite(address: Address) -> AsyncIterator[Database]:
    uri = address.existing_file().absolute().as_uri()
    async with AsyncExitStack() as stack:
        try:
            writer = await _connect_sqlite(stack, f"{uri}?mode=rw", WRITER_PRAGMAS)
            readers = [
                await _connect_sqlite(stack, f"{uri}?mode=ro", READER_PRAGMAS)
                for _ in range(READERS)
            ]
        except sqlite3.Error as error:
            raise _unusable(address, error) from error
        database = _Sqlite(
            SqliteDriver(writer, query_only=False),
            [SqliteDriver(reader, query_only=True) for reader in readers],
            Room(address.existing_file().absolute().parent),
        )
        try:
            yield database
        finally:
            await _to_the_end(database.drain())


async def _connect_sqlite(
    stack: AsyncExitStack, uri: str, pragmas: Sequence[str]
) -> SqliteConnection:
    connect = partial(sqlite3.connect, uri, uri=True, isolation_level=None, cached_statements=256)
    raw = SqliteConnection(connect, iter_chunk_size=64)
    await stack.enter_async_context(raw)
    for pragma in pragmas:
        await _apply(raw, pragma)
    return raw


async def _apply(raw: aiosqlite.Connection, pragma: str) -> None:
    """Wait for others who hold the file; the change to WAL does not do so by itself."""
    until = asyncio.get_running_loop().time() + BUSY_MS / 1000
    while True:
        try:
            await raw.execute_fetchall(pragma)
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or asyncio.get_running_loop().time() > until:
                raise
            await asyncio.sleep(0.02)
        else:
            return


# --- PostgreSQL ------------------------------------------------------------------------------


class _Postgres(Database):
    def __init__(
        self, readers: Sequence[PostgresDriver], writers: Sequence[PostgresDriver]
    ) -> None:
        self._readers = _Pool(readers)
        self._writers = _Pool(writers)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Connection]:
        async with self._readers.one() as driver:
            yield Connection(driver, query_only=True)

    @asynccontextmanager
    async def write(self, *, urgent: bool = False) -> AsyncIterator[Connection]:  # noqa: ARG002 - the server looks after its disk
        async with self._writers.one() as driver:
            try:
                await driver.command("BEGIN")
                driver.in_transaction = True
                yield Connection(driver, query_only=False)
                if await driver.command("COMMIT") != "COMMIT":
                    raise Unavailable(BROKEN)  # a failed statement was passed over in silence
            except BaseException:
                await _to_the_end(self._undo(driver))
                raise
            finally:
                driver.in_transaction = False

    async def drain(self) -> None:
        """Wait for whoever uses a connection, two seconds at most; nobody gets one afterwards."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                for pool in (self._readers, self._writers):
                    await pool.empty()

    async def _undo(self, driver: PostgresDriver) -> None:
        driver.forget()
        driver.in_transaction = True  # whatever it is now, nothing may be repeated
        try:
            async with asyncio.timeout(BUSY_MS / 1000):
                await driver.command("ROLLBACK")
        except (Unavailable, TimeoutError):
            driver.abandon()


class _Pool:
    """Hands out the one used last, so that rare load leaves the others unconnected.

    Whoever waits longest is next: a queue of asyncio would let who comes back at once go first.
    """

    def __init__(self, drivers: Sequence[PostgresDriver]) -> None:
        self._free = list(drivers)
        self._turns = asyncio.Semaphore(len(self._free))

    @asynccontextmanager
    async def one(self) -> AsyncIterator[PostgresDriver]:
        async with self._turns:
            driver = self._free.pop()
            try:
                yield driver
            finally:
                self._free.append(driver)

    async def empty(self) -> None:
        """Take all of them away from everybody else, for good."""
        for _ in range(POSTGRES_CONNECTIONS):
            await self._turns.acquire()


@asynccontextmanager
async def _open_postgres(address: Address) -> AsyncIterator[Database]:
    def connecting(**settings: str) -> Callable[[], Coroutine[Any, Any, Raw]]:
        return partial(
            asyncpg.connect,
            address.dsn,
            timeout=10,
            server_settings={**POSTGRES_SETTINGS, **settings},
        )

    reading = connecting(default_transaction_read_only="on")
    readers = [PostgresDriver(reading) for _ in range(POSTGRES_CONNECTIONS)]
    writers = [PostgresDriver(connecting()) for _ in range(POSTGRES_CONNECTIONS)]
    database = _Postgres(readers, writers)
    try:
        yield database
    finally:
        await _to_the_end(_close(database, (*readers, *writers)))


async def _close(database: _Postgres, drivers: Sequence[PostgresDriver]) -> None:
    await database.drain()
    await asyncio.gather(*(driver.close() for driver in drivers))


# --- both ------------------------------------------------------------------------------------


async def in_migration(address: Address, work: Callable[[SyncConnection], T]) -> T:
    """Run `work` in one transaction, on an engine of its own.

    On SQLite foreign keys are off, since rebuilding a table would delete what refers to it,
    and must hold again at the end.
    """
    if address.path:
        return await asyncio.to_thread(_in_sqlite_migration, address.existing_file(), work)
    engine = create_async_engine(
        address.url.set(drivername="postgresql+asyncpg"), poolclass=NullPool
    )
    async with engine.begin() as conn:
        await conn.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
        return await conn.run_sync(work)


def _in_sqlite_migration(path: Path, work: Callable[[SyncConnection], T]) -> T:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        connect_args={"isolation_level": None},
    )
    with engine.connect() as conn, conn.begin():
        for statement in (*MIGRATION_PRAGMAS, "BEGIN IMMEDIATE"):
            conn.exec_driver_sql(statement)
        result = work(conn)
        if lost := conn.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise CannotStart(f"{len(lost)} rows would refer to rows that are not there.")
        return result


async def _to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Finish `work` even if the task is cancelled (again) meanwhile."""
    task = asyncio.ensure_future(work)
    while not task.done():
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.shield(task)
    task.result()
