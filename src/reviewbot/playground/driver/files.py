"""Files that people give."""

import mimetypes
from dataclasses import dataclass

from reviewbot.playground.payload import Payload, Upload
from reviewbot.playground.world.models import Channel
from reviewbot.playground.world.world import World

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes that one file of an interaction may have: Discord's limit without boosts."""


@dataclass(frozen=True, slots=True)
class File:
    """A file on somebody's machine."""

    name: str
    content: bytes
    content_type: str | None = None

    def as_upload(self, index: int = 0) -> Upload:
        """Return the file as the client sends it."""
        kind = self.content_type or mimetypes.guess_type(self.name)[0]
        return Upload(index, self.name, self.content, kind or "application/octet-stream")

    def store(self, world: World, channel: Channel) -> Payload:
        """Upload the file for an interaction and return what Discord says of it."""
        stored = world.assets.store(channel.id, self.as_upload(), None, ephemeral=True)
        return world.assets.payload(stored)
