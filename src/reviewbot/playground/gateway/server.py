"""One socket of the gateway: hello, identify or resume, heartbeats, goodbye."""

import asyncio
import json
from contextlib import suppress

from aiohttp import WSMsgType, web

from reviewbot.playground.faults import Faults
from reviewbot.playground.gateway.hub import Hub
from reviewbot.playground.gateway.session import Connection, Session
from reviewbot.playground.payload import Payload
from reviewbot.playground.traffic import GatewayEvent, Traffic
from reviewbot.playground.world.world import World

HEARTBEAT_INTERVAL = 41_250
HEARTBEAT, IDENTIFY, RESUME, INVALID_SESSION, HELLO, ACK = 1, 2, 6, 9, 10, 11
UNKNOWN_OP, DECODE_ERROR, NOT_AUTHENTICATED, WRONG_TOKEN = 4001, 4002, 4003, 4004
ALREADY_AUTHENTICATED, WRONG_SEQUENCE, WRONG_SHARD = 4005, 4007, 4010
WRONG_INTENTS, FORBIDDEN_INTENTS = 4013, 4014
KNOWN_INTENTS = (1 << 26) - 1
ENDED_BY_BOT = frozenset({1000, 1001})
"""Close codes after which a session cannot be resumed."""
QUIET = frozenset({3, 4, 8})
"""Ops that a bot may send and that need no answer here: presence, voice, member requests."""


class GatewayServer:
    """Takes the bot's sockets."""

    def __init__(self, world: World, hub: Hub, faults: Faults, traffic: Traffic) -> None:
        self._world = world
        self._hub = hub
        self._faults = faults
        self._traffic = traffic

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it ends."""
        if self._faults.refused_connections > 0:
            self._faults.refused_connections -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse(compress=False, max_msg_size=1 << 16, timeout=1.0)
        await socket.prepare(request)
        transport = request.transport
        if transport is None:
            return socket
        connection = Connection(socket, transport)
        self._hub.connections.add(connection)
        sending = asyncio.create_task(connection.run())
        try:
            connection.send_op(HELLO, {"heartbeat_interval": HEARTBEAT_INTERVAL})
            await self._listen(socket, connection)
        finally:
            self._hub.connections.discard(connection)
            sending.cancel()
            with suppress(asyncio.CancelledError):
                await sending
        return socket

    async def _listen(self, socket: web.WebSocketResponse, connection: Connection) -> None:
        session: Session | None = None
        try:
            async for frame in socket:
                if frame.type is not WSMsgType.TEXT:
                    continue
                session = self._take(frame.data, connection, session)
        finally:
            if session is not None and session.connection is connection:
                session.connection = None
                if socket.close_code in ENDED_BY_BOT and not connection.is_closing:
                    self._hub.forget(session)

    def _take(self, text: str, connection: Connection, session: Session | None) -> Session | None:
        try:
            frame: Payload = json.loads(text)
            op = frame["op"]
            data = frame.get("d") or {}
        except (ValueError, KeyError, TypeError):
            connection.close(DECODE_ERROR)
            return session
        self._record(op, data)
        if op == HEARTBEAT:
            if not self._faults.hold_heartbeats:
                connection.send_op(ACK)
        elif op in {IDENTIFY, RESUME}:
            return self._authenticate(op, data, connection, session)
        elif session is None:
            connection.close(NOT_AUTHENTICATED)
        elif op not in QUIET:
            connection.close(UNKNOWN_OP)
        return session

    def _authenticate(
        self, op: int, data: Payload, connection: Connection, session: Session | None
    ) -> Session | None:
        if session is not None:
            connection.close(ALREADY_AUTHENTICATED)
            return session
        act = self._identify if op == IDENTIFY else self._resume
        return act(data, connection)

    def _record(self, op: int, data: object) -> None:
        if isinstance(data, dict) and "token" in data:
            data = data | {"token": "…"}
        at = self._world.clock.time()
        self._traffic.add(GatewayEvent(f"op {op}", data, sent=False, at=at))

    def _identify(self, data: Payload, connection: Connection) -> Session | None:
        self._traffic.identifies += 1
        if not self._world.sessions.use():
            self._world.application.token = "reset"  # noqa: S105 -- nobody's token any more
        code = self._refusal(data)
        if code is not None:
            connection.close(code)
            return None
        number, count = data.get("shard") or (0, 1)
        return self._hub.open(data["intents"], (number, count), connection)

    def _refusal(self, data: Payload) -> int | None:
        intents = data.get("intents")
        number, count = data.get("shard") or (0, 1)
        if data.get("token") != self._world.application.token:
            return WRONG_TOKEN
        if not isinstance(intents, int) or not 0 <= intents <= KNOWN_INTENTS:
            return WRONG_INTENTS
        if intents & ~self._world.application.intents:
            return FORBIDDEN_INTENTS
        if not 0 <= number < count:
            return WRONG_SHARD
        return None

    def _resume(self, data: Payload, connection: Connection) -> Session | None:
        if data.get("token") != self._world.application.token:
            connection.close(WRONG_TOKEN)
            return None
        session = self._hub.find(str(data.get("session_id")))
        sequence = data.get("seq")
        if session is not None and isinstance(sequence, int) and sequence > session.sequence:
            connection.close(WRONG_SEQUENCE)
            return None
        if session is None or not isinstance(sequence, int) or not session.can_resume(sequence):
            connection.send_op(INVALID_SESSION, data=False)
            return None
        session.resume(connection, sequence)
        return session
