"""The things that make up a Discord: users, guilds, roles, channels, members, messages.

Every id is a snowflake written as text, as it stands in Discord's JSON.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewbot.playground.payload import Payload

if TYPE_CHECKING:
    from reviewbot.playground.world.interactions import Interaction

TEXT_CHANNEL = 0
DIRECT_MESSAGES = 1
PUBLIC_THREAD = 11


@dataclass(slots=True, eq=False)
class User:
    """An account, of a person or of the bot."""

    id: str
    username: str
    bot: bool = False
    global_name: str | None = None
    locale: str = "en-US"
    takes_direct_messages: bool = True


@dataclass(slots=True, eq=False)
class Application:
    """The bot's application; `intents` are those that its portal page allows it to ask for."""

    id: str
    name: str
    token: str
    bot: User
    owner: User
    intents: int


@dataclass(slots=True, eq=False)
class Role:
    """A named set of permissions (a bit field, see `permissions`) within a guild."""

    id: str
    name: str
    permissions: int
    position: int = 0
    color: int = 0
    mentionable: bool = False
    managed: bool = False


@dataclass(slots=True, eq=False)
class Overwrite:
    """What a channel allows or denies a role (`type` 0) or one member (`type` 1)."""

    id: str
    type: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True, eq=False)
class Member:
    """A user within a guild; `roles` holds role ids without the everyone role."""

    user: User
    joined_at: str
    roles: list[str] = field(default_factory=list)
    nick: str | None = None


@dataclass(slots=True, eq=False)
class Channel:
    """A place for messages: a text channel, a thread (with `parent`) or direct messages.

    `private` holds the ephemeral messages, which nothing but the driver may look at.
    """

    id: str
    type: int
    name: str
    guild: "Guild | None" = None
    position: int = 0
    topic: str | None = None
    parent: "Channel | None" = None
    owner_id: str | None = None
    archived: bool = False
    locked: bool = False
    overwrites: dict[str, Overwrite] = field(default_factory=dict)
    recipients: list[User] = field(default_factory=list)
    messages: "dict[str, Message]" = field(default_factory=dict)
    private: "dict[str, Message]" = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Guild:
    """A server with its roles, channels and members; the first role is everyone's."""

    id: str
    name: str
    owner_id: str
    roles: dict[str, Role] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    unavailable: bool = False

    @property
    def everyone(self) -> Role:
        """The role that every member has; its id is the guild's."""
        return self.roles[self.id]


@dataclass(slots=True, eq=False)
class Message:
    """One message.

    `raw` is what Discord sends for it; it is replaced on every change, never altered in
    place, so whoever keeps it keeps a snapshot. `private_to` is the only user who sees an
    ephemeral message. `pinged` holds the ids of the users who were notified.
    `reactions` maps an emoji (its `name`, or `name:id`) to the ids of those who used it.
    `command` is the full name of the command it answers, such as `review post`, if any.
    """

    raw: Payload
    channel: Channel
    author: User
    private_to: str | None = None
    pinged: frozenset[str] = frozenset()
    pinged_by_reply: frozenset[str] = frozenset()
    reactions: dict[str, list[str]] = field(default_factory=dict)
    interaction: "Interaction | None" = None
    command: str = ""
    deleted: bool = False

    @property
    def id(self) -> str:
        """The message's snowflake."""
        return str(self.raw["id"])


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in the world, named as the gateway names it.

    `data` is the gateway's `d` without what depends on who listens. `private_to` is set
    for what only one user may learn of. `message` is the message it is about, if any.
    """

    name: str
    data: Payload
    guild: Guild | None = None
    channel: Channel | None = None
    message: Message | None = None
    private_to: str | None = None
