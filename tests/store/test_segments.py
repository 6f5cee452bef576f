"""The index stays in few segments without any post waiting for that (SQLite)."""

import sqlite3
from contextlib import closing

from reviewbot.bot.merging import STEPS_MAX, merging
from reviewbot.store.engine import Database, open_database
from reviewbot.store.rebuilding import rebuild
from tests.store.samples import a_review, a_work, stored
from tests.store.test_search import hits

POSTS = 40


def _segments(url: str) -> int:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as raw:
        return int(raw.execute("SELECT count(DISTINCT segid) FROM search_idx").fetchone()[0])


async def _post(db: Database, count: int) -> None:
    for number in range(count):
        async with db.write() as conn:
            review = a_review(a_work(f"Film {number}"), f"Rain {number}.")
            await stored(conn, review)


async def test_what_was_indexed_is_merged_in_steps_until_nothing_is_left(sqlite_url: str) -> None:
    async with open_database(sqlite_url) as db:
        job = merging(db)
        await _post(db, POSTS)
        before = _segments(sqlite_url)
        assert before > POSTS // 2
        for _ in range(POSTS // STEPS_MAX):
            await job.work()
        assert _segments(sqlite_url) < POSTS // 8
        async with db.read() as conn:
            assert len(await hits(conn, "rain")) == POSTS
            assert len(await hits(conn, f"rain {POSTS - 1}")) == 1


async def test_a_rebuilt_index_is_in_few_segments(sqlite_url: str) -> None:
    async with open_database(sqlite_url) as db:
        await _post(db, POSTS)
        async for _ in rebuild(db):
            pass
        assert _segments(sqlite_url) < POSTS // 8
        async with db.read() as conn:
            assert len(await hits(conn, f"rain {POSTS - 1}")) == 1


async def test_where_nothing_was_indexed_nothing_is_written(db: Database) -> None:
    await _post(db, 3)
    job = merging(db)
    await job.work()
    await job.work()
    async with db.write():  # whoever waits for the one writer would wait here for good
        await job.work()
