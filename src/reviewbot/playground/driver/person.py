"""Somebody at their client, as far as no bot is needed: they go about, read and talk."""

from collections.abc import Sequence

from reviewbot.playground.driver.files import File
from reviewbot.playground.driver.handles import ChannelHandle, RoleHandle, UserHandle
from reviewbot.playground.driver.messages import Message
from reviewbot.playground.driver.refusing import ClientRefuses
from reviewbot.playground.driver.sight import Sight
from reviewbot.playground.payload import Payload
from reviewbot.playground.world import chat, models, permissions, reactions
from reviewbot.playground.world.world import World

LONGEST_MESSAGE = 2000


class Person(UserHandle):
    """Somebody in a guild; `here` is the channel where they act unless told otherwise."""

    def __init__(self, world: World, user: models.User, guild: models.Guild) -> None:
        super().__init__(world, user)
        self.guild = guild
        self._here: models.Channel | None = None
        self.sight = Sight(world, user, guild)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name}>"

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

    @property
    def direct_messages(self) -> list[Message]:
        """What stands in their direct messages with the bot, oldest first."""
        return self.visible(self.direct())

    async def send(
        self, text: str, channel: ChannelHandle | None = None, files: Sequence[File] = ()
    ) -> Message:
        """Write a message."""
        return self._write(self.place(channel), text, files)

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
        reactions.react(self.world, message.it, self.user, emoji)

    async def unreact(self, message: Message, emoji: str) -> None:
        """Take a reaction back."""
        reactions.unreact(self.world, message.it, self.user, emoji)

    def visible(self, channel: ChannelHandle | None = None) -> list[Message]:
        """Return the messages that they see, oldest first, private ones of theirs included."""
        return self.sight.messages(channel.it if channel is not None else None)

    async def sees(self, text: str, within: float = 15.0) -> Message:
        """Return the newest visible message with that text, waiting for it if need be."""
        return await self.sight.text(text, within)

    def place(self, channel: ChannelHandle | None) -> models.Channel:
        """Return a channel that they see, by default the one they have open."""
        place = channel.it if channel is not None else self.here
        if not permissions.of_channel(place, self.id):
            raise ClientRefuses(f"{self.name} does not see #{place.name}")
        return place
