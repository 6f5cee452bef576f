"""Which rights a card needs in a channel, by the names that Discord's settings show."""

import discord


def missing_rights(granted: discord.Permissions, *, in_thread: bool) -> list[str]:
    """Return what is not granted of what posting a card needs, in the order to grant it."""
    sending = granted.send_messages_in_threads if in_thread else granted.send_messages
    needed = {
        "View Channel": granted.view_channel,
        "Send Messages in Threads" if in_thread else "Send Messages": sending,
    }
    return [name for name, there in needed.items() if not there]


def named(rights: list[str]) -> str:
    """Return the rights as a reader wants them: `View Channel and Send Messages`."""
    return " and ".join(rights)


def rights_in(guild: discord.Guild | None, channel_id: int) -> list[str]:
    """Return what we miss in a channel, as far as we know without asking Discord."""
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    if guild is None or channel is None:
        return []
    in_thread = isinstance(channel, discord.Thread)
    return missing_rights(channel.permissions_for(guild.me), in_thread=in_thread)


def may_attach(guild: discord.Guild | None, channel_id: int) -> bool:
    """Tell whether we may attach files in a channel, as far as we know without asking."""
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    return guild is None or channel is None or channel.permissions_for(guild.me).attach_files


def wanting(guild: discord.Guild | None, channel_id: int, *, threads: bool) -> list[str]:
    """Return all that we want in a channel and miss: posting, pictures, replies, threads."""
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    if guild is None or channel is None:
        return ["View Channel"]
    granted = channel.permissions_for(guild.me)
    in_thread = isinstance(channel, discord.Thread)
    wanted = {
        "Attach Files": granted.attach_files,
        "Read Message History": granted.read_message_history,
        "Add Reactions": granted.add_reactions,
        "Create Public Threads": granted.create_public_threads or not threads,
    }
    return missing_rights(granted, in_thread=in_thread) + [
        n for n, there in wanted.items() if not there
    ]
