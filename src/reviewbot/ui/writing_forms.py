"""The form that asks what a kept text is about, for texts that came without a form."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from discord import ComponentType, TextStyle

from reviewbot.bot import failures
from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import FormHandler, Submission
from reviewbot.domain.reviews import Draft, Spoils
from reviewbot.domain.works import TITLE_MAX, WorkKind, is_year, typed_year
from reviewbot.errors import Conflict, Invalid
from reviewbot.services import drafting, reviews
from reviewbot.ui import forms, ids
from reviewbot.ui.details import submit_details, submit_details_again
from reviewbot.ui.hints import is_doubtful, question
from reviewbot.ui.layout import Item
from reviewbot.ui.receipts import deliver
from reviewbot.ui.sameness import in_the_way

TITLE: Final = "title"
KIND: Final = "kind"
YEAR: Final = "year"
RATING: Final = "rating"


def place_form(draft: Draft) -> forms.Form:
    """Return the form that asks which work a draft is of, and for the stars."""
    year = "" if draft.year is None else str(draft.year)
    short = partial(forms.text_input, style=TextStyle.short)
    return forms.Form(
        "Which one is your review of?",
        ids.place_form(draft.id),
        forms.labelled("Title", short(TITLE, TITLE_MAX, _typed(draft.title), required=True)),
        forms.labelled("It is a …", _kinds(draft.kind)),
        forms.labelled("Year", short(YEAR, 5, year), "It tells it from others of that name."),
        forms.labelled("Rating", short(RATING, 20, draft.rating), "Like 4.5, 9/10 or ★★★½."),
        forms.labelled("Spoilers", forms.spoilers(draft.spoils)),
    )


def _typed(title: str) -> str:
    """Leave out a reference that a member never typed."""
    return "" if title.startswith("#") else title


def _kinds(chosen: WorkKind | None) -> Item:
    options = [
        {"label": kind.label, "value": kind.value, "default": kind is chosen} for kind in WorkKind
    ]
    return {
        "type": ComponentType.radio_group.value,
        "custom_id": KIND,
        "required": True,
        "options": options,
    }


def _placed(draft: Draft, submission: Submission) -> Draft:
    """Return the draft as the form says; a year that is none is left out."""
    kind, spoils = submission.value(KIND), submission.value(forms.SPOILS)
    year = submission.value(YEAR).strip()
    return replace(
        draft,
        title=submission.value(TITLE),
        work_id=None,
        kind=WorkKind(kind) if kind in set(WorkKind) else None,
        year=int(year) if is_year(year) else None,
        rating=submission.value(RATING),
        spoils=Spoils(spoils) if spoils in set(Spoils) else draft.spoils,
        season=draft.season if kind == WorkKind.TV else 0,
        episode=draft.episode if kind == WorkKind.TV else 0,
    )


async def submit_place(interaction: Interaction, submission: Submission) -> None:
    """Publish a kept text on the work that the form names; a failure can be tried again.

    Where it seems to give something away, its author is asked first: such words were pasted.
    """
    client, actor, draft_id = interaction.client, actor_of(interaction), submission.reference
    known = (client.db, actor, draft_id, interaction.id, client.now())
    change = partial(_placed, submission=submission)
    year = submission.value(YEAR).strip()
    try:
        if year and not is_year(year):
            await drafting.keep(*known, lambda draft: replace(change(draft), kind=None))
        typed_year(year)
        kept = await drafting.keep(*known, change)
        if is_doubtful(kept.text, kept.spoils):
            await interaction.edit_original_response(view=question(kept))
            return
        published = await reviews.publish(*known)
    except (Invalid, Conflict) as error:
        await failures.report(interaction, error, in_the_way(draft_id, error))
        return
    await deliver(interaction, published)


WRITING_FORMS: Final[Mapping[str, FormHandler]] = {
    "f1:place": submit_place,
    "f1:details": submit_details,
    "f1:redetail": submit_details_again,
}
