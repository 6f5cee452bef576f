"""What can go wrong, each kind carrying the sentence its reader may see."""


class ReviewbotError(Exception):
    """A failure that we understand.

    `sentence` says in plain words what happened and what to do next. It is shown to the
    member as it stands, so it never holds anything the member may not see.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotFound(ReviewbotError):
    """The thing is not there, or is not for this member: both look the same on purpose."""


class NotAllowed(ReviewbotError):
    """The member may see the thing but may not do this to it."""


class Invalid(ReviewbotError):
    """What the member gave cannot be used as it is."""


class Conflict(ReviewbotError):
    """The thing has changed, or has been done already."""


class Unavailable(ReviewbotError):
    """Something we depend on is not answering; trying again later may help."""


class NoRoom(Unavailable):
    """The host's disk is nearly full; waiting does not help, but drafts are still kept."""


class CannotStart(ReviewbotError):
    """The program cannot run; `sentence` is at most six lines and names the next step.

    `exit_code` is 78 where the person who runs it must change something, and 75 where
    trying again later may help (the numbers of sysexits.h: EX_CONFIG and EX_TEMPFAIL).
    """

    CONFIGURATION = 78
    TEMPORARY = 75

    def __init__(self, sentence: str, *, exit_code: int = CONFIGURATION) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code
