"""The forms: what a member fills in, and what came back, with no object kept in between.

A form's custom id says all that is needed to go on, so that a submission is understood after
a restart and two members never meet (`bot/router.py`).
"""

from dataclasses import dataclass
from typing import Final

import discord
from discord import ComponentType

from reviewbot.bot.router import Submission, Upload
from reviewbot.domain.reviews import BOX_MAX, COMMENT_MAX, HEADLINE_MAX, Draft, Spoils, join_boxes
from reviewbot.domain.works import Work
from reviewbot.ui import ids, titles
from reviewbot.ui.layout import Item
from reviewbot.ui.limits import FORM_TITLE_MAX
from reviewbot.ui.text import clean, cut

HEADLINE: Final = "headline"
FIRST: Final = "text"
SECOND: Final = "more"
SPOILS: Final = "spoils"
FILE: Final = "file"
COMMENT: Final = "comment"
_SPOILS: Final = {
    Spoils.NONE: "None",
    Spoils.PARTS: "Parts are marked",
    Spoils.ALL: "All of it",
}
_UPLOAD: Final = {
    "type": ComponentType.file_upload.value,
    "custom_id": FILE,
    "required": False,
    "min_values": 0,
    "max_values": 1,
}


class Form(discord.ui.Modal):
    """A form that discord.py opens and forgets: a stopped one is not stored.

    Its fields are component payloads, for the reason that `layout` gives.
    """

    def __init__(self, title: str, custom_id: str, *fields: Item) -> None:
        super().__init__(title=cut(clean(title), FORM_TITLE_MAX), custom_id=custom_id)
        self._fields = fields
        self.stop()

    def to_components(self) -> list[Item]:
        """Return what is sent."""
        return list(self._fields)


@dataclass(frozen=True, slots=True)
class Written:
    """What a member filled into the form of a review; nothing of it is judged."""

    headline: str
    text: str
    spoils: Spoils
    upload: Upload | None
    boxes: tuple[str, str] = ("", "")

    def is_untouched(self, text: str) -> bool:
        """Tell whether the boxes came back as `text` had filled them.

        White space at the ends does not count, and neither do the ends of lines: clients
        change both, and a text that nobody touched stays as it is, byte for byte.
        """
        filled = _boxes(text)[:2]
        return [_bare(box) for box in self.boxes] == [_bare(box) for box in filled]

    def text_after(self, text: str) -> str:
        """Return the text as it is now, where the form was filled in with `text`."""
        return text if self.is_untouched(text) else self.text


def review_form(draft: Draft, form_id: str = "") -> Form:
    """Return the form for a draft, filled in with what the draft holds already."""
    first, second, note = _boxes(draft.text)
    headline = text_input(HEADLINE, HEADLINE_MAX, draft.headline, style=discord.TextStyle.short)
    return Form(
        titles.of_draft(draft, FORM_TITLE_MAX, "Your review of "),
        form_id or ids.review_form(draft.id),
        labelled("Headline", headline),
        labelled("Your review", text_input(FIRST, BOX_MAX, first), note),
        labelled(
            "… more room",
            text_input(SECOND, BOX_MAX, second),
            "Goes on where the box above is full.",
        ),
        labelled("Spoilers", spoilers(draft.spoils)),
        labelled(
            "Or a text file", _UPLOAD, "Plain text (UTF-8) instead of the boxes, up to 1 MiB."
        ),
    )


def comment_form(title: str, custom_id: str, text: str = "") -> Form:
    """Return the form for a comment, filled in with `text`."""
    field = text_input(COMMENT, COMMENT_MAX, text, required=True)
    return Form(title, custom_id, labelled("Your comment", field))


def comment_title(work: Work) -> str:
    """Return the heading of a comment's form."""
    return titles.plain(work, FORM_TITLE_MAX, "Comment on ")


def _boxes(text: str) -> tuple[str, str, str]:
    if len(text) > 2 * BOX_MAX:
        kept = f"Your {len(text):,} characters are kept; leave this empty to use them."
        return "", "", kept
    return text[:BOX_MAX], text[BOX_MAX:], "Put || around what spoils, like ||this||."


def _bare(box: str) -> str:
    return "\n".join(box.splitlines()).strip()


def labelled(label: str, component: Item, description: str = "") -> Item:
    """Put a label, and what helps to fill it in, on a field."""
    shown = {"type": ComponentType.label.value, "label": label, "component": component}
    return {**shown, "description": description} if description else shown


def text_input(
    custom_id: str,
    most: int,
    value: str = "",
    *,
    style: discord.TextStyle = discord.TextStyle.paragraph,
    required: bool = False,
) -> Item:
    """Return a text box of at most `most` characters, filled in with `value`."""
    field: Item = {
        "type": ComponentType.text_input.value,
        "custom_id": custom_id,
        "style": style.value,
        "required": required,
        "max_length": most,
    }
    return {**field, "value": value[:most]} if value else field


def spoilers(chosen: Spoils) -> Item:
    """Return the choice of what a text spoils."""
    options = [
        {"label": label, "value": spoils.value, "default": spoils is chosen}
        for spoils, label in _SPOILS.items()
    ]
    return {
        "type": ComponentType.radio_group.value,
        "custom_id": SPOILS,
        "required": False,
        "options": options,
    }


def written(submission: Submission) -> Written:
    """Read the form of a review as it came back."""
    chosen = submission.value(SPOILS)
    boxes = (submission.value(FIRST), submission.value(SECOND))
    return Written(
        submission.value(HEADLINE),
        join_boxes(*boxes),
        Spoils(chosen) if chosen in set(Spoils) else Spoils.NONE,
        submission.uploads.get(FILE),
        boxes,
    )
