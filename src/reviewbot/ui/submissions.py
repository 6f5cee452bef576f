"""What happens with a form that came back: kept first, judged then, published, answered."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

import discord

from reviewbot.bot import failures, uploads
from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import FormHandler, Submission, Upload
from reviewbot.domain.authority import Action, authorise
from reviewbot.domain.reviews import Draft
from reviewbot.errors import Invalid, NotFound, ReviewbotError, Unavailable
from reviewbot.services import drafting, reviews
from reviewbot.services.reviews import Published
from reviewbot.store import drafts
from reviewbot.ui import forms
from reviewbot.ui.hints import LooksLikeSpoilers, is_doubtful, question_of
from reviewbot.ui.limits import UPLOAD_MAX_BYTES
from reviewbot.ui.receipts import deliver, hand_back
from reviewbot.ui.sameness import in_the_way


async def submit_review(interaction: Interaction, submission: Submission) -> None:
    """Publish what a form brought; on a failure its author can go on where they were.

    Where it seems to give something away, it is kept and its author asked.
    """
    await _submit(interaction, submission, asked=False)


async def submit_asked(interaction: Interaction, submission: Submission) -> None:
    """Publish what a form brought whose author was asked about spoilers already."""
    await _submit(interaction, submission, asked=True)


async def _submit(interaction: Interaction, submission: Submission, *, asked: bool) -> None:
    written, draft_id = forms.written(submission), submission.reference
    try:
        published = await _publish(interaction, draft_id, written, asked=asked)
    except LooksLikeSpoilers as doubt:
        question = question_of(doubt.draft_id, doubt.text)
        await interaction.edit_original_response(view=question)
        return
    except (NotFound, Unavailable) as error:
        await hand_back(interaction, written.text, error)
        return
    except ReviewbotError as error:
        await failures.report(interaction, error, in_the_way(draft_id, error))
        return
    await deliver(interaction, published)


async def _publish(
    interaction: Interaction, draft_id: str, written: forms.Written, *, asked: bool
) -> Published:
    """Publish the draft as the form says; a file is fetched after all else is kept.

    Unless its author was `asked`, raises `LooksLikeSpoilers` where they should be.
    """
    client, actor = interaction.client, actor_of(interaction)
    known = (client.db, actor, draft_id, interaction.id, client.now())
    change = partial(_filled_in, written=written)
    if written.upload is None:
        if not asked and is_doubtful(written.text, written.spoils):
            await _hold_back(interaction, draft_id, written, change)
        return await reviews.publish(*known, change)
    async with client.db.read() as conn:
        before = await drafts.get(conn, actor.guild_id, draft_id)
    authorise(actor, Action.CONTINUE, before)
    await drafting.keep(*known, change)
    if written.text and not written.is_untouched(before.text):
        raise Invalid(
            "You wrote in the boxes and attached a file, and I cannot tell which one you "
            "mean. I kept what is in the boxes: send it, or empty them and attach the file."
        )
    text = await _file_text(client, written.upload)
    if not asked and is_doubtful(text, written.spoils):
        await drafting.keep(*known, lambda draft: replace(draft, text=text))
        raise LooksLikeSpoilers(draft_id, text)
    return await reviews.publish(*known, lambda draft: replace(draft, text=text))


async def _hold_back(
    interaction: Interaction,
    draft_id: str,
    written: forms.Written,
    change: Callable[[Draft], Draft],
) -> None:
    """Keep a doubtful text and raise `LooksLikeSpoilers`, unless a review says it already."""
    client, actor = interaction.client, actor_of(interaction)
    async with client.db.read() as conn:
        before = await drafts.get(conn, actor.guild_id, draft_id)
    authorise(actor, Action.CONTINUE, before)
    if before.review_id is not None and written.is_untouched(before.text):
        return
    kept = await drafting.keep(client.db, actor, draft_id, interaction.id, client.now(), change)
    raise LooksLikeSpoilers(draft_id, kept.text)


def _filled_in(draft: Draft, *, written: forms.Written) -> Draft:
    """Return the draft with what its form says now; a text that nobody touched stays."""
    return replace(
        draft,
        headline=written.headline,
        text=written.text_after(draft.text),
        spoils=written.spoils,
    )


async def _file_text(client: discord.Client, upload: Upload) -> str:
    content = await uploads.fetch(client, upload, most=UPLOAD_MAX_BYTES)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(
            "That file is not plain text in UTF-8. Save it as a text file with the encoding "
            "UTF-8, or paste the text into the boxes."
        ) from None


FORMS: Final[Mapping[str, FormHandler]] = {
    "f1:review": submit_review,
    "f1:asked": submit_asked,
}
