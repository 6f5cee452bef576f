"""What is brought to us is kept once: Discord may deliver twice, and a database may be busy."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final, TypeVar

from reviewbot.errors import Conflict, NoRoom, Unavailable
from reviewbot.store import interactions
from reviewbot.store.connection import Connection

T = TypeVar("T")

KEEPING_SECONDS: Final = 60.0
"""How long a submitted text waits for a locked database before its author is told."""
OPENING_SECONDS: Final = 2.0
"""A form must open within three seconds, and nothing can be said before it."""
_PAUSE: Final = 0.5


class DeliveredAlready(Conflict):
    """This interaction has acted before. Nobody waits for a second answer."""


async def claim(conn: Connection, guild_id: int, interaction_id: int, now: int) -> None:
    """Mark the interaction as acting, in the transaction of what it does.

    Raises `DeliveredAlready` if it has acted.
    """
    if not await interactions.claim(conn, guild_id, interaction_id, now):
        raise DeliveredAlready("That was done already.")


async def patiently(attempt: Callable[[], Awaitable[T]]) -> T:
    """Repeat an attempt while the database is not available, up to `KEEPING_SECONDS`."""
    loop = asyncio.get_running_loop()
    until = loop.time() + KEEPING_SECONDS
    while True:
        try:
            return await attempt()
        except NoRoom:
            raise
        except Unavailable:
            if loop.time() >= until:
                raise
            await asyncio.sleep(_PAUSE)


async def promptly(work: Coroutine[Any, Any, T], seconds: float = OPENING_SECONDS) -> T:
    """Wait for what has to be done before a form can open; raise `Unavailable` if it is slow.

    What is slow is cancelled, and nobody waits for its end: a transaction that hangs on
    another's lock is undone only when that lock is gone, which is too late for an answer.
    """
    task = asyncio.ensure_future(work)
    try:
        done, _ = await asyncio.wait((task,), timeout=seconds)
    finally:
        task.cancel()
    if done:
        return task.result()
    raise Unavailable("I am very busy just now. Please try again in a moment.")
