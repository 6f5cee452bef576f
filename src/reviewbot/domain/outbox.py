"""What we owe Discord: a message to post, or a posted card to bring up to date."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from reviewbot.domain.ids import new_id


class OwedKind(StrEnum):
    """What has to be done."""

    POST = "post"
    REFRESH = "refresh"
    REMOVE = "remove"
    THREAD = "thread"
    NOTICE = "notice"
    RECOMMEND = "recommend"
    ALERT = "alert"


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed for one subject, which owes each kind once at most.

    The subject is a review (post, refresh, remove its card; open its thread), a member who
    is to be told something (notice), a recommendation to deliver, or a report or called review
    that the moderators are to be told of (alert).

    `nonce` is fixed when the debt is made (at most 25 characters, Discord's limit), so that
    every attempt is one and the same message. `due_at` and `created_at` are Unix seconds.
    `generation` counts how often the debt was renewed; whoever pays it removes the
    generation it saw, so that a change during the payment is still owed afterwards.
    """

    guild_id: int
    id: str
    kind: OwedKind
    subject_id: str
    channel_id: int
    nonce: str
    due_at: int
    created_at: int
    attempts: int = 0
    generation: int = 0

    @classmethod
    def of_card(
        cls,
        kind: OwedKind,
        guild_id: int,
        review_id: str,
        channel_id: int,
        now: int,
        due_at: int | None = None,
    ) -> Self:
        """Return a debt about a review's card, due at once unless told otherwise.

        Its nonce is its own id, for Discord may still know that of an earlier card.
        """
        owed_id = new_id()
        due_at = now if due_at is None else due_at
        return cls(guild_id, owed_id, kind, review_id, channel_id, owed_id, due_at, now)
