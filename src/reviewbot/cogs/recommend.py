"""`/review recommend`: what to watch or read next."""

from collections.abc import Iterable
from typing import Final

from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.cogs.options import Kind
from reviewbot.domain.authority import Actor
from reviewbot.domain.works import WorkKind
from reviewbot.recommender.baseline import Suggestion, suggest
from reviewbot.store import reviews, works
from reviewbot.store.connection import Connection
from reviewbot.ui import answers
from reviewbot.ui.limits import LISTED_MAX
from reviewbot.ui.picks import Pick, picks_page

_LOOKED_AT_MAX: Final = 300
"""Suggestions that are looked at for ones of the wanted kind."""


class Recommend(commands.Cog):
    """Suggestions."""

    @app_commands.command()
    async def recommend(self, interaction: Interaction, kind: Kind | None = None) -> None:
        """Get up to five suggestions from what this server rated highest.

        Args:
            kind: Only films, books or shows
        """
        actor = actor_of(interaction)
        async with interaction.client.db.read() as conn:
            ratings = await reviews.list_ratings(conn, actor.guild_id)
            rated = {work for work, author, _ in ratings if author == actor.user_id}
            found = await _picks(conn, actor, suggest(ratings, known=rated), kind)
        await answers.tell(interaction, picks_page(found, kind))


async def _picks(
    conn: Connection, actor: Actor, ranked: Iterable[Suggestion], kind: WorkKind | None
) -> list[Pick]:
    """Return the best of the wanted kind that the member has not reviewed, rated or not."""
    found: list[Pick] = []
    for _, suggestion in zip(range(_LOOKED_AT_MAX), ranked, strict=False):
        work = await works.find(conn, actor.guild_id, suggestion.work_id)
        if work is None or kind not in (None, work.kind):
            continue
        if await reviews.find_by_author(conn, actor.guild_id, work.id, actor.user_id):
            continue
        newest = await reviews.list_of_work(conn, actor.guild_id, work.id, 1)
        found.append(Pick(suggestion, work, newest[0].id if newest else None))
        if len(found) == LISTED_MAX:
            break
    return found
