"""Reviews, the comments on them, and the drafts they come from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from reviewbot.domain.parts import WHOLE, Part
from reviewbot.domain.progress import Progress, Unit
from reviewbot.domain.ratings import Rating
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import Work, WorkKind
from reviewbot.errors import Invalid

BOX_MAX: Final = 4_000
"""Characters that one text box of a Discord form can hold."""
TEXT_MAX: Final = 100_000
HEADLINE_MAX: Final = 150
COMMENT_MAX: Final = 4_000
QUOTE_MAX: Final = 300
TAGS_MAX: Final = 10
TAG_MAX: Final = 30
PICTURES_MAX: Final = 4
NEW_WORK: Final = "new"
"""Stands for the id of a work that is none of those known: its author was asked."""
NO_PROSE: Final = Prose("")


class Spoils(StrEnum):
    """What the author says about spoilers in the review."""

    NONE = "none"
    PARTS = "parts"
    ALL = "all"


class Verdict(StrEnum):
    """For whom it is, besides the stars; the value is stored, `label` is shown."""

    MUST_SEE = "must_see"
    WORTH_IT = "worth_it"
    FOR_FANS = "for_fans"
    SKIP = "skip"

    @property
    def label(self) -> str:
        """The words on the card."""
        return self.value.replace("_", " ")


class CommentSource(StrEnum):
    """By which way a comment came."""

    FORM = "form"
    COMMAND = "command"
    REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Review:
    """One member's review of one work, or of a `part` of a show. Times are Unix seconds, UTC.

    `edition` counts from 1. One without `text` is a plain rating. It is safe for who has
    come as far as `safe_after`. `called` says that somebody found a spoiler in the open;
    then all of it is hidden until that is settled.

    `again` (which viewing it is of), `thanked` (who recommended the work) and `wanted_count`
    (whom it made want the work) are filled in only where a card is drawn.
    """

    guild_id: int
    id: str
    work: Work
    author_id: int
    headline: Prose
    text: Prose
    spoils: Spoils
    rating: Rating | None
    edition: int
    created_at: int
    edited_at: int
    comment_count: int = 0
    part: Part = WHOLE
    quote: Prose = NO_PROSE
    tags: tuple[str, ...] = ()
    verdict: Verdict | None = None
    safe_after: Progress | None = None
    helpful_count: int = 0
    picture_count: int = 0
    called: bool = False
    hidden: bool = False
    again: str = ""
    thanked: tuple[int, ...] = ()
    wanted_count: int = 0

    @property
    def hides(self) -> Spoils:
        """How much of it is hidden now, whoever wanted that: nothing, parts, or all."""
        return Spoils.ALL if self.called else self.spoils

    @property
    def open_tags(self) -> tuple[str, ...]:
        """The tags that anybody may see: none where all of the review is hidden."""
        return () if self.hides is Spoils.ALL else self.tags

    @property
    def reach(self) -> Progress:
        """From where on it spoils nothing: as its author said, else the end of what it is of."""
        if self.safe_after is not None:
            return self.safe_after
        if self.part.season:
            return Progress(Unit.EPISODE, self.part.season, self.part.episode)
        return Progress(Unit.END)


@dataclass(frozen=True, slots=True)
class Comment:
    """One member's reply to a review, or to the comment `parent_id` on it.

    `message_id` is the Discord reply it came from, if any; `edited_at` is `None` until it is
    changed. `place` rises with time, also within a second: it is the Discord id of the
    message or interaction that brought it. `root_place` is that of the comment on the review
    itself under which this one stands, its own where it is one.
    """

    guild_id: int
    id: str
    review_id: str
    author_id: int
    text: Prose
    source: CommentSource
    created_at: int
    message_id: int | None = None
    parent_id: str | None = None
    edited_at: int | None = None
    place: int = 0
    root_place: int = 0


def place_of(second: int) -> int:
    """Return the first id that Discord gives in a Unix second (its page "Snowflakes")."""
    return max(0, second * 1000 - 1_420_070_400_000) << 22


@dataclass(frozen=True, slots=True)
class Card:
    """Where the posted card of a review is."""

    guild_id: int
    review_id: str
    channel_id: int
    message_id: int

    @property
    def url(self) -> str:
        """The link that opens the card in Discord."""
        return f"https://discord.com/channels/{self.guild_id}/{self.channel_id}/{self.message_id}"


@dataclass(frozen=True, slots=True)
class Draft:
    """Text that is not published yet, with all that its author said about it.

    A draft of a review has `title`; where it changes one, also `review_id` and the `edition`
    it was opened on (0 for a new review). One of a comment has `review_id` and no `title`;
    it replies to `parent_id` or changes `comment_id`. `work_id` is known, or not yet, or
    `NEW_WORK`. Nothing in a draft has been judged: it
    may hold anything a member can type.
    """

    guild_id: int
    id: str
    author_id: int
    channel_id: int
    created_at: int
    title: str = ""
    work_id: str | None = None
    kind: WorkKind | None = None
    year: int | None = None
    maker: str = ""
    rating: str = ""
    headline: str = ""
    text: str = ""
    spoils: Spoils = Spoils.NONE
    review_id: str | None = None
    parent_id: str | None = None
    comment_id: str | None = None
    edition: int = 0
    season: int = 0
    episode: int = 0
    quote: str = ""
    tags: str = ""
    verdict: str = ""
    safe_after: str = ""
    link: str = ""


def join_boxes(first: str, second: str) -> str:
    """Join the two text boxes of the form into the text that was meant.

    A first box that is full was cut by its limit, so the rest follows at once; otherwise a
    blank line stands between, unless the member typed a line break there.
    """
    if not (first and second):
        return first or second
    cut = len(first) >= BOX_MAX or first.endswith("\n") or second.startswith("\n")
    return first + second if cut else f"{first}\n\n{second}"


def checked_prose(draft: Draft) -> tuple[Prose, Prose, Spoils]:
    """Judge the words of a draft: return headline, text and what it spoils, or raise `Invalid`."""
    whole = draft.spoils is Spoils.ALL
    headline = Prose.of(draft.headline.strip(), whole=whole)
    text = Prose.of(draft.text, whole=whole)
    if not text:
        raise Invalid("There is no text yet. Write in one of the boxes, or attach a text file.")
    if len(text) > TEXT_MAX:
        raise Invalid(
            f"The text has {len(text):,} characters; {TEXT_MAX:,} is the most I can keep."
        )
    if len(headline) > HEADLINE_MAX:
        raise Invalid(f"The headline is longer than {HEADLINE_MAX} characters. Please shorten it.")
    said = (headline, text, Prose.of(draft.quote))
    marked = not whole and any(prose.has_spoilers for prose in said)
    if draft.spoils is Spoils.PARTS and not marked:
        raise Invalid(
            "You said that parts are spoilers, but I find no mark. "
            "Put || around them, like ||this||, or choose another answer."
        )
    return headline, text, Spoils.PARTS if marked else draft.spoils


def checked_comment(text: str) -> Prose:
    """Judge the words of a comment, or raise `Invalid`."""
    prose = Prose.of(text)
    if not prose:
        raise Invalid("That comment is empty. Write a few words and send it again.")
    if len(prose) > COMMENT_MAX:
        raise Invalid(
            f"A comment may have {COMMENT_MAX:,} characters; this one has {len(prose):,}."
        )
    return prose
