"""The second form of a review: headline, pull quote, tags, verdict, and what it is safe after."""

from dataclasses import replace
from functools import partial
from typing import Final

from discord import ButtonStyle, ComponentType, TextStyle

from reviewbot.bot import failures
from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import Submission
from reviewbot.domain.authority import Action, authorise
from reviewbot.domain.ids import new_id
from reviewbot.domain.reviews import (
    HEADLINE_MAX,
    QUOTE_MAX,
    TAG_MAX,
    TAGS_MAX,
    Draft,
    Spoils,
    Verdict,
)
from reviewbot.domain.writing import drafted
from reviewbot.errors import Conflict, Invalid
from reviewbot.services import reviews, writing
from reviewbot.store import reviews as stored
from reviewbot.ui import forms, ids, layout, titles
from reviewbot.ui.limits import FORM_TITLE_MAX
from reviewbot.ui.receipts import deliver

QUOTE: Final = "quote"
TAGS: Final = "tags"
VERDICT: Final = "verdict"
SAFE_AFTER: Final = "safe_after"
_NONE: Final = "none"
_PLACE_MAX: Final = 40


def details_form(draft: Draft, custom_id: str) -> forms.Form:
    """Return the form, filled in with a draft."""
    short = partial(forms.text_input, style=TextStyle.short)
    return forms.Form(
        titles.of_draft(draft, FORM_TITLE_MAX, "Details: "),
        custom_id,
        forms.labelled("Headline", short(forms.HEADLINE, HEADLINE_MAX, draft.headline)),
        forms.labelled(
            "Pull quote",
            forms.text_input(QUOTE, QUOTE_MAX, draft.quote),
            "One good line, shown set off on the card. || hides what spoils.",
        ),
        forms.labelled(
            "Tags", short(TAGS, TAGS_MAX * (TAG_MAX + 2), draft.tags), "With commas between them."
        ),
        forms.labelled("Verdict", _verdicts(draft.verdict)),
        forms.labelled(
            "Safe after",
            short(SAFE_AFTER, _PLACE_MAX, draft.safe_after),
            "Who got this far may read all of it: S2E5, chapter 10, the ending.",
        ),
    )


def _verdicts(chosen: str) -> layout.Item:
    options = [
        {"label": one.label, "value": one.value, "default": one == chosen} for one in Verdict
    ]
    options.append({"label": "No verdict", "value": _NONE, "default": chosen not in set(Verdict)})
    return {
        "type": ComponentType.radio_group.value,
        "custom_id": VERDICT,
        "required": False,
        "options": options,
    }


def new_change(interaction: Interaction) -> Draft:
    """Return an empty draft for a change, of whoever acts."""
    actor = actor_of(interaction)
    now, channel_id = interaction.client.now(), interaction.channel_id or 0
    return Draft(actor.guild_id, new_id(), actor.user_id, channel_id, now)


def _with_details(draft: Draft, submission: Submission) -> Draft:
    verdict = submission.value(VERDICT)
    # Marks are looked for anew: the only one may have stood in a quote that goes.
    spoils = Spoils.NONE if draft.spoils is Spoils.PARTS else draft.spoils
    return replace(
        draft,
        spoils=spoils,
        headline=submission.value(forms.HEADLINE),
        quote=submission.value(QUOTE),
        tags=submission.value(TAGS),
        verdict="" if verdict == _NONE else verdict,
        safe_after=submission.value(SAFE_AFTER),
    )


async def submit_details(interaction: Interaction, submission: Submission) -> None:
    """Change the details of the review that the form's id names; kept as a draft first."""
    actor = actor_of(interaction)
    async with interaction.client.db.read() as conn:
        review = await stored.get(conn, actor.guild_id, submission.reference)
    authorise(actor, Action.CHANGE, review)
    draft = _with_details(drafted(review, new_change(interaction)), submission)
    await writing.keep(interaction.client.db, draft)
    await _publish(interaction, draft.id, submission)


async def submit_details_again(interaction: Interaction, submission: Submission) -> None:
    """Go on with the draft that the form's id names."""
    await _publish(interaction, submission.reference, submission)


async def _publish(interaction: Interaction, draft_id: str, submission: Submission) -> None:
    client, actor = interaction.client, actor_of(interaction)
    change = partial(_with_details, submission=submission)
    try:
        published = await reviews.publish(
            client.db, actor, draft_id, interaction.id, client.now(), change
        )
    except (Invalid, Conflict) as error:
        await failures.report(interaction, error, partial(_offer_again, draft_id))
        return
    await deliver(interaction, published)


def _offer_again(draft_id: str, sentence: str) -> layout.Layout:
    again = layout.button("Try again", ids.redo_details(draft_id), style=ButtonStyle.primary)
    return layout.notice(f"{sentence}\n-# Nothing is lost: what you wrote is kept.", again)
