"""The search index made anew by another process, while the bot answers."""

import asyncio
import os
import sys

import pytest

from tests.e2e.club import Club


@pytest.mark.slow
async def test_the_bot_answers_and_writes_while_the_index_is_made_anew(club: Club) -> None:
    for i in range(12):
        await club.post(club.ada, f"Common words, number {i}.", title=f"Title {i}")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "reviewbot", "db", "reindex"),
        env={**os.environ, "REVIEWBOT_DATABASE_URL": club.database_url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    done, posted = asyncio.create_task(process.communicate()), 12
    while not done.done():
        answer = await club.ben.slash("review search", query="common")
        assert "common" in answer.text
        if posted < 15:
            await club.post(club.ben, f"Common words, number {posted}.", title=f"Title {posted}")
            posted += 1
    said, _ = await done
    assert process.returncode == 0, said.decode()
    assert "made anew" in said.decode()
    assert f"**{posted} reviews**" in (await club.ben.slash("review search", query="common")).text
