"""One WebSocket: JSON objects both ways, one deed at a time begun, none waited for."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Coroutine
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from reviewbot.playground.driver.refusing import ClientRefuses
from reviewbot.playground.errors import ApiError
from reviewbot.playground.page.deeds import DEEDS
from reviewbot.playground.page.viewer import Viewer
from reviewbot.playground.payload import Payload
from reviewbot.playground.world.models import Guild

if TYPE_CHECKING:
    from reviewbot.playground.page.server import Page

LARGEST_FRAME = 256 * 1024
BEHIND = 2000
"""Messages that may wait for a browser before it is cut off."""
log = logging.getLogger(__name__)


class Socket:
    """Carries one viewer's messages."""

    def __init__(self, page: "Page", guild: Guild) -> None:
        self._page = page
        self._queue: asyncio.Queue[Payload] = asyncio.Queue(BEHIND)
        self._viewer = Viewer(page, guild, self._push)
        self._tasks: set[asyncio.Task[None]] = set()
        self._socket = web.WebSocketResponse(heartbeat=20, max_msg_size=LARGEST_FRAME)

    def _push(self, message: Payload) -> None:
        try:
            self._queue.put_nowait(message)
        except asyncio.QueueFull:
            self._start(self._close())

    async def _close(self) -> None:
        await self._socket.close(code=1013)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Serve until either side leaves."""
        await self._socket.prepare(request)
        self._enter(request.query.get("as", ""))
        self._page.viewers.add(self._viewer)
        writer = asyncio.create_task(self._write())
        try:
            async for frame in self._socket:
                if frame.type is WSMsgType.TEXT:
                    self._start(self._do(frame.data))
        finally:
            self._page.viewers.discard(self._viewer)
            for task in (writer, *self._tasks):
                task.cancel()
        return self._socket

    def _enter(self, user_id: str) -> None:
        """Begin as the member the tab was before, else as the first who is not the owner."""
        guild = self._viewer.guild
        people = [one for one in guild.members.values() if not one.user.bot]
        others = [one for one in people if one.user.id != guild.owner_id]
        known = [one for one in people if one.user.id == user_id]
        self._viewer.be((known or others or people)[0].user.id)

    async def _write(self) -> None:
        while True:
            message = await self._queue.get()
            with contextlib.suppress(ConnectionError):
                await self._socket.send_str(json.dumps(message, ensure_ascii=False))

    def _start(self, deed: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(deed)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _do(self, text: str) -> None:
        sent = json.loads(text)
        told: Payload = {"to": "done", "seq": sent.get("seq")}
        try:
            told |= await DEEDS[sent["do"]](self._viewer, sent)
        except (ClientRefuses, ApiError) as error:
            told["refused"] = str(error)
        except (KeyError, TypeError, ValueError, StopIteration) as error:
            log.info("the page asked for something impossible: %r", error)
            told["refused"] = "That is not there any more."
        self._push(told)
