"""What went over the wires: every REST exchange and every gateway event, with counts."""

from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from reviewbot.playground.payload import Payload

KEPT = 20_000
"""How many records are kept; the oldest go first, so that a benchmark cannot fill memory."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One REST request and its answer.

    `route` is the path's template as in Discord's own description, such as
    `/channels/{channel_id}/messages`, or None for a route that does not exist. `request`
    and `response` are decoded JSON (None where there was none, or where a fault replaced
    the answer: then `fault` is set). `files` and `contents` are names and bytes of what came
    with the request. `at` is Unix seconds of the playground's clock.
    """

    method: str
    route: str | None
    path: str
    query: dict[str, str]
    request: Payload | list[Payload] | None
    status: int
    response: Payload | list[Payload] | None
    at: float
    files: tuple[str, ...] = ()
    contents: tuple[bytes, ...] = ()
    fault: bool = False


@dataclass(frozen=True, slots=True)
class GatewayEvent:
    """One frame of the gateway: `sent` by us or received from the bot; `name` is its `t` or op."""

    name: str
    data: object
    sent: bool
    at: float


Record: TypeAlias = Exchange | GatewayEvent


class Traffic:
    """Records exchanges and events, and hands each to the observers as it happens.

    `unknown` lists requests to routes that do not exist, `crashes` what went wrong in the
    playground itself; a test that leaves either behind should fail.
    """

    def __init__(self) -> None:
        self.exchanges: deque[Exchange] = deque(maxlen=KEPT)
        self.events: deque[GatewayEvent] = deque(maxlen=KEPT)
        self.unknown: list[str] = []
        self.crashes: list[Exception] = []
        self.statuses: Counter[int] = Counter()
        self.identifies = 0
        self.observers: list[Callable[[Record], None]] = []

    def add(self, record: Record) -> None:
        """Keep a record and tell the observers."""
        if isinstance(record, Exchange):
            self.exchanges.append(record)
            self.statuses[record.status] += 1
            if record.route is None:
                self.unknown.append(f"{record.method} {record.path}")
        else:
            self.events.append(record)
        for observer in self.observers:
            observer(record)

    def find(self, method: str, route: str) -> list[Exchange]:
        """Return the kept exchanges of one route, oldest first."""
        return [one for one in self.exchanges if (one.method, one.route) == (method, route)]

    @property
    def refusals(self) -> dict[int, int]:
        """How many answers there were of 401, 403, 404 and 429, the ones Discord counts."""
        return {status: self.statuses[status] for status in (401, 403, 404, 429)}
