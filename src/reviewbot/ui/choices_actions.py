"""What a press in a member's own settings does."""

from typing import Final

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.domain.authority import Actor
from reviewbot.domain.members import CardSize
from reviewbot.services.choosing import choose
from reviewbot.store import guilds, members
from reviewbot.store.connection import Connection
from reviewbot.ui import answers
from reviewbot.ui.actions import Press
from reviewbot.ui.choices import SWITCHES, choices_page
from reviewbot.ui.layout import Layout

_NAMES: Final = "|".join(one.name for one in SWITCHES)


class SetChoice(Press, template=rf"rv1:choice:(?P<name>{_NAMES}):(?P<on>[01])"):
    """Switches something on or off for the presser."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, and show how things stand now."""
        await _set(interaction, self.parts["name"], self.parts["on"] == "1")


class SetCard(Press, template=r"rv1:size:(?P<size>full|compact|server)"):
    """Sets how large the presser's private cards are."""

    async def act(self, interaction: Interaction) -> None:
        """Do it, and show how things stand now."""
        size = self.parts["size"]
        await _set(interaction, "card", None if size == "server" else CardSize(size))


async def _set(interaction: Interaction, name: str, value: CardSize | bool | None) -> None:
    client, actor = interaction.client, actor_of(interaction)
    await choose(client.db, actor, name, value, interaction.id, client.now())
    async with client.db.read() as conn:
        page = await panel(conn, actor)
    await answers.turn(interaction, page)


async def panel(conn: Connection, actor: Actor) -> Layout:
    """Return a member's settings as they are."""
    choices = await members.find(conn, actor.guild_id, actor.user_id)
    server = await guilds.settings(conn, actor.guild_id)
    return choices_page(choices, server.card)


CHOICES_ACTIONS: Final = (SetChoice, SetCard)
