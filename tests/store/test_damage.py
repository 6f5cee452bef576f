"""R21: a spoilt database file is told or harmless, and never becomes a new, empty one."""

import contextlib
import os
import random
import shutil
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from sqlalchemy.exc import SQLAlchemyError

from reviewbot.errors import CannotStart
from reviewbot.store.engine import open_database
from reviewbot.store.migrating import check, upgrade
from tests.store.earlier import contents
from tests.store.samples import a_review, a_work, stored
from tests.store.test_migrating import file_of

SEEDS: Final = int(os.environ.get("REVIEWBOT_DAMAGES", "36"))
KINDS: Final = ("header", "page", "truncated", "swapped", "bytes", "empty")
PAGE: Final = 4096


@pytest.mark.slow
@pytest.mark.timeout(60 + SEEDS)
async def test_damage_is_told_or_harmless(sqlite_url: str, tmp_path: Path) -> None:
    whole = file_of(sqlite_url)
    async with open_database(sqlite_url) as db:
        for number in range(25):
            async with db.write() as conn:
                await stored(conn, a_review(a_work(f"Work {number}"), "Words. " * 200))
    before = await contents(sqlite_url)
    found: Counter[str] = Counter()
    for seed in range(SEEDS):
        kind = KINDS[seed % len(KINDS)]
        (tmp_path / str(seed)).mkdir()
        spoilt = tmp_path / str(seed) / "spoilt.db"
        shutil.copyfile(whole, spoilt)
        _spoil(spoilt, kind, random.Random(seed))  # noqa: S311 - to be replayed, not to be secret
        outcome = await _outcome(f"sqlite:///{spoilt}", before)
        found[f"{kind}: {outcome}"] += 1
        shutil.rmtree(spoilt.parent)
    print(dict(found))  # noqa: T201 - the figures of the table
    assert not [told for told in found if "SILENT" in told], found


async def _outcome(url: str, before: dict[str, str]) -> str:
    """Say what a start and a look make of the file."""
    size = file_of(url).stat().st_size
    if refusal := await _refusal(url):
        assert refusal.exit_code == CannotStart.CONFIGURATION
        assert refusal.sentence.count("\n") < 6
        assert file_of(url).stat().st_size == size
        return "refused"
    if await check(url):
        return "told by the check"
    try:
        after = await contents(url)
    except SQLAlchemyError:
        return "told when it is read"
    if after == before:
        return "harmless"
    # SQLite has no checksums: bytes within a row may change and nobody can tell.
    return "a row differs" if _counts(after) == _counts(before) else "SILENT"


async def _refusal(url: str) -> CannotStart | None:
    try:
        await upgrade(url)
        async with open_database(url):
            return None
    except CannotStart as refusal:
        return refusal


def _counts(tables: dict[str, str]) -> dict[str, str]:
    return {name: told.partition(" ")[0] for name, told in tables.items()}


def _spoil(path: Path, kind: str, dice: random.Random) -> None:
    size = path.stat().st_size
    if kind == "swapped":
        return _swap(path, dice)
    if kind in {"truncated", "empty"}:
        return os.truncate(path, 0 if kind == "empty" else dice.randrange(1, size))
    at, count = {
        "header": (dice.randrange(16), 100),
        "page": (dice.randrange(1, size // PAGE) * PAGE, PAGE),
        "bytes": (dice.randrange(size - 9), 8),
    }[kind]
    with path.open("r+b") as file:
        file.seek(at)
        file.write(dice.randbytes(count))
    return None


def _swap(path: Path, dice: random.Random) -> None:
    """Let two tables stand in each other's place."""
    with contextlib.closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("PRAGMA writable_schema = ON")
        tables = "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table' AND rootpage > 1"
        (one, at), (other, there) = dice.sample(conn.execute(tables).fetchall(), 2)
        for name, page in ((one, there), (other, at)):
            conn.execute("UPDATE sqlite_schema SET rootpage = ? WHERE name = ?", (page, name))


async def test_an_emptied_file_is_refused_and_left_alone(sqlite_url: str) -> None:
    os.truncate(file_of(sqlite_url), 0)
    with pytest.raises(CannotStart, match="is empty") as refused:
        await upgrade(sqlite_url)
    assert refused.value.exit_code == 78
    assert "db restore" in refused.value.sentence
    assert file_of(sqlite_url).stat().st_size == 0
