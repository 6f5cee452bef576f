"""What a press on a group's page does: who is in, one veto each, what is taken, and a poll.

Each press is kept first; then the page is drawn anew from what is kept, one drawing after the
other (`bot/turns.py`), so that of two presses in one instant both count and both are shown.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

import discord

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import GONE
from reviewbot.errors import Invalid, NotFound
from reviewbot.services import nights
from reviewbot.services.nights import Pressed, check_in
from reviewbot.store import works
from reviewbot.ui import answers, ids, titles
from reviewbot.ui.actions import Press
from reviewbot.ui.browsing_actions import chosen
from reviewbot.ui.gathering import evening_of, lost_by, night, party_of, shown_works
from reviewbot.ui.night import FRIENDS_MAX, HOURS, Party, hours_page

ANSWER_MAX: Final = 55
"""Characters of a poll's answer (developer documentation, "Poll Media Object")."""
QUESTION: Final = "What shall it be?"


class OfNight(Press, template="never"):
    """What stands on a group's page."""

    async def party(self, interaction: Interaction) -> Party:
        """Return the group, if the presser is in it."""
        party = await party_of(interaction, self.parts)
        check_in(actor_of(interaction), party.members)
        return party

    async def pressed(self, interaction: Interaction) -> Pressed:
        """Return the press as it is kept."""
        if interaction.message is None:
            raise NotFound(GONE)
        party = await party_of(interaction, self.parts)
        return Pressed(
            actor_of(interaction),
            interaction.id,
            interaction.message.id,
            party.members,
            interaction.client.now(),
        )

    async def redo(self, interaction: Interaction) -> None:
        """Show the page as it is now, to all."""
        await interaction.response.defer()
        async with interaction.client.turns.of(
            interaction.message.id if interaction.message else 0
        ):
            page = await night(interaction, await party_of(interaction, self.parts))
            await interaction.edit_original_response(view=page)


class WhoIsIn(OfNight, template=rf"rv1:gw:{ids.NIGHT}"):
    """Changes who is in; the veto of whoever goes does not count without them."""

    async def act(self, interaction: Interaction) -> None:
        """Show the page for the new group."""
        host = int(self.parts["host"], 36)
        check_in(actor_of(interaction), (await self.party(interaction)).members)
        friends = _people(interaction, host)
        await nights.sit(interaction.client.db, await self.pressed(interaction), [host, *friends])
        await self.redo(interaction)


class Veto(OfNight, template=rf"{ids.VETO}(?P<work>{ids.ID}):{ids.NIGHT}"):
    """Keeps a work out tonight; one each."""

    async def act(self, interaction: Interaction) -> None:
        """Show the page without it."""
        press = await self.pressed(interaction)
        await nights.veto(interaction.client.db, press, self.parts["work"])
        await self.redo(interaction)


class TakeVetoBack(OfNight, template=rf"{ids.VETOED}{ids.MEMBER}:(?P<work>{ids.ID}):{ids.NIGHT}"):
    """Takes one's own veto back."""

    async def act(self, interaction: Interaction) -> None:
        """Show the page with the work again."""
        press, who = await self.pressed(interaction), int(self.parts["member"], 36)
        await nights.take_back(interaction.client.db, press, who, self.parts["work"])
        await self.redo(interaction)


class Take(OfNight, template=rf"rv1:gt:{ids.NIGHT}"):
    """Says what the group takes, and remembers whose wish it was not."""

    async def act(self, interaction: Interaction) -> None:
        """Show what is taken; a pick that is none any more only brings the page up to date."""
        party, work_id = await self.party(interaction), chosen(interaction)
        lost = lost_by(await evening_of(interaction, party), work_id)
        if lost is not None:
            press = await self.pressed(interaction)
            await nights.take(interaction.client.db, press, work_id, lost)
        await self.redo(interaction)


class ChooseAgain(OfNight, template=rf"rv1:gr:{ids.NIGHT}"):
    """Takes back what the group took."""

    async def act(self, interaction: Interaction) -> None:
        """Show the picks again."""
        await nights.choose_again(interaction.client.db, await self.pressed(interaction))
        await self.redo(interaction)


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
                poll.add_answer(text=titles.plain(work, ANSWER_MAX))
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


NIGHT_ACTIONS: Final = (WhoIsIn, Veto, TakeVetoBack, Take, ChooseAgain, ToPoll, PostPoll)
