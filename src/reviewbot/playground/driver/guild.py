"""Guilds and channels as one sets them up."""

from reviewbot.playground.driver.handles import ChannelHandle, RoleHandle
from reviewbot.playground.driver.member import Member
from reviewbot.playground.driver.messages import Message
from reviewbot.playground.world import models
from reviewbot.playground.world.world import World


class Channel(ChannelHandle):
    """A channel of a guild."""

    @property
    def messages(self) -> list[Message]:
        """Its public messages, oldest first."""
        return [Message(self.world, one) for one in self.it.messages.values()]

    def overwrite(self, who: Member | RoleHandle, allow: int = 0, deny: int = 0) -> None:
        """Allow or deny somebody things here, with the permission bits of `permissions`."""
        kind = 1 if isinstance(who, Member) else 0
        self.world.overwrite(self.it, models.Overwrite(who.id, kind, allow, deny))

    def thread(self, name: str, owner: Member) -> "Channel":
        """Open a public thread."""
        return Channel(self.world, self.world.add_thread(self.it, name, owner.user))

    def delete(self) -> None:
        """Delete the channel."""
        self.world.remove_channel(self.it)


class Guild:
    """A guild; channels, members and roles are made on first use."""

    def __init__(self, world: World, raw: models.Guild) -> None:
        self.world = world
        self.raw = raw
        self._members: dict[str, Member] = {}
        for one in raw.members.values():
            if not one.user.bot and one.user is not world.application.owner:
                made = Member(world, one.user, raw)
                self._members[made.name] = made

    @property
    def id(self) -> str:
        """Its snowflake."""
        return self.raw.id

    @property
    def name(self) -> str:
        """Its name."""
        return self.raw.name

    @property
    def members(self) -> list[Member]:
        """Everybody who was made here, in order."""
        return list(self._members.values())

    @property
    def channels(self) -> list[Channel]:
        """Its channels and threads, in order."""
        return [Channel(self.world, one) for one in self.raw.channels.values()]

    @property
    def everyone(self) -> RoleHandle:
        """The role that everybody has."""
        return RoleHandle(self.raw.everyone)

    def channel(self, name: str) -> Channel:
        """Return the channel of that name."""
        for one in self.raw.channels.values():
            if one.name == name:
                return Channel(self.world, one)
        return Channel(self.world, self.world.add_channel(self.raw, name))

    def role(self, name: str, granted: int = 0) -> RoleHandle:
        """Return the role of that name; `granted` counts when it is made."""
        for one in self.raw.roles.values():
            if one.name == name:
                return RoleHandle(one)
        return RoleHandle(self.world.add_role(self.raw, name, granted))

    def member(self, name: str) -> Member:
        """Return the member of that display name."""
        if name not in self._members:
            self.add_member(self.world.add_user(name))
        return self._members[name]

    def add_member(self, user: models.User, *roles: RoleHandle) -> Member:
        """Let a user of another guild join this one too."""
        self.world.add_member(self.raw, user, [role.it for role in roles])
        member = Member(self.world, user, self.raw)
        self._members[member.name] = member
        return member
