"""A healthy installation in a folder of its own, to be broken by tests."""

import os
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from reviewbot.doctor.findings import Finding
from reviewbot.doctor.host import Host
from reviewbot.doctor.visit import visit
from reviewbot.store import rotation
from reviewbot.store.copying import backup
from reviewbot.store.engine import open_database
from tests.store.samples import a_review, a_work, stored

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAwMA.Gabcde.abcdefghijklmnopqrstuvwxyz0123456789AB"  # noqa: S105 - nobody's


@dataclass
class Install:
    """A folder in which `reviewbot` is started; `host` is the machine it is on."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    host: Host = field(default_factory=Host)
    online: bool = False

    @property
    def database(self) -> Path:
        return self.folder / "data" / "reviewbot.db"

    @property
    def copies(self) -> Path:
        return self.folder / "data" / "backups"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.database}"

    def set(self, name: str, value: str) -> None:
        self.monkeypatch.setenv(f"REVIEWBOT_{name.upper()}", value)

    def config(self, text: str) -> None:
        (self.folder / "config").mkdir(exist_ok=True)
        (self.folder / "config" / "reviewbot.toml").write_text(text, "utf-8")

    def sql(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.database)) as conn, conn:
            for statement in statements:
                conn.execute(statement)

    def on(self, **host: object) -> None:
        self.host = replace(self.host, **host)  # type: ignore[arg-type] # the words of Host

    async def visit(self) -> list[Finding]:
        return await visit(self.host, ask_discord=self.online)


async def healthy(folder: Path, template: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Make an installation with a review, a backup, a token, and nothing wrong."""
    for name in [n for n in os.environ if n.startswith("REVIEWBOT_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(folder)
    install = Install(folder, monkeypatch)
    install.database.parent.mkdir()
    shutil.copyfile(template, install.database)
    install.database.chmod(0o600)
    async with open_database(install.url) as db, db.write() as conn:
        await stored(conn, a_review(a_work()))
    await backup(install.url, rotation.next_name(install.url, install.copies, int(time.time())))
    (folder / ".env").write_text(f"REVIEWBOT_TOKEN={TOKEN}\n", "utf-8")
    (folder / ".env").chmod(0o600)
    (folder / "mounts").write_text("/dev/disk / ext4 rw 0 0\n", "utf-8")
    install.on(mounts=folder / "mounts", free=lambda _: 10**10, sqlite=(3, 51, 3))
    return install
