"""Every table, in types that mean the same on both engines: big integers, integers and text.

Times are Unix seconds. The first key of every table is the guild, so that rows of two guilds
never meet; `state`, which holds facts of the installation, is the one exception. The search
index is derived data and belongs to `search.py`.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Named,
    SmallInteger,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
)

from reviewbot.domain.ids import ID_LENGTH

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Ordered by code point on both engines, whatever the server's language: lists come in one
# order, a range finds a prefix, and an index serves it.
_TEXT: Final = Text().with_variant(Text(collation="C"), "postgresql")


def _one_of(column: str, *values: str) -> CheckConstraint:
    """Allow only these values, which are ours and hold no quotes."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _id_shape() -> CheckConstraint:
    return CheckConstraint(f"length(id) = {ID_LENGTH}", name="id")


def _points_range() -> CheckConstraint:
    return CheckConstraint("points BETWEEN 1 AND 100", name="points")


class _OfGuild(TypedColumns):
    guild_id = Column(BigInteger, primary_key=True, autoincrement=False)


class _WithId(_OfGuild):
    id = Column(_TEXT, primary_key=True)


class Guilds(_OfGuild):
    """`number` is small and local to this database; `reviews_made` only ever grows."""

    number = Column(Integer, nullable=False)
    reviews_made = Column(Integer, nullable=False)
    joined_at = Column(BigInteger, nullable=False)


class Works(_WithId):
    """`reviewed_at` is the time of the newest review, 0 while there is none."""

    kind = Column(_TEXT, nullable=False)
    title = Column(_TEXT, nullable=False)
    year: Named[int | None] = Column(SmallInteger)
    maker: Named[str | None] = Column(_TEXT)
    reviewed_at = Column(BigInteger, nullable=False)


class Titles(_OfGuild):
    """All names of a work, the preferred one included; spellings with one key are one name."""

    work_id = Column(_TEXT, primary_key=True)
    title_key = Column(_TEXT, primary_key=True)
    title = Column(_TEXT, nullable=False)


class TitleWords(_OfGuild):
    """What a member may begin to type to find a work."""

    word = Column(_TEXT, primary_key=True)
    work_id = Column(_TEXT, primary_key=True)


class Reviews(_WithId):
    """`number` counts a guild's reviews from 1 in the order of writing."""

    number = Column(Integer, nullable=False)
    work_id = Column(_TEXT, nullable=False)
    author_id = Column(BigInteger, nullable=False)
    headline = Column(_TEXT, nullable=False)
    text = Column(_TEXT, nullable=False)
    spoils = Column(_TEXT, nullable=False)
    points: Named[int | None] = Column(SmallInteger)
    edition = Column(Integer, nullable=False)
    created_at = Column(BigInteger, nullable=False)
    edited_at = Column(BigInteger, nullable=False)
    comment_count = Column(Integer, nullable=False)


class Editions(_OfGuild):
    """What a review said before; its present words stand in `reviews` alone."""

    review_id = Column(_TEXT, primary_key=True)
    edition = Column(Integer, primary_key=True, autoincrement=False)
    headline = Column(_TEXT, nullable=False)
    text = Column(_TEXT, nullable=False)
    spoils = Column(_TEXT, nullable=False)
    points: Named[int | None] = Column(SmallInteger)
    edited_at = Column(BigInteger, nullable=False)


class Comments(_WithId):
    """`whole` is 1 where all of the text is a spoiler."""

    review_id = Column(_TEXT, nullable=False)
    author_id = Column(BigInteger, nullable=False)
    text = Column(_TEXT, nullable=False)
    whole = Column(SmallInteger, nullable=False)
    source = Column(_TEXT, nullable=False)
    created_at = Column(BigInteger, nullable=False)
    message_id: Named[int | None] = Column(BigInteger)


class Cards(_OfGuild):
    """Where the posted card of a review is."""

    review_id = Column(_TEXT, primary_key=True)
    channel_id = Column(BigInteger, nullable=False)
    message_id = Column(BigInteger, nullable=False)


class Drafts(_WithId):
    """Nothing here is judged, so nothing here is constrained or refers to anything."""

    author_id = Column(BigInteger, nullable=False)
    channel_id = Column(BigInteger, nullable=False)
    created_at = Column(BigInteger, nullable=False)
    title = Column(_TEXT, nullable=False)
    work_id: Named[str | None] = Column(_TEXT)
    kind: Named[str | None] = Column(_TEXT)
    year: Named[int | None] = Column(BigInteger)
    maker = Column(_TEXT, nullable=False)
    rating = Column(_TEXT, nullable=False)
    headline = Column(_TEXT, nullable=False)
    text = Column(_TEXT, nullable=False)
    spoils = Column(_TEXT, nullable=False)
    review_id: Named[str | None] = Column(_TEXT)


class Outbox(_WithId):
    """See `domain.outbox.Owed`."""

    kind = Column(_TEXT, nullable=False)
    review_id = Column(_TEXT, nullable=False)
    channel_id = Column(BigInteger, nullable=False)
    nonce = Column(_TEXT, nullable=False)
    due_at = Column(BigInteger, nullable=False)
    created_at = Column(BigInteger, nullable=False)
    attempts = Column(Integer, nullable=False)
    generation = Column(Integer, nullable=False)


class Interactions(_OfGuild):
    """The interactions that changed something, so that one delivered twice acts once."""

    interaction_id = Column(BigInteger, primary_key=True, autoincrement=False)
    created_at = Column(BigInteger, nullable=False)


class Hints(_OfGuild):
    """The last day (since 1970) on which a member was told how to comment."""

    user_id = Column(BigInteger, primary_key=True, autoincrement=False)
    day = Column(Integer, nullable=False)


class State(TypedColumns):
    """Facts of the installation."""

    key = Column(_TEXT, primary_key=True)
    value = Column(_TEXT, nullable=False)


guilds: Final = Table("guilds", METADATA, Guilds, Index(None, "number"))
works: Final = Table(
    "works",
    METADATA,
    Works,
    _id_shape(),
    _one_of("kind", "movie", "book", "tv"),
    Index(None, "guild_id", "reviewed_at"),
)
titles: Final = Table(
    "titles",
    METADATA,
    Titles,
    ForeignKeyConstraint(["guild_id", "work_id"], ["works.guild_id", "works.id"]),
    Index(None, "guild_id", "title_key"),
)
title_words: Final = Table(
    "title_words",
    METADATA,
    TitleWords,
    ForeignKeyConstraint(["guild_id", "work_id"], ["works.guild_id", "works.id"]),
    Index(None, "guild_id", "work_id"),
    sqlite_with_rowid=False,
)
reviews: Final = Table(
    "reviews",
    METADATA,
    Reviews,
    ForeignKeyConstraint(["guild_id", "work_id"], ["works.guild_id", "works.id"]),
    UniqueConstraint("guild_id", "number"),
    UniqueConstraint("guild_id", "work_id", "author_id"),
    Index(None, "guild_id", "author_id"),
    Index(None, "guild_id", "work_id", "number"),
    _id_shape(),
    _one_of("spoils", "none", "parts", "all"),
    _points_range(),
)
editions: Final = Table(
    "editions",
    METADATA,
    Editions,
    ForeignKeyConstraint(["guild_id", "review_id"], ["reviews.guild_id", "reviews.id"]),
    _one_of("spoils", "none", "parts", "all"),
    _points_range(),
)
comments: Final = Table(
    "comments",
    METADATA,
    Comments,
    ForeignKeyConstraint(["guild_id", "review_id"], ["reviews.guild_id", "reviews.id"]),
    UniqueConstraint("guild_id", "message_id"),
    Index(None, "guild_id", "review_id", "created_at", "id"),
    Index(None, "guild_id", "author_id"),
    _id_shape(),
    _one_of("source", "form", "command", "reply"),
)
cards: Final = Table(
    "cards",
    METADATA,
    Cards,
    ForeignKeyConstraint(["guild_id", "review_id"], ["reviews.guild_id", "reviews.id"]),
    UniqueConstraint("guild_id", "message_id"),
)
drafts: Final = Table(
    "drafts", METADATA, Drafts, Index(None, "guild_id", "author_id", "created_at"), _id_shape()
)
outbox: Final = Table(
    "outbox",
    METADATA,
    Outbox,
    UniqueConstraint("guild_id", "review_id", "kind"),
    Index(None, "due_at"),
    _id_shape(),
    _one_of("kind", "post", "refresh"),
)
interactions: Final = Table(
    "interactions", METADATA, Interactions, Index(None, "created_at"), sqlite_with_rowid=False
)
hints: Final = Table("hints", METADATA, Hints, sqlite_with_rowid=False)
state: Final = Table("state", METADATA, State)
