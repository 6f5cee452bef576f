"""Killed without warning at seeded moments of an hour: nothing told is lost, nothing is twice."""

import asyncio
import os
import random
from collections import Counter
from typing import Final

import pytest
from sqlalchemy import bindparam, select

from reviewbot.store.connection import Query
from reviewbot.store.engine import open_database
from reviewbot.store.migrating import check
from reviewbot.store.schema import comments, editions, reviews
from tests.e2e.club import Club, open_club
from tests.faults.bots import doomed_bot
from tests.faults.matrix import REFUSALS, SEED
from tests.faults.story import Story

KILLS: Final = int(os.environ.get("REVIEWBOT_KILLS", "4"))
LIVES_AT_MOST: Final = 0.8
"""Seconds that a bot lives after it was ready; an act takes a twentieth of that."""
_REVIEWS: Final = Query(
    select(reviews.c.author_id, reviews.c.text).where(reviews.c.guild_id == bindparam("guild_id"))
)
_EARLIER: Final = Query(select(editions.c.text).where(editions.c.guild_id == bindparam("guild_id")))
_COMMENTS: Final = Query(
    select(comments.c.text).where(comments.c.guild_id == bindparam("guild_id"))
)


@pytest.mark.timeout(1500)
async def test_nothing_that_was_told_is_lost_or_done_twice(database_url: str) -> None:
    print(f"REVIEWBOT_SEED={SEED} REVIEWBOT_KILLS={KILLS}")  # noqa: T201 - to replay it
    dice = random.Random(SEED)  # noqa: S311 - to be replayed, not to be secret
    async with open_club(database_url, start=False) as club:
        club.budget |= dict.fromkeys(REFUSALS, 50 * KILLS)
        story = Story(club, SEED)
        async with doomed_bot(club.discord, database_url):
            first = await club.post(club.ada, "The first of all.", title="Parasite")
        for kill in range(KILLS):
            club.discord.clock.advance(3600 / KILLS)
            await _one_life(club, story, dice.uniform(0, LIVES_AT_MOST))
            if kill % 50 == 49:
                assert await check(database_url) == []
        await _one_life(club, story, 0.0, busy=True)
        await _all_is_there(club, story, first.id)
    assert await check(database_url) == []


async def _one_life(club: Club, story: Story, seconds: float, *, busy: bool = False) -> None:
    """Let a bot live for so long; a `busy` one until members were told of both kinds of words.

    On a machine that is busy with others the earlier ones may be killed before any answer.
    """
    async with doomed_bot(club.discord, club.database_url) as bot:
        acting = asyncio.create_task(story.go_on())
        await asyncio.sleep(seconds)
        async with asyncio.timeout(120):
            while busy and not (story.told.reviews and story.told.comments):  # noqa: ASYNC110 - a test asks
                await asyncio.sleep(0.02)
        bot.kill()
        acting.cancel()
        await asyncio.gather(acting, return_exceptions=True)


async def _all_is_there(club: Club, story: Story, first: str) -> None:
    async with doomed_bot(club.discord, club.database_url):
        for card in club.cards():
            assert not (await club.ben.click("Read", on=card)).failed
        assert (
            "The first of all"
            in (await club.ben.click("Read", on=club.discord.message(first))).text
        )
        await asyncio.sleep(3)  # what is owed is paid
        cards = Counter(tuple(button.custom_id for button in card.buttons) for card in club.cards())
        assert cards.most_common(1)[0][1] == 1, "two cards of one review"
    async with open_database(club.database_url) as db, db.read() as conn:
        written = Counter(await conn.all(_REVIEWS, guild_id=club.guild_id))
        earlier = {text for (text,) in await conn.all(_EARLIER, guild_id=club.guild_id)}
        said = Counter(text for (text,) in await conn.all(_COMMENTS, guild_id=club.guild_id))
    assert max([*written.values(), *said.values()]) == 1, "done twice"
    assert not story.told.reviews - {text for _, text in written} - earlier
    assert not story.told.comments - said.keys()
    assert story.told.reviews
    assert story.told.comments
