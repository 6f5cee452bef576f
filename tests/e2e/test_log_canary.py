"""At the level of most detail the log holds no word of a member, no title and no token."""

import logging
from collections.abc import Iterator

import pytest

from reviewbot.app import configure_logging
from tests.e2e.club import MANAGE_MESSAGES, Club

WORDS = ("Zebracrossing", "Quagmire", "Marzipan", "Kerfuffle", "Wisteria")


@pytest.fixture
def everything_logged() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("", "reviewbot", "discord", "alembic")]
    before = [one.level for one in loggers]
    configure_logging("debug")
    yield
    for one, level in zip(loggers, before, strict=True):
        one.setLevel(level)


@pytest.mark.usefixtures("everything_logged")
async def test_no_line_of_a_mixed_story_holds_words_or_the_token(club: Club) -> None:
    club.budget[500] = 10
    card = await club.post(club.ada, "Zebracrossing ||Quagmire||", title="Wisteria")
    await club.ben.slash("review quick", title="Wisteria", rating="nine", text="Marzipan")
    await club.ben.slash("review comment", title="Wisteria", text="Marzipan", by=club.ada)
    await club.ben.slash("review search", query="Zebracrossing")
    await club.ben.slash("review show", title="Wisteria")
    await club.ben.reply(card, "Kerfuffle")
    club.discord.faults.on("PATCH /channels/*/messages/*", status=500, code=0, message="Marzipan")
    await club.ada.slash("review edit", title="Wisteria")
    await club.ada.submit(fields={"Your review": "Zebracrossing Marzipan"})
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    await club.cleo.menu("Hide", card)
    await club.cleo.submit(fields={"Why?": "Kerfuffle"})
    await club.restart()
    await club.ada.slash("privacy forget")
    assert len(club.logged) > 3, "nothing was logged at all"
    told = "\n".join(club.logged)
    assert not [word for word in (*WORDS, club.discord.token) if word.lower() in told.lower()]
