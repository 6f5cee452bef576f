"""A process that fits is as good as a thread, may die at any time, and never outlives the bot."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from reviewbot.domain.wishes import Wish
from reviewbot.domain.works import WorkKind
from reviewbot.services import parcels
from reviewbot.services.apart import OURSELVES, Apart
from reviewbot.services.suggesting import Suggesting
from reviewbot.store.engine import Database, open_database
from tests.endless_fits import LOOK_FOR, ended, endless, started
from tests.services.test_suggesting import rated
from tests.store.samples import ADA, BEN, CLUB

KILLED_ONCE = ("sh", "-c", 'test -e "$0" && exec "$@"; : > "$0"; kill -KILL $$')
"""A command that dies the first time, and is the one that follows the next times."""


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as database:
        yield database


def apart(command: Apart) -> Suggesting:
    return Suggesting(patience=LOOK_FOR, apart=command, apart_from=0)


async def test_it_answers_like_a_thread(db: Database, database_url: str) -> None:
    await rated(db, *(f"Film {n}" for n in range(4)))
    await rated(db, *(f"Book {n}" for n in range(3)), by=BEN, kind=WorkKind.BOOK)
    there, here = apart(Apart(database_url)), Suggesting(patience=LOOK_FOR)
    for wish in (Wish(), Wish(WorkKind.BOOK, year_from=1900)):
        found = await there.suggest(db, CLUB, ADA, wish, 5)
        expected = await here.suggest(db, CLUB, ADA, wish, 5)
        assert found.ready
        assert found.picks
        assert [pick.work_id for pick in found.picks] == [p.work_id for p in expected.picks]


async def test_a_killed_process_is_survived_and_told(
    db: Database, database_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await rated(db, "One", "Two")
    command = (*KILLED_ONCE, str(tmp_path / "died"), *OURSELVES)
    suggesting = apart(Apart(database_url, command))
    first = await suggesting.suggest(db, CLUB, BEN, Wish(), 5)
    assert not first.ready
    assert len(first.picks) == 2
    assert f"guild {CLUB}: the process ended with -{signal.SIGKILL.value}" in caplog.text
    second = await suggesting.suggest(db, CLUB, BEN, Wish(), 5)
    assert second.ready
    assert len(second.picks) == 2


async def test_where_no_process_can_be_started_a_thread_fits(
    db: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await rated(db, "One", "Two")
    found = await apart(Apart("", [str(tmp_path / "none")])).suggest(db, CLUB, BEN, Wish(), 5)
    assert found.ready
    assert "Cannot start a process to fit in: FileNotFoundError" in caplog.text


async def test_a_small_guild_needs_no_process(db: Database, tmp_path: Path) -> None:
    await rated(db, "One", "Two")
    command = Apart("", [str(tmp_path / "none")])
    suggesting = Suggesting(patience=LOOK_FOR, apart=command, apart_from=3)
    assert (await suggesting.suggest(db, CLUB, BEN, Wish(), 5)).ready


async def test_what_the_process_says_of_its_failure_is_told(
    db: Database, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await rated(db, "One", "Two")
    nowhere = f"sqlite:///{tmp_path}/nowhere.db"
    assert not (await apart(Apart(nowhere)).suggest(db, CLUB, BEN, Wish(), 5)).ready
    assert f"guild {CLUB}: CannotStart" in caplog.text


async def test_closing_ends_the_process_in_the_middle_of_its_fit(
    db: Database, database_url: str, tmp_path: Path
) -> None:
    await rated(db, "One", "Two")
    told = tmp_path / "told"
    suggesting = apart(Apart(database_url, endless(told)))
    asking = asyncio.create_task(suggesting.suggest(db, CLUB, BEN, Wish(), 5))
    pid = await started(told)
    await suggesting.close()
    await ended(pid)
    assert not (await asking).ready


async def test_a_killed_bot_leaves_no_process(tmp_path: Path) -> None:
    told = tmp_path / "told"
    script = (
        "import asyncio, sys; from reviewbot.services.apart import Apart; "
        "asyncio.run(Apart('', sys.argv[1:]).fit(1, None, shares=False))"
    )
    bot = await asyncio.create_subprocess_exec(sys.executable, "-c", script, *endless(told))
    pid = await started(told)
    bot.kill()
    await bot.wait()
    await ended(pid)


def test_a_parcel_holds_what_was_put_in_and_may_be_changed() -> None:
    with parcels.nameless_file() as file:
        parcels.write(file, {"a": np.arange(3.0), "empty": np.zeros(0), "words": ["x", "y"]})
        found, again = parcels.read(file), parcels.read(file)
    assert found["words"] == ["x", "y"]
    assert not len(found["empty"])
    found["a"][0] = 7.0
    assert found["a"].tolist() == [7.0, 1.0, 2.0]
    assert again["a"].tolist() == [0.0, 1.0, 2.0]
