"""Working out a page of suggestions: what the engine says, with titles, reviews and names."""

from dataclasses import replace

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.domain.authority import Actor
from reviewbot.domain.wishes import Wish
from reviewbot.errors import NotAllowed, NotFound
from reviewbot.recommender.engine import Suggestion
from reviewbot.services.suggesting import Suggested
from reviewbot.store import members, reviews, works
from reviewbot.store.connection import Connection
from reviewbot.ui.limits import LISTED_MAX
from reviewbot.ui.picks import Basis, Listing, Named, Pick

_MENU_MAX = LISTED_MAX


async def listing(interaction: Interaction, wish: Wish) -> Listing:
    """Return suggestions for whoever asks; raise `NotAllowed` for a member who keeps out."""
    client, actor = interaction.client, actor_of(interaction)
    if wish.loved_by is not None:
        await _check_open(interaction, actor, wish.loved_by)
    found = await client.suggesting.suggest(
        client.db, actor.guild_id, actor.user_id, wish, _MENU_MAX
    )
    async with client.db.read() as conn:
        return await _listing(conn, actor, found, wish)


async def one_of(interaction: Interaction, work_id: str, wish: Wish) -> tuple[Pick, Listing]:
    """Return one work as a suggestion, with the listing it stands in.

    Raises `NotFound` if the work is not here.
    """
    client, actor = interaction.client, actor_of(interaction)
    found = await client.suggesting.explain(client.db, actor.guild_id, actor.user_id, work_id, wish)
    async with client.db.read() as conn:
        if not found.picks:
            await works.get(conn, actor.guild_id, work_id)
            found = replace(found, picks=[Suggestion(work_id, 0.0, 0.0, 0)], ready=False)
        around = await _listing(conn, actor, found, wish)
    if not around.picks:
        raise NotFound("That title is not here any more.")
    return around.picks[0], around


async def _check_open(interaction: Interaction, actor: Actor, member_id: int) -> None:
    """Raise `NotAllowed` where a member does not want to be compared."""
    if member_id == actor.user_id:
        return
    async with interaction.client.db.read() as conn:
        choices = await members.find(conn, actor.guild_id, member_id)
    if not choices.compared:
        raise NotAllowed(
            "This member keeps their ratings out of suggestions for others. Ask without `from`."
        )


async def _listing(conn: Connection, actor: Actor, found: Suggested, wish: Wish) -> Listing:
    private = await members.list_private(conn, actor.guild_id)
    picks = [
        pick
        for one in found.picks
        if (pick := await _pick(conn, actor, one, found, private)) is not None
    ]
    liked = [await works.find(conn, actor.guild_id, work_id) for work_id in wish.like]
    basis = Basis(len(found.own), found.members, found.ratings, found.ready)
    return Listing(picks, wish, basis, tuple(work for work in liked if work))


async def _pick(
    conn: Connection, actor: Actor, one: Suggestion, found: Suggested, private: set[int]
) -> Pick | None:
    """Look up what a suggestion means: the work, a review to read, who may be named for it."""
    work = await works.find(conn, actor.guild_id, one.work_id)
    if work is None:
        return None
    newest = await reviews.list_of_work(conn, actor.guild_id, work.id, 1)
    because = [await works.find(conn, actor.guild_id, other) for other in one.because]
    return Pick(
        one,
        work,
        newest[0].id if newest and newest[0].text else None,
        tuple(Named(mine, found.own.get(mine.id)) for mine in because if mine),
        next((fan for fan in one.similar if fan not in private), None),
        found.own.get(work.id),
    )
