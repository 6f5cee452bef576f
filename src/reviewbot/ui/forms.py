"""The forms: what a member fills in, and what came back, with no object kept in between.

A form's custom id says all that is needed to go on, so that a submission is understood after
a restart and two members never meet (`bot/router.py`).
"""

from dataclasses import dataclass
from typing import Final

import discord

from reviewbot.bot.router import Submission, Upload
from reviewbot.domain.reviews import BOX_MAX, COMMENT_MAX, HEADLINE_MAX, Draft, Spoils, join_boxes
from reviewbot.domain.works import Work
from reviewbot.ui import ids
from reviewbot.ui.text import clean, cut

HEADLINE: Final = "headline"
FIRST: Final = "text"
SECOND: Final = "more"
SPOILS: Final = "spoils"
FILE: Final = "file"
COMMENT: Final = "comment"
_TITLE_MAX: Final = 45  # of a form; developer documentation, "Modal"


class Form(discord.ui.Modal):
    """A form that discord.py forgets once it is opened: a stopped one is not stored."""

    def __init__(
        self, title: str, custom_id: str, *labels: discord.ui.Label[discord.ui.Modal]
    ) -> None:
        super().__init__(title=cut(clean(title), _TITLE_MAX), custom_id=custom_id)
        for label in labels:
            self.add_item(label)
        self.stop()


@dataclass(frozen=True, slots=True)
class Written:
    """What a member filled into the form of a review; nothing of it is judged."""

    headline: str
    text: str
    spoils: Spoils
    upload: Upload | None


def review_form(draft: Draft) -> Form:
    """Return the form for a draft, filled in with what the draft holds already."""
    first, second, note = _boxes(draft.text)
    return Form(
        f"Your review of {draft.title}",
        ids.review_form(draft.id),
        _line("Headline", HEADLINE, draft.headline[:HEADLINE_MAX]),
        _box("Your review", FIRST, first, note),
        _box("… more room", SECOND, second, "Goes on where the box above is full."),
        _spoilers(draft.spoils),
        discord.ui.Label(
            text="Or a text file",
            description="Plain text (UTF-8) instead of the boxes, up to 1 MiB.",
            component=discord.ui.FileUpload(custom_id=FILE, required=False, max_values=1),
        ),
    )


def comment_form(title: str, custom_id: str, text: str = "") -> Form:
    """Return the form for a comment, filled in with `text`."""
    field = discord.ui.TextInput["Form"](
        custom_id=COMMENT,
        style=discord.TextStyle.paragraph,
        max_length=COMMENT_MAX,
        default=text[:COMMENT_MAX] or None,
    )
    return Form(title, custom_id, discord.ui.Label(text="Your comment", component=field))


def comment_title(work: Work) -> str:
    """Return the heading of a comment's form."""
    return f"Comment on {work.title}"


def _boxes(text: str) -> tuple[str, str, str]:
    if len(text) > 2 * BOX_MAX:
        kept = f"Your {len(text):,} characters are kept; leave this empty to use them."
        return "", "", kept
    return text[:BOX_MAX], text[BOX_MAX:], "Put || around what spoils, like ||this||."


def _line(text: str, custom_id: str, default: str) -> discord.ui.Label[discord.ui.Modal]:
    field = discord.ui.TextInput["Form"](
        custom_id=custom_id, required=False, max_length=HEADLINE_MAX, default=default or None
    )
    return discord.ui.Label(text=text, component=field)


def _box(
    text: str, custom_id: str, default: str, description: str
) -> discord.ui.Label[discord.ui.Modal]:
    field = discord.ui.TextInput["Form"](
        custom_id=custom_id,
        style=discord.TextStyle.paragraph,
        required=False,
        max_length=BOX_MAX,
        default=default or None,
    )
    return discord.ui.Label(text=text, description=description, component=field)


def _spoilers(chosen: Spoils) -> discord.ui.Label[discord.ui.Modal]:
    labels = {
        Spoils.NONE: "None",
        Spoils.PARTS: "Parts are marked",
        Spoils.ALL: "All of it",
    }
    options = [
        discord.RadioGroupOption(label=label, value=spoils.value, default=spoils is chosen)
        for spoils, label in labels.items()
    ]
    group = discord.ui.RadioGroup["Form"](custom_id=SPOILS, options=options, required=False)
    return discord.ui.Label(text="Spoilers", component=group)


def written(submission: Submission) -> Written:
    """Read the form of a review as it came back."""
    chosen = submission.value(SPOILS)
    return Written(
        submission.value(HEADLINE),
        join_boxes(submission.value(FIRST), submission.value(SECOND)),
        Spoils(chosen) if chosen in set(Spoils) else Spoils.NONE,
        submission.uploads.get(FILE),
    )
