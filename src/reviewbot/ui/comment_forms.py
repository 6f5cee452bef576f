"""What happens with the form of a comment that came back: kept first, judged then, answered."""

from collections.abc import Awaitable, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from reviewbot.bot import failures
from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import FormHandler, Submission
from reviewbot.domain.authority import Action, authorise
from reviewbot.domain.ids import new_id
from reviewbot.domain.reviews import CommentSource, Draft
from reviewbot.errors import NotFound, ReviewbotError, Unavailable
from reviewbot.services import comments as commenting
from reviewbot.services.comments import Remark
from reviewbot.store import cards, comments, drafts, reviews
from reviewbot.ui import answers, comment_ids, forms, layout
from reviewbot.ui.following import follow_button, follows_it
from reviewbot.ui.receipts import hand_back, offer_again

COMMENT_FILE: Final = "comment.txt"


async def submit_comment(interaction: Interaction, submission: Submission) -> None:
    """Add the comment that a form brought to the review that its id names."""
    await _said(interaction, _draft(interaction, submission, submission.reference))


async def submit_response(interaction: Interaction, submission: Submission) -> None:
    """Add the reply that a form brought to the comment that its id names."""
    draft = _draft(interaction, submission, "")
    await _said(interaction, replace(draft, parent_id=submission.reference))


async def submit_amend(interaction: Interaction, submission: Submission) -> None:
    """Give a comment the words that a form brought."""
    draft = _draft(interaction, submission, "")
    await _said(interaction, replace(draft, comment_id=submission.reference))


async def submit_redo(interaction: Interaction, submission: Submission) -> None:
    """Go on with a draft whose form was opened again."""
    actor = actor_of(interaction)
    async with interaction.client.db.read() as conn:
        draft = await drafts.get(conn, actor.guild_id, submission.reference)
    authorise(actor, Action.CONTINUE, draft)
    await _said(interaction, replace(draft, text=submission.value(forms.COMMENT)))


def _draft(interaction: Interaction, submission: Submission, review_id: str) -> Draft:
    actor = actor_of(interaction)
    return Draft(
        actor.guild_id,
        new_id(),
        actor.user_id,
        interaction.channel_id or 0,
        interaction.client.now(),
        text=submission.value(forms.COMMENT),
        review_id=review_id,
    )


async def _said(interaction: Interaction, draft: Draft) -> None:
    """Keep what was written, then do what it is for; on a failure its author can go on."""
    try:
        await commenting.keep(interaction.client.db, draft)
    except Unavailable as error:
        await hand_back(interaction, draft.text, error, name=COMMENT_FILE)
        return
    try:
        done = await (_amend if draft.comment_id else _add)(interaction, draft)
    except ReviewbotError as error:
        await failures.report(interaction, error, partial(offer_again, draft.id))
        return
    await interaction.edit_original_response(view=done)


async def _add(interaction: Interaction, draft: Draft) -> layout.Layout:
    review_id = draft.review_id or ""
    if draft.parent_id:
        async with interaction.client.db.read() as conn:
            parent = await comments.get(conn, draft.guild_id, draft.parent_id)
        review_id = parent.review_id
    remark = Remark(
        review_id,
        draft.text,
        CommentSource.FORM,
        interaction_id=interaction.id,
        draft_id=draft.id,
        parent_id=draft.parent_id,
    )
    return await comment(interaction, remark)


async def _amend(interaction: Interaction, draft: Draft) -> layout.Layout:
    client, actor = interaction.client, actor_of(interaction)
    changed = await commenting.revise(
        client.db,
        actor,
        draft.comment_id or "",
        draft.text,
        client.now(),
        interaction_id=interaction.id,
        draft_id=draft.id,
    )
    there = layout.button("To the comment", comment_ids.one(changed.id, 0))
    return layout.notice("Your comment has its new words.", there)


async def comment(interaction: Interaction, remark: Remark) -> layout.Layout:
    """Add a comment, have its card brought up to date; return what to tell its author."""
    client, actor = interaction.client, actor_of(interaction)
    refresh_at = client.postman.refresh_at(remark.review_id)
    added = await commenting.add(client.db, actor, remark, client.now(), refresh_at=refresh_at)
    if added is None:
        raise NotFound("That is a comment already.")
    client.postman.wake()
    async with client.db.read() as conn:
        card = await cards.find(conn, actor.guild_id, remark.review_id)
        review = await reviews.find(conn, actor.guild_id, remark.review_id)
        follows = await follows_it(conn, actor, review) if review else None
    doors = [layout.link("To the card", card.url)] if card else []
    doors.append(layout.button("Edit or delete", comment_ids.one(added.id, 0)))
    if review and follows is False:
        doors.append(follow_button(review, follows=False))
    said = "Your reply" if remark.parent_id else "Your comment"
    return layout.notice(f"{said} is there. 💬", *doors)


async def say(interaction: Interaction, text: str, meant: Awaitable[Remark]) -> None:
    """Add what a command says and answer; where it cannot be, hand the text back."""
    try:
        said = await comment(interaction, await meant)
    except ReviewbotError as error:
        await hand_back(interaction, text, error, name=COMMENT_FILE)
        return
    await answers.tell(interaction, said)


COMMENT_FORMS: Final[Mapping[str, FormHandler]] = {
    "f1:comment": submit_comment,
    "f1:respond": submit_response,
    "f1:amend": submit_amend,
    "f1:redo": submit_redo,
}
