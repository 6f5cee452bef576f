"""What a person can point at: a user, a role, a channel."""

from reviewbot.playground.payload import Payload
from reviewbot.playground.world import models, payloads
from reviewbot.playground.world.world import World


class UserHandle:
    """Somebody."""

    def __init__(self, world: World, user: models.User) -> None:
        self.world = world
        self.user = user

    @property
    def id(self) -> str:
        """Their snowflake."""
        return self.user.id

    @property
    def name(self) -> str:
        """Their display name."""
        return self.user.global_name or self.user.username

    @property
    def mention(self) -> str:
        """What mentions them in a text."""
        return f"<@{self.user.id}>"


class RoleHandle:
    """A role of a guild."""

    def __init__(self, it: models.Role) -> None:
        self.it = it

    @property
    def id(self) -> str:
        """Its snowflake."""
        return self.it.id

    @property
    def mention(self) -> str:
        """What mentions everybody who has it."""
        return f"<@&{self.it.id}>"

    def payload(self) -> Payload:
        """Return it as Discord sends it."""
        return payloads.role(self.it)


class ChannelHandle:
    """A channel."""

    def __init__(self, world: World, it: models.Channel) -> None:
        self.world = world
        self.it = it

    @property
    def id(self) -> str:
        """Its snowflake."""
        return self.it.id

    @property
    def name(self) -> str:
        """Its name, without the number sign."""
        return self.it.name

    def payload(self) -> Payload:
        """Return it as Discord sends it."""
        return payloads.channel(self.it)
