"""What a press on a group's page does: who is in, one veto each, and the way to a poll."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import discord

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.errors import Conflict, Invalid, NotAllowed, NotFound
from reviewbot.store import works
from reviewbot.ui import answers, ids
from reviewbot.ui.actions import Press
from reviewbot.ui.browsing_actions import chosen
from reviewbot.ui.gathering import night, party_of, shown_works
from reviewbot.ui.night import FRIENDS_MAX, HOURS, Party, hours_page
from reviewbot.ui.text import one_line

ANSWER_MAX: Final = 55
"""Characters of a poll's answer (developer documentation, "Poll Media Object")."""
QUESTION: Final = "What shall it be?"


class OfNight(Press, template="never"):
    """What stands on a group's page."""

    async def party(self, interaction: Interaction) -> Party:
        """Return the group, if the presser is in it."""
        party = await party_of(interaction, self.parts)
        if interaction.user.id not in party.members:
            raise NotAllowed(
                "That is between those on the page. Use /review recommend with its option “with” "
                "for a page of your own."
            )
        return party

    async def redo(self, interaction: Interaction, party: Party) -> None:
        """Show the page as it is now, to all."""
        await interaction.response.edit_message(view=await night(interaction, party))


class WhoIsIn(OfNight, template=rf"rv1:gw:{ids.NIGHT}"):
    """Changes who is in; whoever goes takes their veto with them."""

    async def act(self, interaction: Interaction) -> None:
        """Show the page for the new group."""
        party = await self.party(interaction)
        friends = _people(interaction, party.host)
        vetoes = {who: work for who, work in (party.vetoes or {}).items() if who in friends}
        if own := (party.vetoes or {}).get(party.host):
            vetoes[party.host] = own
        await self.redo(interaction, replace(party, friends=friends, vetoes=vetoes))


class Veto(OfNight, template=rf"{ids.VETO}(?P<work>{ids.ID}):{ids.NIGHT}"):
    """Keeps a work out tonight; one each."""

    async def act(self, interaction: Interaction) -> None:
        """Show the page without it."""
        party, actor = await self.party(interaction), actor_of(interaction)
        vetoes = dict(party.vetoes or {})
        if actor.user_id in vetoes:
            raise Conflict(
                f"You have used your veto on “{one_line(vetoes[actor.user_id].title, 80)}”. "
                "Take that back first."
            )
        async with interaction.client.db.read() as conn:
            vetoes[actor.user_id] = await works.get(conn, actor.guild_id, self.parts["work"])
        await self.redo(interaction, replace(party, vetoes=vetoes))


class TakeVetoBack(OfNight, template=rf"{ids.VETOED}{ids.MEMBER}:(?P<work>{ids.ID}):{ids.NIGHT}"):
    """Takes one's own veto back."""

    async def act(self, interaction: Interaction) -> None:
        """Show the page with the work again."""
        party, who = await self.party(interaction), int(self.parts["member"], 36)
        if who != interaction.user.id:
            raise NotAllowed("Only who gave a veto can take it back.")
        vetoes = {one: work for one, work in (party.vetoes or {}).items() if one != who}
        await self.redo(interaction, replace(party, vetoes=vetoes))


class ToPoll(OfNight, template=rf"rv1:gp:{ids.NIGHT}"):
    """Asks how long to vote."""

    async def act(self, interaction: Interaction) -> None:
        """Answer privately with the question."""
        await self.party(interaction)
        await answers.tell(interaction, hours_page(shown_works(interaction)))


class PostPoll(Press, template=rf"rv1:gh:(?P<picks>(?:{ids.ID}){{1,5}})"):
    """Posts Discord's own poll of the picks."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with it, for all."""
        hours, actor, picks = chosen(interaction), actor_of(interaction), self.parts["picks"]
        if hours not in HOURS:
            raise NotFound(GONE)
        poll = discord.Poll(QUESTION, timedelta(hours=int(hours)))
        async with interaction.client.db.read() as conn:
            for start in range(0, len(picks), 12):
                work = await works.get(conn, actor.guild_id, picks[start : start + 12])
                poll.add_answer(text=one_line(work.title, ANSWER_MAX))
        await interaction.response.send_message(poll=poll)


def _people(interaction: Interaction, host: int) -> list[int]:
    """Return whom the menu has now; bots have no taste, and the host is in anyway."""
    data: Any = interaction.data
    users: Mapping[str, Any] = data.get("resolved", {}).get("users", {})
    picked = [int(one) for one in data.get("values", ()) if one in users]
    friends = [one for one in picked if not users[str(one)].get("bot") and one != host]
    if not friends:
        raise Invalid("Choose at least one member beside who asked.")
    return friends[:FRIENDS_MAX]


NIGHT_ACTIONS: Final = (WhoIsIn, Veto, TakeVetoBack, ToPoll, PostPoll)
