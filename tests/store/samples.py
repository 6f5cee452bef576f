"""Works, reviews and comments to store, with only what a test cares about spelt out."""

from typing import Final

from reviewbot.domain.ids import new_id
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Comment, CommentSource, Review, Spoils, place_of
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import Work, WorkKind
from reviewbot.store import reviews, works
from reviewbot.store.connection import Connection

CLUB: Final = 1_152_921_504_606_846_977
"""A guild with an id of the size that Discord gives: beyond what a double holds exactly."""
OTHER_CLUB: Final = CLUB + 1
ADA: Final = 2**63 - 1
BEN: Final = 2**62 + 3


def a_work(
    title: str = "Parasite",
    *,
    guild_id: int = CLUB,
    kind: WorkKind = WorkKind.MOVIE,
    year: int | None = 2019,
) -> Work:
    return Work(guild_id, new_id(), kind, title, year, "Bong Joon-ho")


def a_review(
    work: Work,
    text: str = "Stairs, and what lies below them.",
    *,
    author_id: int = ADA,
    headline: str = "Up and down",
    points: int | None = 90,
    at: int = 1_700_000_000,
    spoils: Spoils = Spoils.NONE,
) -> Review:
    whole = spoils is Spoils.ALL
    return Review(
        guild_id=work.guild_id,
        id=new_id(),
        work=work,
        author_id=author_id,
        headline=Prose.of(headline, whole=whole),
        text=Prose.of(text, whole=whole),
        spoils=spoils,
        rating=None if points is None else Rating(points),
        edition=1,
        created_at=at,
        edited_at=at,
    )


def a_comment(
    review: Review, text: str = "Yes!", *, at: int = 1_700_000_100, message_id: int | None = None
) -> Comment:
    source = CommentSource.FORM if message_id is None else CommentSource.REPLY
    place = message_id or place_of(at)
    return Comment(
        review.guild_id,
        new_id(),
        review.id,
        BEN,
        Prose.of(text),
        source,
        at,
        message_id,
        place=place,
        root_place=place,
    )


async def stored(conn: Connection, review: Review) -> Review:
    """Keep the review and, before it, its work."""
    await works.put(conn, review.work)
    await reviews.put(conn, review)
    return review
