"""Rights computed from roles and overwrites, and what is refused without them."""

import discord
import pytest

from reviewbot.playground.driver import ClientRefuses
from reviewbot.playground.world import permissions
from tests.playground.conftest import Stage


def take(stage: Stage, right: int) -> None:
    """Deny everyone a right in the channel."""
    before = stage.channel.it.overwrites.get(stage.guild.id)
    deny = right | (before.deny if before is not None else 0)
    stage.channel.overwrite(stage.guild.everyone, deny=deny)


async def test_a_channel_one_cannot_see(stage: Stage) -> None:
    sent = await stage.place.send("before")
    take(stage, permissions.VIEW_CHANNEL)
    for attempt in (
        stage.place.send("x"),
        sent.edit(content="y"),
        stage.bot.fetch_channel(stage.place.id),
    ):
        with pytest.raises(discord.Forbidden, match="50001"):
            await attempt
    with pytest.raises(ClientRefuses):
        await stage.ada.slash("ping")


async def test_a_channel_one_cannot_write_in(stage: Stage) -> None:
    take(stage, permissions.SEND_MESSAGES)
    with pytest.raises(discord.Forbidden, match="50013"):
        await stage.place.send("x")
    with pytest.raises(ClientRefuses):
        await stage.ada.send("x")
    assert (await stage.ada.slash("ping")).text == "pong", "answers need no right"


async def test_files_reactions_and_history_have_rights_of_their_own(stage: Stage) -> None:
    sent = await stage.place.send("x")
    take(stage, permissions.ATTACH_FILES | permissions.ADD_REACTIONS)
    with pytest.raises(discord.Forbidden, match="50013"):
        await stage.place.send(file=discord.File(__file__))
    with pytest.raises(discord.Forbidden, match="50013"):
        await sent.add_reaction("👍")
    take(stage, permissions.READ_MESSAGE_HISTORY)
    assert [one async for one in stage.place.history()] == []
    with pytest.raises(discord.Forbidden, match="50001"):
        await stage.place.fetch_message(sent.id)
    with pytest.raises(discord.HTTPException, match="160002"):
        await sent.reply("x")


async def test_a_thread_has_a_right_of_its_own(stage: Stage) -> None:
    thread = stage.channel.thread("on Parasite", stage.ada)
    assert (await stage.ada.slash("ping", thread)).text == "pong"
    place = await stage.bot.fetch_channel(int(thread.id))
    assert isinstance(place, discord.Thread)
    take(stage, permissions.SEND_MESSAGES)
    await place.send("still possible")
    take(stage, permissions.SEND_MESSAGES_IN_THREADS)
    with pytest.raises(discord.Forbidden, match="50013"):
        await place.send("x")


async def test_only_moderators_delete_what_others_wrote(stage: Stage) -> None:
    message = await stage.ada.send("mine")
    got = await stage.place.fetch_message(int(message.id))
    with pytest.raises(discord.Forbidden, match="50013"):
        await got.delete()
    for role in stage.guild.raw.roles.values():
        if role.managed:
            role.permissions |= permissions.MANAGE_MESSAGES
    await got.delete()
    assert message.deleted


async def test_what_is_not_there_is_named(stage: Stage) -> None:
    missing = 1 << 60
    sent = await stage.place.send("x")
    for attempt, code in (
        (stage.bot.fetch_channel(missing), 10003),
        (stage.place.fetch_message(missing), 10008),
        (stage.bot.fetch_user(missing), 10013),
        (sent.add_reaction("nosuch"), 10014),
    ):
        with pytest.raises(discord.NotFound, match=str(code)):
            await attempt
    guild = stage.place.guild
    assert (await guild.fetch_member(int(stage.ada.id))).display_name == "Ada"
    owner = stage.discord.world.add_user("Nobody here")
    with pytest.raises(discord.NotFound, match="10007"):
        await guild.fetch_member(int(owner.id))


async def test_rights_follow_discords_order(stage: Stage) -> None:
    ada, place, right = stage.ada.id, stage.channel.it, permissions.SEND_MESSAGES
    critics, mutes = stage.guild.role("critics"), stage.guild.role("mutes")
    stage.ada.give(critics)
    stage.ada.give(mutes)
    stage.channel.overwrite(stage.guild.everyone, deny=right)
    assert not permissions.may(place, ada, right)
    stage.channel.overwrite(mutes, deny=right)
    stage.channel.overwrite(critics, allow=right)
    assert permissions.may(place, ada, right), "one role that allows beats one that denies"
    stage.channel.overwrite(stage.ada, deny=right)
    assert not permissions.may(place, ada, right)
    stage.ada.give(stage.guild.role("admins", permissions.ADMINISTRATOR))
    assert permissions.may(place, ada, right)


async def test_commands_for_some_are_hidden_from_others(stage: Stage) -> None:
    ping = stage.bot.tree.get_command("ping")
    assert ping is not None
    ping.default_permissions = discord.Permissions(manage_guild=True)
    try:
        await stage.bot.tree.sync()
    finally:
        ping.default_permissions = None
    with pytest.raises(ClientRefuses):
        await stage.bob.slash("ping")
    stage.ada.give(stage.guild.role("admins", permissions.ADMINISTRATOR))
    assert (await stage.ada.slash("ping")).text == "pong"
