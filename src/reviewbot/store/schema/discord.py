"""What concerns Discord: posted cards and threads, drafts, debts, and what was delivered."""

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, Named, Table, UniqueConstraint

from reviewbot.store.schema.columns import (
    METADATA,
    TEXT,
    OfGuild,
    WithId,
    id_shape,
    of_review,
    one_of,
)


class Cards(OfGuild):
    """Where the posted card of a review is."""

    review_id = Column(TEXT, primary_key=True)
    channel_id = Column(BigInteger, nullable=False)
    message_id = Column(BigInteger, nullable=False)


class Threads(OfGuild):
    """The thread in which a review is talked about."""

    review_id = Column(TEXT, primary_key=True)
    thread_id = Column(BigInteger, nullable=False)


class Drafts(WithId):
    """Nothing here is judged, so nothing here is constrained or refers to anything."""

    author_id = Column(BigInteger, nullable=False)
    channel_id = Column(BigInteger, nullable=False)
    created_at = Column(BigInteger, nullable=False)
    title = Column(TEXT, nullable=False)
    work_id: Named[str | None] = Column(TEXT)
    kind: Named[str | None] = Column(TEXT)
    year: Named[int | None] = Column(BigInteger)
    maker = Column(TEXT, nullable=False)
    rating = Column(TEXT, nullable=False)
    headline = Column(TEXT, nullable=False)
    text = Column(TEXT, nullable=False)
    spoils = Column(TEXT, nullable=False)
    review_id: Named[str | None] = Column(TEXT)
    parent_id: Named[str | None] = Column(TEXT)
    comment_id: Named[str | None] = Column(TEXT)
    edition = Column(Integer, nullable=False, server_default="0")
    season = Column(BigInteger, nullable=False, server_default="0")
    episode = Column(BigInteger, nullable=False, server_default="0")
    quote = Column(TEXT, nullable=False, server_default="")
    tags = Column(TEXT, nullable=False, server_default="")
    verdict = Column(TEXT, nullable=False, server_default="")
    safe_after = Column(TEXT, nullable=False, server_default="")
    link = Column(TEXT, nullable=False, server_default="")


class Outbox(WithId):
    """See `domain.outbox.Owed`."""

    kind = Column(TEXT, nullable=False)
    subject_id = Column(TEXT, nullable=False)
    channel_id = Column(BigInteger, nullable=False)
    nonce = Column(TEXT, nullable=False)
    due_at = Column(BigInteger, nullable=False)
    created_at = Column(BigInteger, nullable=False)
    attempts = Column(Integer, nullable=False)
    generation = Column(Integer, nullable=False)


class Interactions(OfGuild):
    """The interactions that changed something, so that one delivered twice acts once."""

    interaction_id = Column(BigInteger, primary_key=True, autoincrement=False)
    created_at = Column(BigInteger, nullable=False)


class Hints(OfGuild):
    """The last day (since 1970) on which a member was told how to comment."""

    user_id = Column(BigInteger, primary_key=True, autoincrement=False)
    day = Column(Integer, nullable=False)


class Searches(WithId):
    """A search too long for a button's id; its own id follows from it, and names nobody."""

    query = Column(TEXT, nullable=False)
    used_at = Column(BigInteger, nullable=False)


searches: Final = Table("searches", METADATA, Searches, Index(None, "used_at"), id_shape())
cards: Final = Table(
    "cards", METADATA, Cards, of_review(), UniqueConstraint("guild_id", "message_id")
)
threads: Final = Table(
    "threads", METADATA, Threads, of_review(), UniqueConstraint("guild_id", "thread_id")
)
drafts: Final = Table(
    "drafts", METADATA, Drafts, Index(None, "guild_id", "author_id", "created_at"), id_shape()
)
outbox: Final = Table(
    "outbox",
    METADATA,
    Outbox,
    UniqueConstraint("guild_id", "subject_id", "kind"),
    Index(None, "due_at"),
    id_shape(),
    one_of("kind", "post", "refresh", "remove", "thread", "notice", "recommend", "alert"),
)
interactions: Final = Table(
    "interactions", METADATA, Interactions, Index(None, "created_at"), sqlite_with_rowid=False
)
hints: Final = Table("hints", METADATA, Hints, sqlite_with_rowid=False)
