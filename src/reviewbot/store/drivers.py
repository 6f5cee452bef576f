"""One connection of each driver, as `Connection` wants it: SQL and values in, tuples out."""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, Final, TypeAlias, TypeVar

import aiosqlite
import asyncpg

from reviewbot.store import failures
from reviewbot.store.connection import Engine, Value

T = TypeVar("T")
Rows: TypeAlias = Sequence[tuple[Any, ...]]
Ran: TypeAlias = tuple[Rows, int]
Sent: TypeAlias = tuple[str, Sequence[Sequence[Value]]]
_STEPS: Final = 5_000
"""Steps of SQLite's machine between two looks at the clock: some hundred microseconds."""
Raw: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


class SqliteConnection(aiosqlite.Connection):
    """aiosqlite's connection with one verb more: several statements in one visit to its thread.

    A visit costs more than most statements do, so a transaction makes as few as it can.
    """

    async def run_all(self, sent: Sequence[Sent], sql: str, values: Sequence[Value]) -> Ran:
        """Run what was sent, then the statement; return that one's rows and how many it changed."""
        ran: Ran = await self._execute(self._run_all, sent, sql, values)  # type: ignore[no-untyped-call] # aiosqlite's own verb for a visit has no types
        return ran

    async def run_within(self, seconds: float, sql: str, values: Sequence[Value]) -> Rows:
        """Run a question for at most so many seconds of its thread; return its rows."""
        rows: Rows = await self._execute(self._run_within, seconds, sql, values)  # type: ignore[no-untyped-call] # as above
        return rows

    def _run_within(self, seconds: float, sql: str, values: Sequence[Value]) -> Rows:
        until = time.thread_time() + seconds
        self._conn.set_progress_handler(lambda: time.thread_time() > until, _STEPS)
        try:
            return self._conn.execute(sql, values).fetchall()
        finally:
            self._conn.set_progress_handler(None, 0)

    def _run_all(self, sent: Sequence[Sent], sql: str, values: Sequence[Value]) -> Ran:
        for statement, rows in sent:
            for row in rows:
                self._conn.execute(statement, row)
        cursor = self._conn.execute(sql, values)
        return cursor.fetchall(), cursor.rowcount


class SqliteDriver:
    """A connection with its thread."""

    engine: Engine = "sqlite"

    def __init__(self, raw: SqliteConnection, *, query_only: bool) -> None:
        self.raw = raw
        self._query_only = query_only
        self._sent: list[Sent] = []

    async def fetch(self, sql: str, values: Sequence[Value]) -> Rows:
        """Run what was sent and this statement; return its rows."""
        return (await self._run(sql, values))[0]

    async def fetch_within(self, seconds: float, sql: str, values: Sequence[Value]) -> Rows:
        """Run a question and return its rows; raise `OverrunError` if it takes longer."""
        if self._sent:
            await self.fetch("SELECT 1", ())
        try:
            return await self.raw.run_within(seconds, sql, values)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_INTERRUPT:
                raise failures.OverrunError from error
            failures.raise_sqlite(error, query_only=self._query_only)

    def send(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run a statement for each row of values, with the next one that is waited for."""
        self._sent.append((sql, rows))

    def forget(self) -> None:
        """Drop what was sent and not run."""
        self._sent.clear()

    async def execute(self, sql: str, values: Sequence[Value]) -> int:
        """Run what was sent and this change; return how many rows it touched."""
        return (await self._run(sql, values))[1]

    async def _run(self, sql: str, values: Sequence[Value]) -> Ran:
        sent, self._sent = self._sent, []
        try:
            return await self.raw.run_all(sent, sql, values)
        except sqlite3.Error as error:
            failures.raise_sqlite(error, query_only=self._query_only)


class PostgresDriver:
    """A connection that is made at first use, and again after the server was away."""

    engine: Engine = "postgresql"

    def __init__(self, connect: Callable[[], Awaitable[Raw]]) -> None:
        self._connect = connect
        self._raw: Raw | None = None
        self._sent: list[Sent] = []
        self._closed = False
        self.in_transaction = False

    async def fetch(self, sql: str, values: Sequence[Value]) -> Rows:
        """Run what was sent and this statement; return its rows."""
        await self._run_sent()
        return [tuple(row) for row in await self._do(lambda raw: raw.fetch(sql, *values))]

    async def fetch_within(self, seconds: float, sql: str, values: Sequence[Value]) -> Rows:
        """Run a question and return its rows; raise `OverrunError` if it takes longer."""
        await self._run_sent()

        async def limited(raw: Raw) -> Rows:
            try:
                found = await raw.fetch(sql, *values, timeout=seconds)
            except TimeoutError as error:
                raise failures.OverrunError from error
            return [tuple(row) for row in found]

        return await self._do(limited)

    async def execute(self, sql: str, values: Sequence[Value]) -> int:
        """Run what was sent and this change; the answer ends with a count, as in `INSERT 0 1`."""
        await self._run_sent()
        answer = await self._do(lambda raw: raw.execute(sql, *values))
        return int(answer.rpartition(" ")[2])

    def send(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run a statement for each row of values, with the next one that is waited for."""
        self._sent.append((sql, rows))

    def forget(self) -> None:
        """Drop what was sent and not run."""
        self._sent.clear()

    async def command(self, sql: str) -> str:
        """Run what was sent and a statement without values; return what the server says."""
        await self._run_sent()
        return await self._do(lambda raw: raw.execute(sql))

    async def _run_sent(self) -> None:
        sent, self._sent = self._sent, []
        for sql, rows in sent:
            await self._do(partial(_execute_all, sql=sql, rows=rows))

    async def close(self) -> None:
        """Close the connection, politely for two seconds; it is not made again."""
        self._closed = True
        if self._raw is not None:
            try:
                await self._raw.close(timeout=2)
            except failures.OF_POSTGRES:
                self.abandon()

    def abandon(self) -> None:
        """Cut the connection at once; the server rolls back what was open on it."""
        if self._raw is not None:
            self._raw.terminate()

    async def _do(self, work: Callable[[Raw], Awaitable[T]]) -> T:
        """Do it; where the connection turns out to be lost, once more on a new one.

        A restart of the server is noticed by the first use of each connection. Inside a
        transaction nothing is repeated: its beginning is lost as well.
        """
        try:
            try:
                return await work(await self._ready())
            except failures.OF_POSTGRES as error:
                if isinstance(error, asyncpg.InternalClientError):
                    self.abandon()  # the server's farewell came while the statement went out
                if self.in_transaction or self._raw is None or not self._raw.is_closed():
                    raise
                return await work(await self._ready())
        except failures.OF_POSTGRES as error:
            failures.raise_postgres(error)

    async def _ready(self) -> Raw:
        if self._closed:
            raise asyncpg.InterfaceError("the store is closed")
        if self._raw is None or (self._raw.is_closed() and not self.in_transaction):
            self._raw = None
            connecting = asyncio.ensure_future(self._connect())
            try:
                self._raw = await asyncio.shield(connecting)
            except asyncio.CancelledError:
                # Cut off halfway, asyncpg leaves a connection that nobody can close.
                with contextlib.suppress(*failures.OF_POSTGRES):
                    self._raw = await connecting
                raise
        return self._raw


async def _execute_all(raw: Raw, sql: str, rows: Sequence[Sequence[Value]]) -> None:
    if len(rows) == 1:
        await raw.execute(sql, *rows[0])
    else:
        await raw.executemany(sql, rows)
