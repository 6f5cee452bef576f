"""R31: an upgrade that is killed at any statement, from every earlier schema, loses nothing."""

import asyncio
import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from reviewbot.store.migrating import check, upgrade
from reviewbot.store.restoring import restore
from reviewbot.store.verifying import verify
from tests.databases import Server
from tests.store.earlier import EARLIER, contents, make

KILLS: Final = int(os.environ.get("REVIEWBOT_KILLED_UPGRADES", "3"))
"""Kills for each earlier schema and engine; 0 kills at every statement."""
ROOT: Final = Path(__file__).parents[2]


class Killer:
    """The program that upgrades and is killed, see `interrupted`."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    async def upgrade(self, url: str, point: int) -> str:
        return await asyncio.to_thread(self._ask, f"{url} {point}\n")

    def _ask(self, line: str) -> str:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(line)
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


@pytest.fixture(scope="module")
def killer() -> Iterator[Killer]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.interrupted"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Killer(process)
        assert process.stdin
        process.stdin.close()


@dataclass
class Place:
    """Makes databases that are copies of one of an earlier version."""

    url: str
    folder: Path
    server: Server | None

    @contextlib.contextmanager
    def copied(self, name: str) -> Iterator[str]:
        if self.server:
            with self.server.database(_name(self.url)) as url:
                yield url
            return
        (self.folder / name).mkdir()
        copy = self.folder / name / "reviewbot.db"
        shutil.copyfile(self.folder / "earlier.db", copy)
        yield f"sqlite:///{copy}"


def _name(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    if request.param == "sqlite":
        yield Place(f"sqlite:///{tmp_path / 'earlier.db'}", tmp_path, None)
        return
    server: Server = request.getfixturevalue("postgres_server")
    with server.database() as url:
        yield Place(url, tmp_path, server)


@pytest.mark.slow
@pytest.mark.timeout(90 if KILLS else 900)
@pytest.mark.parametrize("revision", EARLIER)
async def test_an_upgrade_killed_at_a_statement_is_completed_by_the_next_start(
    killer: Killer, place: Place, revision: str
) -> None:
    await make(place.url, revision)
    before = await contents(place.url)
    with place.copied("whole") as url:
        count = int(await killer.upgrade(url, 0))
        whole = await contents(url)
    assert set(whole) >= set(before)
    points = range(1, count + 1, max(1, count // KILLS) if KILLS else 1)
    for point in points:
        with place.copied(str(point)) as url:
            assert await killer.upgrade(url, point) == "killed"
            assert _said(await contents(url)) in (_said(before), _said(whole)), point
            await upgrade(url)
            assert await contents(url) == whole, point
            assert await check(url) == []


def _said(tables: dict[str, str]) -> dict[str, str]:
    """All but `state`, which also tells how far the search index is."""
    return {name: told for name, told in tables.items() if name != "state"}


@pytest.mark.parametrize("revision", EARLIER[::3])
async def test_the_copy_before_an_upgrade_is_the_way_back(tmp_path: Path, revision: str) -> None:
    """U10: upgrade, regret it, restore the copy, and upgrade again."""
    url = f"sqlite:///{tmp_path / 'reviewbot.db'}"
    await make(url, revision)
    before = await contents(url)
    done = await upgrade(url)
    after = await contents(url)
    assert done.copy
    assert (await verify(done.copy)).schema == revision
    await restore(url, done.copy)
    assert await contents(url) == before
    assert revision in (await check(url))[0]
    await upgrade(url)
    assert await contents(url) == after
