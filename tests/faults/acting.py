"""How a deed is written down: who acts, what is said then, what the store says of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Table, bindparam, func, select

from reviewbot.playground.driver import Answer, Member, Message
from reviewbot.store.connection import Query
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

    `entry` is what Discord tells us of it: a command's words, or how the id of a press or a
    form begins. Where nothing is `said`, a form opens. Where `carries_text`, what is not done
    must not lose the words.
    """

    name: str
    entry: str
    act: Act
    said: str
    count: Count
    prepare: Act | None = None
    carries_text: bool = True


def own(
    name: str, entry: str, act: Act, said: str, count: Count, prepare: Act | None = None
) -> Deed:
    """Return a deed that carries no text which could be lost."""
    return Deed(name, entry, act, said, count, prepare, carries_text=False)


def rows(table: Table, *conditions: ColumnElement[bool]) -> Count:
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


def none(count: Count) -> Count:
    """Return what counts one where there is none left."""

    async def left(club: Club) -> int:
        return int(await count(club) == 0)

    return left


def some(count: Count) -> Count:
    """Return what counts one where there are any; for what is kept once for each of a group."""

    async def found(club: Club) -> int:
        return int(await count(club) > 0)

    return found


def slash(who: str, command: str, **options: object) -> Act:
    async def act(scene: Scene) -> Answer:
        member: Member = getattr(scene.club, who)
        return await member.slash(command, **options)

    return act


def click(who: str, label: str) -> Act:
    """Press a button of Ada's card."""

    async def act(scene: Scene) -> Answer:
        member: Member = getattr(scene.club, who)
        return await member.click(label, on=scene.card)

    return act


def press(who: str, label: str) -> Act:
    """Press a button of what was opened before."""

    async def act(scene: Scene) -> Answer:
        assert scene.opened
        member: Member = getattr(scene.club, who)
        return await member.click(label, on=scene.opened.message)

    return act


def submit(who: str, field: str, **others: object) -> Act:
    """Write the words into a field of the form that was opened before."""

    async def act(scene: Scene) -> Answer:
        assert scene.opened
        member: Member = getattr(scene.club, who)
        typed = {name.replace("_", " "): value for name, value in others.items()}
        return await member.submit(scene.opened.form, {field: WORDS, **typed})

    return act


def choose(who: str, menu: str, option: str) -> Act:
    """Choose in a menu of what was opened before."""

    async def act(scene: Scene) -> Answer:
        assert scene.opened
        member: Member = getattr(scene.club, who)
        return await member.choose(menu, option, on=scene.opened.message)

    return act


def then(*acts: Act) -> Act:
    """Do one after the other, each with what the one before opened."""

    async def act(scene: Scene) -> Answer:
        for one in acts:
            scene.opened = await one(scene)
        assert scene.opened
        return scene.opened

    return act
