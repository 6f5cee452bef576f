"""Which copies of the database are kept: names that sort by time, and a rule for how many."""

import calendar
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from reviewbot.store.address import Address
from reviewbot.store.manifest import Manifest, beside

_PREFIX: Final = "reviewbot-"
_SHAPE: Final = "%Y%m%dT%H%M%SZ"
_DAY: Final = 86_400
_WEEK: Final = 7 * _DAY
MIGRATION_COPIES: Final = 3
"""Copies made before a change of the schema that are kept: the way back over three versions."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup in the folder, and when it was made (Unix seconds), as its name says."""

    path: Path
    made_at: int


def next_name(url: str, folder: Path, now: int) -> Path:
    """Return the name of a backup that is made now."""
    suffix = ".db" if Address.parse(url).path else ".dump"
    return folder / f"{_PREFIX}{time.strftime(_SHAPE, time.gmtime(now))}{suffix}"


def stamped(moment: int) -> str:
    """Return a moment as a person reads it."""
    return time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(moment))


def list_copies(folder: Path) -> list[Copy]:
    """Return the backups in a folder, the oldest first; other files are none of ours."""
    found = [Copy(path, at) for path in _files(folder) if (at := _made_at(path)) is not None]
    return sorted(found, key=lambda copy: copy.made_at)


def kept(copies: Iterable[Copy], daily: int, weekly: int) -> set[Path]:
    """Return which to keep: the newest, and the newest of each of the last days and weeks.

    Days and weeks without a copy do not count, so a long pause throws nothing away.
    """
    newest_first = sorted(copies, key=lambda copy: copy.made_at, reverse=True)
    keep = {copy.path for copy in newest_first[:1]}
    for length, most in ((_DAY, daily), (_WEEK, weekly)):
        newest_of: dict[int, Path] = {}
        for copy in newest_first:
            newest_of.setdefault(copy.made_at // length, copy.path)
        keep |= set(list(newest_of.values())[:most])
    return keep


def prune(folder: Path, daily: int, weekly: int, *, good: Path) -> list[Path]:
    """Remove what the rule does not keep, and what was never finished; return what is gone.

    `good` is a copy that was verified just now: nothing is removed unless it is there, and it
    itself never is.
    """
    if not good.exists():
        return []
    copies = list_copies(folder)
    keep = kept(copies, daily, weekly) | {good}
    gone = [copy.path for copy in copies if copy.path not in keep]
    for path in (*gone, *_unfinished(folder)):
        _remove(path)
    return gone


def prune_migration_copies(database: Path) -> list[Path]:
    """Remove all but the newest of the copies that were made before changes of the schema."""
    found = [
        path
        for path in database.parent.glob(f"{database.name}.before-0*")
        if path.is_file() and not path.name.endswith((".json", ".unfinished"))
    ]
    gone = sorted(found, key=lambda path: path.name)[:-MIGRATION_COPIES]
    for path in gone:
        _remove(path)
    return gone


def newest(folder: Path) -> tuple[Copy, Manifest | None] | None:
    """Return the newest backup with its manifest, `None` where there is no backup."""
    copies = list_copies(folder)
    return (copies[-1], Manifest.read(copies[-1].path)) if copies else None


def _files(folder: Path) -> Iterator[Path]:
    with suppress(FileNotFoundError, NotADirectoryError):
        yield from folder.glob(f"{_PREFIX}*")


def _unfinished(folder: Path) -> list[Path]:
    return [path for path in _files(folder) if path.name.endswith(".unfinished")]


def _made_at(path: Path) -> int | None:
    if path.suffix not in {".db", ".dump"}:
        return None
    with suppress(ValueError):
        return calendar.timegm(time.strptime(path.stem.removeprefix(_PREFIX), _SHAPE))
    return None


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    beside(path).unlink(missing_ok=True)
