"""Reviews and what they said before. Whatever changes one changes the search index with it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import and_, bindparam, delete, func, literal_column, select, update

from reviewbot.domain.order import Answer
from reviewbot.domain.parts import WHOLE, Part
from reviewbot.domain.progress import Progress
from reviewbot.domain.reviews import NO_PROSE, Review, Spoils, Verdict
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.stats import one_each, rolled_up
from reviewbot.errors import Conflict, NotFound
from reviewbot.store import calls, guilds, index
from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.failures import GONE
from reviewbot.store.rows import (
    LIVE,
    SELECT_ANY_REVIEWS,
    SELECT_REVIEWS,
    rating_of,
    review_of,
    tags_of,
)
from reviewbot.store.schema import editions, review_tags, reviews, works

EDITIONS_KEPT: Final = 20
"""How many editions of a review are kept, the present one among them."""

_IN_GUILD = and_(reviews.c.guild_id == bindparam("guild_id"), LIVE)
_FIND = Query(SELECT_REVIEWS.where(reviews.c.id == bindparam("review_id")))
_FIND_ANY = Query(SELECT_ANY_REVIEWS.where(reviews.c.id == bindparam("review_id")))
_LOCKED = Query(
    SELECT_ANY_REVIEWS.where(
        reviews.c.id == bindparam("review_id"), reviews.c.state == literal_column("'live'")
    ).with_for_update(of=reviews)
)
"""Its author may change what a moderator hid; it stays hidden."""
_BY_AUTHOR = Query(
    SELECT_REVIEWS.where(
        reviews.c.work_id == bindparam("work_id"),
        reviews.c.author_id == bindparam("author_id"),
        reviews.c.season == bindparam("season"),
        reviews.c.episode == bindparam("episode"),
    )
)
# The sum keeps SQLite from walking all of a guild's reviews in this order.
_OF_WORK = Query(
    SELECT_REVIEWS.where(reviews.c.work_id == bindparam("work_id"))
    .order_by((reviews.c.number + 0).desc())
    .limit(bindparam("most"))
)
_ALL_BY_AUTHOR = Query(
    SELECT_REVIEWS.where(
        reviews.c.work_id == bindparam("work_id"), reviews.c.author_id == bindparam("author_id")
    ).order_by(reviews.c.season, reviews.c.episode)
)
_POINTS = Query(
    select(reviews.c.author_id, reviews.c.season, reviews.c.episode, reviews.c.points)
    .where(_IN_GUILD, reviews.c.work_id == bindparam("work_id"), reviews.c.points.is_not(None))
    .order_by(reviews.c.number + 0)
)
_RATINGS = Query(
    select(reviews.c.work_id, reviews.c.author_id, reviews.c.points, reviews.c.season)
    .where(_IN_GUILD, reviews.c.points.is_not(None))
    .order_by(reviews.c.number)
)
_RATINGS_OF_PARTS = Query(
    select(
        reviews.c.work_id,
        reviews.c.author_id,
        reviews.c.season,
        reviews.c.episode,
        reviews.c.points,
    )
    .where(_IN_GUILD, reviews.c.points.is_not(None), reviews.c.season > 0)
    .order_by(reviews.c.number)
)
_RATED = Query(
    select(func.count()).select_from(reviews).where(_IN_GUILD, reviews.c.points.is_not(None))
)
_EDITIONS = Query(
    select(
        editions.c.edition,
        editions.c.headline,
        editions.c.text,
        editions.c.spoils,
        editions.c.points,
        editions.c.edited_at,
        editions.c.quote,
        editions.c.tags,
        editions.c.verdict,
        editions.c.safe_after,
    )
    .where(
        editions.c.guild_id == bindparam("guild_id"),
        editions.c.review_id == bindparam("review_id"),
    )
    .order_by(editions.c.edition)
)
_WORDS = {"headline", "text", "spoils", "points", "quote", "tags", "verdict", "safe_after"}
_EDITION = _WORDS | {"edition", "edited_at"}
_INSERT = Change(
    insert(reviews).values(
        {
            name: bindparam(name)
            for name in (
                *("guild_id", "id", "number", "work_id", "author_id", "season", "episode"),
                *("created_at", "comment_count"),
                *sorted(_EDITION),
            )
        }
    )
)
_KEEP_EDITION = Change(insert(editions))
_PRUNE_EDITIONS = Change(
    delete(editions).where(
        editions.c.guild_id == bindparam("of_guild"),
        editions.c.review_id == bindparam("review_id"),
        editions.c.edition <= bindparam("last"),
    )
)
_TAG = Change(
    insert(review_tags).values({name: bindparam(name) for name in ("guild_id", "review_id", "tag")})
)
_UNTAG = Change(
    delete(review_tags).where(
        review_tags.c.guild_id == bindparam("of_guild"),
        review_tags.c.review_id == bindparam("review_id"),
    )
)
_REVISE = Change(
    update(reviews)
    .where(reviews.c.guild_id == bindparam("of_guild"), reviews.c.id == bindparam("review_id"))
    .values({c.name: bindparam(c.name) for c in reviews.c if c.name in _EDITION})
)
_REVIEWED = Change(
    update(works)
    .where(
        works.c.guild_id == bindparam("of_guild"),
        works.c.id == bindparam("work_id"),
        works.c.reviewed_at < bindparam("now"),
    )
    .values(reviewed_at=bindparam("now"))
)


async def put(conn: Connection, review: Review) -> None:
    """Keep a new review (edition 1), or the next edition of one that is there.

    The words it had before become an earlier edition, of which the last are kept
    (`EDITIONS_KEPT`). `comment_count` is not taken from
    here: `comments` counts. Raises `Conflict` if the member has reviewed the work already or
    the edition is not the next one, `NotFound` if there is no such work or review.
    """
    # Indexed is what is stored: the index can only be undone by what comes out again.
    review = replace(
        review,
        headline=_stored(review.headline),
        text=_stored(review.text),
        quote=_stored(review.quote),
    )
    if review.edition == 1:
        await _insert(conn, review)
    else:
        await _revise(conn, review)


async def find(conn: Connection, guild_id: int, review_id: str) -> Review | None:
    """Return the review, or `None`."""
    row = await conn.one(_FIND, guild_id=guild_id, review_id=review_id)
    return row and review_of(row)


async def find_any(conn: Connection, guild_id: int, review_id: str) -> Review | None:
    """Return the review even if nobody meets it any more: deleted, merged away or hidden."""
    row = await conn.one(_FIND_ANY, guild_id=guild_id, review_id=review_id)
    return row and review_of(row)


async def get(conn: Connection, guild_id: int, review_id: str) -> Review:
    """Return the review, or raise `NotFound`."""
    if review := await find(conn, guild_id, review_id):
        return review
    raise NotFound("That review is not here any more.")


async def find_by_author(
    conn: Connection, guild_id: int, work_id: str, author_id: int, part: Part = WHOLE
) -> Review | None:
    """Return the member's review of the work, or of this part of it, or `None`."""
    row = await conn.one(
        _BY_AUTHOR,
        guild_id=guild_id,
        work_id=work_id,
        author_id=author_id,
        season=part.season,
        episode=part.episode,
    )
    return row and review_of(row)


async def list_by_author(
    conn: Connection, guild_id: int, work_id: str, author_id: int
) -> list[Review]:
    """Return the member's reviews of the work and its parts, the whole work first."""
    rows = await conn.all(_ALL_BY_AUTHOR, guild_id=guild_id, work_id=work_id, author_id=author_id)
    return [review_of(row) for row in rows]


async def list_of_work(
    conn: Connection, guild_id: int, work_id: str, limit: int = 25
) -> list[Review]:
    """Return the work's reviews, newest first, at most `limit`."""
    rows = await conn.all(_OF_WORK, guild_id=guild_id, work_id=work_id, most=limit)
    return [review_of(row) for row in rows]


async def list_points(conn: Connection, guild_id: int, work_id: str) -> list[int]:
    """Return the work's ratings in points, one of each member who gave one, oldest first."""
    rows = await conn.all(_POINTS, guild_id=guild_id, work_id=work_id)
    given = ((a, Part(s, e), points) for a, s, e, points in rows if points is not None)
    return list(one_each(given).values())


async def list_ratings(conn: Connection, guild_id: int) -> list[tuple[str, int, int]]:
    """Return what each member gives each work, once: work, author, points.

    Who rated only parts of a show counts with what those come to (`stats.rolled_up`), after
    all who rated the whole work. Hundreds of thousands are gone through beside the loop.
    """
    rows = await conn.all(_RATINGS, guild_id=guild_id)
    whole = await asyncio.to_thread(_whole, rows)
    if len(whole) == len(rows):
        return whole
    of_parts = await conn.all(_RATINGS_OF_PARTS, guild_id=guild_id)
    return await asyncio.to_thread(_with_parts, whole, of_parts)


async def count_rated(conn: Connection, guild_id: int) -> int:
    """Return how many ratings the guild has, those of parts among them."""
    return await conn.scalar(_RATED, guild_id=guild_id) or 0


def _whole(rows: Sequence[tuple[str, int, int | None, int]]) -> list[tuple[str, int, int]]:
    return [
        (work, author, points) for work, author, points, season in rows if points and not season
    ]


def _with_parts(
    whole: list[tuple[str, int, int]], of_parts: Sequence[tuple[str, int, int, int, int | None]]
) -> list[tuple[str, int, int]]:
    """Add those who rated parts alone."""
    parts: dict[tuple[str, int], dict[Part, int]] = {}
    for work, author, season, episode, points in of_parts:
        parts.setdefault((work, author), {})[Part(season, episode)] = points or 0
    for work, author, _ in whole:
        parts.pop((work, author), None)
    return whole + [(work, author, rolled_up(given)) for (work, author), given in parts.items()]


async def list_editions(conn: Connection, guild_id: int, review_id: str) -> list[Review]:
    """Return the review as it was in each edition, the first one first, the present one last.

    Empty if there is no such review.
    """
    present = await find(conn, guild_id, review_id)
    if present is None:
        return []
    earlier = await conn.all(_EDITIONS, guild_id=guild_id, review_id=review_id)
    return [*(_as_it_was(present, row) for row in earlier), present]


async def _insert(conn: Connection, review: Review) -> None:
    guild_number, number = await guilds.take_number(conn, review.guild_id, review.created_at)
    conn.send(  # the index reads the titles next, which is when a conflict shows
        _INSERT,
        guild_id=review.guild_id,
        id=review.id,
        number=number,
        work_id=review.work.id,
        author_id=review.author_id,
        season=review.part.season,
        episode=review.part.episode,
        created_at=review.created_at,
        comment_count=0,
        **_edition(review),
    )
    conn.send(_REVIEWED, of_guild=review.guild_id, work_id=review.work.id, now=review.created_at)
    tag(conn, review)
    await index.add(conn, review, index.Place(guild_number, number))


async def _revise(conn: Connection, review: Review) -> None:
    row = await conn.one(_LOCKED, guild_id=review.guild_id, review_id=review.id)
    if row is None:
        raise NotFound(GONE)
    before = review_of(row)
    if before.edition + 1 != review.edition:
        raise Conflict("This review has been changed meanwhile. Please look at it again.")
    place = None if before.hidden else await index.place_of(conn, before)
    if place:
        await index.remove(conn, before, place)
    key: dict[str, Value] = {"guild_id": review.guild_id, "review_id": review.id}
    conn.send(_KEEP_EDITION, **key, **_edition(before))
    conn.send(_REVISE, of_guild=review.guild_id, review_id=review.id, **_edition(review))
    this: dict[str, Value] = {"of_guild": review.guild_id, "review_id": review.id}
    conn.send(_PRUNE_EDITIONS, **this, last=review.edition - EDITIONS_KEPT)
    if before.called and not review.called:
        await calls.mark(conn, review.guild_id, review.id, None)
        await calls.answer(conn, review.guild_id, review.id, Answer.KEPT)
    if before.tags != review.tags:
        untag(conn, review)
        tag(conn, review)
    if place:
        await index.add(conn, review, place)
    guilds.taste_changed(conn, review.guild_id)


def tag(conn: Connection, review: Review) -> None:
    """Let a live review be found by its tags."""
    key: dict[str, Value] = {"guild_id": review.guild_id, "review_id": review.id}
    if review.tags:
        conn.send_many(_TAG, [{**key, "tag": tag} for tag in review.tags])


def untag(conn: Connection, review: Review) -> None:
    """Let a review be found by no tag."""
    conn.send(_UNTAG, of_guild=review.guild_id, review_id=review.id)


def _stored(prose: Prose) -> Prose:
    return Prose.of(prose.reveal(), whole=prose.whole)


def _edition(review: Review) -> dict[str, Value]:
    return {
        "edition": review.edition,
        "headline": review.headline.reveal(),
        "text": review.text.reveal(),
        "spoils": review.spoils,
        "points": review.rating.points if review.rating else None,
        "edited_at": review.edited_at,
        "quote": review.quote.reveal(),
        "tags": "\n".join(review.tags),
        "verdict": review.verdict,
        "safe_after": review.safe_after.code if review.safe_after else "",
    }


def _as_it_was(present: Review, row: tuple[Any, ...]) -> Review:
    edition, headline, text, spoils, points, edited_at, quote, tags, verdict, safe_after = row
    whole = spoils == Spoils.ALL or present.called
    return replace(
        present,
        edition=edition,
        headline=Prose(headline, whole),
        text=Prose(text, whole),
        spoils=Spoils(spoils),
        rating=rating_of(points),
        edited_at=edited_at,
        quote=Prose(quote, whole) if quote else NO_PROSE,
        tags=tags_of(tags),
        verdict=Verdict(verdict) if verdict else None,
        safe_after=Progress.of_code(safe_after) if safe_after else None,
    )
