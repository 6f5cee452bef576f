"""The club that the end-to-end tests play in, on each engine."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.e2e.club import Club, open_club

REVIEW = Path(__file__).parents[3] / "shared" / "data" / "review.txt"


@pytest.fixture
async def club(database_url: str) -> AsyncIterator[Club]:
    """A guild with three members and the bot, on a fresh database."""
    logging.getLogger("reviewbot").setLevel(logging.DEBUG)
    async with open_club(database_url) as club:
        yield club


@pytest.fixture(scope="session")
def prose() -> str:
    """A real review, longer than one text box, with a plot to spoil."""
    if not REVIEW.exists():
        pytest.skip("../shared/data/review.txt is not there")
    return REVIEW.read_bytes().decode()
