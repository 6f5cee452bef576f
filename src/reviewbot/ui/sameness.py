"""The question whether a work of the year before or after is the one that a draft is of."""

from functools import partial

import discord

from reviewbot.bot.failures import Draw
from reviewbot.errors import ReviewbotError
from reviewbot.services.finding import NearYear
from reviewbot.ui import ids, layout, titles
from reviewbot.ui.receipts import offer_again
from reviewbot.ui.text import isolated, neutralise


def same_question(draft_id: str, near: NearYear, *, written: bool) -> layout.Layout:
    """Ask the author of a draft, who alone sees it; both answers go on where they were.

    What is `written` is published then; else the form opens for it.
    """
    known = isolated(neutralise(titles.plain(near.work, 160)))
    words = f"**{known}** is known here, and you said {near.year}. Is it the same one?"
    same = ids.same_one(draft_id, near.work.id, written=written)
    return layout.notice(
        f"{words}\n-# One shown at a festival often has two years. What you typed is kept.",
        layout.button("Same one", same, style=discord.ButtonStyle.primary),
        layout.button("Another one", ids.another_one(draft_id, written=written)),
    )


def in_the_way(draft_id: str, error: ReviewbotError) -> Draw:
    """Return how to show what keeps a draft from being published, with the way on from there."""
    if isinstance(error, NearYear):
        question = same_question(draft_id, error, written=True)
        return lambda _sentence: question
    return partial(offer_again, draft_id)
