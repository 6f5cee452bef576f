"""A script of what goes wrong, by route and on the gateway."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Literal, TypedDict, Unpack

Reset = Literal["before", "after"]
Spoilt = Literal["html", "truncated"]


class How(TypedDict, total=False):
    """How a request goes wrong; the words are those of `Fault`."""

    status: int | None
    times: int | None
    delay: float
    reset: Reset | None
    body: Spoilt | None
    commit: bool
    retry_after: float
    via: bool
    is_global: bool
    code: int
    message: str
    skip: int


@dataclass(slots=True)
class Fault:
    """What happens to requests that match `pattern`, such as `POST /channels/*/messages`.

    `status` answers instead of the real answer, without doing anything; with `commit` the
    request is carried out first and only its answer is lost. `delay` waits that many real
    seconds first. `reset` cuts the connection before or after the request is carried out.
    `body` spoils the body of the answer. A 429 is Discord's own while `via` is true, and
    looks like a ban by the network in front of it otherwise. `skip` lets that many
    matching requests through first, `times` is how often it strikes (None: always), and
    `hits` counts.
    """

    pattern: str
    status: int | None = None
    times: int | None = 1
    delay: float = 0.0
    reset: Reset | None = None
    body: Spoilt | None = None
    commit: bool = False
    retry_after: float = 0.05
    via: bool = True
    is_global: bool = False
    code: int = 0
    message: str = ""
    skip: int = 0
    hits: int = 0

    def strikes(self, request: str) -> bool:
        """Tell whether this request is struck, and count it."""
        if not fnmatchcase(request, self.pattern):
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        if self.times is not None and self.hits >= self.times:
            return False
        self.hits += 1
        return True


@dataclass(slots=True)
class Faults:
    """All that is to go wrong; empty in good times.

    `hold_heartbeats` leaves the bot's heartbeats without an answer. `gateway` is what
    `drop` and its like act on, and is set by the gateway itself.
    """

    rest: list[Fault] = field(default_factory=list)
    refused_connections: int = 0
    hold_heartbeats: bool = False
    duplicated: dict[str, int] = field(default_factory=dict)
    delayed: dict[str, int] = field(default_factory=dict)
    gateway: Callable[[str, int], None] | None = None

    def on(self, pattern: str, **how: Unpack[How]) -> Fault:
        """Add a fault for a route and return it; see Fault for the meaning of each word.

        The pattern is a method and a path template whose parameters are written `*`.
        """
        fault = Fault(pattern, **how)
        self.rest.append(fault)
        return fault

    def find(self, request: str) -> Fault | None:
        """Return the fault that strikes a request, if any."""
        return next((fault for fault in self.rest if fault.strikes(request)), None)

    def clear(self) -> None:
        """Let everything work again."""
        self.rest.clear()
        self.duplicated.clear()
        self.delayed.clear()
        self.refused_connections = 0
        self.hold_heartbeats = False

    def refuse(self, connections: int) -> None:
        """Answer the next gateway connections with 503."""
        self.refused_connections = connections

    def duplicate(self, event: str, times: int = 1) -> None:
        """Send the next events of that name twice, with one sequence number each."""
        self.duplicated[event] = self.duplicated.get(event, 0) + times

    def delay(self, event: str, times: int = 1) -> None:
        """Send the next events of that name only after the event that follows them."""
        self.delayed[event] = self.delayed.get(event, 0) + times

    def drop(self) -> None:
        """Cut every gateway connection without a close frame."""
        self._strike("drop")

    def reconnect(self) -> None:
        """Ask the bot to reconnect and resume (op 7)."""
        self._strike("reconnect")

    def invalidate(self, *, resumable: bool = False) -> None:
        """Tell the bot that its session is invalid (op 9); it is gone unless resumable."""
        self._strike("invalidate", int(resumable))

    def close(self, code: int) -> None:
        """Close every gateway connection with a code, such as 4000."""
        self._strike("close", code)

    def _strike(self, what: str, number: int = 0) -> None:
        if self.gateway is not None:
            self.gateway(what, number)


def take(table: dict[str, int], event: str) -> bool:
    """Tell whether a table strikes an event, and use one strike up."""
    left = table.get(event, 0)
    if left:
        table[event] = left - 1
    return left > 0
