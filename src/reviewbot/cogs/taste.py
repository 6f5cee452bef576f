"""`/review taste` and `/review profile`: whose taste is like mine, and what somebody gives."""

import asyncio
import io

import discord
from discord import app_commands
from discord.ext import commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.domain.authority import Actor
from reviewbot.domain.taste import Comparison, Profile, compared
from reviewbot.domain.works import Work
from reviewbot.errors import Invalid, NotAllowed
from reviewbot.store import members, tastes, works
from reviewbot.store.connection import Connection
from reviewbot.ui import answers, charts
from reviewbot.ui.taste import AGREEMENTS, PICTURE, profile_page, taste_page


class Taste(commands.Cog):
    """Comparing what members give; who does not want to be compared appears nowhere."""

    @app_commands.command()
    async def taste(self, interaction: Interaction, member: discord.User) -> None:
        """Compare your taste with another member's.

        Args:
            member: Whose
        """
        actor = actor_of(interaction)
        if member.id == actor.user_id:
            raise Invalid("That is you. Pick somebody else, or look at /review profile.")
        async with interaction.client.db.read() as conn:
            await _check_compared(conn, actor, member.id)
            found = await _compared(conn, actor, member.id)
            named = await _named(conn, actor.guild_id, _mentioned(found))
        await answers.tell(interaction, taste_page(member.id, found, named))

    @app_commands.command()
    async def profile(self, interaction: Interaction, member: discord.User | None = None) -> None:
        """See what you or another member give, with a picture.

        Args:
            member: Whose; yours if you leave it out
        """
        actor, whose = actor_of(interaction), member.id if member else interaction.user.id
        async with interaction.client.db.read() as conn:
            await _check_compared(conn, actor, whose)
            found = Profile(await tastes.list_rated(conn, actor.guild_id, whose))
            count = await tastes.count_worded(conn, actor.guild_id, whose)
            ends = [one.work_id for one in (found.kindest, found.harshest) if one]
            named = await _named(conn, actor.guild_id, ends)
        page = profile_page(whose, found, named, count)
        drawn = await asyncio.to_thread(charts.histogram, found.by_half_star)
        pictures = [discord.File(io.BytesIO(drawn), PICTURE)] if found.rated else []
        await interaction.response.send_message(view=page, files=pictures, ephemeral=True)


async def _check_compared(conn: Connection, actor: Actor, member_id: int) -> None:
    """Raise `NotAllowed` where either does not want to be compared; oneself one may look at."""
    if member_id == actor.user_id:
        return
    if not (await members.find(conn, actor.guild_id, actor.user_id)).compared:
        raise NotAllowed(
            "You keep your ratings out of comparisons. Change that in /review settings first."
        )
    if not (await members.find(conn, actor.guild_id, member_id)).compared:
        raise NotAllowed("This member keeps their ratings out of comparisons.")


async def _compared(conn: Connection, actor: Actor, member_id: int) -> Comparison:
    mine = await tastes.list_of_member(conn, actor.guild_id, actor.user_id)
    theirs = await tastes.list_of_member(conn, actor.guild_id, member_id)
    return compared(
        {work: points for work, points in mine if points is not None},
        {work: points for work, points in theirs if points is not None},
    )


def _mentioned(found: Comparison) -> list[str]:
    named = [one.work_id for one in found.agreements(AGREEMENTS)]
    return [*named, found.sharpest.work_id] if found.sharpest else named


async def _named(conn: Connection, guild_id: int, work_ids: list[str]) -> dict[str, Work]:
    found = [await works.find(conn, guild_id, work_id) for work_id in work_ids]
    return {work.id: work for work in found if work is not None}
