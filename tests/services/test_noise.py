"""Nobody's words reach the recommender: with noise in place of every text the model is the same."""

import hashlib
from collections.abc import AsyncIterator
from dataclasses import fields, is_dataclass

import numpy as np
import pytest
import scipy.sparse as sp
from sqlalchemy import bindparam, update

from reviewbot.domain.wishes import Wish
from reviewbot.recommender.engine import Engine
from reviewbot.services.suggesting import Suggesting
from reviewbot.store import comments, reviews, works
from reviewbot.store.connection import Change
from reviewbot.store.engine import Database, open_database
from reviewbot.store.schema import comments as comments_table
from reviewbot.store.schema import reviews as reviews_table
from tests.store.samples import ADA, CLUB, a_comment, a_review, a_work

WORDS = ("headline", "text", "quote")
"""What a member writes freely; a verdict and how far it is safe to read are chosen from lists."""
NOISE_IN_REVIEWS = Change(
    update(reviews_table)
    .where(reviews_table.c.id == bindparam("which"))
    .values({name: bindparam(f"noise_{name}") for name in WORDS})
)
NOISE_IN_COMMENTS = Change(
    update(comments_table)
    .where(comments_table.c.guild_id == bindparam("guild"))
    .values(text=bindparam("noise"))
)
ANOTHER_OPINION = Change(
    update(reviews_table)
    .where(reviews_table.c.id == bindparam("which"))
    .values(points=bindparam("given"))
)


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as database:
        yield database


def digest(part: object) -> bytes:
    """Return a hash of every number and name that the model is made of."""
    if isinstance(part, np.ndarray):
        return hashlib.sha256(part.tobytes()).digest()
    if sp.issparse(part):
        kept = (digest(getattr(part, name)) for name in ("data", "indices", "indptr"))
        return hashlib.sha256(b"".join(kept)).digest()
    if is_dataclass(part):
        kept = (digest(getattr(part, field.name)) for field in fields(part))
        return hashlib.sha256(b"".join(kept)).digest()
    return hashlib.sha256(repr(part).encode()).digest()


async def fitted(db: Database) -> Engine:
    """Fit the club as the bot does, from nothing."""
    suggesting = Suggesting(patience=60.0)
    assert (await suggesting.suggest(db, CLUB, ADA, Wish(), 5)).ready
    return suggesting._kept[CLUB].engine


async def written(db: Database) -> list[str]:
    """Let eight members review, each with words of their own, and return the reviews' ids."""
    chance, ids = np.random.default_rng(0), []
    async with db.write() as conn:
        for number in range(12):
            await works.put(conn, work := a_work(f"Long day {number}", year=1990 + number))
            for member in chance.choice(np.arange(1, 9), 5, replace=False).tolist():
                points = int(chance.integers(1, 11)) * 10
                text = f"I, {member}, saw it with {chance.random()}."
                review = a_review(work, text, author_id=member, points=points)
                await reviews.put(conn, review)
                await comments.put(conn, a_comment(review, text))
                ids.append(review.id)
    return ids


async def test_noise_for_every_text_gives_the_identical_model(db: Database) -> None:
    ids, chance = await written(db), np.random.default_rng(1)
    before = await fitted(db)
    assert before.kitchen is not None
    assert before.weights.taught is not None, "the weights must have been learnt from the ratings"
    async with db.write() as conn:
        for which in ids:
            noise = {f"noise_{name}": chance.bytes(300).hex() for name in WORDS}
            await conn.run(NOISE_IN_REVIEWS, which=which, **noise)
        await conn.run(NOISE_IN_COMMENTS, guild=CLUB, noise=chance.bytes(50).hex())
    async with db.read() as conn:
        assert "saw it" not in (await reviews.get(conn, CLUB, ids[0])).text.masked()
    assert digest(await fitted(db)) == digest(before)
    async with db.write() as conn:
        await conn.run(ANOTHER_OPINION, which=ids[0], given=55)
    assert digest(await fitted(db)) != digest(before), "a rating is what it is made of"
