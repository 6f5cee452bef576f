"""Files and folders of the data: rights, what is left over, backups."""

import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from reviewbot.doctor.findings import Finding, error, warning
from reviewbot.errors import CannotStart
from reviewbot.settings import Settings
from reviewbot.store import archives, rotation
from reviewbot.store.address import Address
from reviewbot.store.verifying import verify

_GRACE: Final = 6 * 3_600
"""Seconds that a backup may be late; the bot may have been off for a while."""


def looked_at(address: Address, settings: Settings, *, running: bool) -> Iterator[Finding]:
    """Look at the files of the database and the folders that are written to."""
    folders = [settings.backup_folder] if settings.backup_every_hours else []
    if address.path:
        folders.append(address.path.parent)
        yield from _database_files(address.path, running=running)
    elif missing := archives.missing_programs():
        yield warning(
            "postgres_programs",
            f"{', '.join(missing)} not installed, so there are no backups.",
            "install PostgreSQL's client package (postgresql-client)",
        )
    for folder in folders:
        yield from _folder(folder)


def _folder(folder: Path) -> Iterator[Finding]:
    """Try to write: what rights say is not what network folders and containers do."""
    there = folder
    while not there.exists():
        there = there.absolute().parent
    try:
        with tempfile.TemporaryFile(dir=there):
            return
    except OSError as problem:
        yield error(
            "folder_rights",
            f"The folder {folder} cannot be written to ({problem.strerror}).",
            f"give it to the user that runs the bot: chown -R USER {there}, or choose another",
        )


def _database_files(path: Path, *, running: bool) -> Iterator[Finding]:
    if path.is_file():
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            says = f"Other users of this machine can read {path}: private texts are in it."
            yield warning("database_readable", says, f"chmod 600 {path}")
    else:
        yield from _left_alone(path)
    if running:
        return
    left = [
        *path.parent.glob(f"{path.name}*.unfinished"),
        *path.parent.glob(f"{path.name}.restoring"),
    ]
    for one in left:
        yield warning("unfinished", f"{one} is left of something cut short.", f"rm {one}")


def _left_alone(path: Path) -> Iterator[Finding]:
    side = [path.with_name(path.name + s) for s in ("-wal", "-journal")]
    if found := [one for one in side if one.exists()]:
        yield error(
            "stale_wal",
            f"{found[0]} is there without its database {path}.",
            "put the database back beside it, or restore a backup with `reviewbot db restore`; "
            "do not start the bot before",
        )
    else:
        yield warning(
            "database_missing", f"There is no database at {path} yet.", "run `reviewbot db upgrade`"
        )


async def backups(settings: Settings, now: float) -> list[Finding]:
    """Look at the newest backup as if it were needed now."""
    if not settings.backup_every_hours:
        return []
    copies = rotation.list_copies(settings.backup_folder)
    if not copies:
        return [
            warning(
                "backups_missing",
                f"There is no backup in {settings.backup_folder} yet.",
                "run `reviewbot db backup`; the running bot makes them by itself",
            )
        ]
    newest, found = copies[-1], list[Finding]()
    if now - newest.made_at > settings.backup_every_hours * 3_600 * 2 + _GRACE:
        when = rotation.stamped(newest.made_at)
        says = f"The newest backup is of {when}."
        found.append(warning("backups_old", says, "run `reviewbot db backup` and read the log"))
    try:
        await verify(newest.path)
    except CannotStart as refusal:
        says = refusal.sentence.splitlines()[0]
        found.append(error("backup_broken", says, "make a new one: `reviewbot db backup`"))
    return found
