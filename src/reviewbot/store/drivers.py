"""One connection of each driver, as `Connection` wants it: SQL and values in, tuples out."""

import contextlib
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias, TypeVar

import aiosqlite
import asyncpg

from reviewbot.store import failures
from reviewbot.store.connection import Engine, Value

T = TypeVar("T")
Raw: TypeAlias = "asyncpg.Connection[asyncpg.Record]"


class SqliteDriver:
    """A connection with its thread."""

    engine: Engine = "sqlite"

    def __init__(self, raw: aiosqlite.Connection, *, query_only: bool) -> None:
        self.raw = raw
        self._query_only = query_only

    async def fetch(self, sql: str, values: Sequence[Value]) -> Sequence[tuple[Any, ...]]:
        """Run a statement in one visit to the thread."""
        try:
            return await self.raw.execute_fetchall(sql, values)  # type: ignore[return-value] # without a row factory this is a list of tuples
        except sqlite3.Error as error:
            failures.raise_sqlite(error, query_only=self._query_only)

    async def execute(self, sql: str, values: Sequence[Value]) -> int:
        """Run a change; nobody else uses a writing connection meanwhile, so its count is ours."""
        before = self.raw.total_changes
        await self.fetch(sql, values)
        return self.raw.total_changes - before

    async def execute_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run a change for each row, in one visit to the thread."""
        try:
            await self.raw.executemany(sql, rows)
        except sqlite3.Error as error:
            failures.raise_sqlite(error, query_only=self._query_only)


class PostgresDriver:
    """A connection that is made at first use, and again after the server was away."""

    engine: Engine = "postgresql"

    def __init__(self, connect: Callable[[], Awaitable[Raw]]) -> None:
        self._connect = connect
        self._raw: Raw | None = None
        self.in_transaction = False

    async def fetch(self, sql: str, values: Sequence[Value]) -> Sequence[tuple[Any, ...]]:
        """Run a statement and return its rows."""
        return [tuple(row) for row in await self._do(lambda raw: raw.fetch(sql, *values))]

    async def execute(self, sql: str, values: Sequence[Value]) -> int:
        """Run a change; the server's answer ends with the count, as in `INSERT 0 1`."""
        answer = await self._do(lambda raw: raw.execute(sql, *values))
        return int(answer.rpartition(" ")[2])

    async def execute_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run a change for each row, in one batch."""
        await self._do(lambda raw: raw.executemany(sql, rows))

    async def command(self, sql: str) -> str:
        """Run a statement without values, such as COMMIT, and return what the server says."""
        return await self._do(lambda raw: raw.execute(sql))

    async def close(self) -> None:
        """Close the connection, politely for two seconds."""
        if self._raw is not None:
            with contextlib.suppress(*failures.OF_POSTGRES):
                await self._raw.close(timeout=2)

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
        if self._raw is None or (self._raw.is_closed() and not self.in_transaction):
            self._raw = None
            self._raw = await self._connect()
        return self._raw
