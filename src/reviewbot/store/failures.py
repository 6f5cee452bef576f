"""What the drivers' errors mean for whoever asked."""

import sqlite3
from typing import Final, NoReturn

import asyncpg

from reviewbot.errors import Conflict, NotFound, Unavailable

FULL: Final = "The disk of the bot's host is full, so nothing was saved. Please try again later."
BUSY: Final = "The database was busy for too long, so nothing was saved. Please try again."
BROKEN: Final = "The database does not answer properly, so nothing was saved. Try again later."
GONE: Final = "That is not here any more."
REFUSED: Final = "Database.read() refuses changes."
TAKEN: Final = "That has been done already."

_SQLITE: Final = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_INTERRUPT: BUSY,
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR: BROKEN,
    sqlite3.SQLITE_CANTOPEN: BROKEN,
    sqlite3.SQLITE_CORRUPT: BROKEN,
    sqlite3.SQLITE_NOTADB: BROKEN,
    sqlite3.SQLITE_READONLY: BROKEN,
}
_KEYS: Final = {
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
    sqlite3.SQLITE_CONSTRAINT_ROWID,
}
_POSTGRES: Final[tuple[tuple[type[Exception], str], ...]] = (
    (asyncpg.DiskFullError, FULL),
    (asyncpg.LockNotAvailableError, BUSY),
    (asyncpg.DeadlockDetectedError, BUSY),
    (asyncpg.SerializationError, BUSY),
    (asyncpg.QueryCanceledError, BUSY),
    (asyncpg.TooManyConnectionsError, BUSY),
    (asyncpg.PostgresConnectionError, BROKEN),
    (asyncpg.OperatorInterventionError, BROKEN),
    (asyncpg.InterfaceError, BROKEN),
    (asyncpg.InternalClientError, BROKEN),
    (OSError, BROKEN),
)


OF_POSTGRES: Final = (
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
)
"""Everything that asyncpg raises."""


class WriteRefusedError(RuntimeError):
    """A change was sent over a connection that only asks: a mistake in the program."""


class OverrunError(Unavailable):
    """A statement ran longer than it was allowed to."""

    def __init__(self) -> None:
        super().__init__(BUSY)


def first_line(error: BaseException) -> str:
    """Return what an error says, for a refusal that has room for a line of it."""
    return (str(error) or type(error).__name__).splitlines()[0]


def raise_sqlite(error: sqlite3.Error, *, query_only: bool) -> NoReturn:
    """Raise what an error of SQLite means; the error itself where it means a mistake."""
    code = getattr(error, "sqlite_errorcode", 0)
    if query_only and code & 0xFF == sqlite3.SQLITE_READONLY:
        raise WriteRefusedError(REFUSED) from error
    if code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
        raise NotFound(GONE) from error
    if code in _KEYS:
        raise Conflict(TAKEN) from error
    if sentence := _SQLITE.get(code & 0xFF):
        raise Unavailable(sentence) from error
    raise error


def raise_postgres(error: Exception) -> NoReturn:
    """Raise what an error of asyncpg means; the error itself where it means a mistake."""
    if isinstance(error, asyncpg.ReadOnlySQLTransactionError):
        raise WriteRefusedError(REFUSED) from error
    if isinstance(error, asyncpg.ForeignKeyViolationError):
        raise NotFound(GONE) from error
    if isinstance(error, asyncpg.UniqueViolationError):
        raise Conflict(TAKEN) from error
    for kind, sentence in _POSTGRES:
        if isinstance(error, kind):
            raise Unavailable(sentence) from error
    raise error
