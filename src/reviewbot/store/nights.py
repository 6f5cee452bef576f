"""Choosing together: the seats of each group's page, and what they say of earlier choices."""

from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import bindparam, delete, select, update

from reviewbot.domain.nights import REMEMBERED, Seat
from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.schema import nights

KEPT_SECONDS: Final = 90 * 86_400
"""How long a choice is remembered."""
_OF_PAGE: Final = (
    nights.c.guild_id == bindparam("of_guild"),
    nights.c.message_id == bindparam("of_message"),
)
_OF_SEAT: Final = (*_OF_PAGE, nights.c.member_id == bindparam("of_member"))
_PUT = Change(
    insert(nights)
    .values(
        {n: bindparam(n) for n in ("guild_id", "message_id", "member_id", "present", "changed_at")}
    )
    .on_conflict_do_nothing()
)
_LIST = Query(
    select(nights.c.member_id, nights.c.present, nights.c.vetoed, nights.c.taken, nights.c.lost)
    .where(*_OF_PAGE)
    .order_by(nights.c.changed_at, nights.c.member_id)
)
_SIT = Change(update(nights).where(*_OF_SEAT).values(present=bindparam("is_in")))
_VETO = Change(
    update(nights)
    .where(*_OF_SEAT, nights.c.vetoed.is_(None))
    .values(vetoed=bindparam("work"), changed_at=bindparam("now"))
)
_UNVETO = Change(
    update(nights).where(*_OF_SEAT, nights.c.vetoed == bindparam("work")).values(vetoed=None)
)
_TAKE = Change(
    update(nights)
    .where(*_OF_SEAT)
    .values(taken=bindparam("work"), lost=bindparam("points"), taken_at=bindparam("now"))
)
_UNTAKE = Change(update(nights).where(*_OF_PAGE).values(taken=None, lost=None, taken_at=None))
_LOST = Query(
    select(nights.c.lost)
    .where(
        nights.c.guild_id == bindparam("of_guild"),
        nights.c.member_id == bindparam("of_member"),
        nights.c.message_id != bindparam("but_message"),
        nights.c.lost.is_not(None),
        nights.c.taken_at > bindparam("after"),
    )
    .order_by(nights.c.taken_at.desc(), nights.c.message_id.desc())
    .limit(REMEMBERED)
)
_FORGET = Change(delete(nights).where(nights.c.changed_at < bindparam("before")))


def put(conn: Connection, guild_id: int, message_id: int, members: Iterable[int], now: int) -> None:
    """Give these members a seat on a page, where they have none yet."""
    key = {"guild_id": guild_id, "message_id": message_id, "present": 1, "changed_at": now}
    conn.send_many(_PUT, [{**key, "member_id": member} for member in members])


async def list_seats(conn: Connection, guild_id: int, message_id: int) -> list[Seat]:
    """Return the seats of a page, the one that vetoed last at the end; none before any press."""
    rows = await conn.all(_LIST, of_guild=guild_id, of_message=message_id)
    return [
        Seat(member, bool(present), vetoed, taken, lost)
        for member, present, vetoed, taken, lost in rows
    ]


def sit(conn: Connection, guild_id: int, message_id: int, member_id: int, *, present: bool) -> None:
    """Let a member who has a seat be in, or not."""
    key = {"of_guild": guild_id, "of_message": message_id, "of_member": member_id}
    conn.send(_SIT, **key, is_in=int(present))


async def veto(
    conn: Connection, guild_id: int, message_id: int, member_id: int, work_id: str, now: int
) -> bool:
    """Keep a member's veto; tell whether they had one left."""
    key = {"of_guild": guild_id, "of_message": message_id, "of_member": member_id}
    return await conn.run(_VETO, **key, work=work_id, now=now) == 1


def take_back(
    conn: Connection, guild_id: int, message_id: int, member_id: int, work_id: str
) -> None:
    """Take a member's veto of a work back."""
    key = {"of_guild": guild_id, "of_message": message_id, "of_member": member_id}
    conn.send(_UNVETO, **key, work=work_id)


def take(
    conn: Connection,
    guild_id: int,
    message_id: int,
    work_id: str,
    lost: Mapping[int, int],
    now: int,
) -> None:
    """Keep what a group took, and how many points each of its members lost by it."""
    key = {"of_guild": guild_id, "of_message": message_id}
    for member, points in lost.items():
        conn.send(_TAKE, **key, of_member=member, work=work_id, points=points, now=now)


def untake(conn: Connection, guild_id: int, message_id: int) -> None:
    """Let a group choose again."""
    conn.send(_UNTAKE, of_guild=guild_id, of_message=message_id)


async def list_lost(
    conn: Connection, guild_id: int, member_id: int, now: int, but: int = 0
) -> list[int]:
    """Return what a member lost by their last choices, the last first, but for one page's."""
    rows = await conn.all(
        _LOST,
        of_guild=guild_id,
        of_member=member_id,
        but_message=but,
        after=now - KEPT_SECONDS,
    )
    return [points for (points,) in rows if points is not None]


async def forget(conn: Connection, before: int) -> int:
    """Forget pages that nobody changed since this Unix second; return how many seats."""
    return await conn.run(_FORGET, before=before)
