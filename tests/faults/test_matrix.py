"""The fault matrix: a sample of its cells, or all of them with REVIEWBOT_FAULTS=all."""

import random

import pytest

from tests.e2e.club import open_club
from tests.faults.matrix import SEED, Cell, cells, play, seed_of


@pytest.mark.timeout(200)
@pytest.mark.parametrize("cell", cells(), ids=lambda cell: cell.title)
async def test_acknowledged_is_durable_once(cell: Cell, request: pytest.FixtureRequest) -> None:
    print(f"REVIEWBOT_SEED={SEED}")  # noqa: T201 - shown where the test fails, to replay it
    random.seed(seed_of(cell))
    url = request.getfixturevalue(f"{cell.engine.removesuffix('ql')}_url")
    async with open_club(url) as club:
        await play(club, cell)
