"""A member at their client: every verb that a person has."""

from collections.abc import Mapping, Sequence

from reviewbot.playground.driver import options as slash_options
from reviewbot.playground.driver.answers import Answer, Choice, outcome
from reviewbot.playground.driver.filling import entity, options
from reviewbot.playground.driver.forms import Form
from reviewbot.playground.driver.handles import ChannelHandle, UserHandle
from reviewbot.playground.driver.interacting import Resolved, begin
from reviewbot.playground.driver.messages import Menu, Message
from reviewbot.playground.driver.person import Person
from reviewbot.playground.driver.refusing import ClientRefuses
from reviewbot.playground.payload import Payload
from reviewbot.playground.world import models, permissions
from reviewbot.playground.world.commands import MESSAGE_MENU, USER_MENU
from reviewbot.playground.world.components import BUTTON, STRING_SELECT
from reviewbot.playground.world.interactions import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL,
    Interaction,
)
from reviewbot.playground.world.world import World


class Member(Person):
    """Somebody in a guild who deals with the bot.

    `here` is the channel where they act unless told otherwise: at first the guild's first.
    `patience` is how many real seconds they wait for the bot before a test fails, `form`
    the form last opened for them.
    """

    def __init__(self, world: World, user: models.User, guild: models.Guild) -> None:
        super().__init__(world, user, guild)
        self.patience = 30.0
        self.form: Form | None = None

    def commands(self) -> list[Payload]:
        """Return the registered commands that they are offered, as Discord describes them."""
        granted = permissions.of_guild(self.guild, self.id)
        return [
            one
            for one in self.world.commands.available(self.guild.id)
            if not int(one["default_member_permissions"] or 0) & ~granted
        ]

    async def slash(
        self, command: str, channel: ChannelHandle | None = None, /, **given: object
    ) -> Answer:
        """Run a slash command, such as `review post`, with its options by name.

        `channel` says where; it may be named, unless the command has an option of that name.
        """
        wanted = slash_options.Wanted(self.commands(), command)
        named = given.get("channel")
        if isinstance(named, ChannelHandle) and "channel" not in wanted.names:
            channel = named
            del given["channel"]
        place = self.place(channel)
        resolved = Resolved(self.world, place)
        filled = slash_options.fill(wanted, given, resolved)
        return await self._interact(COMMAND, place, wanted.data(filled, resolved))

    async def autocomplete(
        self, command: str, option: str, typed: str, /, **given: object
    ) -> list[Choice]:
        """Type into an option and return the completions offered."""
        resolved = Resolved(self.world, self.here)
        wanted = slash_options.Wanted(self.commands(), command)
        filled = slash_options.fill_partly(wanted, option, typed, given, resolved)
        answer = await self._interact(AUTOCOMPLETE, self.here, wanted.data(filled, resolved))
        if answer.failed:
            raise AssertionError("loading the options failed")
        return [Choice(one["name"], one["value"]) for one in answer.interaction.choices or ()]

    async def menu(self, name: str, target: Message | UserHandle) -> Answer:
        """Use an entry of the context menu of a message or a user."""
        kind = MESSAGE_MENU if isinstance(target, Message) else USER_MENU
        place = target.it.channel if isinstance(target, Message) else self.here
        resolved = Resolved(self.world, place)
        if isinstance(target, Message):
            resolved.add("messages", target.id, target.raw)
        else:
            resolved.user(target.user)
        found = [one for one in self.commands() if (one["type"], one["name"]) == (kind, name)]
        if not found:
            raise ClientRefuses(f"there is no menu entry {name!r}")
        data = {"id": found[0]["id"], "name": name, "type": kind, "target_id": target.id}
        return await self._interact(COMMAND, place, resolved.into(data))

    async def submit(
        self,
        form: Form | None = None,
        /,
        fields: Mapping[str, object] | None = None,
        **given: object,
    ) -> Answer:
        """Fill in and send a form (the last one opened); fields by label or custom id."""
        form = form or self.form
        if form is None:
            raise ClientRefuses(f"{self.name} has no form open")
        place = form.interaction.channel
        resolved = Resolved(self.world, place)
        data = form.fill({**(fields or {}), **given}, resolved)
        source = form.interaction.source
        return await self._interact(MODAL, place, data, source=source, trigger=form.interaction)

    async def click(self, label: str, on: Message | None = None, *, within: float = 15.0) -> Answer:
        """Press a button by its label or custom id: on a message, or the newest that has it."""
        message, button = await self.sight.button(label, on, within)
        data = {
            "custom_id": button.custom_id,
            "component_type": BUTTON,
            "id": button.raw["id"],
        }
        return await self._interact(COMPONENT, message.it.channel, data, source=message.it)

    async def choose(
        self, menu: str, *values: object, on: Message | None = None, within: float = 15.0
    ) -> Answer:
        """Choose in a select menu (by placeholder or custom id): labels, values or people."""
        message, found = await self.sight.menu(menu, on, within)
        resolved = Resolved(self.world, message.it.channel)
        data = resolved.into(
            {
                "custom_id": found.custom_id,
                "component_type": found.raw["type"],
                "id": found.raw["id"],
                "values": _picked(found, values, resolved),
            }
        )
        return await self._interact(COMPONENT, message.it.channel, data, source=message.it)

    async def _interact(
        self,
        kind: int,
        place: models.Channel,
        data: Payload,
        *,
        source: models.Message | None = None,
        trigger: Interaction | None = None,
    ) -> Answer:
        interaction = begin(
            self.world, kind, self.user, place, data, source=source, trigger=trigger
        )
        answer = await outcome(interaction, self.patience)
        if answer.form is not None:
            self.form = answer.form
        return answer


def _picked(menu: Menu, values: Sequence[object], resolved: Resolved) -> list[str]:
    raw = menu.raw
    string = raw["type"] == STRING_SELECT
    picked = options(raw, values) if string else [entity(one, resolved) for one in values]
    if not raw["min_values"] <= len(picked) <= raw["max_values"]:
        raise ClientRefuses(f"the menu takes {raw['min_values']} to {raw['max_values']} values")
    return picked
