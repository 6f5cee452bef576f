"""The form by which an author adds, describes, hides and removes the pictures of a review."""

from collections.abc import Mapping, Sequence
from typing import Final

from discord import ComponentType

from reviewbot.bot import failures, uploads
from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import FormHandler, Submission
from reviewbot.domain.authority import Action, authorise
from reviewbot.domain.pictures import ALT_MAX, PICTURE_MAX_BYTES, Picture
from reviewbot.domain.reviews import PICTURES_MAX, Review
from reviewbot.errors import Invalid
from reviewbot.services import picturing
from reviewbot.services.picturing import Wanted
from reviewbot.store import reviews
from reviewbot.ui import answers, forms, ids, titles
from reviewbot.ui.layout import Item
from reviewbot.ui.limits import FORM_TITLE_MAX
from reviewbot.ui.receipts import deliver
from reviewbot.ui.text import clean, cut

FILES: Final = "files"
ALTS: Final = "alts"
HIDE: Final = "hide"
DROP: Final = "drop"
_OPTION_MAX: Final = 100


def picture_form(review: Review, present: Sequence[Picture]) -> forms.Form:
    """Return the form, filled in with what is said of the present pictures."""
    alts = "\n".join(picture.alt for picture in present)
    room = PICTURES_MAX * (ALT_MAX + 1)
    fields = [
        forms.labelled("Add pictures", _upload(), "PNG, JPEG, GIF or WebP, up to 10 MB each."),
        forms.labelled(
            "What they show",
            forms.text_input(ALTS, room, alts),
            "A line for each, in order, for who cannot see them.",
        ),
        forms.labelled("Do they spoil?", _hide(any(picture.spoils for picture in present))),
    ]
    if present:
        fields.append(forms.labelled("Remove", _drop(present)))
    title = titles.plain(review.work, FORM_TITLE_MAX, "Pictures: ")
    return forms.Form(title, ids.picture_form(review.id), *fields)


def _upload() -> Item:
    return {
        "type": ComponentType.file_upload.value,
        "custom_id": FILES,
        "required": False,
        "min_values": 0,
        "max_values": PICTURES_MAX,
    }


def _hide(chosen: bool) -> Item:
    options = [
        {"label": "No: they stand on the card", "value": "no", "default": not chosen},
        {"label": "Yes: only who asks sees them", "value": "yes", "default": chosen},
    ]
    return {
        "type": ComponentType.radio_group.value,
        "custom_id": HIDE,
        "required": False,
        "options": options,
    }


def _drop(present: Sequence[Picture]) -> Item:
    options = [
        {"label": cut(f"{place}. {clean(one.alt) or 'a picture'}", _OPTION_MAX), "value": one.id}
        for place, one in enumerate(present, 1)
    ]
    return {
        "type": ComponentType.checkbox_group.value,
        "custom_id": DROP,
        "required": False,
        "min_values": 0,
        "max_values": len(options),
        "options": options,
    }


async def submit_pictures(interaction: Interaction, submission: Submission) -> None:
    """Change the pictures of the review that the form's id names; descriptions are never lost."""
    client, actor = interaction.client, actor_of(interaction)
    async with client.db.read() as conn:
        authorise(
            actor, Action.CHANGE, await reviews.get(conn, actor.guild_id, submission.reference)
        )
    try:
        wanted = await _wanted(interaction, submission)
        published = await picturing.change(
            client.db,
            client.pictures,
            actor,
            submission.reference,
            wanted,
            interaction.id,
            client.now(),
        )
    except Invalid as error:
        alts = submission.value(ALTS)
        if not alts.strip():
            raise
        words = f"{error.sentence} Here is what you wrote of the pictures, to use again."
        await failures.answer(interaction, words, answers.text_file("pictures.txt", alts))
        return
    await deliver(interaction, published)


async def _wanted(interaction: Interaction, submission: Submission) -> Wanted:
    added = [
        (one.name, await uploads.fetch(interaction.client, one, most=PICTURE_MAX_BYTES))
        for one in submission.files.get(FILES, ())
    ]
    dropped = set(submission.value(DROP).split("\n"))
    return Wanted(added, dropped, submission.value(ALTS), submission.value(HIDE) == "yes")


PICTURE_FORMS: Final[Mapping[str, FormHandler]] = {"f1:pictures": submit_pictures}
