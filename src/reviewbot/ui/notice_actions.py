"""What a press under a notice does, mostly in direct messages: hear no more, or hear again."""

from typing import Final

import discord

from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.domain.authority import Actor
from reviewbot.errors import NotFound
from reviewbot.services import following, notices
from reviewbot.store import comments, members, mutes, reviews
from reviewbot.ui import answers, ids, layout, titles
from reviewbot.ui.actions import Press
from reviewbot.ui.following import followed, unfollowed
from reviewbot.ui.text import neutralise, one_line

_OTHERS_MAX: Final = 10
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
        """Mute, and offer the way back."""
        client, actor, on = interaction.client, self.actor(interaction), self.parts["on"] == "1"
        async with client.db.read() as conn:
            review = await reviews.find_any(conn, actor.guild_id, self.parts["review"])
        if review is None:
            raise NotFound(GONE)
        await notices.mute(client.db, actor, review.id, interaction.id, client.now(), on=on)
        words = "no more" if on else "again"
        back = ids.mute(actor.guild_id, review.id, on=not on)
        button = layout.button("Undo" if on else "Mute this review", back)
        said = f"You will hear {words} about this review of {titles.named(review.work)}."
        await answers.turn(interaction, layout.notice(said, button))


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


class Whom(Press, template=rf"rv1:whom:{ids.GUILD}:(?P<review>{ids.ID})"):
    """Asks which of those who commented on a review is to be muted."""

    async def act(self, interaction: Interaction) -> None:
        """List them, whoever said something last first."""
        review, actor = await self.review(interaction), self.actor(interaction)
        async with interaction.client.db.read() as conn:
            found = await comments.list_authors(conn, actor.guild_id, review.id, _OTHERS_MAX + 1)
            muted = await mutes.list_of_member(conn, actor.guild_id, actor.user_id)
        others = [one for one in found if one != actor.user_id][:_OTHERS_MAX]
        words = (
            "Of whom do you want to hear no more, whatever they say in this server?"
            if others
            else "Nobody else has said anything there."
        )
        lines = [_muting(actor, one, on=str(one) not in muted) for one in others]
        await answers.turn(interaction, layout.Layout(layout.text(words), *lines))


def _muting(actor: Actor, member_id: int, *, on: bool) -> layout.Item:
    """Return a line for a member, with a button that mutes them or not any more."""
    custom_id = ids.hush(actor.guild_id, member_id, on=on)
    return layout.section(
        layout.mention(member_id), layout.button("Mute" if on else "Unmute", custom_id)
    )


class Follow(Press, template=rf"rv1:follow:{ids.GUILD}:(?P<review>{ids.ID}):(?P<on>[01])"):
    """Tells a member of the comments on a review, or not any more."""

    async def act(self, interaction: Interaction) -> None:
        """Note it, and offer the way back."""
        client, actor, inside = interaction.client, self.actor(interaction), bool(interaction.guild)
        of = (client.db, actor, self.parts["review"], interaction.id)
        if self.parts["on"] == "0":
            left = await following.unfollow(*of, client.now())
            await answers.turn(interaction, unfollowed(left, inside=inside))
            return
        review = await following.follow(*of, client.now())
        async with client.db.read() as conn:
            choices = await members.find(conn, actor.guild_id, actor.user_id)
        told = followed(review, silent=not choices.notices, inside=inside)
        await answers.turn(interaction, told)


def _place(guild: discord.Guild | None) -> str:
    return f"**{neutralise(one_line(guild.name, 60))}**" if guild else "that server"


NOTICE_ACTIONS: Final = (Tell, Mute, Hush, Whom, Follow)
