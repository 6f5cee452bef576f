"""The work that a member names: found among those of the guild, or new."""

from dataclasses import dataclass, replace

from reviewbot.domain.ids import new_id
from reviewbot.domain.works import Work, WorkKind, checked_maker, checked_title, checked_year
from reviewbot.errors import Invalid, NotFound
from reviewbot.services.finding import NearYear, choose_work, reference
from reviewbot.services.refreshing import owe_refreshes
from reviewbot.store import guilds, works
from reviewbot.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Naming:
    """What a member typed or picked to name a work; `kind` is needed for a new one.

    A `maker` tells it from one of the year before or after.
    """

    title: str
    kind: WorkKind | None = None
    year: int | None = None
    maker: str = ""


async def place(conn: Connection, guild_id: int, naming: Naming, now: int) -> Work:
    """Find the work that is named, or make it.

    Raises `Invalid` if several could be meant, or for a new one without a kind; `NearYear`
    where one of the year before or after is known, and no maker tells the two apart.
    """
    await guilds.lock(conn, guild_id, now)
    checked_year(naming.year)
    maker = checked_maker(naming.maker)
    work = await _known(conn, guild_id, naming)
    if work is not None:
        return await completed(conn, work, naming.year, now)
    if naming.title.startswith(reference("")):
        raise NotFound("That work is not here any more. Type its title instead.")
    title = checked_title(naming.title)
    if naming.kind is None:
        raise Invalid(
            f"Nobody here knows “{title}” yet. Say with the option “kind” whether it is a film, "
            "a book or a show, and I will add it."
        )
    work = Work(guild_id, new_id(), naming.kind, title, naming.year, maker)
    await works.put(conn, work)
    return work


async def _known(conn: Connection, guild_id: int, naming: Naming) -> Work | None:
    try:
        return await choose_work(
            conn, guild_id, naming.title, naming.kind, naming.year, naming.maker
        )
    except NearYear as near:
        if naming.maker and near.work.maker is None:
            return None
        raise


async def completed(conn: Connection, work: Work, year: int | None, now: int) -> Work:
    """Return the work with its year, which is kept, and shown, where nobody knew it before."""
    if year is None or work.year is not None:
        return work
    work = replace(work, year=checked_year(year))
    await works.put(conn, work)
    guilds.taste_changed(conn, work.guild_id)
    await owe_refreshes(conn, work.guild_id, work.id, now)
    return work
