"""A member at their client: every verb that a person has."""

from collections.abc import Mapping, Sequence

from reviewbot.playground.driver import options as slash_options
from reviewbot.playground.driver.answers import Answer, Choice, outcome
from reviewbot.playground.driver.files import File
from reviewbot.playground.driver.filling import entity, options
from reviewbot.playground.driver.forms import Form
from reviewbot.playground.driver.handles import ChannelHandle, RoleHandle, UserHandle
from reviewbot.playground.driver.interacting import Resolved, begin
from reviewbot.playground.driver.messages import Menu, Message
from reviewbot.playground.driver.refusing import ClientRefuses
from reviewbot.playground.driver.sight import Sight
from reviewbot.playground.payload import Payload
from reviewbot.playground.world import chat, models, permissions
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

LONGEST_MESSAGE = 2000


class Member(UserHandle):
    """Somebody in a guild.

    `here` is the channel where they act unless told otherwise: at first the guild's first.
    `patience` is how many real seconds they wait for the bot before a test fails.
    """

    def __init__(self, world: World, user: models.User, guild: models.Guild) -> None:
        super().__init__(world, user)
        self.guild = guild
        self.patience = 10.0
        self.form: Form | None = None
        self._here: models.Channel | None = None
        self._sight = Sight(world, user, guild)

    def __repr__(self) -> str:
        return f"<Member {self.name}>"

    @property
    def here(self) -> models.Channel:
        """The channel that they have open."""
        if self._here is None:
            self._here = next(iter(self.guild.channels.values()), None)
        if self._here is None:
            raise ClientRefuses("the guild has no channel")
        return self._here

    def goes_to(self, channel: ChannelHandle) -> None:
        """Open a channel and act there from now on."""
        self._here = channel.it

    def give(self, role: RoleHandle) -> None:
        """Give them a role."""
        self.world.give_role(self.guild, self.user, role.it)

    def direct(self) -> ChannelHandle:
        """Return their direct messages with the bot."""
        return ChannelHandle(self.world, self.world.direct_channel(self.user))

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
        place = self._place(channel)
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

    async def click(self, label: str, on: Message | None = None, *, within: float = 2.0) -> Answer:
        """Press a button by its label or custom id: on a message, or the newest that has it."""
        message, button = await self._sight.button(label, on, within)
        data = {
            "custom_id": button.custom_id,
            "component_type": BUTTON,
            "id": button.raw["id"],
        }
        return await self._interact(COMPONENT, message.it.channel, data, source=message.it)

    async def choose(
        self, menu: str, *values: object, on: Message | None = None, within: float = 2.0
    ) -> Answer:
        """Choose in a select menu (by placeholder or custom id): labels, values or people."""
        message, found = await self._sight.menu(menu, on, within)
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

    async def send(
        self, text: str, channel: ChannelHandle | None = None, files: Sequence[File] = ()
    ) -> Message:
        """Write a message."""
        return self._write(self._place(channel), text, files)

    async def reply(self, message: Message, text: str, *, ping: bool = True) -> Message:
        """Reply to a message; `ping` is the switch beside the text box."""
        if message.ephemeral or message.deleted:
            raise ClientRefuses("one cannot reply to that message")
        return self._write(message.it.channel, text, (), message.it, ping=ping)

    async def edit(self, message: Message, text: str) -> None:
        """Change a message of their own."""
        if message.it.author is not self.user or not 0 < len(text) <= LONGEST_MESSAGE:
            raise ClientRefuses("one can only change one's own message, to 1 to 2000 characters")
        chat.edit(self.world, message.it, {"content": text})

    async def delete(self, message: Message) -> None:
        """Take away a message of their own, or any as a moderator."""
        wanted = permissions.MANAGE_MESSAGES
        own = message.it.author is self.user
        if not own and not permissions.may(message.it.channel, self.id, wanted):
            raise ClientRefuses(f"{self.name} may not delete that message")
        chat.delete(self.world, message.it)

    def _write(
        self,
        channel: models.Channel,
        text: str,
        files: Sequence[File],
        answers: models.Message | None = None,
        *,
        ping: bool = True,
    ) -> Message:
        if not permissions.may(channel, self.id, permissions.sending(channel)):
            raise ClientRefuses(f"{self.name} may not write in #{channel.name}")
        if not len(text) + len(files) > 0 or len(text) > LONGEST_MESSAGE:
            raise ClientRefuses(f"a message has 1 to {LONGEST_MESSAGE} characters")
        allowed = {"parse": ["users", "roles", "everyone"], "replied_user": ping}
        body: Payload = {"content": text, "allowed_mentions": allowed}
        uploads = [one.as_upload(index) for index, one in enumerate(files)]
        draft = chat.Draft(body, uploads, answers=answers)
        return Message(self.world, chat.post(self.world, channel, self.user, draft))

    async def react(self, message: Message, emoji: str) -> None:
        """Add a reaction."""
        chat.react(self.world, message.it, self.user, emoji)

    async def unreact(self, message: Message, emoji: str) -> None:
        """Take a reaction back."""
        chat.unreact(self.world, message.it, self.user, emoji)

    def visible(self, channel: ChannelHandle | None = None) -> list[Message]:
        """Return the messages that they see, oldest first, private ones of theirs included."""
        return self._sight.messages(channel.it if channel is not None else None)

    async def sees(self, text: str, within: float = 2.0) -> Message:
        """Return the newest visible message with that text, waiting for it if need be."""
        return await self._sight.text(text, within)

    def _place(self, channel: ChannelHandle | None) -> models.Channel:
        place = channel.it if channel is not None else self.here
        if not permissions.of_channel(place, self.id):
            raise ClientRefuses(f"{self.name} does not see #{place.name}")
        return place

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
