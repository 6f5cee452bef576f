"""One request to the REST interface, and the answer to it."""

from dataclasses import dataclass
from typing import TypeAlias

from reviewbot.playground.errors import unknown
from reviewbot.playground.payload import Payload, Upload
from reviewbot.playground.world.models import Channel, Message
from reviewbot.playground.world.permissions import require
from reviewbot.playground.world.world import World

Answer: TypeAlias = tuple[int, Payload | list[Payload] | None]
"""An HTTP status and the JSON of the body, None for no body."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request as a handler sees it: parameters of the path by name, decoded body, files.

    `body` is the JSON object sent (empty where there was none), `items` the JSON array
    where the route takes one.
    """

    world: World
    params: dict[str, str]
    query: dict[str, str]
    body: Payload
    items: list[Payload]
    uploads: tuple[Upload, ...]
    gateway_url: str

    def channel(self, wanted: int = 0) -> Channel:
        """Return the channel of the path, where the bot has the `wanted` permissions."""
        channel = self.world.channel(self.params["channel_id"])
        require(channel, self.world.bot.id, wanted)
        return channel

    def message(self, wanted: int = 0) -> Message:
        """Return the message of the path; raises ApiError 10008."""
        channel = self.channel(wanted)
        try:
            return channel.messages[self.params["message_id"]]
        except KeyError:
            raise unknown("message") from None

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the files that came along."""
        return tuple(upload.filename for upload in self.uploads)

    def flag(self, name: str) -> bool:
        """Tell whether a query parameter is switched on."""
        return self.query.get(name, "").lower() in {"1", "true"}
