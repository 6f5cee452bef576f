"""Comments on reviews, and how many each review has."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from reviewbot.domain.pages import Page
from reviewbot.domain.reviews import Comment, CommentSource
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.text import normalise
from reviewbot.errors import NotFound
from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.failures import GONE
from reviewbot.store.schema import comments, reviews

_SHOWN = (comments.c.deleted_at.is_(None), comments.c.hidden_at.is_(None))
_COLUMNS = tuple(c for c in comments.c if c.name not in {"deleted_at", "hidden_at"})
_PUT = Change(
    insert(comments)
    .values({c.name: bindparam(c.name) for c in _COLUMNS})
    .on_conflict_do_nothing(index_elements=["guild_id", "message_id"])
)
_COUNT_MORE = Change(
    update(reviews)
    .where(reviews.c.guild_id == bindparam("of_guild"), reviews.c.id == bindparam("review_id"))
    .values(comment_count=reviews.c.comment_count + bindparam("more"))
)
_OF_REVIEW = (
    comments.c.guild_id == bindparam("guild_id"),
    comments.c.review_id == bindparam("review_id"),
    *_SHOWN,
)
_COUNT = Query(select(func.count()).select_from(comments).where(*_OF_REVIEW))
_ANSWERED = comments.alias("answered")
_PAGE = Query(
    select(*_COLUMNS, _ANSWERED.c.author_id, _ANSWERED.c.deleted_at, _ANSWERED.c.hidden_at)
    .select_from(
        comments.outerjoin(
            _ANSWERED,
            (_ANSWERED.c.guild_id == comments.c.guild_id)
            & (_ANSWERED.c.id == comments.c.parent_id),
        )
    )
    .where(*_OF_REVIEW)
    .order_by(comments.c.root_place, comments.c.place, comments.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skipped"))
)
_ANY = select(*_COLUMNS).where(comments.c.guild_id == bindparam("guild_id"))
_BY_ID = _ANY.where(comments.c.id == bindparam("comment_id"))
_FIND = Query(_BY_ID.where(*_SHOWN))
_FIND_ANY = Query(_BY_ID)
_BY_MESSAGE = Query(_ANY.where(comments.c.message_id == bindparam("message_id"), *_SHOWN))
_AUTHORS = Query(
    select(comments.c.author_id)
    .where(*_OF_REVIEW)
    .group_by(comments.c.author_id)
    .order_by(func.max(comments.c.place).desc())
    .limit(bindparam("most"))
)
_THIS = (comments.c.guild_id == bindparam("of_guild"), comments.c.id == bindparam("comment_id"))
_REVISE = Change(
    update(comments)
    .where(*_THIS, *_SHOWN)
    .values(text=bindparam("words"), edited_at=bindparam("now"))
)
_DELETE = Change(update(comments).where(*_THIS, *_SHOWN).values(deleted_at=bindparam("now")))
_RESTORE = Change(
    update(comments)
    .where(*_THIS, comments.c.deleted_at >= bindparam("since"), comments.c.hidden_at.is_(None))
    .values(deleted_at=None)
)
_EMPTY = Change(
    update(comments)
    .where(comments.c.deleted_at < bindparam("before"), comments.c.text != "")
    .values(text="")
)
_FORGET = Change(delete(comments).where(comments.c.deleted_at < bindparam("before")))
_OF_MESSAGES = Query(
    _ANY.where(
        comments.c.message_id >= bindparam("first"),
        comments.c.message_id <= bindparam("last"),
        *_SHOWN,
    )
    .order_by(comments.c.message_id.desc())
    .limit(bindparam("most"))
)
_NEWEST = Query(
    select(*_COLUMNS)
    .where(*_OF_REVIEW)
    .order_by(comments.c.created_at.desc(), comments.c.place.desc())
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A comment as a list shows it: with the author of what it answers.

    `answered_id` is `None` where it answers the review itself, and 0 where it answers a
    comment that is not there any more.
    """

    comment: Comment
    answered_id: int | None


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
        place=comment.place,
        root_place=comment.root_place,
    )
    if new:
        _count(conn, comment, 1)
    return new == 1


async def find(conn: Connection, guild_id: int, comment_id: str) -> Comment | None:
    """Return the comment, or `None`."""
    row = await conn.one(_FIND, guild_id=guild_id, comment_id=comment_id)
    return _comment(row) if row else None


async def get(conn: Connection, guild_id: int, comment_id: str) -> Comment:
    """Return the comment, or raise `NotFound`."""
    if comment := await find(conn, guild_id, comment_id):
        return comment
    raise NotFound(GONE)


async def find_any(conn: Connection, guild_id: int, comment_id: str) -> Comment | None:
    """Return the comment even if nobody meets it any more: deleted or hidden."""
    row = await conn.one(_FIND_ANY, guild_id=guild_id, comment_id=comment_id)
    return _comment(row) if row else None


async def find_by_message(conn: Connection, guild_id: int, message_id: int) -> Comment | None:
    """Return the comment that this Discord message is, or `None`."""
    row = await conn.one(_BY_MESSAGE, guild_id=guild_id, message_id=message_id)
    return _comment(row) if row else None


async def list_of_review(
    conn: Connection, guild_id: int, review_id: str, page: int, size: int
) -> Page[Listed]:
    """Return one page of the review's comments; pages count from 0.

    Each comment on the review is followed by all that answers it, both oldest first.
    """
    key: dict[str, Value] = {"guild_id": guild_id, "review_id": review_id}
    total = await conn.scalar(_COUNT, **key) or 0
    rows = await conn.all(_PAGE, **key, most=size, skipped=page * size)
    return Page([_listed(row) for row in rows], page, size, total)


async def list_newest(conn: Connection, guild_id: int, review_id: str, limit: int) -> list[Comment]:
    """Return the review's comments, newest first, at most `limit`."""
    rows = await conn.all(_NEWEST, guild_id=guild_id, review_id=review_id, most=limit)
    return [_comment(row) for row in rows]


async def list_of_messages(
    conn: Connection, guild_id: int, first: int, last: int, limit: int
) -> list[Comment]:
    """Return the comments that are Discord messages of these ids, newest first."""
    rows = await conn.all(_OF_MESSAGES, guild_id=guild_id, first=first, last=last, most=limit)
    return [_comment(row) for row in rows]


async def revise(conn: Connection, comment: Comment, text: Prose, now: int) -> bool:
    """Give a comment other words; false where it is not there any more."""
    words = normalise(text.reveal())
    key = _key(comment)
    return await conn.run(_REVISE, **key, words=words, now=now) == 1


async def remove(conn: Connection, comment: Comment, now: int) -> bool:
    """Delete a comment, which can be taken back; false where it is not there any more."""
    return await _counted(conn, comment, _DELETE, -1, now=now)


async def restore(conn: Connection, comment: Comment, since: int) -> bool:
    """Bring back a comment that was deleted at `since` or later."""
    return await _counted(conn, comment, _RESTORE, 1, since=since)


async def purge(conn: Connection, emptied_before: int, forgotten_before: int) -> int:
    """Remove the words of what was deleted before a time, in all guilds; return of how many.

    What is left says that their Discord message was a comment, so that it is not taken for a
    new one; that goes too where it was deleted before `forgotten_before`.
    """
    emptied = await conn.run(_EMPTY, before=emptied_before)
    await conn.run(_FORGET, before=forgotten_before)
    return emptied


async def list_authors(conn: Connection, guild_id: int, review_id: str, limit: int) -> list[int]:
    """Return who commented on a review, whoever did so last first."""
    rows = await conn.all(_AUTHORS, guild_id=guild_id, review_id=review_id, most=limit)
    return [row[0] for row in rows]


async def _counted(
    conn: Connection, comment: Comment, change: Change, more: int, **values: Value
) -> bool:
    """Change whether members meet a comment, and count it where that made a difference."""
    done = await conn.run(change, **_key(comment), **values) == 1
    if done:
        _count(conn, comment, more)
    return done


def _key(comment: Comment) -> dict[str, Value]:
    return {"of_guild": comment.guild_id, "comment_id": comment.id}


def _count(conn: Connection, comment: Comment, more: int) -> None:
    conn.send(_COUNT_MORE, of_guild=comment.guild_id, review_id=comment.review_id, more=more)


def _listed(row: tuple[Any, ...]) -> Listed:
    *own, author_id, deleted_at, hidden_at = row
    comment = _comment(tuple(own))
    there = author_id is not None and deleted_at is None and hidden_at is None
    return Listed(comment, (author_id if there else 0) if comment.parent_id else None)


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
