"""What a press under a notice does, mostly in direct messages: hear no more, or hear again."""

from typing import Final

import discord

from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.authority import Actor
from reviewbot.errors import NotFound
from reviewbot.services import notices
from reviewbot.store import comments, reviews
from reviewbot.ui import answers, ids, layout, titles
from reviewbot.ui.actions import Press
from reviewbot.ui.text import neutralise, one_line

_OTHERS_MAX: Final = 4
_ID_MAX: Final = 2**63


class Tell(Press, template=rf"rv1:tell:{ids.GUILD}:(?P<bundle>{ids.ID}):(?P<on>[01])"):
    """Switches what a member is told in a guild on or off."""

    async def act(self, interaction: Interaction) -> None:
        """Switch, and offer the way back."""
        client, actor, on = interaction.client, self.actor(interaction), self.parts["on"] == "1"
        await notices.switch(client.db, actor, interaction.id, client.now(), on=on)
        back = ids.tell(actor.guild_id, self.parts["bundle"], on=not on)
        where = _place(client.get_guild(actor.guild_id))
        words = (
            f"I will tell you again when somebody answers you in {where}."
            if on
            else f"I will write to you about {where} no more."
        )
        button = layout.button("Turn these off" if on else "Undo", back)
        await answers.turn(interaction, layout.notice(words, button))


class Mute(Press, template=rf"rv1:mute:{ids.GUILD}:(?P<review>{ids.ID}):(?P<on>[01])"):
    """Mutes a review for a member, or not any more."""

    async def act(self, interaction: Interaction) -> None:
        """Mute, and offer the way back and to mute one member instead."""
        client, actor, on = interaction.client, self.actor(interaction), self.parts["on"] == "1"
        async with client.db.read() as conn:
            review = await reviews.find_any(conn, actor.guild_id, self.parts["review"])
            if review is None:
                raise NotFound(GONE)
            others = await comments.list_authors(conn, actor.guild_id, review.id, _OTHERS_MAX + 1)
        await notices.mute(client.db, actor, review.id, interaction.id, client.now(), on=on)
        words = "no more" if on else "again"
        items = [
            layout.text(f"You will hear {words} about this review of {titles.named(review.work)}."),
            layout.row(
                layout.button(
                    "Undo" if on else "Mute this review",
                    ids.mute(actor.guild_id, review.id, on=not on),
                )
            ),
        ]
        if on:
            items += _one_by_one(actor, others)
        await answers.turn(interaction, layout.Layout(*items))


class Hush(Press, template=rf"rv1:hush:{ids.GUILD}:(?P<member>[0-9a-z]{{1,13}}):(?P<on>[01])"):
    """Mutes one member for another, or not any more."""

    async def act(self, interaction: Interaction) -> None:
        """Mute, and offer the way back."""
        client, actor, on = interaction.client, self.actor(interaction), self.parts["on"] == "1"
        member_id = int(self.parts["member"], 36)
        if not member_id < _ID_MAX:
            raise NotFound(GONE)
        await notices.mute(client.db, actor, str(member_id), interaction.id, client.now(), on=on)
        words = "no more" if on else "again"
        back = ids.hush(actor.guild_id, member_id, on=not on)
        button = layout.button("Undo" if on else "Mute", back)
        said = f"You will hear {words} of what {layout.mention(member_id)} says here."
        await answers.turn(interaction, layout.notice(said, button))


def _one_by_one(actor: Actor, others: list[int]) -> list[layout.Item]:
    """Return a line for each member who commented, with a button that mutes them instead."""
    others = [one for one in others if one != actor.user_id][:_OTHERS_MAX]
    if not others:
        return []
    asked = layout.text("-# Or is it one member? What they say anywhere in the server:")
    rows = [
        layout.section(
            layout.mention(one), layout.button("Mute", ids.hush(actor.guild_id, one, on=True))
        )
        for one in others
    ]
    return [asked, *rows]


def _place(guild: discord.Guild | None) -> str:
    return f"**{neutralise(one_line(guild.name, 60))}**" if guild else "that server"


NOTICE_ACTIONS: Final = (Tell, Mute, Hush)
