"""What members do that changes something, and how often the store says that it happened."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Table, bindparam, func, select

from reviewbot.playground.driver import Answer, Member, Message
from reviewbot.store.connection import Query
from reviewbot.store.schema import comments, drafts, reports, reviews, shelves
from tests.e2e.club import Club

WORDS: Final = "Rain on the roof, and nobody speaks for an hour."
"""What is written in a deed; found in the store once, or handed back."""
STOOD: Final = "What stood before."


@dataclass
class Scene:
    """What stands when the deed begins: two reviews with their cards, and what was opened."""

    club: Club
    card: Message
    witness: Message
    opened: Answer | None = None


Act = Callable[[Scene], Awaitable[Answer]]
Count = Callable[[Club], Awaitable[int]]


@dataclass(frozen=True)
class Deed:
    """`act` does it, `said` is in the answer that acknowledges it, `count` asks the store.

    Where `carries_text`, what is not done must not lose the words; `cards` says how many
    cards with the words there may be.
    """

    name: str
    act: Act
    said: str
    count: Count
    prepare: Act | None = None
    carries_text: bool = True


def _rows(table: Table, *conditions: ColumnElement[bool]) -> Count:
    """Return what counts the rows of the guild that are so."""
    query = Query(
        select(func.count())
        .select_from(table)
        .where(table.c.guild_id == bindparam("guild_id"), *conditions)
    )

    async def count(club: Club) -> int:
        async with club.db.read() as conn:
            return await conn.scalar(query, guild_id=club.guild_id) or 0

    return count


def _none(count: Count) -> Count:
    """Return what counts one where there is none left."""

    async def none(club: Club) -> int:
        return int(await count(club) == 0)

    return none


def _slash(who: str, command: str, **options: object) -> Act:
    async def act(scene: Scene) -> Answer:
        member: Member = getattr(scene.club, who)
        return await member.slash(command, **options)

    return act


def _click(who: str, label: str) -> Act:
    """Press a button of Ada's card."""

    async def act(scene: Scene) -> Answer:
        member: Member = getattr(scene.club, who)
        return await member.click(label, on=scene.card)

    return act


def _press(who: str, label: str) -> Act:
    """Press a button of what was opened before."""

    async def act(scene: Scene) -> Answer:
        assert scene.opened
        member: Member = getattr(scene.club, who)
        return await member.click(label, on=scene.opened.message)

    return act


def _submit(who: str, field: str) -> Act:
    async def act(scene: Scene) -> Answer:
        assert scene.opened
        member: Member = getattr(scene.club, who)
        return await member.submit(scene.opened.form, {field: WORDS})

    return act


def _then(*acts: Act) -> Act:
    """Do one after the other, each with what the one before opened."""

    async def act(scene: Scene) -> Answer:
        for one in acts:
            scene.opened = await one(scene)
        assert scene.opened
        return scene.opened

    return act


_LIVE: Final = reviews.c.state == "live"
_TITLED: Final = _rows(shelves, shelves.c.shelf == "want")
reviews_written: Final = _rows(reviews, reviews.c.text == WORDS, _LIVE)
comments_written: Final = _rows(comments, comments.c.text == WORDS)
drafts_kept: Final = _rows(drafts, drafts.c.text == WORDS)
_BY_ADA: Final = reviews.c.text == STOOD

DEEDS: Final = (
    Deed(
        "post",
        _submit("ben", "Your review"),
        "posted",
        reviews_written,
        _slash("ben", "review post", title="Dune", kind="movie"),
    ),
    Deed(
        "quick",
        _slash("ben", "review quick", title="Dune", kind="movie", rating="4", text=WORDS),
        "posted",
        reviews_written,
    ),
    Deed(
        "edit",
        _submit("ada", "Your review"),
        "new words",
        reviews_written,
        _slash("ada", "review edit", title="Parasite"),
    ),
    Deed(
        "delete",
        _slash("ada", "review delete", title="Parasite"),
        "is deleted",
        _rows(reviews, _BY_ADA, reviews.c.state == "deleted"),
        carries_text=False,
    ),
    Deed(
        "undelete",
        _press("ada", "Undo"),
        "is back",
        _rows(reviews, _BY_ADA, _LIVE),
        _slash("ada", "review delete", title="Parasite"),
        carries_text=False,
    ),
    Deed(
        "comment",
        _submit("ben", "Your comment"),
        "comment is there",
        comments_written,
        _click("ben", "Comment"),
    ),
    Deed(
        "comment-command",
        _slash("ben", "review comment", title="Parasite", text=WORDS),
        "comment is there",
        comments_written,
    ),
    Deed("want", _click("ben", "Want"), "on your list", _TITLED, carries_text=False),
    Deed(
        "shelf-add",
        _slash("ben", "shelf add", title="Solaris", kind="book"),
        "on your list",
        _TITLED,
        carries_text=False,
    ),
    Deed(
        "shelf-undo",
        _press("ben", "Undo"),
        "Taken back",
        _none(_TITLED),
        _slash("ben", "shelf add", title="Solaris", kind="book"),
        carries_text=False,
    ),
    Deed(
        "call",
        _press("ben", "This spoils"),
        "hidden now",
        _rows(reviews, reviews.c.called_at.is_not(None)),
        _click("ben", "This spoils · Report"),
        carries_text=False,
    ),
    Deed(
        "report",
        _submit("ben", "What is wrong with it?"),
        "moderators will look",
        _rows(reports, reports.c.reason == WORDS),
        _then(_click("ben", "This spoils · Report"), _press("ben", "Report")),
        carries_text=False,
    ),
)
