"""The world: everything there is, how it is made, looked up, and watched."""

import asyncio
import secrets
from collections.abc import Callable, Sequence

from reviewbot.playground.clock import Clock
from reviewbot.playground.errors import unknown
from reviewbot.playground.world import payloads, permissions
from reviewbot.playground.world.assets import Assets
from reviewbot.playground.world.budget import SessionBudget
from reviewbot.playground.world.commands import Commands
from reviewbot.playground.world.interactions import Interaction
from reviewbot.playground.world.models import (
    DIRECT_MESSAGES,
    PUBLIC_THREAD,
    TEXT_CHANNEL,
    Application,
    Channel,
    Event,
    Guild,
    Member,
    Message,
    Overwrite,
    Role,
    User,
)
from reviewbot.playground.world.snowflakes import Snowflakes

UNPRIVILEGED = ((1 << 26) - 1) & ~(1 << 1 | 1 << 8 | 1 << 15)
"""Every gateway intent except members, presences and message content."""


class World:
    """All users, guilds, channels and interactions, with one application among them.

    What changes is published as an `Event` to the observers, in order, at once.
    """

    def __init__(self, clock: Clock, bot_name: str = "Playground bot") -> None:
        self.clock = clock
        self.snowflakes = Snowflakes(clock)
        self.assets = Assets(clock, self.snowflakes)
        self.sessions = SessionBudget(clock)
        self.users: dict[str, User] = {}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.interactions: dict[str, Interaction] = {}
        self.nonces: dict[tuple[str, str, str], tuple[float, Message]] = {}
        self.observers: list[Callable[[Event], None]] = []
        self._waiting: list[asyncio.Future[None]] = []
        self.application = self._make_application(bot_name)
        self.commands = Commands(self.snowflakes, self.application.id, clock)

    def _make_application(self, name: str) -> Application:
        bot = self.add_user(name, bot=True)
        token = f"playground.{secrets.token_urlsafe(24)}"
        owner = self.add_user("Owner")
        return Application(bot.id, bot.username, token, bot, owner, UNPRIVILEGED)

    @property
    def bot(self) -> User:
        """The application's bot user."""
        return self.application.bot

    def publish(self, event: Event) -> None:
        """Tell every observer, and wake whoever waits for a change."""
        for observer in tuple(self.observers):
            observer(event)
        self.wake()

    def wake(self) -> None:
        """Let those who wait for a change look again."""
        waiting, self._waiting = self._waiting, []
        for future in waiting:
            if not future.done():
                future.set_result(None)

    def next_change(self) -> asyncio.Future[None]:
        """Return a future that is done at the next change."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        return future

    def add_user(self, name: str, *, bot: bool = False) -> User:
        """Make an account; the display name is the name as given."""
        user = User(self.snowflakes.make(), name.lower().replace(" ", "_"), bot, name)
        if bot:
            user.username, user.global_name = name, None
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, owner: User | None = None) -> Guild:
        """Make a guild with the usual rights for everyone; nobody but its owner is in it."""
        owner = owner or self.application.owner
        guild = Guild(self.snowflakes.make(), name, owner.id)
        guild.roles[guild.id] = Role(guild.id, "@everyone", permissions.EVERYONE)
        guild.members[owner.id] = Member(owner, self.clock.iso())
        self.guilds[guild.id] = guild
        return guild

    def add_role(self, guild: Guild, name: str, granted: int = 0, *, managed: bool = False) -> Role:
        """Make a role that grants a set of permissions."""
        role = Role(self.snowflakes.make(), name, granted, len(guild.roles), managed=managed)
        guild.roles[role.id] = role
        data = {"guild_id": guild.id, "role": payloads.role(role)}
        self.publish(Event("GUILD_ROLE_CREATE", data, guild))
        return role

    def add_member(self, guild: Guild, user: User, roles: Sequence[Role] = ()) -> Member:
        """Let a user join a guild; the bot learns of a whole guild when it joins itself."""
        member = Member(user, self.clock.iso(), [role.id for role in roles])
        guild.members[user.id] = member
        if user is self.bot:
            self.publish(Event("GUILD_CREATE", payloads.guild(guild, user.id), guild))
        else:
            data = payloads.member(member) | {"guild_id": guild.id}
            self.publish(Event("GUILD_MEMBER_ADD", data, guild))
        return member

    def give_role(self, guild: Guild, user: User, role: Role) -> None:
        """Give a member a role."""
        member = guild.members[user.id]
        if role.id not in member.roles:
            member.roles.append(role.id)
            data = payloads.member(member) | {"guild_id": guild.id}
            self.publish(Event("GUILD_MEMBER_UPDATE", data, guild))

    def remove_member(self, guild: Guild, user: User) -> None:
        """Let a member leave; for the bot the whole guild goes."""
        if user is self.bot:
            self.publish(Event("GUILD_DELETE", {"id": guild.id}, guild))
            del guild.members[user.id]
        else:
            del guild.members[user.id]
            data = {"guild_id": guild.id, "user": payloads.user(user)}
            self.publish(Event("GUILD_MEMBER_REMOVE", data, guild))

    def add_channel(self, guild: Guild, name: str) -> Channel:
        """Make a text channel."""
        position = len(guild.channels)
        channel = Channel(self.snowflakes.make(), TEXT_CHANNEL, name, guild, position)
        return self._open(guild, channel, "CHANNEL_CREATE")

    def add_thread(
        self, parent: Channel, name: str, owner: User, of_message: Message | None = None
    ) -> Channel:
        """Open a public thread in a text channel; one of a message has that message's id."""
        if parent.guild is None:
            raise unknown("guild")
        thread_id = of_message.id if of_message is not None else self.snowflakes.make()
        channel = Channel(thread_id, PUBLIC_THREAD, name, parent.guild)
        channel.parent, channel.owner_id = parent, owner.id
        return self._open(parent.guild, channel, "THREAD_CREATE")

    def _open(self, guild: Guild, channel: Channel, event: str) -> Channel:
        self.channels[channel.id] = channel
        guild.channels[channel.id] = channel
        self.publish(Event(event, payloads.channel(channel), guild, channel))
        return channel

    def remove_channel(self, channel: Channel) -> None:
        """Delete a channel with its messages."""
        del self.channels[channel.id]
        if channel.guild is not None:
            del channel.guild.channels[channel.id]
        name = "CHANNEL_DELETE" if channel.parent is None else "THREAD_DELETE"
        self.publish(Event(name, payloads.channel(channel), channel.guild, channel))

    def overwrite(self, channel: Channel, it: Overwrite) -> None:
        """Set what a channel allows or denies somebody."""
        channel.overwrites[it.id] = it
        data = payloads.channel(channel)
        self.publish(Event("CHANNEL_UPDATE", data, channel.guild, channel))

    def direct_channel(self, user: User) -> Channel:
        """Return the direct messages between the bot and a user, opened on first use."""
        for channel in self.channels.values():
            if channel.type == DIRECT_MESSAGES and user in channel.recipients:
                return channel
        channel = Channel(self.snowflakes.make(), DIRECT_MESSAGES, "")
        channel.recipients = [user, self.bot]
        self.channels[channel.id] = channel
        return channel

    def channel(self, channel_id: str) -> Channel:
        """Return a channel; raises ApiError 10003."""
        try:
            return self.channels[channel_id]
        except KeyError:
            raise unknown("channel") from None

    def guild(self, guild_id: str) -> Guild:
        """Return a guild; raises ApiError 10004."""
        try:
            return self.guilds[guild_id]
        except KeyError:
            raise unknown("guild") from None

    def user(self, user_id: str) -> User:
        """Return a user; raises ApiError 10013."""
        try:
            return self.users[user_id]
        except KeyError:
            raise unknown("user") from None
