"""How rows become works and reviews; the columns stand in the order the functions expect."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, func, literal_column, select

from reviewbot.domain.parts import Part
from reviewbot.domain.progress import Progress
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import NO_PROSE, Review, Spoils, Verdict
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import Work, WorkKind
from reviewbot.store.connection import Engine
from reviewbot.store.schema import reviews, works

WORK: Final = (
    works.c.guild_id,
    works.c.id,
    works.c.kind,
    works.c.title,
    works.c.year,
    works.c.maker,
    works.c.length,
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
    reviews.c.season,
    reviews.c.episode,
    reviews.c.quote,
    reviews.c.tags,
    reviews.c.verdict,
    reviews.c.safe_after,
    reviews.c.helpful_count,
    reviews.c.picture_count,
    reviews.c.called_at,
    reviews.c.hidden_at,
)
SAID: Final = (
    reviews.c.text,
    reviews.c.headline,
    reviews.c.quote,
    reviews.c.spoils,
    reviews.c.called_at,
    reviews.c.tags,
)
"""The words of a review alone."""
OF_WORK: Final = (reviews.c.guild_id == works.c.guild_id) & (reviews.c.work_id == works.c.id)
LIVE: Final = and_(reviews.c.state == literal_column("'live'"), reviews.c.hidden_at.is_(None))
"""What members meet. Everything that reads reviews for them asks for this."""
WORDED: Final = reviews.c.text != ""
"""There is something to read: a plain rating is none."""
SELECT_ANY_REVIEWS: Final = (
    select(*REVIEW)
    .select_from(reviews.join(works, OF_WORK))
    .where(reviews.c.guild_id == bindparam("guild_id"))
)
"""Also what was deleted, merged away or hidden: for undoing it, and for moderators."""
SELECT_REVIEWS: Final = SELECT_ANY_REVIEWS.where(LIVE)


def work_of(row: tuple[Any, ...]) -> Work:
    """Make a work of the columns `WORK`."""
    guild_id, work_id, kind, title, year, maker, length = row
    return Work(guild_id, work_id, WorkKind(kind), title, year, maker, length)


def review_of(row: tuple[Any, ...]) -> Review:
    """Make a review of the columns `REVIEW`."""
    review_id, author_id, headline, text, spoils, points, edition, *rest = row[len(WORK) :]
    created_at, edited_at, comments, season, episode, quote, tags, verdict, *rest = rest
    safe_after, helpfuls, pictures, called_at, hidden_at = rest
    whole = spoils == Spoils.ALL or called_at is not None
    return Review(
        row[0],
        review_id,
        work_of(row[: len(WORK)]),
        author_id,
        Prose(headline, whole),
        Prose(text, whole),
        Spoils(spoils),
        rating_of(points),
        edition,
        created_at,
        edited_at,
        comments,
        Part(season, episode),
        Prose(quote, whole) if quote else NO_PROSE,
        tags_of(tags),
        Verdict(verdict) if verdict else None,
        Progress.of_code(safe_after) if safe_after else None,
        helpfuls,
        pictures,
        called_at is not None,
        hidden_at is not None,
    )


def said_of(row: Sequence[Any]) -> tuple[tuple[Prose, ...], tuple[str, ...]]:
    """Make text, headline and quote, and the tags that anybody may see, of the columns `SAID`."""
    *said, spoils, called_at, tags = row
    whole = spoils == Spoils.ALL or called_at is not None
    open_tags = () if whole else tags_of(tags)  # as `Review.open_tags`
    return tuple(Prose(one, whole) for one in said if one), open_tags


def tags_of(stored: str) -> tuple[str, ...]:
    """Return the tags, which are stored one a line."""
    return tuple(stored.split("\n")) if stored else ()


def rating_of(points: int | None) -> Rating | None:
    """Make a rating of the points, if there are any."""
    return None if points is None else Rating(points)


def lines_of(engine: Engine, column: ColumnElement[str]) -> ColumnElement[str]:
    """Return a column's values of all rows as the lines of one text."""
    if engine == "sqlite":
        return func.group_concat(column, literal_column("char(10)"))
    return func.string_agg(column, literal_column("chr(10)"))
