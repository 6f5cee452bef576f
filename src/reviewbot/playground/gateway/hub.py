"""All gateway sessions: brings the world's events to those that may have them."""

import secrets

from reviewbot.playground.faults import Faults, take
from reviewbot.playground.gateway import content, intents
from reviewbot.playground.gateway.session import Connection, Session
from reviewbot.playground.payload import Payload
from reviewbot.playground.traffic import GatewayEvent, Traffic
from reviewbot.playground.world import payloads, permissions
from reviewbot.playground.world.models import Event
from reviewbot.playground.world.world import World

_WHOLE_MESSAGES = frozenset({"MESSAGE_CREATE", "MESSAGE_UPDATE"})


class Hub:
    """Sessions by id; an observer of the world."""

    def __init__(self, world: World, faults: Faults, traffic: Traffic) -> None:
        self.address = ""
        self.connections: set[Connection] = set()
        self._world = world
        self._faults = faults
        self._traffic = traffic
        self._sessions: dict[str, Session] = {}
        self._held: dict[str, tuple[str, Payload]] = {}
        world.observers.append(self.deliver)
        faults.gateway = self.strike

    def find(self, session_id: str) -> Session | None:
        """Return a session that can still be resumed."""
        return self._sessions.get(session_id)

    def forget(self, session: Session) -> None:
        """Drop a session that the bot has ended."""
        self._sessions.pop(session.id, None)

    def open(self, wanted: int, shard: tuple[int, int], connection: Connection) -> Session:
        """Start a session: READY, then every guild the bot is in."""
        session = Session(secrets.token_hex(16), wanted, shard)
        for old in [one for one in self._sessions.values() if one.shard == shard]:
            if old.connection is None:
                del self._sessions[old.id]
        self._sessions[session.id] = session
        session.connection = connection
        self._greet(session)
        self._world.wake()
        return session

    def _greet(self, session: Session) -> None:
        bot = self._world.bot
        guilds = [
            guild
            for guild in self._world.guilds.values()
            if bot.id in guild.members and session.is_for(guild.id)
        ]
        ready: Payload = {
            "v": 10,
            "user": payloads.own_user(bot),
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "application": payloads.own_application(self._world.application),
            "shard": list(session.shard),
        }
        self._dispatch(session, "READY", ready)
        for guild in guilds:
            if session.intents & intents.GUILDS:
                self._dispatch(session, "GUILD_CREATE", payloads.guild(guild, bot.id))

    def deliver(self, event: Event) -> None:
        """Send an event to every session that may have it."""
        if event.private_to is not None or not self._bot_sees(event):
            return
        needed = 0 if self._is_about_bot(event) else intents.needed(event)
        guild_id = event.guild.id if event.guild is not None else None
        for session in self._sessions.values():
            if session.intents & needed == needed and session.is_for(guild_id):
                data = event.data
                if event.message is not None and event.name in _WHOLE_MESSAGES:
                    data = content.seen(self._world, event.message, data, session.intents)
                self._dispatch(session, event.name, data)

    def _bot_sees(self, event: Event) -> bool:
        bot = self._world.bot.id
        if event.name == "INTERACTION_CREATE":
            return True
        if event.channel is not None and event.name.startswith(("MESSAGE_", "THREAD_")):
            return bool(permissions.of_channel(event.channel, bot))
        return event.guild is None or bot in event.guild.members

    def _is_about_bot(self, event: Event) -> bool:
        """Tell whether an event is about the bot's own roles: those it learns of in any case."""
        about_member = event.name == "GUILD_MEMBER_UPDATE"
        return about_member and event.data["user"]["id"] == self._world.bot.id

    def _dispatch(self, session: Session, name: str, data: Payload) -> None:
        if take(self._faults.delayed, name):
            self._held[session.id] = (name, data)
            return
        twice = take(self._faults.duplicated, name)
        session.dispatch(name, data, copies=2 if twice else 1)
        self._traffic.add(GatewayEvent(name, data, sent=True, at=self._world.clock.time()))
        held = self._held.pop(session.id, None)
        if held is not None:
            self._dispatch(session, *held)

    def strike(self, what: str, number: int) -> None:
        """Let something go wrong on every connection: drop, reconnect, invalidate or close.

        `number` is the close code, or 1 for an invalid session that can be resumed.
        """
        for connection in tuple(self.connections):
            if what == "drop":
                connection.abort()
            elif what == "reconnect":
                connection.send_op(7)
            elif what == "invalidate":
                connection.send_op(9, bool(number))
            else:
                connection.close(number)
        if what == "invalidate" and not number:
            self._sessions.clear()

    def end(self) -> None:
        """Cut every connection."""
        for connection in tuple(self.connections):
            connection.abort()
