"""Making one work of two, for moderators, and two of one again."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from reviewbot.domain.authority import authorise_moderator
from reviewbot.domain.ids import new_id
from reviewbot.domain.merging import Merge, checked_pair
from reviewbot.domain.order import Deed
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.domain.works import Work
from reviewbot.errors import Conflict, NotFound
from reviewbot.services.deliveries import claim
from reviewbot.services.naming import Doing
from reviewbot.services.refreshing import owe_refreshes
from reviewbot.store import guilds, log, merging, outbox, works
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database
from reviewbot.store.merging import Extent

LISTED: Final = 10


@dataclass(frozen=True, slots=True)
class Parted:
    """Two works after a merge was undone, and how much was changed since and stayed."""

    work: Work
    into: Work
    changed: int


async def preview(conn: Connection, doing: Doing, duplicate: Work, into: Work) -> Extent:
    """Return what a merge would move; raises `Invalid` where the two cannot be one."""
    authorise_moderator(doing.actor)
    checked_pair(duplicate, into)
    return await merging.extent(conn, into.guild_id, duplicate.id, into.id)


async def merge(db: Database, doing: Doing, from_id: str, into_id: str) -> tuple[Merge, Work]:
    """Make one work part of another; where a member reviewed both, one stays."""
    authorise_moderator(doing.actor)
    guild_id = doing.actor.guild_id
    async with db.write() as conn:
        await claim(conn, guild_id, doing.interaction_id, doing.now)
        await guilds.lock(conn, guild_id, doing.now)
        duplicate = await works.get(conn, guild_id, from_id)
        into = await works.get(conn, guild_id, into_id)
        checked_pair(duplicate, into)
        made = Merge(
            guild_id,
            new_id(),
            from_id,
            into_id,
            doing.actor.user_id,
            doing.now,
            named=duplicate.label,
        )
        await owe_refreshes(conn, guild_id, from_id, doing.now)
        gone = await merging.merge(conn, made)
        await _owe(conn, guild_id, gone, OwedKind.REMOVE, doing.now)
        await _log(conn, doing, "merge", f"{duplicate.label} into {into.label}", into_id)
    return made, into


async def undo(db: Database, doing: Doing, merge_id: str) -> Parted:
    """Make two works again of what a merge made one.

    Raises `Conflict` where it was undone, or the work it went into was merged on.
    """
    authorise_moderator(doing.actor)
    guild_id = doing.actor.guild_id
    async with db.write() as conn:
        await claim(conn, guild_id, doing.interaction_id, doing.now)
        await guilds.lock(conn, guild_id, doing.now)
        made = await merging.find(conn, guild_id, merge_id)
        if made is None:
            raise NotFound("That merge is not here.")
        if made.undone_at is not None:
            raise Conflict("That merge is undone already.")
        if await works.find(conn, guild_id, made.into_id) is None:
            raise Conflict(
                "What it became was merged into yet another title. Undo that merge first; "
                "/work merges lists them."
            )
        back, changed = await merging.undo(conn, made, doing.now)
        await _owe(conn, guild_id, back, OwedKind.POST, doing.now)
        await owe_refreshes(conn, guild_id, made.from_id, doing.now, but=back)
        work = await works.get(conn, guild_id, made.from_id)
        into = await works.get(conn, guild_id, made.into_id)
        await _log(conn, doing, "part", f"{work.label} from {into.label}", work.id)
    return Parted(work, into, changed)


async def _owe(
    conn: Connection, guild_id: int, channels: Mapping[str, int], kind: OwedKind, now: int
) -> None:
    """Owe the cards of reviews that went out of sight, or came back into it, in their channels."""
    for review_id, channel_id in channels.items():
        await outbox.put(conn, Owed.of_card(kind, guild_id, review_id, channel_id, now))


async def _log(conn: Connection, doing: Doing, action: str, told: str, work_id: str) -> None:
    deed = Deed(
        doing.actor.guild_id,
        new_id(),
        doing.actor.user_id,
        action,
        "work",
        work_id,
        told[:300],
        doing.now,
    )
    await log.put(conn, deed)
