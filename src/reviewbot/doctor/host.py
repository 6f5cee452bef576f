"""The machine: Python, packages, room, file systems, the clock."""

import re
import shutil
import socket
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final

from reviewbot.doctor.findings import Finding, error, note, warning

LOW_BYTES: Final = 500_000_000
LEAST_BYTES: Final = 100_000_000
_NETWORK: Final = {"nfs", "nfs4", "cifs", "smb3", "9p", "virtiofs", "fuse.sshfs", "vboxsf"}
_PIN: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
_NEEDED: Final = ("discord-py", "aiohttp", "aiosqlite", "asyncpg", "sqlalchemy", "alembic")


def _free(folder: Path) -> int:
    while not folder.exists():
        folder = folder.absolute().parent
    return shutil.disk_usage(folder).free


@dataclass(frozen=True, slots=True)
class Host:
    """The machine as the doctor sees it; what cannot be broken on purpose can be given."""

    python: tuple[int, int] = sys.version_info[:2]
    sqlite: tuple[int, int, int] = sqlite3.sqlite_version_info
    now: Callable[[], float] = time.time
    free: Callable[[Path], int] = _free
    mounts: Path = Path("/proc/self/mounts")
    lock: Path = Path("requirements.txt")


def looked_at(host: Host, folder: Path, health_port: int, *, running: bool) -> Iterator[Finding]:
    """Look at the machine and the folder of the data."""
    if host.python < (3, 11):
        told = ".".join(map(str, host.python))
        yield error("python", f"This is Python {told}.", "install Python 3.11 or newer")
    yield from _packages(host)
    yield from _sqlite(host)
    yield from _room(host, folder)
    yield from _file_system(host, folder)
    if health_port and not running:
        yield from _port(health_port)


def _packages(host: Host) -> Iterator[Finding]:
    pins: dict[str, str] = {}
    with suppress(OSError, UnicodeDecodeError):
        pins = dict(_PIN.findall(host.lock.read_text(encoding="utf-8")))
    for name in sorted({*_NEEDED, *pins}):
        try:
            installed = metadata.version(name)
        except metadata.PackageNotFoundError:
            if name in _NEEDED:
                yield error("package_missing", f"{name} is not installed.", _INSTALL)
            continue
        if name in pins and installed != pins[name]:
            says = f"{name} is {installed}, and {host.lock} says {pins[name]}."
            yield warning("package_version", says, _INSTALL)


_INSTALL: Final = "install the locked packages again: pip install -r requirements.txt"


def _sqlite(host: Host) -> Iterator[Finding]:
    if host.sqlite < (3, 35, 0):
        told = ".".join(map(str, host.sqlite))
        yield error(
            "sqlite_version", f"SQLite is {told}.", "use a Python with SQLite 3.35 or newer"
        )
    elif host.sqlite < (3, 51, 3) and host.sqlite not in {(3, 44, 6), (3, 50, 7)}:
        told = ".".join(map(str, host.sqlite))
        yield note(
            "sqlite_wal",
            f"SQLite {told} has a rare fault with several writers (WAL reset, fixed in 3.51.3); "
            "the bot has one writer and is not touched by it.",
        )


def _room(host: Host, folder: Path) -> Iterator[Finding]:
    free = host.free(folder)
    told = f"{free // 1_000_000:,} MB are free where the data lies ({folder})."
    if free < LEAST_BYTES:
        yield error("disk_full", told, "make room now; the bot soon cannot save anything")
    elif free < LOW_BYTES:
        yield warning("disk_low", told, "make room; 500 MB should be free")


def _file_system(host: Host, folder: Path) -> Iterator[Finding]:
    try:
        mounts = [line.split() for line in host.mounts.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError):
        return
    above = {str(folder.absolute()), *(str(parent) for parent in folder.absolute().parents)}
    here = max((m for m in mounts if len(m) > 2 and m[1] in above), key=_depth, default=None)
    if here is not None and here[2] in _NETWORK:
        yield warning(
            "network_folder",
            f"The data lies on a network or shared file system ({here[2]}), where SQLite's locks "
            "do not hold.",
            "keep the data on a disk of this machine, or use PostgreSQL",
        )


def _depth(mount: list[str]) -> int:
    return len(mount[1])


def _port(port: int) -> Iterator[Finding]:
    with socket.socket() as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind(("127.0.0.1", port))
        except OSError:
            yield warning(
                "health_port",
                f"Another program has the port {port} that health_port names.",
                "choose another port in the setting health_port, or 0 for none",
            )
