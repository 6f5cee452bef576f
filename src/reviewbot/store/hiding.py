"""Reviews and comments that moderators took out of sight, and what follows for all counts."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, case, func, literal_column, select, update

from reviewbot.domain.reviews import Comment, Review
from reviewbot.errors import NotFound
from reviewbot.store import comments as said
from reviewbot.store import guilds, index
from reviewbot.store.connection import Change, Connection, Query, Value
from reviewbot.store.failures import GONE
from reviewbot.store.rows import LIVE, OF_WORK, REVIEW, SELECT_ANY_REVIEWS, review_of
from reviewbot.store.schema import comments, reviews, works
from reviewbot.store.schema import guilds as guild_rows

_LIVE = case((LIVE, 1), else_=0)
_STANDING = (
    select(guild_rows.c.number, reviews.c.number, _LIVE, reviews.c.hidden_at, *REVIEW)
    .select_from(
        reviews.join(works, OF_WORK).join(guild_rows, guild_rows.c.guild_id == reviews.c.guild_id)
    )
    .where(
        reviews.c.guild_id == bindparam("guild_id"),
        reviews.c.id == bindparam("review_id"),
        reviews.c.state == literal_column("'live'"),
    )
)
_FIND = Query(_STANDING)
_LOCKED = Query(_STANDING.with_for_update(of=reviews))
_OF_AUTHOR = Query(
    SELECT_ANY_REVIEWS.where(
        reviews.c.work_id == bindparam("work_id"),
        reviews.c.author_id == bindparam("author_id"),
        reviews.c.state == literal_column("'live'"),
        reviews.c.hidden_at.is_not(None),
    ).order_by(reviews.c.season, reviews.c.episode)
)
_HIDE = Change(
    update(reviews)
    .where(reviews.c.guild_id == bindparam("of_guild"), reviews.c.id == bindparam("of_review"))
    .values(hidden_at=bindparam("since"))
)
_NEWEST = (
    select(func.coalesce(func.max(reviews.c.created_at), 0))
    .where(
        reviews.c.guild_id == bindparam("of_guild"), reviews.c.work_id == bindparam("of_work"), LIVE
    )
    .scalar_subquery()
)
_REVIEWED = Change(
    update(works)
    .where(works.c.guild_id == bindparam("of_guild"), works.c.id == bindparam("of_work"))
    .values(reviewed_at=_NEWEST)
)
_THIS_COMMENT = and_(
    comments.c.guild_id == bindparam("guild_id"),
    comments.c.id == bindparam("comment_id"),
    comments.c.deleted_at.is_(None),
)
_HIDDEN_AT = Query(select(comments.c.hidden_at).where(_THIS_COMMENT))
_SAID = Query(
    select(comments.c.id).where(
        comments.c.guild_id == bindparam("guild_id"),
        comments.c.message_id == bindparam("message_id"),
    )
)
_HIDE_COMMENT = Change(
    update(comments)
    .where(comments.c.guild_id == bindparam("of_guild"), comments.c.id == bindparam("of_comment"))
    .values(hidden_at=bindparam("since"))
)
_SHOWN = (
    select(func.count())
    .select_from(comments)
    .where(
        comments.c.guild_id == bindparam("of_guild"),
        comments.c.review_id == bindparam("of_review"),
        comments.c.deleted_at.is_(None),
        comments.c.hidden_at.is_(None),
    )
    .scalar_subquery()
)
_RECOUNT = Change(
    update(reviews)
    .where(reviews.c.guild_id == bindparam("of_guild"), reviews.c.id == bindparam("of_review"))
    .values(comment_count=_SHOWN)
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A review that its author did not take away, and whether members meet it."""

    review: Review
    place: index.Place
    live: bool
    hidden_at: int | None


async def find(conn: Connection, guild_id: int, review_id: str) -> Standing | None:
    """Return how a review stands, hidden ones too, or `None`."""
    row = await conn.one(_FIND, guild_id=guild_id, review_id=review_id)
    return _standing(row) if row else None


async def list_by_author(
    conn: Connection, guild_id: int, work_id: str, author_id: int
) -> list[Review]:
    """Return what a moderator hid of a member's reviews of a work and its parts."""
    key: dict[str, Value] = {"guild_id": guild_id, "work_id": work_id, "author_id": author_id}
    return [review_of(row) for row in await conn.all(_OF_AUTHOR, **key)]


async def find_own(
    conn: Connection, guild_id: int, review_id: str, author_id: int
) -> Review | None:
    """Return a member's own review that a moderator hid, or `None`."""
    found = await find(conn, guild_id, review_id)
    if found is None or found.live or found.review.author_id != author_id:
        return None
    return found.review


def _standing(row: tuple[Any, ...]) -> Standing:
    guild_number, number, live, hidden_at, *review = row
    place = index.Place(guild_number, number)
    return Standing(review_of(tuple(review)), place, bool(live), hidden_at)


async def _locked(conn: Connection, guild_id: int, review_id: str) -> Standing:
    row = await conn.one(_LOCKED, guild_id=guild_id, review_id=review_id)
    if row is None:
        raise NotFound(GONE)
    return _standing(row)


@asynccontextmanager
async def reindexed(conn: Connection, guild_id: int, review_id: str) -> AsyncIterator[Standing]:
    """Index a review again around a change of whether, and how much of it, members meet.

    Raises `NotFound` if there is no such review.
    """
    before = await _locked(conn, guild_id, review_id)
    if before.live:
        await index.remove(conn, before.review, before.place)
    yield before
    after = await _locked(conn, guild_id, review_id)
    if after.live:
        await index.add(conn, after.review, after.place)


async def hide(conn: Connection, review: Review, since: int | None) -> None:
    """Take a review out of everything that members meet, or with `None` put it back."""
    key: dict[str, Value] = {"of_guild": review.guild_id}
    async with reindexed(conn, review.guild_id, review.id):
        conn.send(_HIDE, **key, of_review=review.id, since=since)
    conn.send(_REVIEWED, **key, of_work=review.work.id)
    guilds.taste_changed(conn, review.guild_id)


async def find_comment(
    conn: Connection, guild_id: int, comment_id: str
) -> tuple[Comment, int | None] | None:
    """Return a comment that is not deleted, and since when it is hidden; or `None`."""
    row = await conn.one(_HIDDEN_AT, guild_id=guild_id, comment_id=comment_id)
    comment = await said.find_any(conn, guild_id, comment_id) if row else None
    return (comment, row[0]) if comment and row else None


async def find_said(conn: Connection, guild_id: int, message_id: int) -> str | None:
    """Return the id of the comment that a message became, or `None`."""
    return await conn.scalar(_SAID, guild_id=guild_id, message_id=message_id)


async def hide_comment(conn: Connection, comment: Comment, since: int | None) -> None:
    """Take a comment out of sight and out of the count, or with `None` put it back."""
    key: dict[str, Value] = {"of_guild": comment.guild_id}
    conn.send(_HIDE_COMMENT, **key, of_comment=comment.id, since=since)
    conn.send(_RECOUNT, **key, of_review=comment.review_id)
