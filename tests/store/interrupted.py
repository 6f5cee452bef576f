"""Upgrades databases and is killed in the middle of it: `url point` a line, the outcome a line.

Each upgrade runs in a process of its own, forked from this one, that kills itself with SIGKILL
before its statement number `point`; a commit counts as a statement too, and with point 0 nothing
happens to it. The answer is how many statements ran, or `killed`, or `failed`.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import Engine, event

from reviewbot.store.drivers import PostgresDriver, SqliteDriver
from reviewbot.store.migrating import upgrade


class Counter:
    """Counts statements, of the migrations and of what makes the search index after them."""

    def __init__(self, point: int) -> None:
        self.count = 0
        self._point = point

    def step(self, *_: object) -> None:
        self.count += 1
        if self.count == self._point:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, work: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def counted(*given: object) -> Any:  # noqa: ANN401 - whatever the driver returns
            self.step()
            return await work(*given)

        return counted

    def watch(self) -> None:
        event.listen(Engine, "before_cursor_execute", self.step)
        event.listen(Engine, "commit", self.step)
        SqliteDriver._run = self.around(SqliteDriver._run)  # type: ignore[method-assign,assignment] # this process does nothing else
        PostgresDriver._do = self.around(PostgresDriver._do)  # type: ignore[method-assign,assignment] # as above


def main() -> None:
    for line in sys.stdin:
        url, point = line.split()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            counter = Counter(int(point))
            counter.watch()
            asyncio.run(upgrade(url))
            os.write(writing, str(counter.count).encode())
            os._exit(0)
        os.close(writing)
        _, status = os.waitpid(child, 0)
        told = os.read(reading, 20).decode() or "failed"
        os.close(reading)
        print("killed" if os.WIFSIGNALED(status) else told, flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
