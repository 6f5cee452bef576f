"""Points discord.py at a Discord: the real one, or one on this machine."""

import discord
import yarl


def use_addresses(api_url: str, gateway_url: str) -> None:
    """Send all of discord.py's traffic in this process to these addresses.

    discord.py has no setting for it; both are class attributes that it reads anew for every
    request and connection. `api_url` ends in the version, such as `https://host/api/v10`.
    """
    discord.http.Route.BASE = api_url.rstrip("/")
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
