"""A bot that is stopped while it fits answers first, and leaves no process."""

from pathlib import Path

from reviewbot.services.apart import Apart
from reviewbot.services.suggesting import Suggesting
from tests.e2e.club import Club
from tests.endless_fits import ended, endless, started


async def test_a_bot_that_stops_takes_its_process_along(club: Club, tmp_path: Path) -> None:
    assert club.app
    told = tmp_path / "told"
    apart = Apart(club.database_url, endless(told))
    club.app.bot.suggesting = Suggesting(patience=0.0, apart=apart, apart_from=0)
    await club.post(club.ada, "Superb.", title="Best", rating="5")
    answer = await club.ben.slash("review recommend")
    assert "Best" in answer.text
    pid = await started(told)
    await club.stop()
    await ended(pid)
