"""P2: who was erased stays erased, whatever backup is put in place."""

from pathlib import Path

from sqlalchemy import select

from reviewbot.store import personal
from reviewbot.store.connection import Query
from reviewbot.store.copying import backup
from reviewbot.store.restoring import restore
from reviewbot.store.schema import state
from tests.e2e.club import Club, open_club

WORDS = "Zebracrossing by Ada."
_FACTS = Query(select(state.c.key, state.c.value))


async def _forget(club: Club) -> None:
    asked = await club.ada.slash("privacy forget")
    assert "are erased" in (await club.ada.click("Erase for good", on=asked.message)).text


async def _held(club: Club) -> set[str]:
    async with club.db.read() as conn:
        return set(await personal.rows_of(conn, club.guild_id, int(club.ada.id)))


async def test_a_restored_older_backup_forgets_again(database_url: str, tmp_path: Path) -> None:
    async with open_club(database_url) as club:
        club.budget[404] = 2  # the card of the older backup is not there any more
        await club.post(club.ada, WORDS)
        await club.post(club.ben, "Ben's review.", title="Dune", year=2021)
        await backup(database_url, tmp_path / "older")
        await _forget(club)
        await club.post(club.ada, "Begun anew.", title="Alien")
        await backup(database_url, tmp_path / "newer")
        await club.stop()
        await restore(database_url, tmp_path / "older")
        await restore(database_url, tmp_path / "older")  # what was carried over is carried on
        await club.start()
        assert await _held(club) == set()
        assert "Nobody has" in (await club.ben.slash("review show", title="Parasite")).text
        assert "Ben's review." in (await club.cleo.slash("review show", title="Dune")).text
        async with club.db.read() as conn:
            assert str(club.ada.id) not in str(await conn.all(_FACTS))
        await club.stop()
        await restore(database_url, tmp_path / "newer")
        await club.start()
        assert "reviews" in await _held(club)  # that backup knows of the erasing already
        assert "Begun anew." in (await club.ben.slash("review show", title="Alien")).text
        await club.restart()
        assert "reviews" in await _held(club)
