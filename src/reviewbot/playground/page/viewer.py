"""One open page: who looks, at which channel, and what is sent to it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reviewbot.playground.driver.member import Member
from reviewbot.playground.driver.messages import Message as Handle
from reviewbot.playground.driver.refusing import ClientRefuses
from reviewbot.playground.page import places, shown
from reviewbot.playground.page.names import Directory
from reviewbot.playground.payload import Payload
from reviewbot.playground.world.models import Channel, Guild, Message, User

if TYPE_CHECKING:
    from reviewbot.playground.page.server import Page

BATCH = 50
"""Messages that are sent at once; older ones follow when somebody scrolls up to them."""
PATIENCE = 15 * 60.0
"""Seconds for which an interaction may be pending: as long as its token lives."""


class Viewer:
    """What one browser tab shows; `push` sends it a message."""

    def __init__(self, page: "Page", guild: Guild, push: Callable[[Payload], None]) -> None:
        self.page = page
        self.world = page.world
        self.guild = guild
        self.names = Directory(page.world, guild)
        self.push = push
        self.member: Member
        self.channel: Channel | None = None
        self.awake = True

    @property
    def user(self) -> User:
        """Whom the tab acts as."""
        return self.member.user

    @property
    def here(self) -> Channel:
        """The open channel; refuses where the member sees none."""
        if self.channel is None:
            raise ClientRefuses("there is no channel here")
        return self.channel

    def be(self, user_id: str) -> None:
        """Act as another member from now on; KeyError if there is no such member."""
        user = self.guild.members[user_id].user
        if user.bot:
            raise KeyError(user_id)
        self.member = Member(self.world, user, self.guild)
        self.member.patience = PATIENCE
        seen = self.channels()
        if self.channel not in seen:
            self.channel = seen[0] if seen else None
        self.show_all()

    def channels(self) -> list[Channel]:
        """Return the channels that the member sees."""
        return places.channels_of(self.world, self.guild, self.user)

    def open(self, channel_id: str) -> None:
        """Look at another channel; KeyError if the member does not see it."""
        found = {one.id: one for one in self.channels()}
        self.channel = found[channel_id]
        self.show_all()

    def message(self, message_id: str) -> Handle:
        """Return a message that the member sees; KeyError if they do not."""
        for channel in self.channels():
            found = channel.messages.get(message_id) or channel.private.get(message_id)
            if found is not None and found.private_to in (None, self.user.id):
                return Handle(self.world, found)
        raise KeyError(message_id)

    def show_all(self) -> None:
        """Send everything: sides, head and messages."""
        self.show_people()
        self.show_commands()
        if self.channel is None:
            self.show_side()
            self.push({"to": "empty"})
            return
        unread = self.page.marks.first_unread(self.user.id, self.channel)
        seen = shown.visible(self.channel, self.user.id)
        head = self.render("head.html", channel=self.channel, title=places.title(self.channel))
        start = max(0, len(seen) - BATCH)
        self.push(
            {
                "to": "log",
                "channel": self.channel.id,
                "name": places.title(self.channel),
                "kind": places.kind(self.channel),
                "head": head,
                "html": self._batch(seen, start, len(seen)),
                "more": start > 0,
                "unread": unread,
                "writable": places.may_write(self.channel, self.user),
            }
        )
        self.page.marks.read(self.user.id, self.channel)
        self.show_side()

    def older(self, before: str) -> Payload:
        """Return the batch of messages before one."""
        seen = shown.visible(self.here, self.user.id)
        end = next((index for index, one in enumerate(seen) if one.id == before), 0)
        start = max(0, end - BATCH)
        return {"html": self._batch(seen, start, end), "more": start > 0}

    def _batch(self, seen: list[Message], start: int, end: int) -> str:
        before = [seen[start - 1] if start else None, *seen[start:end]]
        pairs = zip(seen[start:end], before, strict=False)
        return "".join(self.draw(message, above) for message, above in pairs)

    def draw(self, message: Message, before: Message | None) -> str:
        """Return a message as HTML."""
        view = shown.view(message, before, self.user, self.names)
        return self.render("message.html", m=view)

    def put(self, message: Message, *, fresh: bool) -> None:
        """Send a message of the open channel anew; `fresh` if nobody has seen it yet."""
        seen = shown.visible(self.here, self.user.id)
        index = next((i for i in range(len(seen) - 1, -1, -1) if seen[i] is message), None)
        if index is None:
            return
        html = self.draw(message, seen[index - 1] if index else None)
        mine = message.author is self.user
        self.push({"to": "put", "id": message.id, "html": html, "fresh": fresh, "mine": mine})
        if self.awake:
            self.page.marks.read(self.user.id, self.here)

    def drop(self, message_id: str) -> None:
        """Take a message away; the one below it may now need its author's name."""
        self.push({"to": "drop", "id": message_id})
        seen = shown.visible(self.here, self.user.id)
        below = next((one for one in seen if int(one.id) > int(message_id)), None)
        if below is not None:
            self.put(below, fresh=False)

    def show_side(self) -> None:
        """Send the list of channels."""
        rows = places.side(self.channels(), self.channel, self.user, self.page.marks)
        html = self.render("side.html", rows=rows)
        me = self.render("me.html", me=self.names.face(self.user))
        unread = sum(row["pings"] for row in rows)
        self.push({"to": "side", "html": html, "me": me, "pings": unread})

    def show_people(self) -> None:
        """Send the list of members, for the side and for those who pick one."""
        rows = places.people(self.guild, self.names, self.user, online=self.page.bot_is_here())
        html = self.render("people.html", rows=rows)
        picks = [
            {"id": one["id"], "name": one["name"], "shade": one["shade"], "is": one["initials"]}
            for one in (*rows["people"], *rows["bots"])
        ]
        self.push({"to": "people", "html": html, "picks": picks})

    def show_commands(self) -> None:
        """Send what can be run here."""
        self.push({"to": "commands", "list": self.member.commands()})

    def render(self, template: str, **values: object) -> str:
        """Return a template, with names as this member knows them."""
        return self.page.look.render(template, self.names, **values)
