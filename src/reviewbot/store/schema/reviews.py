"""Reviews with their editions, pictures, tags and thanks, and the comments on them."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    Named,
    SmallInteger,
    Table,
    TypedColumns,
    UniqueConstraint,
    text,
)

from reviewbot.store.schema.columns import (
    METADATA,
    TEXT,
    OfGuild,
    WithId,
    id_shape,
    of_review,
    of_work,
    one_of,
    points_range,
)

_THERE: Final = text("state = 'live'")
_TAKEN_BACK: Final = text("state = 'deleted'")
_DISCUSSED: Final = text("comment_count > 0")
_FIGURES: Final = (
    *("author_id", "season", "episode", "points"),
    *("created_at", "state", "hidden_at", "number"),
)
"""All that counts where works are ranked: it is read from the index, and no text with it."""
_DELETED: Final = text("deleted_at IS NOT NULL")


class Words(TypedColumns):
    """What a review says, in each of its editions."""

    headline = Column(TEXT, nullable=False)
    text = Column(TEXT, nullable=False)
    spoils = Column(TEXT, nullable=False)
    points: Named[int | None] = Column(SmallInteger)
    quote = Column(TEXT, nullable=False, server_default="")
    tags = Column(TEXT, nullable=False, server_default="")
    verdict: Named[str | None] = Column(TEXT)
    safe_after = Column(TEXT, nullable=False, server_default="")


class Reviews(WithId, Words):
    """`number` counts a guild's reviews from 1 in the order of writing.

    `season` and `episode` are 0 where the review is of all of the work. A review is `live`,
    `deleted` (by its author, who can still undo it) or `merged` (two works became one, and
    the member had reviewed both); `state_at` is since when. `hidden_at` is set by a
    moderator, `called_at` by somebody who says that it spoils. Members only ever meet live
    reviews that are not hidden.
    """

    number = Column(Integer, nullable=False)
    work_id = Column(TEXT, nullable=False)
    author_id = Column(BigInteger, nullable=False)
    season = Column(Integer, nullable=False, server_default="0")
    episode = Column(Integer, nullable=False, server_default="0")
    edition = Column(Integer, nullable=False)
    created_at = Column(BigInteger, nullable=False)
    edited_at = Column(BigInteger, nullable=False)
    comment_count = Column(Integer, nullable=False)
    helpful_count = Column(Integer, nullable=False, server_default="0")
    picture_count = Column(Integer, nullable=False, server_default="0")
    state = Column(TEXT, nullable=False, server_default="live")
    state_at = Column(BigInteger, nullable=False, server_default="0")
    hidden_at: Named[int | None] = Column(BigInteger)
    called_at: Named[int | None] = Column(BigInteger)


class Editions(OfGuild, Words):
    """What a review said before; its present words stand in `reviews` alone."""

    review_id = Column(TEXT, primary_key=True)
    edition = Column(Integer, primary_key=True, autoincrement=False)
    edited_at = Column(BigInteger, nullable=False)


class ReviewTags(OfGuild):
    """The tags of live reviews, one a row, to be found by."""

    tag = Column(TEXT, primary_key=True)
    review_id = Column(TEXT, primary_key=True)


class Pictures(WithId):
    """One picture of a review; its bytes are a file of this id in the data folder."""

    review_id = Column(TEXT, nullable=False)
    place = Column(Integer, nullable=False)
    extension = Column(TEXT, nullable=False)
    alt = Column(TEXT, nullable=False)
    spoils = Column(SmallInteger, nullable=False)
    size = Column(Integer, nullable=False)


class Helpfuls(OfGuild):
    """Who found which review helpful."""

    review_id = Column(TEXT, primary_key=True)
    member_id = Column(BigInteger, primary_key=True, autoincrement=False)
    created_at = Column(BigInteger, nullable=False)


class Follows(OfGuild):
    """Who wants to be told of the comments on a review that somebody else wrote."""

    review_id = Column(TEXT, primary_key=True)
    member_id = Column(BigInteger, primary_key=True, autoincrement=False)
    created_at = Column(BigInteger, nullable=False)


class Comments(WithId):
    """`whole` is 1 where all of the text is a spoiler; `parent_id` is the comment replied to.

    `place` is the Discord id of the message or press that brought it, and rises with time;
    `root_place` is that of the comment on the review itself which all this answers.
    Members only ever meet comments that are neither deleted nor hidden.
    """

    review_id = Column(TEXT, nullable=False)
    author_id = Column(BigInteger, nullable=False)
    text = Column(TEXT, nullable=False)
    whole = Column(SmallInteger, nullable=False)
    source = Column(TEXT, nullable=False)
    created_at = Column(BigInteger, nullable=False)
    message_id: Named[int | None] = Column(BigInteger)
    parent_id: Named[str | None] = Column(TEXT)
    edited_at: Named[int | None] = Column(BigInteger)
    deleted_at: Named[int | None] = Column(BigInteger)
    hidden_at: Named[int | None] = Column(BigInteger)
    place = Column(BigInteger, nullable=False, server_default="0")
    root_place = Column(BigInteger, nullable=False, server_default="0")


reviews: Final = Table(
    "reviews",
    METADATA,
    Reviews,
    of_work(),
    UniqueConstraint("guild_id", "number"),
    Index(
        "ux_reviews_of_author",
        "guild_id",
        "work_id",
        "author_id",
        "season",
        "episode",
        unique=True,
        sqlite_where=_THERE,
        postgresql_where=_THERE,
    ),
    Index(None, "guild_id", "author_id", "number"),
    Index("ix_reviews_of_work", "guild_id", "work_id", *_FIGURES),
    Index(
        "ix_reviews_deleted",
        "state_at",
        sqlite_where=_TAKEN_BACK,
        postgresql_where=_TAKEN_BACK,
    ),
    Index(
        "ix_reviews_discussed",
        "guild_id",
        "comment_count",
        "number",
        sqlite_where=_DISCUSSED,
        postgresql_where=_DISCUSSED,
    ),
    id_shape(),
    one_of("spoils", "none", "parts", "all"),
    one_of("state", "live", "deleted", "merged"),
    points_range(),
)
editions: Final = Table(
    "editions",
    METADATA,
    Editions,
    of_review(),
    one_of("spoils", "none", "parts", "all"),
    points_range(),
)
review_tags: Final = Table(
    "review_tags",
    METADATA,
    ReviewTags,
    of_review(),
    Index(None, "guild_id", "review_id"),
    sqlite_with_rowid=False,
)
pictures: Final = Table(
    "pictures", METADATA, Pictures, of_review(), Index(None, "guild_id", "review_id"), id_shape()
)
helpfuls: Final = Table(
    "helpfuls", METADATA, Helpfuls, of_review(), Index(None, "guild_id", "member_id")
)
follows: Final = Table(
    "follows", METADATA, Follows, of_review(), Index(None, "guild_id", "member_id")
)
comments: Final = Table(
    "comments",
    METADATA,
    Comments,
    of_review(),
    UniqueConstraint("guild_id", "message_id"),
    Index(None, "guild_id", "review_id", "root_place", "place", "id"),
    Index(None, "deleted_at", sqlite_where=_DELETED, postgresql_where=_DELETED),
    Index(None, "guild_id", "author_id"),
    id_shape(),
    one_of("source", "form", "command", "reply"),
)
