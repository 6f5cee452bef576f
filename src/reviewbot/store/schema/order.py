"""What keeps order: reports, what moderators did, and who says that a review spoils."""

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Named, Table

from reviewbot.store.schema.columns import METADATA, TEXT, OfGuild, WithId, id_shape, of_review


class Reports(WithId):
    """A member's complaint; `kind` is review or comment, `subject_id` which one."""

    kind = Column(TEXT, nullable=False)
    subject_id = Column(TEXT, nullable=False)
    member_id = Column(BigInteger, nullable=False)
    reason = Column(TEXT, nullable=False)
    created_at = Column(BigInteger, nullable=False)
    settled_at: Named[int | None] = Column(BigInteger)


class ActionsLog(WithId):
    """What a moderator did: `action` is hide, show, merge and the like; nothing is removed.

    `channel_id` is where the card stood that was taken away with it.
    """

    member_id = Column(BigInteger, nullable=False)
    action = Column(TEXT, nullable=False)
    kind = Column(TEXT, nullable=False)
    subject_id = Column(TEXT, nullable=False)
    reason = Column(TEXT, nullable=False)
    created_at = Column(BigInteger, nullable=False)
    channel_id: Named[int | None] = Column(BigInteger)


class SpoilerCalls(OfGuild):
    """Who said that a review spoils.

    `answer` is empty, `disputed` by its author, or once settled `kept` or `refused`.
    """

    review_id = Column(TEXT, primary_key=True)
    member_id = Column(BigInteger, primary_key=True, autoincrement=False)
    created_at = Column(BigInteger, nullable=False)
    answer = Column(TEXT, nullable=False)


reports: Final = Table(
    "reports",
    METADATA,
    Reports,
    Index(None, "guild_id", "kind", "subject_id"),
    Index(None, "guild_id", "settled_at", "created_at"),
    id_shape(),
)
actions_log: Final = Table(
    "actions_log",
    METADATA,
    ActionsLog,
    Index(None, "guild_id", "created_at"),
    Index(None, "guild_id", "subject_id"),
    id_shape(),
)
spoiler_calls: Final = Table("spoiler_calls", METADATA, SpoilerCalls, of_review())
