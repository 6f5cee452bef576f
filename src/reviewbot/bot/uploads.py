"""Fetches a file that a member attached."""

import aiohttp
import discord

from reviewbot.bot.router import Upload
from reviewbot.errors import Invalid


async def fetch(client: discord.Client, upload: Upload, *, most: int) -> bytes:
    """Return the bytes of an attached file.

    Raises `Invalid` if there are more than `most`, or if Discord does not give them.
    """
    if upload.size > most:
        raise Invalid(
            f"That file has {upload.size:,} bytes; {most:,} is the most I can read. "
            "Shorten it, or split it over two reviews."
        )
    try:
        content = await client.http.get_from_cdn(upload.url)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise Invalid("Discord did not give me that file. Please attach it again.") from error
    return content[:most]
