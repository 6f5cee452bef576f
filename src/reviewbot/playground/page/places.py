"""Channels, members and what is unread: the sides of the page."""

from reviewbot.playground.page.names import Directory
from reviewbot.playground.page.shown import visible
from reviewbot.playground.payload import Payload
from reviewbot.playground.world.models import DIRECT_MESSAGES, Channel, Guild, Member, User
from reviewbot.playground.world.permissions import VIEW_CHANNEL, of_channel, sending
from reviewbot.playground.world.world import World


class Marks:
    """Up to where each member has read each channel, as long as the page is served."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str], int] = {}

    def read(self, user_id: str, channel: Channel) -> None:
        """Note that a member has seen everything in a channel."""
        seen = visible(channel, user_id)
        self._read[user_id, channel.id] = int(seen[-1].id) if seen else 0

    def first_unread(self, user_id: str, channel: Channel) -> str:
        """Return the id of the first message a member has not seen, or ""."""
        last = self._read.get((user_id, channel.id))
        if last is None:
            return ""
        fresh = (one for one in visible(channel, user_id) if int(one.id) > last)
        return next((one.id for one in fresh if one.author.id != user_id), "")

    def count(self, user_id: str, channel: Channel) -> tuple[bool, int]:
        """Return whether anything is unread, and how often they were mentioned in it."""
        last = self._read.get((user_id, channel.id), 0)
        pings = 0
        fresh = False
        for message in reversed(visible(channel, user_id)):
            if int(message.id) <= last:
                break
            if message.author.id != user_id:
                fresh = True
                pings += user_id in message.pinged
        return fresh, pings


def channels_of(world: World, guild: Guild, user: User) -> list[Channel]:
    """Return the channels and threads of a guild that a member sees, in order."""
    seen = [one for one in guild.channels.values() if of_channel(one, user.id) & VIEW_CHANNEL]
    tops = sorted((one for one in seen if one.parent is None), key=lambda one: one.position)
    ordered = []
    for top in tops:
        ordered += [top, *(one for one in seen if one.parent is top)]
    direct = [one for one in world.channels.values() if one.type == DIRECT_MESSAGES]
    return ordered + [one for one in direct if user in one.recipients]


def side(channels: list[Channel], here: Channel | None, user: User, marks: Marks) -> list[Payload]:
    """Return what the list of channels shows."""
    rows = []
    for one in channels:
        fresh, pings = marks.count(user.id, one) if one is not here else (False, 0)
        rows.append(
            {
                "id": one.id,
                "name": title(one),
                "kind": kind(one),
                "here": one is here,
                "fresh": fresh,
                "pings": pings,
            }
        )
    return rows


def kind(channel: Channel) -> str:
    """Return `channel`, `thread` or `direct`."""
    if channel.type == DIRECT_MESSAGES:
        return "direct"
    return "channel" if channel.parent is None else "thread"


def title(channel: Channel) -> str:
    """Return what a channel is called in lists."""
    if channel.type == DIRECT_MESSAGES:
        bots = [one.username for one in channel.recipients if one.bot]
        return bots[0] if bots else "direct messages"
    return channel.name


def may_write(channel: Channel, user: User) -> bool:
    """Whether a member may send messages there."""
    needed = sending(channel)
    return of_channel(channel, user.id) & needed == needed and not channel.archived


def people(guild: Guild, names: Directory, me: User, *, online: bool) -> Payload:
    """Return what the list of members shows: people first, then applications."""
    rows: dict[str, list[Payload]] = {"people": [], "bots": []}
    for member in sorted(guild.members.values(), key=_by_name):
        face = names.face(member.user) | {
            "me": member.user is me,
            "owner": member.user.id == guild.owner_id,
            "online": online or not member.user.bot,
        }
        rows["bots" if member.user.bot else "people"].append(face)
    return rows


def _by_name(member: Member) -> str:
    return (member.nick or member.user.global_name or member.user.username).casefold()
