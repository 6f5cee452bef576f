"""What a member is told privately: who answered or thanked them, what became of their words."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reviewbot.domain.reviews import Card, Comment, Review
from reviewbot.domain.works import Work


class NoticeKind(StrEnum):
    """What happened, and to what: the comment, review or work that is a notice's subject."""

    COMMENT = "comment"
    """Somebody commented on the member's review; the subject is the comment."""
    REPLY = "reply"
    """Somebody replied to the member's comment; the subject is the reply."""
    FOLLOWED = "followed"
    """Somebody commented on a review that the member follows; the subject is the comment."""
    HELPFUL = "helpful"
    """Somebody found the member's review helpful; the subject is the review."""
    SPOILS = "spoils"
    """Somebody says that the member's review spoils in the open; the subject is the review."""
    HIDDEN = "hidden"
    """A moderator hid the member's review, which is the subject."""
    SHOWN = "shown"
    """A moderator brought the member's review back; it is the subject."""
    COMMENT_HIDDEN = "comment_hidden"
    """A moderator hid the member's comment, which is the subject."""
    COMMENT_SHOWN = "comment_shown"
    """A moderator brought the member's comment back; it is the subject."""
    CALL_KEPT = "call_kept"
    """The member said that a review spoils, and it was right; the subject is the review."""
    CALL_REFUSED = "call_refused"
    """The member said that a review spoils, and a moderator opened it; it is the subject."""
    ADDED = "added"
    """Somebody wants to see what the member recommended; the subject is the work."""
    THANKS = "thanks"
    """Somebody reviewed what the member recommended; the subject is that review."""


OF_COMMENTS: Final = (NoticeKind.COMMENT, NoticeKind.REPLY, NoticeKind.FOLLOWED)
"""What is told because somebody commented."""
QUIET: Final = frozenset({NoticeKind.HELPFUL})
"""What is no reason to write to anybody: it waits until there is something else to tell."""
ABOUT_COMMENTS: Final = frozenset(
    {
        *OF_COMMENTS,
        *(NoticeKind.COMMENT_HIDDEN, NoticeKind.COMMENT_SHOWN),
    }
)
ABOUT_WORKS: Final = frozenset({NoticeKind.ADDED})
OF_ANY_STATE: Final = frozenset(
    {NoticeKind.HIDDEN, NoticeKind.COMMENT_HIDDEN, NoticeKind.SPOILS, NoticeKind.SHOWN}
)
"""What is told of a review or comment that others do not meet any more."""
SPACING_SECONDS: Final = 600
"""A member gets one message in this time at most; what comes meanwhile is in the next one."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell a member of a guild; `bundle_id` is set once it is being told."""

    guild_id: int
    id: str
    member_id: int
    kind: NoticeKind
    subject_id: str
    actor_id: int
    created_at: int
    bundle_id: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice with what it is about, as far as that is still there.

    `reason` is why a moderator hid it.
    """

    notice: Notice
    work: Work
    review: Review | None = None
    comment: Comment | None = None
    card: Card | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """All that a member is told in one message; `id` is part of it, so it is sent once.

    `again` says that an earlier attempt may have sent it.
    """

    guild_id: int
    id: str
    member_id: int
    told: tuple[Told, ...]
    again: bool = False
