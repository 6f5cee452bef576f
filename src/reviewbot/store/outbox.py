"""What is owed to Discord, of all guilds together, for the one worker that pays it."""

from typing import Any

from sqlalchemy import bindparam, case, delete, func, select, update

from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.schema import outbox

_THIS = (outbox.c.guild_id == bindparam("of_guild"), outbox.c.id == bindparam("owed_id"))
_ROW = insert(outbox)
_PUT = Change(
    _ROW.on_conflict_do_update(
        index_elements=["guild_id", "subject_id", "kind"],
        set_={
            "generation": outbox.c.generation + 1,
            "due_at": case(
                (outbox.c.due_at < _ROW.excluded.due_at, outbox.c.due_at),
                else_=_ROW.excluded.due_at,
            ),
        },
    )
)
_DUE = Query(
    select(outbox)
    .where(outbox.c.due_at <= bindparam("now"))
    .order_by(outbox.c.due_at, outbox.c.created_at, outbox.c.id)
    .limit(bindparam("most"))
)
_NEXT = Query(select(func.min(outbox.c.due_at)))
_POSTING = Query(
    select(outbox.c.channel_id).where(
        outbox.c.guild_id == bindparam("guild_id"),
        outbox.c.subject_id == bindparam("subject_id"),
        outbox.c.kind == OwedKind.POST,
    )
)
_POSTPONE = Change(
    update(outbox).where(*_THIS).values(due_at=bindparam("later"), attempts=outbox.c.attempts + 1)
)
_REMOVE = Change(delete(outbox).where(*_THIS, outbox.c.generation == bindparam("seen")))


async def put(conn: Connection, owed: Owed) -> None:
    """Owe this. Where the review owes that kind already, only its generation goes up.

    The debt that is there keeps its id and nonce, and the earlier of the two times.
    """
    conn.send(
        _PUT,
        guild_id=owed.guild_id,
        id=owed.id,
        kind=owed.kind,
        subject_id=owed.subject_id,
        channel_id=owed.channel_id,
        nonce=owed.nonce,
        due_at=owed.due_at,
        created_at=owed.created_at,
        attempts=owed.attempts,
        generation=owed.generation,
    )


async def list_due(conn: Connection, now: int, limit: int = 20) -> list[Owed]:
    """Return what is due by `now`, the longest due first, at most `limit`."""
    return [_owed(row) for row in await conn.all(_DUE, now=now, most=limit)]


async def next_due(conn: Connection) -> int | None:
    """Return when the next debt is due, or `None` where nothing is owed."""
    return await conn.scalar(_NEXT)


async def posting_in(conn: Connection, guild_id: int, review_id: str) -> int | None:
    """Return in which channel the card of a review is still to be posted, if it is.

    It may stand there already: what takes a card away has to look for it.
    """
    return await conn.scalar(_POSTING, guild_id=guild_id, subject_id=review_id)


async def postpone(conn: Connection, owed: Owed, due_at: int) -> None:
    """Count a failed attempt and try again at `due_at`."""
    conn.send(_POSTPONE, of_guild=owed.guild_id, owed_id=owed.id, later=due_at)


async def remove(conn: Connection, owed: Owed) -> None:
    """Remove a paid debt.

    Where it was renewed since it was read (another generation) it stays and stays due.
    """
    values: dict[str, Value] = {
        "of_guild": owed.guild_id,
        "owed_id": owed.id,
        "seen": owed.generation,
    }
    conn.send(_REMOVE, **values)


def _owed(row: tuple[Any, ...]) -> Owed:
    guild_id, owed_id, kind, *rest = row
    return Owed(guild_id, owed_id, OwedKind(kind), *rest)
