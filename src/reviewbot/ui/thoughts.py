"""What is offered while a member picks the comment that they answer."""

import asyncio
import logging
from typing import Final

from discord import app_commands

from reviewbot.bot.client import Interaction
from reviewbot.domain.ids import is_id
from reviewbot.domain.reviews import Comment
from reviewbot.errors import ReviewbotError
from reviewbot.services.finding import known_work
from reviewbot.store import comments, reviews
from reviewbot.ui.limits import CHOICE_NAME_MAX, CHOICES_MAX
from reviewbot.ui.offers import offered
from reviewbot.ui.text import one_line

_log = logging.getLogger(__name__)

_BUDGET_SECONDS: Final = 1.5
_REVIEWS_MAX: Final = 5
_MARK: Final = "#"


async def thoughts(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
    """Offer the newest comments on what was chosen, by their first words, masked."""
    try:
        async with asyncio.timeout(_BUDGET_SECONDS):
            found = await _found(interaction)
    except ReviewbotError:
        return []
    except Exception as error:  # noqa: BLE001 - a completion is never worth a failure (R2)
        _log.info("no completions (%s)", type(error).__name__)
        return []
    named = [(one_line(one.text.masked(), CHOICE_NAME_MAX), one.id) for one in found]
    fitting = [pair for pair in named if typed.casefold() in pair[0].casefold()]
    return offered((name, _MARK + comment_id) for name, comment_id in fitting if name)


async def _found(interaction: Interaction) -> list[Comment]:
    guild_id, title = interaction.guild_id, getattr(interaction.namespace, "title", None)
    if guild_id is None or not title:
        return []
    by = getattr(interaction.namespace, "by", None)
    async with interaction.client.db.read() as conn:
        work = await known_work(conn, guild_id, str(title))
        found = await reviews.list_of_work(conn, guild_id, work.id, _REVIEWS_MAX)
        meant = [one for one in found if by is None or one.author_id == by.id]
        newest = [
            comment
            for review in meant
            for comment in await comments.list_newest(conn, guild_id, review.id, CHOICES_MAX)
        ]
    return sorted(newest, key=lambda comment: -comment.place)


def comment_id_of(picked: str) -> str | None:
    """Return the id of the comment that was picked; `None` if something else was typed."""
    comment_id = picked.removeprefix(_MARK)
    return comment_id if picked.startswith(_MARK) and is_id(comment_id) else None
