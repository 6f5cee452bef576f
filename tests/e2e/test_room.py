"""A disk that is nearly full: said in words, drafts first, and over as soon as there is room."""

from typing import Any

from reviewbot.store.room import RESERVED_BYTES
from tests.e2e.club import Club, open_club


def _free(club: Club, count: int) -> None:
    database: Any = club.db
    database._room.free = lambda _folder: count
    database._room._looked_at = -100.0


async def test_what_is_new_waits_and_what_was_written_is_kept(sqlite_url: str) -> None:
    """R20."""
    async with open_club(sqlite_url) as club:
        card = await club.post(club.ada, "While there was room.")
        opened = await club.ada.slash("review post", title="Dune", kind="movie")
        _free(club, RESERVED_BYTES - 1)
        answer = await club.ada.submit(opened.form, {"Your review": "Words in hard times."})
        assert "nearly full" in answer.text
        assert not answer.failed
        refused = await club.ben.slash("review quick", title="Dune", rating="4")
        assert "nearly full" in refused.text
        assert "While there was room." in (await club.ben.click("Read", on=card)).text
        _free(club, RESERVED_BYTES)
        assert "Words in hard times." in (await club.ada.slash("review drafts")).text
        await club.post(club.ben, "There is room again.", title="Alien")
        told = [line for line in club.logged if "nearly full" in line]
        assert len(told) == 1
        assert not [line for line in club.logged if "hard times" in line]
