"""The tags of a guild's live reviews."""

from typing import Final

from sqlalchemy import bindparam, func, select

from reviewbot.domain.text import one_line
from reviewbot.store.connection import Connection, Query
from reviewbot.store.rows import LIVE
from reviewbot.store.schema import review_tags, reviews

_LOOKED_AT_MAX: Final = 5_000
_END: Final = chr(0x10FFFF)

_some = (
    select(review_tags.c.tag)
    .where(
        review_tags.c.guild_id == bindparam("guild_id"),
        review_tags.c.tag >= bindparam("typed"),
        review_tags.c.tag < bindparam("typed_end"),
    )
    .limit(_LOOKED_AT_MAX)
    .subquery()
)
_COMPLETIONS = Query(
    select(_some.c.tag)
    .group_by(_some.c.tag)
    .order_by(func.count().desc(), _some.c.tag)
    .limit(bindparam("most"))
)
_WORKS = Query(
    select(reviews.c.work_id)
    .join_from(
        review_tags,
        reviews,
        (reviews.c.guild_id == review_tags.c.guild_id) & (reviews.c.id == review_tags.c.review_id),
    )
    .where(
        review_tags.c.guild_id == bindparam("guild_id"),
        review_tags.c.tag == bindparam("tag"),
        LIVE,
    )
    .distinct()
)


async def list_works(conn: Connection, guild_id: int, tag: str) -> set[str]:
    """Return the ids of the works that a live review gave this tag."""
    tag = " ".join(tag.replace("#", "").split()).casefold()
    return {work_id for (work_id,) in await conn.all(_WORKS, guild_id=guild_id, tag=tag)}


async def list_completions(conn: Connection, guild_id: int, typed: str, limit: int) -> list[str]:
    """Return tags that begin as typed, the most used ones first."""
    begun = one_line(typed.replace("#", "")).casefold()
    rows = await conn.all(
        _COMPLETIONS, guild_id=guild_id, typed=begun, typed_end=begun + _END, most=limit
    )
    return [tag for (tag,) in rows]
