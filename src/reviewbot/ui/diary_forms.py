"""The forms of a viewing: a new one of a work, or one that is there already."""

from collections.abc import Mapping
from typing import Final

from discord import TextStyle

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import FormHandler, Submission
from reviewbot.domain.parts import Part
from reviewbot.domain.viewings import NOTE_MAX, Viewing
from reviewbot.domain.works import Work, WorkKind
from reviewbot.services import diary
from reviewbot.services.diary import Noting
from reviewbot.services.finding import reference
from reviewbot.services.placing import Naming
from reviewbot.ui import forms, titles
from reviewbot.ui.diary import noted_notice
from reviewbot.ui.limits import FORM_TITLE_MAX

DAY: Final = "day"
RATING: Final = "rating"
NOTE: Final = "note"
PART: Final = "part"
SHORT_MAX: Final = 40


def viewing_form(work: Work, custom_id: str, viewing: Viewing | None = None) -> forms.Form:
    """Return the form of a viewing, filled in with what it says."""
    day = viewing.seen_on.label if viewing and viewing.seen_on.year else ""
    rating = viewing.rating.label if viewing and viewing.rating else ""
    note = viewing.note.reveal() if viewing else ""
    short = TextStyle.short
    fields = [
        forms.labelled(
            "When?",
            forms.text_input(DAY, SHORT_MAX, day, style=short),
            "Like today, 4 July 2019, July 2019 or 2019; empty if you do not remember.",
        ),
        forms.labelled(
            "Rating", forms.text_input(RATING, 20, rating, style=short), "Like 4.5, 9/10 or ★★★½."
        ),
        forms.labelled("Note", forms.text_input(NOTE, NOTE_MAX, note), "For your diary."),
    ]
    if work.kind is WorkKind.TV:
        part = viewing.part.label if viewing else ""
        typed = forms.text_input(PART, SHORT_MAX, part, style=short)
        fields.append(forms.labelled("Season or episode", typed, "Like S2 or S2E5."))
    return forms.Form(titles.plain(work, FORM_TITLE_MAX), custom_id, *fields)


def _noting(submission: Submission) -> Noting:
    return Noting(
        submission.value(DAY),
        submission.value(RATING),
        submission.value(NOTE),
        Part.parse(submission.value(PART)),
    )


async def submit_log(interaction: Interaction, submission: Submission) -> None:
    """Note a new viewing of the work that the form names."""
    client, actor = interaction.client, actor_of(interaction)
    naming = Naming(reference(submission.reference))
    noted = await diary.log(
        client.db, actor, naming, _noting(submission), interaction.id, client.now()
    )
    client.postman.wake()
    await interaction.edit_original_response(view=noted_notice(noted))


async def submit_renote(interaction: Interaction, submission: Submission) -> None:
    """Change the viewing that the form names."""
    client, actor = interaction.client, actor_of(interaction)
    noted = await diary.revise(
        client.db,
        actor,
        submission.reference,
        _noting(submission),
        interaction.id,
        client.now(),
    )
    client.postman.wake()
    await interaction.edit_original_response(view=noted_notice(noted))


DIARY_FORMS: Final[Mapping[str, FormHandler]] = {
    "f1:seen": submit_log,
    "f1:renote": submit_renote,
}
