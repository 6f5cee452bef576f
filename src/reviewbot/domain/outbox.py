"""What we owe Discord: a message to post, or a posted card to bring up to date."""

from dataclasses import dataclass
from enum import StrEnum


class OwedKind(StrEnum):
    """What has to be done for the review."""

    POST = "post"
    REFRESH = "refresh"


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing owed for one review; a review owes each kind once at most.

    `nonce` is fixed when the debt is made (at most 25 characters, Discord's limit), so that
    every attempt is one and the same message. `due_at` and `created_at` are Unix seconds.
    `generation` counts how often the debt was renewed; whoever pays it removes the
    generation it saw, so that a change during the payment is still owed afterwards.
    """

    guild_id: int
    id: str
    kind: OwedKind
    review_id: str
    channel_id: int
    nonce: str
    due_at: int
    created_at: int
    attempts: int = 0
    generation: int = 0
