"""Files: uploaded attachments, at signed addresses that expire, and plain avatars."""

import hashlib
import hmac
import secrets
import struct
import zlib
from dataclasses import dataclass
from urllib.parse import quote

from reviewbot.playground.clock import Clock
from reviewbot.playground.payload import Payload, Upload
from reviewbot.playground.world.snowflakes import Snowflakes

LIFETIME = 24 * 3600
"""Seconds after which the address of an attachment stops working; Discord's is a day."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A stored file and what Discord says of it."""

    id: str
    channel_id: str
    upload: Upload
    description: str | None = None
    ephemeral: bool = False


class Assets:
    """Keeps files and signs their addresses; `base` is the address of `/assets`."""

    def __init__(self, clock: Clock, snowflakes: Snowflakes) -> None:
        self.base = ""
        self._clock = clock
        self._snowflakes = snowflakes
        self._secret = secrets.token_bytes(16)
        self._stored: dict[str, Attachment] = {}

    def store(
        self, channel_id: str, upload: Upload, description: str | None, *, ephemeral: bool
    ) -> Attachment:
        """Keep a file and return it."""
        done = Attachment(self._snowflakes.make(), channel_id, upload, description, ephemeral)
        self._stored[done.id] = done
        return done

    def keep(self, stored: Attachment) -> None:
        """Take a file that was stored before, under its old id."""
        self._stored[stored.id] = stored

    @property
    def everything(self) -> list[Attachment]:
        """Every stored file, oldest first."""
        return list(self._stored.values())

    def find(self, attachment_id: str) -> Attachment | None:
        """Return a stored file, or None."""
        return self._stored.get(attachment_id)

    def payload(self, it: Attachment) -> Payload:
        """Return a file as Discord describes it, with an address that works from now on."""
        path = f"attachments/{it.channel_id}/{it.id}/{quote(it.upload.filename)}"
        expires = f"{int(self._clock.time()) + LIFETIME:x}"
        url = f"{self.base}/{path}?ex={expires}&is={expires}&hm={self._sign(it.id, expires)}"
        body: Payload = {
            "id": it.id,
            "filename": it.upload.filename,
            "size": len(it.upload.content),
            "url": url,
            "proxy_url": url,
            "content_type": it.upload.content_type,
        }
        if it.description is not None:
            body["description"] = it.description
        if it.ephemeral:
            body["ephemeral"] = True
        return body

    def fetch(self, attachment_id: str, expires: str, signature: str) -> Upload | None:
        """Return the file behind an address, or None where it is wrong or too old."""
        found = self._stored.get(attachment_id)
        right = hmac.compare_digest(self._sign(attachment_id, expires), signature)
        if found is None or not right or int(expires, 16) < self._clock.time():
            return None
        return found.upload

    def _sign(self, attachment_id: str, expires: str) -> str:
        text = f"{attachment_id}:{expires}".encode()
        return hmac.new(self._secret, text, hashlib.sha256).hexdigest()


def plain_picture(shade: int) -> bytes:
    """Return a PNG of one colour, 8 by 8, for avatars nobody has chosen."""
    colours = (0x5865F2, 0x757E8A, 0x3BA55C, 0xFAA61A, 0xED4245, 0xEB459E)
    pixel = colours[shade % len(colours)].to_bytes(3, "big")
    rows = (b"\x00" + pixel * 8) * 8
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
