"""P3: what is not needed any more goes by itself, and what members wrote stays."""

import asyncio

from sqlalchemy import func, select

from reviewbot.store.connection import Query
from reviewbot.store.schema import METADATA
from tests.e2e.club import Club

DAY = 86_400
PASSING = {"interactions", "notices", "outbox", "searches"}
"""Tables with rows that nobody needs after some days."""


async def _filled(club: Club) -> dict[str, int]:
    async with club.db.read() as conn:
        counts = {
            table.name: await conn.scalar(Query(select(func.count()).select_from(table))) or 0
            for table in METADATA.sorted_tables
            if not table.name.startswith("search_")
        }
    return {name: count for name, count in counts.items() if count}


async def _all_jobs(club: Club) -> None:
    assert club.app
    for job in club.app.bot.jobs.all:
        await job.work()


async def test_a_year_later_only_what_was_written_is_there(club: Club) -> None:
    assert club.app
    card = await club.post(club.ada, "Stays. " * 30)
    await club.ben.reply(card, "Stays, too.")
    await club.post(club.ben, "Goes.", title="Dune")
    await club.cleo.slash("review search", query="stays " * 20)
    await club.cleo.slash("review comment", title="Parasite", text="Deleted soon.")
    await club.ben.slash("review delete", title="Dune")
    assert set(await _filled(club)) >= PASSING
    club.discord.clock.advance(366 * DAY)
    await _all_jobs(club)
    club.app.bot.postman.wake()
    async with asyncio.timeout(15):
        while PASSING & set(left := await _filled(club)):  # noqa: ASYNC110 - the bot pays by itself
            await asyncio.sleep(0.05)
    assert (left["reviews"], left["cards"], left["comments"]) == (1, 1, 2)
    assert "Stays." in (await club.cleo.slash("review show", title="Parasite")).text
