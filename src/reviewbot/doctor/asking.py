"""Asks a bot that runs on this machine whether it is well."""

from typing import Final

import aiohttp

from reviewbot.store import inspecting
from reviewbot.store.locking import holder

_SECONDS: Final = 10.0
"""How long the bot may take to answer; one whose loop stands still never does."""


async def status(port: int, url: str) -> tuple[bool, str]:
    """Tell whether all is well, and in words what is known."""
    if not port:
        return await _by_lock(url)
    timeout = aiohttp.ClientTimeout(total=_SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.get(f"http://127.0.0.1:{port}/ready") as answer,
        ):
            told = await answer.json()
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError):
        return False, f"No bot answers at port {port} of this machine."
    troubles = "; ".join(told["troubles"])
    if told["ready"]:
        return True, f"Ready.{f' But: {troubles}.' if troubles else ''}"
    return False, f"Not ready: {troubles}."


async def _by_lock(url: str) -> tuple[bool, str]:
    try:
        found = await holder(url)
    except inspecting.Problem:
        return False, "The database cannot be asked."
    if found is None:
        return False, "No bot runs on this database."
    return True, f"In use by {found}. Set health_port to know whether it is ready."
