"""Removed, or only away: what the bot notes of the servers that it is in."""

import asyncio

import pytest
from sqlalchemy import select

from reviewbot.playground.world.models import Event
from reviewbot.services import installation
from reviewbot.services.installation import LEFT_SECONDS
from reviewbot.store.connection import Query
from reviewbot.store.schema import guilds
from tests.e2e.club import Club

_LEFT = Query(select(guilds.c.left_at))


async def _left_at(club: Club) -> int | None:
    async with club.db.read() as conn:
        [(left_at,)] = await conn.all(_LEFT)
    return left_at


async def _becomes(club: Club, *, left: bool) -> None:
    async with asyncio.timeout(15):
        while (await _left_at(club) is not None) != left:  # noqa: ASYNC110 - the database tells nobody
            await asyncio.sleep(0.02)


@pytest.mark.slow
async def test_an_outage_is_no_removal_and_a_removal_is_noted(club: Club) -> None:
    await club.post(club.ada, "Words.")
    away = {"id": club.guild.id, "unavailable": True}
    club.discord.world.publish(Event("GUILD_DELETE", away, club.guild.raw))
    await asyncio.sleep(0.3)
    assert await _left_at(club) is None
    await club.restart()
    assert await _left_at(club) is None
    club.discord.remove_bot(club.guild)
    club.budget[403] = 1  # the card's next look may be due just now
    await _becomes(club, left=True)
    club.discord.add_bot(club.guild)
    await _becomes(club, left=False)
    assert "Words." in (await club.ben.slash("review show", title="Parasite")).text


@pytest.mark.slow
async def test_a_removal_while_the_bot_is_off_is_noted_and_purged_later(club: Club) -> None:
    await club.post(club.ada, "Words.")
    await club.stop()
    club.discord.remove_bot(club.guild)
    await club.start()
    await _becomes(club, left=True)
    club.discord.clock.advance(LEFT_SECONDS + 5)
    assert club.app
    files, more = await installation.clear_left(club.db, club.app.bot.now())
    assert (files, more) == ([], False)
    async with club.db.read() as conn:
        assert not await conn.all(_LEFT)
