"""The mark by which suggestions know that they are outdated."""

from dataclasses import replace

from reviewbot.domain.ratings import Rating
from reviewbot.store import guilds, reviews
from reviewbot.store.engine import Database
from tests.store.samples import CLUB, OTHER_CLUB, a_review, a_work, stored


async def changes(db: Database, guild_id: int = CLUB) -> int:
    async with db.read() as conn:
        return await guilds.taste_changes(conn, guild_id)


async def test_the_mark_goes_up_with_every_review_and_edition(db: Database) -> None:
    review = a_review(a_work())
    marks = [await changes(db)]
    async with db.write() as conn:
        await stored(conn, review)
    marks.append(await changes(db))
    async with db.write() as conn:
        await reviews.put(conn, replace(review, rating=Rating(40), edition=2))
    marks.append(await changes(db))
    async with db.write() as conn:
        guilds.taste_changed(conn, CLUB)
    marks.append(await changes(db))
    assert marks == sorted(set(marks))


async def test_another_guild_s_changes_are_its_own(db: Database) -> None:
    async with db.write() as conn:
        await stored(conn, a_review(a_work()))
        guilds.taste_changed(conn, CLUB)
    assert await changes(db, OTHER_CLUB) == 0
