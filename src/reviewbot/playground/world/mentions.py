"""Who is notified by a message: what it mentions, cut down by `allowed_mentions`."""

import re
from dataclasses import dataclass

from reviewbot.playground.payload import Payload
from reviewbot.playground.world import permissions
from reviewbot.playground.world.models import Channel, Message, User

_USER = re.compile(r"<@!?(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_EVERYONE = re.compile(r"@(everyone|here)\b")

USERS_ONLY: Payload = {"parse": ["users"], "replied_user": True}
"""What answers to interactions may mention by default."""
ALL_KINDS: Payload = {"parse": ["users", "roles", "everyone"], "replied_user": True}
"""What ordinary messages may mention by default."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Whom a message notifies; `by_reply` is the author it answers, if only for that."""

    users: tuple[User, ...] = ()
    roles: tuple[str, ...] = ()
    everyone: bool = False
    by_reply: frozenset[str] = frozenset()

    def pinged(self, channel: Channel) -> frozenset[str]:
        """Return the ids of all users notified in a channel."""
        ids = {user.id for user in self.users}
        members = channel.guild.members.values() if channel.guild is not None else ()
        for member in members:
            if self.everyone or not set(self.roles).isdisjoint(member.roles):
                ids.add(member.user.id)
        return frozenset(ids)


def find(
    channel: Channel, author: User, text: str, allowed: Payload, answered: Message | None
) -> Mentions:
    """Return whom a text notifies; `allowed` is Discord's `allowed_mentions` object."""
    by_text = _users(channel, text, allowed) if "<@" in text else ()
    by_reply: tuple[User, ...] = ()
    if answered is not None and allowed.get("replied_user") and answered.author not in by_text:
        by_reply = (answered.author,)
    return Mentions(
        users=(*by_reply, *by_text),
        roles=_roles(channel, author, text, allowed) if "<@&" in text else (),
        everyone=_everyone(channel, author, text, allowed),
        by_reply=frozenset(user.id for user in by_reply),
    )


def _users(channel: Channel, text: str, allowed: Payload) -> tuple[User, ...]:
    ids = dict.fromkeys(_USER.findall(text))
    if "users" not in allowed.get("parse", ()):
        listed = {str(one) for one in allowed.get("users", ())}
        ids = {one: None for one in ids if one in listed}
    if channel.guild is None:
        return tuple(user for user in channel.recipients if user.id in ids)
    members = channel.guild.members
    return tuple(members[one].user for one in ids if one in members)


def _roles(channel: Channel, author: User, text: str, allowed: Payload) -> tuple[str, ...]:
    if channel.guild is None:
        return ()
    any_role = permissions.may(channel, author.id, permissions.MENTION_EVERYONE)
    listed = {str(one) for one in allowed.get("roles", ())}
    found = []
    for role_id in dict.fromkeys(_ROLE.findall(text)):
        role = channel.guild.roles.get(role_id)
        wanted = "roles" in allowed.get("parse", ()) or role_id in listed
        if role is not None and wanted and (role.mentionable or any_role):
            found.append(role_id)
    return tuple(found)


def _everyone(channel: Channel, author: User, text: str, allowed: Payload) -> bool:
    if "everyone" not in allowed.get("parse", ()) or not _EVERYONE.search(text):
        return False
    return permissions.may(channel, author.id, permissions.MENTION_EVERYONE)
