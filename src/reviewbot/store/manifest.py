"""What is known of a backup: written beside it, and held against it before it is trusted."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final, Self

from reviewbot.errors import CannotStart
from reviewbot.store.connection import Engine

SUFFIX: Final = ".manifest.json"
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """A backup in figures; `rows` counts each table, `made_at` is in Unix seconds.

    `schema` is the migration that the database was at, `version` the program that copied it,
    `sha256` and `size` (bytes) are those of the file. `pictures` has the SHA-256 of each picture
    that belongs to it, by id; see `picture_copies`.
    """

    engine: Engine
    version: str
    schema: str
    made_at: int
    size: int
    sha256: str
    rows: Mapping[str, int]
    pictures: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, backup: Path) -> Self | None:
        """Return the manifest beside a backup, `None` if there is none.

        Raises `CannotStart` for one that cannot be read.
        """
        path = beside(backup)
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError) as error:
            raise CannotStart(
                f"The manifest {path} cannot be read ({type(error).__name__}).\n"
                "Next: choose another backup, or move the manifest away to trust the file alone."
            ) from error

    def write(self, backup: Path) -> None:
        """Write the manifest beside a backup, onto the disk, readable by its owner alone."""
        path = beside(backup)
        unfinished = path.with_name(f"{path.name}.unfinished")
        unfinished.touch(mode=0o600)
        unfinished.write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")
        onto_the_disk(unfinished)
        unfinished.replace(path)
        onto_the_disk(path.parent)

    def differences(self, schema: str, rows: Mapping[str, int]) -> list[str]:
        """Say where a database is not what the manifest tells, one sentence each."""
        if schema != self.schema:
            return [f"its schema is {schema}, and the manifest says {self.schema}"]
        names = sorted({*rows, *self.rows})
        return [
            f"the table {name} has {rows.get(name, 0):,} rows, and the manifest says "
            f"{self.rows.get(name, 0):,}"
            for name in names
            if rows.get(name, 0) != self.rows.get(name, 0)
        ]


def beside(backup: Path) -> Path:
    """Return where the manifest of a backup is."""
    return backup.with_name(backup.name + SUFFIX)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def onto_the_disk(path: Path) -> None:
    """Wait until a file or a folder's list of names is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
