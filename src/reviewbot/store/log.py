"""What moderators did, newest first; nothing is ever taken out of it."""

from sqlalchemy import bindparam, func, select

from reviewbot.domain.order import Deed
from reviewbot.domain.pages import Page
from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.schema import actions_log

_PUT = Change(insert(actions_log))
_COUNT = Query(
    select(func.count())
    .select_from(actions_log)
    .where(actions_log.c.guild_id == bindparam("guild_id"))
)
_PAGE = Query(
    select(actions_log)
    .where(actions_log.c.guild_id == bindparam("guild_id"))
    .order_by(actions_log.c.created_at.desc(), actions_log.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skipped"))
)
_LAST = Query(
    select(actions_log)
    .where(
        actions_log.c.guild_id == bindparam("guild_id"),
        actions_log.c.subject_id == bindparam("subject_id"),
    )
    .order_by(actions_log.c.created_at.desc(), actions_log.c.id)
    .limit(1)
)
_STOOD = Query(
    select(actions_log.c.channel_id)
    .where(
        actions_log.c.guild_id == bindparam("guild_id"),
        actions_log.c.subject_id == bindparam("subject_id"),
        actions_log.c.channel_id.is_not(None),
    )
    .order_by(actions_log.c.created_at.desc(), actions_log.c.id)
    .limit(1)
)


async def put(conn: Connection, deed: Deed) -> None:
    """Write down what a moderator did."""
    conn.send(
        _PUT,
        guild_id=deed.guild_id,
        id=deed.id,
        member_id=deed.member_id,
        action=deed.action,
        kind=deed.kind,
        subject_id=deed.subject_id,
        reason=deed.reason,
        created_at=deed.created_at,
        channel_id=deed.channel_id,
    )


async def list_newest(conn: Connection, guild_id: int, page: int, size: int) -> Page[Deed]:
    """Return one page of the guild's log, newest first; pages count from 0."""
    total = await conn.scalar(_COUNT, guild_id=guild_id) or 0
    rows = await conn.all(_PAGE, guild_id=guild_id, most=size, skipped=page * size)
    return Page([Deed(*row) for row in rows], page, size, total)


async def find_last(conn: Connection, guild_id: int, subject_id: str) -> Deed | None:
    """Return what was last done to a thing, or `None`."""
    row = await conn.one(_LAST, guild_id=guild_id, subject_id=subject_id)
    return Deed(*row) if row else None


async def find_channel(conn: Connection, guild_id: int, subject_id: str) -> int | None:
    """Return where the card of a thing stood when it was last hidden, or `None`.

    Deeds of one second have no order, so the last one need not be the one that hid it.
    """
    row = await conn.one(_STOOD, guild_id=guild_id, subject_id=subject_id)
    return row[0] if row else None
