"""Answers a member who types into an option: in time, whatever happens, and once more if cut off.

A completion is never worth a failure (R2): one can always type on.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable
from typing import Final, TypeAlias

import aiohttp
from discord import app_commands

from reviewbot.bot.client import Interaction
from reviewbot.errors import ReviewbotError

Choices: TypeAlias = list[app_commands.Choice[str]]
_log = logging.getLogger(__name__)

_BUDGET_SECONDS: Final = 1.5
_AGAIN_WITHIN: Final = 2.5
"""Seconds after which sending once more would come too late: Discord waits for three."""


async def answered(interaction: Interaction, found: Awaitable[Choices]) -> Choices:
    """Answer with what is found, and return it: what was not answered here, discord.py answers.

    It sends completions once and takes a connection that is cut for the end, so the first
    attempt is made here and its own is the second and last. A failure of Discord's (5xx) it
    tries again by itself; what Discord refuses (10062) would be refused again and is let through.
    """
    began = time.monotonic()
    choices = await _within_budget(found)
    try:
        await interaction.response.autocomplete(choices)
    except (aiohttp.ClientConnectionError, ConnectionError) as error:
        if time.monotonic() - began > _AGAIN_WITHIN:
            raise
        _log.info("completions are sent once more (%s)", type(error).__name__)
    return choices


async def _within_budget(found: Awaitable[Choices]) -> Choices:
    """Return what is found; nothing where that is slow or fails."""
    try:
        async with asyncio.timeout(_BUDGET_SECONDS):
            return await found
    except ReviewbotError:
        return []  # what was chosen before is not there
    except Exception as error:  # noqa: BLE001 - a completion is never worth a failure (R2)
        _log.info("no completions (%s)", type(error).__name__)
        return []
