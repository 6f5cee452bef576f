"""Comments on reviews, and how many each review has."""

from typing import Any

from sqlalchemy import bindparam, func, select, update

from reviewbot.domain.pages import Page
from reviewbot.domain.reviews import Comment, CommentSource
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.text import normalise
from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.schema import comments, reviews

_SHOWN = (comments.c.deleted_at.is_(None), comments.c.hidden_at.is_(None))
_COLUMNS = tuple(c for c in comments.c if c.name not in {"deleted_at", "hidden_at"})
_PUT = Change(
    insert(comments)
    .values({c.name: bindparam(c.name) for c in _COLUMNS})
    .on_conflict_do_nothing(index_elements=["guild_id", "message_id"])
)
_COUNT_UP = Change(
    update(reviews)
    .where(reviews.c.guild_id == bindparam("of_guild"), reviews.c.id == bindparam("review_id"))
    .values(comment_count=reviews.c.comment_count + 1)
)
_OF_REVIEW = (
    comments.c.guild_id == bindparam("guild_id"),
    comments.c.review_id == bindparam("review_id"),
    *_SHOWN,
)
_COUNT = Query(select(func.count()).select_from(comments).where(*_OF_REVIEW))
_PAGE = Query(
    select(*_COLUMNS)
    .where(*_OF_REVIEW)
    .order_by(comments.c.created_at, comments.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skipped"))
)


async def put(conn: Connection, comment: Comment) -> bool:
    """Keep the comment and count it; return `False` if its Discord message is kept already.

    Raises `NotFound` if there is no such review.
    """
    new = await conn.run(
        _PUT,
        guild_id=comment.guild_id,
        id=comment.id,
        review_id=comment.review_id,
        author_id=comment.author_id,
        text=normalise(comment.text.reveal()),
        whole=int(comment.text.whole),
        source=comment.source,
        created_at=comment.created_at,
        message_id=comment.message_id,
        parent_id=comment.parent_id,
        edited_at=comment.edited_at,
    )
    if new:
        conn.send(_COUNT_UP, of_guild=comment.guild_id, review_id=comment.review_id)
    return new == 1


async def list_of_review(
    conn: Connection, guild_id: int, review_id: str, page: int, size: int
) -> Page[Comment]:
    """Return one page of the review's comments, oldest first; pages count from 0."""
    key: dict[str, Value] = {"guild_id": guild_id, "review_id": review_id}
    total = await conn.scalar(_COUNT, **key) or 0
    rows = await conn.all(_PAGE, **key, most=size, skipped=page * size)
    return Page([_comment(row) for row in rows], page, size, total)


def _comment(row: tuple[Any, ...]) -> Comment:
    guild_id, comment_id, review_id, author_id, text, whole, source, created_at, *rest = row
    return Comment(
        guild_id,
        comment_id,
        review_id,
        author_id,
        Prose(text, bool(whole)),
        CommentSource(source),
        created_at,
        *rest,
    )
