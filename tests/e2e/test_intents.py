"""P9: the bot asks for guilds and guild messages, and for nothing that Discord calls privileged."""

from reviewbot.bot.client import INTENTS
from reviewbot.playground.gateway.intents import GUILD_MESSAGES, GUILDS
from tests.e2e.club import Club


async def test_a_session_asks_for_guilds_and_guild_messages_alone(club: Club) -> None:
    assert INTENTS.value == GUILDS | GUILD_MESSAGES
    assert [session.intents for session in club.discord.hub._sessions.values()] == [INTENTS.value]


async def test_a_reply_arrives_without_its_words_unless_it_pings(club: Club) -> None:
    """What the whole suite stands on: the playground hides contents as Discord does."""
    heard: list[str] = []
    assert club.app
    on_message = club.app.bot.on_message

    async def listening(message: object) -> None:
        heard.append(getattr(message, "content", ""))
        await on_message(message)  # type: ignore[arg-type] # it is a message of discord.py

    club.app.bot.on_message = listening  # type: ignore[method-assign] # to listen
    card = await club.post(club.ada, "Words.")
    await club.ben.reply(card, "Not for the bot", ping=False)
    await club.ben.reply(card, "For the bot")
    await club.cleo.sees("💬 1 thought")
    assert heard == ["", "For the bot"]
