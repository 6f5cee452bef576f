"""What members do that changes something, and how often the store says that it happened."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import bindparam, func, select

from reviewbot.playground.driver import Answer, Message
from reviewbot.store.connection import Query
from reviewbot.store.schema import comments, drafts, reviews
from tests.e2e.club import Club

WORDS: Final = "Rain on the roof, and nobody speaks for an hour."
"""What is written in a deed; found in the store once, or handed back."""


@dataclass
class Scene:
    """What stands when the deed begins: a review of Ada's, its card, and an opened form."""

    club: Club
    card: Message
    opened: Answer | None = None


@dataclass(frozen=True)
class Deed:
    """`act` does it, `said` is in the answer that acknowledges it, `count` asks the store."""

    name: str
    act: Callable[[Scene], Awaitable[Answer]]
    said: str
    count: Callable[[Club], Awaitable[int]]
    prepare: Callable[[Scene], Awaitable[Answer]] | None = None
    carries_text: bool = True


_REVIEWS: Final = Query(
    select(func.count())
    .select_from(reviews)
    .where(reviews.c.guild_id == bindparam("guild_id"), reviews.c.text == bindparam("text"))
)
_COMMENTS: Final = Query(
    select(func.count())
    .select_from(comments)
    .where(comments.c.guild_id == bindparam("guild_id"), comments.c.text == bindparam("text"))
)
_DRAFTS: Final = Query(
    select(func.count())
    .select_from(drafts)
    .where(drafts.c.guild_id == bindparam("guild_id"), drafts.c.text == bindparam("text"))
)


async def reviews_written(club: Club) -> int:
    """Count the reviews that say `WORDS`."""
    async with club.db.read() as conn:
        return await conn.scalar(_REVIEWS, guild_id=club.guild_id, text=WORDS) or 0


async def comments_written(club: Club) -> int:
    """Count the comments that say `WORDS`."""
    async with club.db.read() as conn:
        return await conn.scalar(_COMMENTS, guild_id=club.guild_id, text=WORDS) or 0


async def drafts_kept(club: Club) -> int:
    """Count the drafts that say `WORDS`."""
    async with club.db.read() as conn:
        return await conn.scalar(_DRAFTS, guild_id=club.guild_id, text=WORDS) or 0


async def _open_review(scene: Scene) -> Answer:
    return await scene.club.ben.slash("review post", title="Dune", kind="movie")


async def _submit_review(scene: Scene) -> Answer:
    assert scene.opened
    return await scene.club.ben.submit(scene.opened.form, {"Your review": WORDS})


async def _open_comment(scene: Scene) -> Answer:
    return await scene.club.ben.click("Comment", on=scene.card)


async def _submit_comment(scene: Scene) -> Answer:
    assert scene.opened
    return await scene.club.ben.submit(scene.opened.form, {"Your comment": WORDS})


async def _comment_by_command(scene: Scene) -> Answer:
    return await scene.club.ben.slash("review comment", title="Parasite", text=WORDS)


DEEDS: Final = (
    Deed("post", _submit_review, "posted", reviews_written, _open_review),
    Deed("comment", _submit_comment, "comment", comments_written, _open_comment),
    Deed("comment-command", _comment_by_command, "comment", comments_written),
)
