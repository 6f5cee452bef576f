"""The year and the maker of a work, which any member may say where nobody has said them yet."""

from dataclasses import replace

from reviewbot.domain.works import Work, checked_maker, checked_year
from reviewbot.errors import Invalid
from reviewbot.services.deliveries import claim
from reviewbot.services.naming import Doing, Renamed, done
from reviewbot.services.refreshing import owe_refreshes
from reviewbot.store import guilds, works
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database


async def date(db: Database, doing: Doing, work_id: str, year: int | None, maker: str) -> Renamed:
    """Keep year and maker as far as they were not known; posted cards are owed them.

    Raises `Invalid` where nothing new is said, or the work would then be told from another one
    of its name by nothing.
    """
    guild_id = doing.actor.guild_id
    async with db.write() as conn:
        await claim(conn, guild_id, doing.interaction_id, doing.now)
        await guilds.lock(conn, guild_id, doing.now)
        before = await works.get(conn, guild_id, work_id)
        work = _said(before, checked_year(year), checked_maker(maker))
        await _refuse_twin(conn, work)
        await works.put(conn, work)
        guilds.taste_changed(conn, guild_id)
        await owe_refreshes(conn, guild_id, work.id, doing.now)
        new = [name for name in ("year", "maker") if getattr(before, name) != getattr(work, name)]
        return await done(conn, doing, work, f"It is shown as {work.label} now.", {"undate": new})


def _said(work: Work, year: int | None, maker: str | None) -> Work:
    if year is None and maker is None:
        raise Invalid("Say the year, who made it, or both. Nothing was changed.")
    said = replace(work, year=work.year or year, maker=work.maker or maker)
    if said == work:
        raise Invalid(f"That is known already: {work.label}. Nothing was changed.")
    return said


async def _refuse_twin(conn: Connection, work: Work) -> None:
    for other in await works.list_named(conn, work.guild_id, work.title, work.kind):
        if other.id != work.id and other.facts == work.facts:
            raise Invalid(
                f"{other.label} is here already, and has that name too. If both are one and the "
                "same, a moderator can merge them with /work merge; if not, say who made yours."
            )
