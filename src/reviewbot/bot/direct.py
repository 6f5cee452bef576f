"""Direct messages: one sent to a member, once, where they take them."""

from typing import Final

import aiohttp
import discord

from reviewbot.bot.history import History, marks_of

UNREACHED: Final = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError)
"""What says that Discord did not take a message this time, for whatever reason."""
_REFUSED: Final = {10013, 50033}  # unknown user, invalid recipient


async def send_direct(
    client: discord.Client,
    user_id: int,
    layout: discord.ui.LayoutView,
    nonce: str,
    *,
    again: bool = False,
) -> bool:
    """Send a layout to a user; `False` if they take no direct messages from us.

    `nonce` (at most 25 characters) is the same at every attempt of one message. `again` says
    that an attempt may have got through before: then the message is looked for by the custom
    ids in it, which must name what it is about. Raises what discord.py raises for a Discord
    that cannot be reached or refuses the message itself.
    """
    try:
        opened = await client.http.start_private_message(user_id)
        channel = client.get_partial_messageable(int(opened["id"]))
        if again and await History(client).find(channel, marks_of(layout)) is not None:
            return True
        await channel.send(view=layout, nonce=nonce)
    except discord.Forbidden:
        return False
    except discord.HTTPException as error:
        if error.code not in _REFUSED:
            raise
        return False
    return True
