"""What belongs to a member: choices, shelves, viewings, what they point each other to."""

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Named, SmallInteger, Table

from reviewbot.store.schema.columns import (
    METADATA,
    TEXT,
    OfGuild,
    OfMember,
    WithId,
    id_shape,
    of_work,
    one_of,
    points_range,
)


class Members(OfMember):
    """A member's choices, each 1 for yes. A member without a row has chosen nothing.

    `card` is the size of cards in private answers: empty for the server's. `see_finished`:
    open what is safe for somebody who finished the work. `notices`: be told of answers.
    `welcome`: take recommendations. `credit`: be thanked, and thank, on cards. `compared`:
    appear in taste, boards and the reasons of others. `shelf_open`: let others see the shelf
    and diary. `rating_count` and the like are derived elsewhere.
    """

    card = Column(TEXT, nullable=False, server_default="")
    see_finished = Column(SmallInteger, nullable=False, server_default="0")
    notices = Column(SmallInteger, nullable=False, server_default="1")
    welcome = Column(SmallInteger, nullable=False, server_default="1")
    credit = Column(SmallInteger, nullable=False, server_default="1")
    compared = Column(SmallInteger, nullable=False, server_default="1")
    shelf_open = Column(SmallInteger, nullable=False, server_default="0")
    noticed_at = Column(BigInteger, nullable=False, server_default="0")


class Shelves(OfMember):
    """Where a work stands with a member. `progress` is how far, `reason` why it was dropped.

    `recommended_by` and `review_id` remember who and which review made them want it; `must` is
    1 where they must see it.
    """

    work_id = Column(TEXT, primary_key=True)
    shelf = Column(TEXT, nullable=False)
    progress = Column(TEXT, nullable=False)
    reason = Column(TEXT, nullable=False)
    recommended_by: Named[int | None] = Column(BigInteger)
    review_id: Named[str | None] = Column(TEXT)
    created_at = Column(BigInteger, nullable=False)
    changed_at = Column(BigInteger, nullable=False)
    must = Column(SmallInteger, nullable=False, server_default="0")


class Viewings(WithId):
    """One watching or reading. `seen_on` is `2019-07-04`, `2019-07`, `2019` or empty."""

    member_id = Column(BigInteger, nullable=False)
    work_id = Column(TEXT, nullable=False)
    season = Column(BigInteger, nullable=False)
    episode = Column(BigInteger, nullable=False)
    seen_on = Column(TEXT, nullable=False)
    points: Named[int | None] = Column(SmallInteger)
    note = Column(TEXT, nullable=False)
    created_at = Column(BigInteger, nullable=False)


class Undos(WithId):
    """How things stood before a member changed them, as JSON, while they can take it back."""

    member_id = Column(BigInteger, nullable=False)
    kept = Column(TEXT, nullable=False)
    created_at = Column(BigInteger, nullable=False)


class Dismissals(OfMember):
    """What a member does not want to be suggested."""

    work_id = Column(TEXT, primary_key=True)
    created_at = Column(BigInteger, nullable=False)


class Recommendations(WithId):
    """One member pointing another to a work; `answer` is empty, added, declined or muted."""

    sender_id = Column(BigInteger, nullable=False)
    friend_id = Column(BigInteger, nullable=False)
    work_id = Column(TEXT, nullable=False)
    note = Column(TEXT, nullable=False)
    created_at = Column(BigInteger, nullable=False)
    answer = Column(TEXT, nullable=False)
    answered_at: Named[int | None] = Column(BigInteger)
    review_id: Named[str | None] = Column(TEXT)


class Mutes(OfMember):
    """What a member does not want to hear of: `subject` is a review or another member's id."""

    subject = Column(TEXT, primary_key=True)
    created_at = Column(BigInteger, nullable=False)


class Notices(WithId):
    """Something a member is to be told, bundled with others; gone when it was told.

    `kind` says what happened, `subject_id` to which review, comment or recommendation,
    `actor_id` by whom. `bundle_id` is the message in which it is being told, if it is.
    """

    member_id = Column(BigInteger, nullable=False)
    kind = Column(TEXT, nullable=False)
    subject_id = Column(TEXT, nullable=False)
    actor_id = Column(BigInteger, nullable=False)
    created_at = Column(BigInteger, nullable=False)
    bundle_id = Column(TEXT, nullable=False, server_default="")


class Nights(OfGuild):
    """A member's seat on a group's page; see `domain.nights`.

    `vetoed` and `taken` are ids of works, or were: works may be merged meanwhile. `lost` is how
    many points the member lost by what was taken.
    """

    message_id = Column(BigInteger, primary_key=True, autoincrement=False)
    member_id = Column(BigInteger, primary_key=True, autoincrement=False)
    present = Column(SmallInteger, nullable=False)
    vetoed: Named[str | None] = Column(TEXT)
    taken: Named[str | None] = Column(TEXT)
    lost: Named[int | None] = Column(SmallInteger)
    taken_at: Named[int | None] = Column(BigInteger)
    changed_at = Column(BigInteger, nullable=False)


members: Final = Table("members", METADATA, Members, one_of("card", "", "full", "compact"))
shelves: Final = Table(
    "shelves",
    METADATA,
    Shelves,
    of_work(),
    Index(None, "guild_id", "work_id"),
    one_of("shelf", "want", "current", "done", "paused", "dropped"),
)
viewings: Final = Table(
    "viewings",
    METADATA,
    Viewings,
    of_work(),
    Index(None, "guild_id", "member_id", "seen_on"),
    Index(None, "guild_id", "member_id", "work_id"),
    Index(None, "guild_id", "work_id"),
    id_shape(),
    points_range(),
)
undos: Final = Table(
    "undos",
    METADATA,
    Undos,
    Index(None, "created_at"),
    Index(None, "guild_id", "member_id"),
    id_shape(),
)
dismissals: Final = Table(
    "dismissals", METADATA, Dismissals, of_work(), Index(None, "guild_id", "work_id")
)
recommendations: Final = Table(
    "recommendations",
    METADATA,
    Recommendations,
    of_work(),
    Index(None, "guild_id", "sender_id", "created_at"),
    Index(None, "guild_id", "friend_id", "work_id"),
    Index(None, "guild_id", "work_id"),
    id_shape(),
    one_of("answer", "", "added", "declined", "muted"),
)
mutes: Final = Table("mutes", METADATA, Mutes)
notices: Final = Table(
    "notices", METADATA, Notices, Index(None, "guild_id", "member_id", "created_at"), id_shape()
)
nights: Final = Table(
    "nights",
    METADATA,
    Nights,
    Index(None, "changed_at"),
    Index(None, "guild_id", "member_id", "taken_at"),
)
