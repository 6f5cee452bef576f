"""What is offered while a member picks the comment that they answer."""

from typing import Final

from reviewbot.bot.client import Interaction
from reviewbot.bot.offering import Choices, answered
from reviewbot.domain.ids import is_id
from reviewbot.domain.reviews import Comment
from reviewbot.services.finding import known_work
from reviewbot.store import comments, reviews
from reviewbot.ui.limits import CHOICE_NAME_MAX, CHOICES_MAX
from reviewbot.ui.offers import offered
from reviewbot.ui.text import one_line

_REVIEWS_MAX: Final = 5
_MARK: Final = "#"


async def thoughts(interaction: Interaction, typed: str) -> Choices:
    """Offer the newest comments on what was chosen, by their first words, masked."""
    return await answered(interaction, _thoughts(interaction, typed.casefold()))


async def _thoughts(interaction: Interaction, typed: str) -> Choices:
    found = await _found(interaction)
    named = [(one_line(one.text.masked(), CHOICE_NAME_MAX), one.id) for one in found]
    fitting = [pair for pair in named if typed in pair[0].casefold()]
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
