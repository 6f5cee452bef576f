"""What the author of a review is told: that it is posted, or what is in the way."""

import discord

from reviewbot.bot import failures
from reviewbot.bot.client import Interaction
from reviewbot.domain.reviews import Card, Review
from reviewbot.errors import ReviewbotError
from reviewbot.services.deliveries import DeliveredAlready
from reviewbot.services.reviews import Published
from reviewbot.ui import answers, ids, layout, titles


async def deliver(interaction: Interaction, published: Published) -> None:
    """Have the card posted or brought up to date, and tell its author.

    Only where a first card goes out do the rights in this channel matter; a card that is
    there may stand in another one.
    """
    if published.review.hidden:
        await interaction.edit_original_response(view=_still_hidden(published.review))
        return
    granted = interaction.app_permissions if published.is_new else None
    if published.review.thanked or not published.is_new:  # somebody may have to be told of it
        interaction.client.postman.wake()
    card = await interaction.client.postman.post(published, granted)
    await interaction.edit_original_response(view=receipt(published, card))


def _still_hidden(review: Review) -> layout.Layout:
    return layout.notice(
        f"Your {_named(review)} of {titles.named(review.work)} is changed. It stays hidden until a "
        "moderator puts it back."
    )


def receipt(published: Published, card: Card) -> layout.Layout:
    """Return what its author is told of a review that was posted."""
    done = "is posted" if published.is_new else "is changed"
    work = published.review.work
    words = f"Your {_named(published.review)} of {titles.named(work)} {done}."
    details = layout.button("Details", ids.details(published.review.id))
    pictures = layout.button("Pictures", ids.change_pictures(published.review.id))
    doors = [layout.link("To the card", card.url), details, pictures]
    if work.is_vague:
        doors.append(layout.button("Year and maker", ids.date(work.id)))
    return layout.notice(words, *doors)


def offer_again(draft_id: str, sentence: str) -> layout.Layout:
    """Say what is in the way, and open the form again at a press."""
    again = layout.button("Try again", ids.retry(draft_id), style=discord.ButtonStyle.primary)
    return layout.notice(f"{sentence}\n-# Nothing is lost: your text is kept.", again)


async def hand_back(
    interaction: Interaction, text: str, error: ReviewbotError, *, name: str = "review.txt"
) -> None:
    """Say what is in the way and give a text back, as a file, that could not be kept."""
    if not text or isinstance(error, DeliveredAlready):
        await failures.report(interaction, error)
        return
    sentence = interaction.client.parts.inert(error.sentence)
    words = f"{sentence} Here is what you wrote, so that you can post it anew."
    await failures.answer(interaction, words, answers.text_file(name, text))


def deleted(review: Review, channel_id: int) -> layout.Layout:
    """Say that a review is gone, and let its author take that back for a while."""
    words = (
        f"Your {_named(review)} of {titles.named(review.work)} is deleted; nobody sees it any "
        "more.\n"
        "-# For 15 minutes you can undo this. After that it is gone for good, with its comments."
    )
    return layout.notice(words, layout.button("Undo", ids.undelete(review.id, channel_id)))


def undone(review: Review) -> layout.Layout:
    """Say that a deleted review is back."""
    stays = "and its card with it" if not review.hidden else "and stays hidden"
    words = f"Your {_named(review)} of {titles.named(review.work)} is back, {stays}."
    return layout.notice(words)


def _named(review: Review) -> str:
    """Say what it is: a review or a rating, of which part."""
    what = "review" if review.text else "rating"
    return f"{what} of {review.part.label}" if review.part.season else what
