"""What a guild wrote that removed us: kept for a month, then gone to the last row."""

from sqlalchemy import bindparam, func, select

from reviewbot.services import installation
from reviewbot.services.installation import LEFT_SECONDS
from reviewbot.store import comments, guilds, leaving
from reviewbot.store.connection import Query
from reviewbot.store.engine import Database
from reviewbot.store.schema import METADATA
from tests.store.samples import CLUB, OTHER_CLUB, a_comment, a_review, a_work, stored

_COUNTS = {
    table.name: Query(
        select(func.count()).select_from(table).where(table.c.guild_id == bindparam("guild_id"))
    )
    for table in METADATA.sorted_tables
    if "guild_id" in table.c
}


async def _rows(db: Database, guild_id: int) -> int:
    async with db.read() as conn:
        return sum([await conn.scalar(one, guild_id=guild_id) or 0 for one in _COUNTS.values()])


async def _fill(db: Database, guild_id: int, count: int = 3) -> None:
    async with db.write() as conn:
        await guilds.put(conn, guild_id, 1)
        for number in range(count):
            work = a_work(f"Work {number}", guild_id=guild_id)
            review = a_review(work, "Words.")
            await stored(conn, review)
            await comments.put(conn, a_comment(review, "Said."))


async def test_what_a_guild_wrote_goes_a_month_after_it_removed_us(db: Database) -> None:
    await _fill(db, CLUB, 60)
    await _fill(db, OTHER_CLUB)
    before = await _rows(db, OTHER_CLUB)
    await installation.left(db, CLUB, 1_000)
    await installation.left(db, CLUB, 2_000)  # a second word of it changes nothing
    assert await installation.clear_left(db, 1_000 + LEFT_SECONDS) == ([], False)
    assert await _rows(db, CLUB) > 60
    files, more = await installation.clear_left(db, 1_001 + LEFT_SECONDS, steps=2)
    assert more, "a few transactions are not enough for it"
    while more:
        files, more = await installation.clear_left(db, 1_001 + LEFT_SECONDS)
    assert not files
    assert await _rows(db, CLUB) == 0
    assert await _rows(db, OTHER_CLUB) == before


async def test_who_takes_us_back_in_time_loses_nothing(db: Database) -> None:
    await _fill(db, CLUB)
    before = await _rows(db, CLUB)
    await installation.left(db, CLUB, 1_000)
    await installation.joined(db, [CLUB], 2_000)
    assert await installation.clear_left(db, 1_001 + LEFT_SECONDS) == ([], False)
    assert await _rows(db, CLUB) == before


async def test_a_removal_while_we_were_away_is_noted_at_the_next_start(db: Database) -> None:
    await _fill(db, CLUB)
    await _fill(db, OTHER_CLUB)
    await installation.present(db, [CLUB], 5_000)
    async with db.read() as conn:
        assert await leaving.list_present(conn) == [CLUB]
        assert await leaving.next_gone(conn, 5_001) == OTHER_CLUB
