"""Presses by their ids: of buttons and menus that a member would reach over several pages."""

from sqlalchemy import bindparam, select

from reviewbot.playground.driver import Answer, Member
from reviewbot.store.connection import Query
from reviewbot.store.schema import (
    comments,
    drafts,
    recommendations,
    reports,
    reviews,
    viewings,
)
from reviewbot.ui.ids import base36
from tests.e2e.canary import select_forged
from tests.faults.acting import STOOD, Act, Scene

_TABLES = {
    "comment": comments,
    "draft": drafts,
    "recommendation": recommendations,
    "report": reports,
}
_NEWEST = {
    name: Query(
        select(table.c.id)
        .where(table.c.guild_id == bindparam("guild_id"))
        .order_by(table.c.created_at.desc())
        .limit(1)
    )
    for name, table in _TABLES.items()
}
_VIEWING = Query(
    select(viewings.c.id).where(viewings.c.guild_id == bindparam("guild_id"), viewings.c.note != "")
)
_REVIEW = Query(
    select(reviews.c.id, reviews.c.work_id).where(
        reviews.c.guild_id == bindparam("guild_id"), reviews.c.text == STOOD
    )
)


async def _known(scene: Scene) -> dict[str, str]:
    """Return what may stand in an id: Ada's review, its work, and the newest of each kind."""
    club = scene.club
    async with club.db.read() as conn:
        newest = {
            name: await conn.scalar(query, guild_id=club.guild_id) or ""
            for name, query in _NEWEST.items()
        }
        newest["viewing"] = await conn.scalar(_VIEWING, guild_id=club.guild_id) or ""
        [(review, work)] = await conn.all(_REVIEW, guild_id=club.guild_id)
    people = {"guild": club.guild_id, "ben": int(club.ben.id), "cleo": int(club.cleo.id)}
    return {
        "review": review,
        "work": work,
        **newest,
        **{name: base36(number) for name, number in people.items()},
    }


def forge(who: str, template: str) -> Act:
    """Press a button whose id is the template, filled in with what is known."""

    async def act(scene: Scene) -> Answer:
        member: Member = getattr(scene.club, who)
        return await scene.club.forge(member, template.format(**await _known(scene)))

    return act


def pick(who: str, template: str, value: str) -> Act:
    """Choose a value in a menu whose id is the template."""

    async def act(scene: Scene) -> Answer:
        member: Member = getattr(scene.club, who)
        known = await _known(scene)
        return await select_forged(
            scene.club, member, template.format(**known), value.format(**known)
        )

    return act
