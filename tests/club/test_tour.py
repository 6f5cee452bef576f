"""The tour: acted to its end in time, and readable."""

import io
import time
from pathlib import Path

import pytest
from rich.console import Console

from reviewbot.club.stage import open_stage
from reviewbot.club.tour import tour

SECONDS = 60


@pytest.mark.slow
async def test_the_tour_is_acted_to_its_end_and_reads_well(tmp_path: Path) -> None:
    start, said = time.monotonic(), io.StringIO()
    async with open_stage(tmp_path) as stage:
        await tour(stage, Console(file=said, width=84))
    assert time.monotonic() - start < SECONDS, "it is promised to be over in a minute"
    text = said.getvalue()
    assert "That was the tour." in text
    assert "<@" not in text
    assert "<t:" not in text
    assert "rv1:" not in text
    assert "https://" not in text
    assert max(map(len, text.splitlines())) <= 84
