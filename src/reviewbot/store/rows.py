"""How rows become works and reviews; the columns stand in the order the functions expect."""

from typing import Any, Final

from sqlalchemy import bindparam, select

from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Review, Spoils
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import Work, WorkKind
from reviewbot.store.schema import reviews, works

WORK: Final = (
    works.c.guild_id,
    works.c.id,
    works.c.kind,
    works.c.title,
    works.c.year,
    works.c.maker,
)
REVIEW: Final = (
    *WORK,
    reviews.c.id,
    reviews.c.author_id,
    reviews.c.headline,
    reviews.c.text,
    reviews.c.spoils,
    reviews.c.points,
    reviews.c.edition,
    reviews.c.created_at,
    reviews.c.edited_at,
    reviews.c.comment_count,
)
OF_WORK: Final = (reviews.c.guild_id == works.c.guild_id) & (reviews.c.work_id == works.c.id)
SELECT_REVIEWS: Final = (
    select(*REVIEW)
    .select_from(reviews.join(works, OF_WORK))
    .where(reviews.c.guild_id == bindparam("guild_id"))
)


def work_of(row: tuple[Any, ...]) -> Work:
    """Make a work of the columns `WORK`."""
    guild_id, work_id, kind, title, year, maker = row
    return Work(guild_id, work_id, WorkKind(kind), title, year, maker)


def review_of(row: tuple[Any, ...]) -> Review:
    """Make a review of the columns `REVIEW`."""
    review_id, author_id, headline, text, spoils, points, *rest = row[len(WORK) :]
    whole = spoils == Spoils.ALL
    return Review(
        row[0],
        review_id,
        work_of(row[: len(WORK)]),
        author_id,
        Prose(headline, whole),
        Prose(text, whole),
        Spoils(spoils),
        rating_of(points),
        *rest,
    )


def rating_of(points: int | None) -> Rating | None:
    """Make a rating of the points, if there are any."""
    return None if points is None else Rating(points)
