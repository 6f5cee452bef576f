"""The guilds that the bot has been in, and the numbers that are counted per guild."""

from typing import Final

from sqlalchemy import bindparam, func, select, update

from reviewbot.domain.guilds import GuildChoices
from reviewbot.domain.members import CardSize
from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.schema import guilds

_NEXT_NUMBER = select(func.coalesce(func.max(guilds.c.number), 0) + 1).scalar_subquery()
_PUT = Change(
    insert(guilds)
    .values(
        guild_id=bindparam("guild_id"),
        number=_NEXT_NUMBER,
        reviews_made=0,
        joined_at=bindparam("now"),
    )
    .on_conflict_do_nothing(index_elements=["guild_id"])
)
_COUNT = Query(select(func.count()).select_from(guilds))
# A change that changes nothing takes the row's lock like FOR UPDATE, and nobody waits for rows.
_LOCK = Change(
    update(guilds)
    .where(guilds.c.guild_id == bindparam("of_guild"))
    .values(reviews_made=guilds.c.reviews_made)
)
_TAKE = Query(
    update(guilds)
    .where(guilds.c.guild_id == bindparam("guild_id"))
    .values(reviews_made=guilds.c.reviews_made + 1, taste_changes=guilds.c.taste_changes + 1)
    .returning(guilds.c.number, guilds.c.reviews_made)
)

_TASTE_CHANGED = Change(
    update(guilds)
    .where(guilds.c.guild_id == bindparam("of_guild"))
    .values(taste_changes=guilds.c.taste_changes + 1)
)
_TASTE_CHANGES = Query(
    select(guilds.c.taste_changes).where(guilds.c.guild_id == bindparam("guild_id"))
)
_SETTINGS = Query(
    select(guilds.c.card, guilds.c.threads, guilds.c.log_channel_id, guilds.c.shares).where(
        guilds.c.guild_id == bindparam("guild_id")
    )
)
_CHOOSE: Final = {
    name: Change(
        update(guilds)
        .where(guilds.c.guild_id == bindparam("of_guild"))
        .values({name: bindparam("value")})
    )
    for name in ("card", "threads", "log_channel_id", "shares")
}


async def put(conn: Connection, guild_id: int, now: int) -> None:
    """Remember the guild; a guild that is known stays as it is."""
    conn.send(_PUT, guild_id=guild_id, now=now)


async def count(conn: Connection) -> int:
    """Return how many guilds are known."""
    return await conn.scalar(_COUNT) or 0


async def lock(conn: Connection, guild_id: int, now: int) -> None:
    """Let nobody else take this lock on the guild until the transaction ends.

    For what looks before it makes (find a work or create it): on PostgreSQL two members could
    both look first. On SQLite the writer is alone anyway.
    """
    await put(conn, guild_id, now)
    conn.send(_LOCK, of_guild=guild_id)


async def take_number(conn: Connection, guild_id: int, now: int) -> tuple[int, int]:
    """Return the guild's number and the next number of a review in it, which is then taken.

    A new review changes what suggestions rest on, and is counted as such: see `taste_changed`.
    """
    taken = await conn.one(_TAKE, guild_id=guild_id)
    if taken is None:
        await put(conn, guild_id, now)
        return await take_number(conn, guild_id, now)
    return taken


def taste_changed(conn: Connection, guild_id: int) -> None:
    """Let the next suggestion in the guild rest on what this transaction changes.

    To be called by whatever changes a rating or takes one away (an edition, a deletion, hiding
    and its undoing, forgetting, importing), merges works, or changes a work's kind, year or
    maker. A new review counts by itself. Costs no round trip.
    """
    conn.send(_TASTE_CHANGED, of_guild=guild_id)


async def taste_changes(conn: Connection, guild_id: int) -> int:
    """Return how often `taste_changed` was said of the guild; it only ever grows."""
    return await conn.scalar(_TASTE_CHANGES, guild_id=guild_id) or 0


async def settings(conn: Connection, guild_id: int) -> GuildChoices:
    """Return what the guild has chosen; the defaults, where it is not known."""
    row = await conn.one(_SETTINGS, guild_id=guild_id)
    if row is None:
        return GuildChoices()
    card, threads, log_channel_id, shares = row
    return GuildChoices(CardSize(card), bool(threads), log_channel_id, bool(shares))


def choose(conn: Connection, guild_id: int, **changes: CardSize | bool | int | None) -> None:
    """Change these choices, named as in `GuildChoices`; the others stay as they are.

    The guild must be known, which it is from the moment it adds us.
    """
    for name, value in changes.items():
        stored: Value = int(value) if isinstance(value, bool) else value
        conn.send(_CHOOSE[name], of_guild=guild_id, value=stored)
