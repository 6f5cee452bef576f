"""One gateway session: its sequence, what it has been sent, and the socket it has now."""

import asyncio
import json
from collections import deque
from contextlib import suppress

from aiohttp import web

from reviewbot.playground.payload import Payload

REPLAY = 1000
"""How many events a session keeps for a resume."""
_ENCODE = json.JSONEncoder(separators=(",", ":")).encode
_QUOTE = json.JSONEncoder().encode


class Connection:
    """A socket with an outgoing queue, so that nobody waits for a slow reader."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport) -> None:
        self._socket = socket
        self._transport = transport
        self._queue: deque[str] = deque()
        self._wake = asyncio.Event()
        self._code: int | None = None

    def send(self, text: str) -> None:
        """Queue a frame."""
        self._queue.append(text)
        self._wake.set()

    def send_op(self, op: int, data: object = None) -> None:
        """Queue a frame that is not an event."""
        self.send(_ENCODE({"op": op, "d": data, "s": None, "t": None}))

    def close(self, code: int) -> None:
        """Close with a code after what is queued has been sent."""
        self._code = code
        self._wake.set()

    @property
    def is_closing(self) -> bool:
        """Whether it was we who closed."""
        return self._code is not None

    def abort(self) -> None:
        """Cut the connection without a word."""
        self._queue.clear()
        self._transport.abort()
        self._wake.set()

    async def run(self) -> None:
        """Send what is queued until the connection ends."""
        with suppress(ConnectionError):
            while not self._socket.closed:
                while self._queue:
                    await self._socket.send_str(self._queue.popleft())
                if self._code is not None:
                    await self._socket.close(code=self._code)
                    return
                self._wake.clear()
                await self._wake.wait()


class Session:
    """A bot's session; it outlives its connection, so that the bot can resume it."""

    def __init__(self, session_id: str, intents: int, shard: tuple[int, int]) -> None:
        self.id = session_id
        self.intents = intents
        self.shard = shard
        self.sequence = 0
        self.connection: Connection | None = None
        self._sent: deque[tuple[int, str]] = deque(maxlen=REPLAY)

    def is_for(self, guild_id: str | None) -> bool:
        """Tell whether a guild (None: no guild) belongs to this session's shard."""
        number, count = self.shard
        return (int(guild_id) >> 22) % count == number if guild_id is not None else number == 0

    def dispatch(self, name: str, data: Payload, copies: int = 1) -> None:
        """Give an event the next sequence number, keep it, and send it if connected."""
        self.sequence += 1
        text = f'{{"op":0,"t":{_QUOTE(name)},"s":{self.sequence},"d":{_ENCODE(data)}}}'
        self._sent.append((self.sequence, text))
        if self.connection is not None:
            for _ in range(copies):
                self.connection.send(text)

    def can_resume(self, sequence: int) -> bool:
        """Tell whether everything after a sequence number is still kept."""
        oldest = self._sent[0][0] if self._sent else self.sequence + 1
        return oldest - 1 <= sequence

    def resume(self, connection: Connection, sequence: int) -> None:
        """Go on over a new connection: first what came after a sequence number."""
        self.connection = connection
        for number, text in self._sent:
            if number > sequence:
                connection.send(text)
        self.dispatch("RESUMED", {})
