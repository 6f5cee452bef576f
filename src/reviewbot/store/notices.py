"""What members are still to be told, when they were told last, and whether they want to be."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, delete, select, update

from reviewbot.domain.notices import Notice, NoticeKind
from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.schema import members, notices

_PUT = Change(insert(notices))
_OF_MEMBER = Query(
    select(notices)
    .where(
        notices.c.guild_id == bindparam("guild_id"), notices.c.member_id == bindparam("member_id")
    )
    .order_by(notices.c.created_at, notices.c.id)
    .limit(bindparam("most"))
)
_THIS = (notices.c.guild_id == bindparam("of_guild"), notices.c.id == bindparam("notice_id"))
_BUNDLE = Change(update(notices).where(*_THIS).values(bundle_id=bindparam("bundle")))
_REMOVE = Change(delete(notices).where(*_THIS))
_REMOVE_BUNDLE = Change(
    delete(notices).where(
        notices.c.guild_id == bindparam("of_guild"),
        notices.c.member_id == bindparam("member_id"),
        notices.c.bundle_id == bindparam("bundle"),
    )
)
_CLEAR = Change(
    delete(notices).where(
        notices.c.guild_id == bindparam("of_guild"), notices.c.member_id == bindparam("member_id")
    )
)
_WITHDRAW = Change(
    delete(notices).where(
        notices.c.guild_id == bindparam("of_guild"),
        notices.c.kind == bindparam("of_kind"),
        notices.c.subject_id == bindparam("subject"),
        notices.c.actor_id == bindparam("actor"),
        notices.c.bundle_id == "",
    )
)
_TOLD_AT = Query(
    select(members.c.noticed_at).where(
        members.c.guild_id == bindparam("guild_id"), members.c.member_id == bindparam("member_id")
    )
)
_TELLING = insert(members).values(
    {name: bindparam(name) for name in ("guild_id", "member_id", "noticed_at")}
)
_NOTE_TOLD = Change(
    _TELLING.on_conflict_do_update(
        index_elements=["guild_id", "member_id"],
        set_={"noticed_at": _TELLING.excluded.noticed_at},
    )
)


async def put(conn: Connection, notice: Notice) -> None:
    """Keep something to be told."""
    conn.send(
        _PUT,
        guild_id=notice.guild_id,
        id=notice.id,
        member_id=notice.member_id,
        kind=notice.kind,
        subject_id=notice.subject_id,
        actor_id=notice.actor_id,
        created_at=notice.created_at,
        bundle_id=notice.bundle_id,
    )


async def list_of_member(
    conn: Connection, guild_id: int, member_id: int, limit: int = 200
) -> list[Notice]:
    """Return what the member is to be told, oldest first, at most `limit`."""
    rows = await conn.all(_OF_MEMBER, guild_id=guild_id, member_id=member_id, most=limit)
    return [_notice(row) for row in rows]


async def bundle(conn: Connection, told: Iterable[Notice], bundle_id: str) -> None:
    """Note in which message these are told."""
    for one in told:
        conn.send(_BUNDLE, of_guild=one.guild_id, notice_id=one.id, bundle=bundle_id)


async def remove(conn: Connection, told: Iterable[Notice]) -> None:
    """Remove what is told or void."""
    for one in told:
        conn.send(_REMOVE, of_guild=one.guild_id, notice_id=one.id)


async def remove_bundle(conn: Connection, guild_id: int, member_id: int, bundle_id: str) -> int:
    """Remove all that was told in one message; return how much that was."""
    return await conn.run(_REMOVE_BUNDLE, of_guild=guild_id, member_id=member_id, bundle=bundle_id)


async def clear(conn: Connection, guild_id: int, member_id: int) -> None:
    """Remove all that the member was to be told."""
    conn.send(_CLEAR, of_guild=guild_id, member_id=member_id)


async def withdraw(
    conn: Connection, guild_id: int, kind: NoticeKind, subject_id: str, actor_id: int
) -> None:
    """Remove a notice of what was taken back, unless it is being told already."""
    conn.send(_WITHDRAW, of_guild=guild_id, of_kind=kind, subject=subject_id, actor=actor_id)


async def told_at(conn: Connection, guild_id: int, member_id: int) -> int:
    """Return when the member was last told something; 0 for never."""
    return await conn.scalar(_TOLD_AT, guild_id=guild_id, member_id=member_id) or 0


async def note_told(conn: Connection, guild_id: int, member_id: int, at: int) -> None:
    """Note when the member was last told something."""
    conn.send(_NOTE_TOLD, guild_id=guild_id, member_id=member_id, noticed_at=at)


def _notice(row: tuple[Any, ...]) -> Notice:
    guild_id, notice_id, member_id, kind, *rest = row
    return Notice(guild_id, notice_id, member_id, NoticeKind(kind), *rest)
