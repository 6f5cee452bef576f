"""What is made of all titles of a guild and held in memory, since making it takes a while."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence, Sized
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from reviewbot.store.connection import Connection, Query

T = TypeVar("T", bound=Sized)

GUILDS_MAX: Final = 64
FRESH_COSTS: Final = 1_000
"""How many times as long as it took to make it is believed."""
FEW: Final = 1_000
"""Rows of which it is made at once; of more it is made in a thread."""


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """What was made of a guild's rows as they were at `since` (Unix seconds)."""

    made: T
    since: int
    until: float


class Kept(Generic[T]):
    """What was made for the guilds that were asked for last.

    `rows` asks for a guild's rows, `make` makes something of them, `most` is what all guilds
    may hold together; the one asked for longest ago goes first. What is out of date serves
    while its successor is made, and whoever gives up waiting leaves it being made.
    """

    def __init__(
        self,
        rows: Query[*tuple[Any, ...]],
        make: Callable[[Sequence[Any]], T],
        most: int,
        few: int = FEW,
    ) -> None:
        self._rows, self._make, self._most, self._few = rows, make, most, few
        self._held: OrderedDict[int, Held[T]] = OrderedDict()
        self._making: dict[int, asyncio.Task[Held[T]]] = {}

    async def of_guild(self, conn: Connection, guild_id: int) -> Held[T]:
        """Return what was made of the guild's rows."""
        held = self._held.get(guild_id)
        if held is None or time.monotonic() > held.until:
            held = await self._newest(conn, guild_id)
        if guild_id in self._held:
            self._held.move_to_end(guild_id)
        return held

    async def _newest(self, conn: Connection, guild_id: int) -> Held[T]:
        if guild_id not in self._making:
            await self._begin(conn, guild_id)
        if held := self._held.get(guild_id):
            return held
        return await asyncio.shield(self._making[guild_id])

    async def _begin(self, conn: Connection, guild_id: int) -> None:
        started, since = time.monotonic(), int(time.time()) - 1
        rows = await conn.all(self._rows, guild_id=guild_id)
        if len(rows) <= self._few:
            self._hold(guild_id, self._make(rows), started, since)
        elif guild_id not in self._making:
            making = self._beside(guild_id, rows, started, since)
            self._making[guild_id] = task = asyncio.create_task(making, name=f"titles {guild_id}")
            task.add_done_callback(lambda _: self._making.pop(guild_id))

    async def _beside(
        self, guild_id: int, rows: Sequence[Any], started: float, since: int
    ) -> Held[T]:
        made = await asyncio.to_thread(self._make, rows)
        return self._hold(guild_id, made, started, since)

    def _hold(self, guild_id: int, made: T, started: float, since: int) -> Held[T]:
        ended = time.monotonic()
        held = self._held[guild_id] = Held(made, since, ended + FRESH_COSTS * (ended - started))
        self._held.move_to_end(guild_id)
        total = sum(len(one.made) for one in self._held.values())
        while len(self._held) > 1 and (len(self._held) > GUILDS_MAX or total > self._most):
            total -= len(self._held.popitem(last=False)[1].made)
        return held
