"""The form that asks how far somebody is in a work, and why they stopped."""

from collections.abc import Mapping
from typing import Final

from discord import TextStyle

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import FormHandler, Submission
from reviewbot.domain.shelves import REASON_MAX, Shelved
from reviewbot.domain.works import Work
from reviewbot.services import shelves
from reviewbot.services.shelves import Placing
from reviewbot.ui import forms, ids, titles
from reviewbot.ui.limits import FORM_TITLE_MAX
from reviewbot.ui.shelf import moved_notice

PROGRESS: Final = "progress"
REASON: Final = "reason"
PROGRESS_MAX: Final = 40


def how_far_form(work: Work, shelved: Shelved | None) -> forms.Form:
    """Return the form, filled in with what is known."""
    progress = shelved.progress.label if shelved and shelved.progress else ""
    reason = shelved.reason.reveal() if shelved else ""
    short = TextStyle.short
    return forms.Form(
        titles.plain(work, FORM_TITLE_MAX),
        ids.how_far_form(work.id),
        forms.labelled(
            "How far are you?",
            forms.text_input(PROGRESS, PROGRESS_MAX, progress, style=short),
            "Like S2E5, chapter 10, page 120, 40 % or the end.",
        ),
        forms.labelled(
            "Why did you stop?",
            forms.text_input(REASON, REASON_MAX, reason),
            "Shown where you paused or dropped it. Put || around what spoils.",
        ),
    )


async def submit_how_far(interaction: Interaction, submission: Submission) -> None:
    """Note what the form says on the member's shelf."""
    client, actor = interaction.client, actor_of(interaction)
    placing = Placing(progress=submission.value(PROGRESS), reason=submission.value(REASON))
    moved = await shelves.change(
        client.db, actor, submission.reference, placing, interaction.id, client.now()
    )
    await interaction.edit_original_response(view=moved_notice(moved))


SHELF_FORMS: Final[Mapping[str, FormHandler]] = {"f1:howfar": submit_how_far}
