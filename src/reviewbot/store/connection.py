"""Statements that are built once, and the thin typed connection that runs them.

SQLAlchemy writes the SQL, the driver runs it: its own asyncio engine costs eight times the
driver's time per read, the compilation once per engine costs nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Final, Generic, Literal, Protocol, TypeVar, TypeVarTuple, cast

from sqlalchemy import ClauseElement, Dialect, Executable
from sqlalchemy import Connection as SyncConnection
from sqlalchemy.dialects.postgresql import asyncpg, insert
from sqlalchemy.dialects.sqlite import pysqlite
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.selectable import TypedReturnsRows

from reviewbot.store.failures import REFUSED, WriteRefusedError

__all__ = ["Change", "Connection", "Driver", "Engine", "Query", "Value", "engine_of", "insert"]
# `insert` is PostgreSQL's: its ON CONFLICT and RETURNING are SQLite's as well.

Ts = TypeVarTuple("Ts")
T = TypeVar("T")
Value = int | str | Sequence[str] | None
Engine = Literal["sqlite", "postgresql"]
_Prepared = tuple[str, Callable[[Mapping[str, Value]], Sequence[Value]]]

_DIALECTS: Final[Mapping[Engine, Dialect]] = {
    "sqlite": pysqlite.dialect(paramstyle="qmark"),
    "postgresql": cast("type[Dialect]", asyncpg.dialect)(),  # its own constructor has no types
}


def engine_of(conn: SyncConnection) -> Engine:
    """Return the engine that a migration runs on."""
    return "sqlite" if conn.dialect.name == "sqlite" else "postgresql"


class Driver(Protocol):
    """One driver's connection: SQL with positional values in, plain rows out."""

    engine: Engine

    async def fetch(self, sql: str, values: Sequence[Value]) -> Sequence[tuple[Any, ...]]:
        """Run a statement and return its rows."""

    async def fetch_within(
        self, seconds: float, sql: str, values: Sequence[Value]
    ) -> Sequence[tuple[Any, ...]]:
        """Run a question and return its rows; raise `OverrunError` if it takes longer."""

    async def execute(self, sql: str, values: Sequence[Value]) -> int:
        """Run a statement and return how many rows it changed."""

    def send(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run a statement for each row of values, with the next statement that is waited for."""


class Change:
    """A statement that returns no rows; see `Query`."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._prepared: dict[Engine, _Prepared] = {}

    def prepared(self, engine: Engine) -> _Prepared:
        """Return the SQL and what puts named values in its order; compiled at first use."""
        found = self._prepared.get(engine)
        if found is None:
            found = self._prepared[engine] = _compiled(self._statement, _DIALECTS[engine])
        return found


class Query(Change, Generic[*Ts]):
    """A statement that returns rows of the types `Ts`; build it once, at import."""

    def __init__(self, statement: TypedReturnsRows[*Ts]) -> None:
        super().__init__(statement)


class Connection:
    """Runs statements. Inside `Database.write()` they are one transaction.

    Values are given by the names of the statement's parameters. Raises `Unavailable` where
    the database does not answer in time or has no room, `Conflict` where a row of that key is
    already there, `NotFound` where the row referred to is not.
    """

    def __init__(self, driver: Driver, *, query_only: bool) -> None:
        self._driver = driver
        self._query_only = query_only
        self.engine: Final = driver.engine

    async def all(self, query: Query[*Ts], /, **values: Value) -> Sequence[tuple[*Ts]]:
        """Return every row."""
        sql, order = query.prepared(self.engine)
        return await self._driver.fetch(sql, order(values))

    async def within(
        self, seconds: float, query: Query[*Ts], /, **values: Value
    ) -> Sequence[tuple[*Ts]]:
        """Return every row; raise `OverrunError` if that takes longer.

        SQLite counts the seconds that its thread works, PostgreSQL those that pass.
        """
        sql, order = query.prepared(self.engine)
        return await self._driver.fetch_within(seconds, sql, order(values))

    async def one(self, query: Query[*Ts], /, **values: Value) -> tuple[*Ts] | None:
        """Return the first row, or `None`."""
        sql, order = query.prepared(self.engine)
        rows = await self._driver.fetch(sql, order(values))
        return rows[0] if rows else None

    async def scalar(self, query: Query[T], /, **values: Value) -> T | None:
        """Return the one column of the first row, or `None` where there is no row."""
        rows = await self.all(query, **values)
        return rows[0][0] if rows else None

    async def run(self, change: Change, /, **values: Value) -> int:
        """Run a change and return how many rows it touched."""
        sql, order = change.prepared(self.engine)
        return await self._driver.execute(sql, order(values))

    def send(self, change: Change, /, **values: Value) -> None:
        """Run a change that nobody waits for: it goes with the next statement or the commit.

        Where it fails, that statement or the end of `Database.write()` raises.
        """
        self.send_many(change, (values,))

    def send_many(self, change: Change, rows: Iterable[Mapping[str, Value]]) -> None:
        """Run a change once for each row of values; see `send`."""
        if self._query_only:
            raise WriteRefusedError(REFUSED)
        sql, order = change.prepared(self.engine)
        self._driver.send(sql, [order(row) for row in rows])


def _compiled(statement: Executable, dialect: Dialect) -> _Prepared:
    compiled = cast("SQLCompiler", cast("ClauseElement", statement).compile(dialect=dialect))
    names = list(compiled.positiontup or ())
    fixed = {name: bind.value for name, bind in compiled.binds.items() if not bind.required}
    return compiled.string, _ordering(names, fixed)


def _ordering(
    names: list[str], fixed: Mapping[str, Value]
) -> Callable[[Mapping[str, Value]], Sequence[Value]]:
    """Return what lines up the caller's values and those that stand in the statement."""
    if not names:
        return lambda _: ()
    if len(names) == 1:
        return lambda values: ({**fixed, **values}[names[0]],)
    pick = itemgetter(*names)
    if fixed:
        return lambda values: pick({**fixed, **values})
    return pick
