"""The forms in which a member says what is wrong, and a moderator why something is hidden."""

from collections.abc import Mapping
from typing import Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import FormHandler, Submission
from reviewbot.domain.authority import Actor
from reviewbot.domain.order import REASON_MAX, Subject
from reviewbot.services import order
from reviewbot.services.calls import Press
from reviewbot.ui import ids, layout
from reviewbot.ui.forms import Form, labelled, text_input
from reviewbot.ui.order import about, hide_button

REASON: Final = "reason"


def report_form(kind: Subject, subject_id: str) -> Form:
    """Return the form of a report."""
    field = text_input(REASON, REASON_MAX, required=True)
    note = "Only the moderators read it."
    title, form_id = f"Report this {kind}", ids.report_form(kind, subject_id)
    return Form(title, form_id, labelled("What is wrong with it?", field, note))


def hide_form(kind: Subject, subject_id: str) -> Form:
    """Return the form in which a moderator gives the reason."""
    field = text_input(REASON, REASON_MAX, required=True)
    note = "Its author is told, and it stands in the log."
    title, form_id = f"Hide this {kind}", ids.hide_form(kind, subject_id)
    return Form(title, form_id, labelled("Why?", field, note))


def press_of(interaction: Interaction, subject_id: str, actor: Actor | None = None) -> Press:
    """Return who pressed (`actor`, if known already), in which interaction, on what, when."""
    actor, now = actor or actor_of(interaction), interaction.client.now()
    return Press(actor, interaction.id, subject_id, now)


async def _report(interaction: Interaction, submission: Submission, kind: Subject) -> None:
    press = press_of(interaction, submission.reference)
    reason = submission.value(REASON)
    await order.report(interaction.client.db, press, kind, reason)
    interaction.client.postman.wake()
    said = layout.notice("Thank you. The moderators will look at it.")
    await interaction.edit_original_response(view=said)


async def _hide(interaction: Interaction, submission: Submission, kind: Subject) -> None:
    press = press_of(interaction, submission.reference)
    thing = await order.hide(interaction.client.db, press, kind, submission.value(REASON))
    interaction.client.postman.hasten(thing.review.id)
    said = f"You hid {about(thing.review, thing.comment)}. Its author is told why."
    await interaction.edit_original_response(view=layout.notice(said, hide_button(thing)))


async def submit_review_report(interaction: Interaction, submission: Submission) -> None:
    """Keep a report about a review and tell the moderators."""
    await _report(interaction, submission, Subject.REVIEW)


async def submit_comment_report(interaction: Interaction, submission: Submission) -> None:
    """Keep a report about a comment and tell the moderators."""
    await _report(interaction, submission, Subject.COMMENT)


async def submit_review_hide(interaction: Interaction, submission: Submission) -> None:
    """Hide a review for the reason given."""
    await _hide(interaction, submission, Subject.REVIEW)


async def submit_comment_hide(interaction: Interaction, submission: Submission) -> None:
    """Hide a comment for the reason given."""
    await _hide(interaction, submission, Subject.COMMENT)


ORDER_FORMS: Final[Mapping[str, FormHandler]] = {
    "f1:report:r": submit_review_report,
    "f1:report:c": submit_comment_report,
    "f1:hide:r": submit_review_hide,
    "f1:hide:c": submit_comment_hide,
}
