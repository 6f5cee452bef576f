"""`/review recommend`: what to watch or read next."""

import discord
from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.cogs.options import Kind, Title
from reviewbot.domain.recommending import NOTE_MAX
from reviewbot.services.placing import Naming
from reviewbot.services.suggesting import Suggested, Suggesting
from reviewbot.store import reviews, works
from reviewbot.store.connection import Connection
from reviewbot.ui import answers
from reviewbot.ui.completions import titles
from reviewbot.ui.limits import LISTED_MAX
from reviewbot.ui.picks import Basis, Named, Pick, picks_page
from reviewbot.ui.recommending_friend import recommend_to

Note = app_commands.Range[str, 1, NOTE_MAX]


class Recommend(commands.Cog):
    """Suggestions; each bot keeps its own engines."""

    def __init__(self) -> None:
        self.suggesting = Suggesting()

    @app_commands.command()
    @app_commands.autocomplete(title=titles)
    async def recommend(
        self,
        interaction: Interaction,
        kind: Kind | None = None,
        to: discord.User | None = None,
        title: Title | None = None,
        note: Note | None = None,
    ) -> None:
        """Get up to five suggestions, or recommend something to a friend.

        Args:
            kind: Only films, books or shows; for a friend only if the title is new here
            to: The friend to whom you recommend something
            title: What you recommend to them
            note: A few words for them; put || around what spoils
        """
        if to is not None:
            await recommend_to(interaction, to, Naming(title or "", kind), note or "")
            return
        actor, db = actor_of(interaction), interaction.client.db
        found = await self.suggesting.suggest(db, actor.guild_id, actor.user_id, kind, LISTED_MAX)
        async with db.read() as conn:
            picks = await _picks(conn, actor.guild_id, found)
        basis = Basis(len(found.own), found.members, found.ratings, found.ready)
        await answers.tell(interaction, picks_page(picks, kind, basis))


async def _picks(conn: Connection, guild_id: int, found: Suggested) -> list[Pick]:
    """Look up what the picks mean, and of each a review to read."""
    picks: list[Pick] = []
    for suggestion in found.picks:
        work = await works.find(conn, guild_id, suggestion.work_id)
        if work is None:
            continue
        newest = await reviews.list_of_work(conn, guild_id, work.id, 1)
        because = [
            Named(mine.title, found.own[mine.id])
            for mine in [await works.find(conn, guild_id, w) for w in suggestion.because]
            if mine is not None
        ]
        picks.append(Pick(suggestion, work, newest[0].id if newest else None, tuple(because)))
    return picks
