"""Waiting for the world to come to something, without polling."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from reviewbot.playground.world.world import World

T = TypeVar("T")


async def until(world: World, look: Callable[[], T | None], within: float) -> T | None:
    """Return what `look` finds as soon as it finds something, None after `within` seconds.

    It looks at once, and again at every change of the world. Seconds are real ones.
    """
    deadline = asyncio.get_running_loop().time() + within
    found = look()
    while found is None:
        try:
            async with asyncio.timeout_at(deadline):
                await world.next_change()
        except TimeoutError:
            return look()
        found = look()
    return found
