"""Who may do what: one function that every entry point asks, at every press."""

from dataclasses import dataclass
from enum import StrEnum

from reviewbot.domain.reviews import Draft, Review
from reviewbot.domain.shelves import Shelved
from reviewbot.domain.viewings import Viewing
from reviewbot.errors import NotFound


class Action(StrEnum):
    """What somebody wants to do to a thing."""

    READ = "read"
    COMMENT = "comment"
    CONTINUE = "continue"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which guild, and whether they may manage messages where they are."""

    guild_id: int
    user_id: int
    moderator: bool = False


def authorise(actor: Actor, action: Action, thing: Review | Draft | Shelved | Viewing) -> None:
    """Let the actor go on, or raise `NotFound`.

    A thing of another guild and another member's draft look exactly like nothing at all, so
    that guessing an id teaches nothing. Only its author changes a review, and only its
    member a shelf or a diary.
    """
    allowed = thing.guild_id == actor.guild_id
    if isinstance(thing, Draft):
        allowed = allowed and action is Action.CONTINUE and thing.author_id == actor.user_id
    elif isinstance(thing, Shelved | Viewing):
        allowed = allowed and action is Action.CHANGE and thing.member_id == actor.user_id
    elif action is Action.CHANGE:
        allowed = allowed and thing.author_id == actor.user_id
    if not allowed:
        raise NotFound("That is not here any more.")
