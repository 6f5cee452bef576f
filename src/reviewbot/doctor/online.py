"""What only Discord can tell: the token, the sessions that are left, the right time."""

import time
from email.utils import parsedate_to_datetime
from typing import Final

import aiohttp

from reviewbot.doctor.findings import Finding, error, warning
from reviewbot.domain.starts import SPARE
from reviewbot.settings import Settings

_OFF: Final = 5
"""Seconds that the clock may differ from Discord's."""
_LOW: Final = 200


async def looked_at(settings: Settings, now: float | None = None) -> list[Finding]:
    """Ask Discord once; no session begins."""
    token = settings.token.get_secret_value()
    headers = {"Authorization": f"Bot {token}", "User-Agent": "DiscordBot (reviewbot, doctor)"}
    url = f"{settings.discord_api_url.rstrip('/')}/gateway/bot"
    timeout = aiohttp.ClientTimeout(total=10)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, headers=headers) as session,
            session.get(url) as answer,
        ):
            told = await answer.json() if answer.status == 200 else {}
            return _said(answer, told, time.time() if now is None else now)
    except (aiohttp.ClientError, OSError, ValueError) as problem:
        says = f"Discord cannot be reached: {type(problem).__name__}."
        return [error("discord_unreachable", says, "check the network and discordstatus.com")]


def _said(
    answer: aiohttp.ClientResponse, told: dict[str, dict[str, int]], now: float
) -> list[Finding]:
    found = []
    if answer.status == 401:
        says = "Discord does not know this token."
        found.append(error("token_unknown", says, "Developer Portal, Bot, Reset Token"))
    elif answer.status != 200:
        says = f"Discord answers with status {answer.status}."
        found.append(warning("discord_trouble", says, "wait a little; see discordstatus.com"))
    left = told.get("session_start_limit", {}).get("remaining")
    if left is not None and left < _LOW:
        says = f"{left} sessions are left today; the bot leaves {SPARE} unused."
        found.append(warning("sessions_low", says, "find out in the log why it starts so often"))
    if date := answer.headers.get("Date"):
        skew = now - parsedate_to_datetime(date).timestamp()
        if abs(skew) > _OFF:
            says = f"This machine's clock is off by {skew:+.0f} seconds."
            found.append(warning("clock_skew", says, "set it: timedatectl set-ntp true"))
    return found
