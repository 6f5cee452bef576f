"""Opens a SQLite database for reading only, also one that a killed program left half-done."""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any


def reading(path: Path, **named: Any) -> sqlite3.Connection:  # noqa: ANN401 - what sqlite3.connect takes
    """Open the database at `path` for reading only; close it yourself.

    A journal beside it may hold what a killed program had begun to change. Who only reads may
    not put that back, and SQLite would speak of a read-only database (its documentation, "File
    Locking And Concurrency", section 4.1); so that is done first. Raises `sqlite3.Error`.
    """
    if path.with_name(f"{path.name}-journal").exists():
        with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=2)) as other:
            other.execute("SELECT 1 FROM sqlite_schema").fetchone()
    conn: sqlite3.Connection
    conn = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, **named)
    return conn
