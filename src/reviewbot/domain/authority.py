"""Who may do what: one table and one function that every entry point asks, at every press."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reviewbot.domain.recommending import Recommendation
from reviewbot.domain.reviews import Comment, Draft, Review
from reviewbot.domain.shelves import Shelved
from reviewbot.domain.viewings import Viewing
from reviewbot.errors import NotAllowed, NotFound


class Action(StrEnum):
    """What somebody wants to do to a thing."""

    READ = "read"
    COMMENT = "comment"
    CONTINUE = "continue"
    CHANGE = "change"
    CALL = "call"
    ANSWER = "answer"
    REPORT = "report"
    HIDE = "hide"


class Role(StrEnum):
    """What somebody is to a thing; a moderator may be its author too."""

    AUTHOR = "author"  # of a shelf or viewing, whose it is
    OTHER = "other"
    MODERATOR = "moderator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which guild, and whether they may manage messages where they are.

    An `admin` may manage the server.
    """

    guild_id: int
    user_id: int
    moderator: bool = False
    admin: bool = False


_AUTHOR: Final = frozenset({Role.AUTHOR})
_ALL: Final = frozenset({Role.AUTHOR, Role.OTHER})
_MODERATOR: Final = frozenset({Role.MODERATOR})
ALLOWED: Final[Mapping[type, Mapping[Action, frozenset[Role]]]] = {
    Review: {
        Action.READ: _ALL,
        Action.COMMENT: _ALL,
        Action.CHANGE: _AUTHOR,
        Action.CALL: _ALL,
        Action.ANSWER: _AUTHOR,
        Action.REPORT: _ALL,
        Action.HIDE: _MODERATOR,
    },
    Comment: {
        Action.READ: _ALL,
        Action.COMMENT: _ALL,
        Action.CHANGE: _AUTHOR,
        Action.REPORT: _ALL,
        Action.HIDE: _MODERATOR,
    },
    Draft: {Action.CONTINUE: _AUTHOR},
    Shelved: {Action.CHANGE: _AUTHOR},
    Viewing: {Action.CHANGE: _AUTHOR},
    Recommendation: {Action.CHANGE: _AUTHOR},
}
"""Who may do what to a thing of their own guild; what is not listed nobody may."""


def authorise(
    actor: Actor,
    action: Action,
    thing: Review | Draft | Comment | Shelved | Viewing | Recommendation,
) -> None:
    """Let the actor go on, or raise `NotFound`.

    A thing of another guild and another member's draft look exactly like nothing at all, so
    that guessing an id teaches nothing.
    """
    owner = _owner(thing)
    roles = {Role.AUTHOR if owner == actor.user_id else Role.OTHER}
    if actor.moderator:
        roles.add(Role.MODERATOR)
    allowed = ALLOWED[type(thing)].get(action, frozenset())
    if thing.guild_id != actor.guild_id or not roles & allowed:
        raise NotFound("That is not here any more.")


def _owner(thing: Review | Draft | Comment | Shelved | Viewing | Recommendation) -> int:
    """Return whose thing it is; a recommendation is its friend's, who alone answers it."""
    if isinstance(thing, Recommendation):
        return thing.friend_id
    return thing.member_id if isinstance(thing, Shelved | Viewing) else thing.author_id


def authorise_moderator(actor: Actor) -> None:
    """Let a moderator of the actor's own guild go on, or raise `NotAllowed`.

    To be asked before anything is looked up: whoever is refused learns nothing.
    """
    if not actor.moderator:
        raise NotAllowed("That is for moderators: whoever may manage messages here.")


def authorise_admin(actor: Actor) -> None:
    """Let an admin of the actor's own guild go on, or raise `NotAllowed`."""
    if not actor.admin:
        raise NotAllowed("That is for admins: whoever may manage this server.")
