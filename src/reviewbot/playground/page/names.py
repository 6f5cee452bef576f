"""What ids are called and how people are shown, within one guild."""

from reviewbot.playground.payload import Payload
from reviewbot.playground.world.models import Guild, User
from reviewbot.playground.world.world import World

SHADES = 8
"""How many colours of avatar there are; the style sheet has one class for each."""


class Directory:
    """Looks up names for the texts of one guild."""

    def __init__(self, world: World, guild: Guild) -> None:
        self._world = world
        self._guild = guild

    def user(self, user_id: str) -> str | None:
        """Return a member's display name."""
        user = self._world.users.get(user_id)
        if user is None:
            return None
        member = self._guild.members.get(user_id)
        return (member.nick if member is not None else None) or name_of(user)

    def role(self, role_id: str) -> str | None:
        """Return a role's name."""
        role = self._guild.roles.get(role_id)
        return role.name if role is not None else None

    def channel(self, channel_id: str) -> str | None:
        """Return a channel's name."""
        channel = self._world.channels.get(channel_id)
        return channel.name if channel is not None else None

    def colour(self, user_id: str) -> str:
        """Return the colour of a member's highest coloured role as `#rrggbb`, or ""."""
        member = self._guild.members.get(user_id)
        roles = [self._guild.roles[one] for one in (member.roles if member is not None else ())]
        coloured = sorted((one for one in roles if one.color), key=lambda one: one.position)
        return f"#{coloured[-1].color:06x}" if coloured else ""

    def _shade(self, user_id: str) -> int:
        """Return a number by the order in which people joined, so that neighbours differ."""
        joined = list(self._guild.members)
        return (joined.index(user_id) if user_id in joined else 0) % SHADES

    def face_of(self, user_id: str) -> Payload:
        """Return what the avatar of a user shows, by their id."""
        return self.face(self._world.user(user_id))

    def face(self, user: User) -> Payload:
        """Return what an avatar shows: initials, a shade, and whether it is the bot's."""
        name = self.user(user.id) or "?"
        return {
            "id": user.id,
            "name": name,
            "bot": user.bot,
            "shade": self._shade(user.id),
            "initials": initials(name),
            "colour": self.colour(user.id),
        }


def name_of(user: User) -> str:
    """Return the name that a user goes by outside any guild."""
    return user.global_name or user.username


def initials(name: str) -> str:
    """Return one or two characters that stand for a name."""
    words = [word for word in name.split() if word]
    return "".join(word[0] for word in words[:2]).upper() or "?"
