"""Working out a group's page: who is in, what was vetoed or taken, and what is left to choose."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import discord

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.domain.nights import losses
from reviewbot.domain.wishes import Wish
from reviewbot.recommender.groups import Shared
from reviewbot.services.nights import seated
from reviewbot.services.suggesting import Evening, Night
from reviewbot.store import nights, works
from reviewbot.store.connection import Connection
from reviewbot.ui import ids
from reviewbot.ui.layout import Layout
from reviewbot.ui.night import FRIENDS_MAX, Choice, Party, night_page, taken_page

_VETO: Final = re.compile(rf"{ids.VETO}({ids.ID}):.*")


async def night(interaction: Interaction, party: Party) -> Layout:
    """Return the page for a group as things are now."""
    guild_id, evening = actor_of(interaction).guild_id, await evening_of(interaction, party)
    async with interaction.client.db.read() as conn:
        found = [await _choice(conn, guild_id, one, evening) for one in evening.picks]
    choices = [one for one in found if one]
    if party.taken is not None:
        return taken_page(party, choices, evening.hidden)
    return night_page(party, choices, evening.wishes, evening.hidden, ready=evening.ready)


async def evening_of(interaction: Interaction, party: Party) -> Evening:
    """Return what a group could choose as things are now."""
    client, message = interaction.client, interaction.message
    vetoed = {work.id for work in (party.vetoes or {}).values()}
    asked = Night(party.members, vetoed, client.now(), message.id if message else 0)
    return await client.suggesting.together(
        client.db, actor_of(interaction).guild_id, Wish(party.kind, again=party.again), asked
    )


def lost_by(evening: Evening, work_id: str) -> dict[int, int] | None:
    """Return what each loses if this is taken; `None` where it is not among the picks."""
    likely = {one.suggestion.work_id: one.likely for one in evening.picks}
    return losses(likely, evening.wanting, work_id) if work_id in likely else None


async def _choice(
    conn: Connection, guild_id: int, shared: Shared, evening: Evening
) -> Choice | None:
    """Look up a pick, and leave out the figures of who does not let them be shown."""
    work = await works.find(conn, guild_id, shared.suggestion.work_id)
    if work is None:
        return None
    gave = {who: own[work.id] for who, own in evening.given.items() if work.id in own}
    shown = {
        who: float(gave.get(who, points))
        for who, points in shared.likely.items()
        if who not in evening.hidden
    }
    return Choice(
        work,
        shown,
        evening.wanting.get(work.id, ()),
        frozenset(gave),
        len(shared.likely) - len(shown),
    )


async def party_of(interaction: Interaction, parts: Mapping[str, str]) -> Party:
    """Return the group of the page that was pressed, as it is kept by now.

    Before the first press nothing is kept, and the page itself says who is in.
    """
    host, guild_id = int(parts["host"], 36), actor_of(interaction).guild_id
    message_id = interaction.message.id if interaction.message else 0
    async with interaction.client.db.read() as conn:
        seats = await nights.list_seats(conn, guild_id, message_id)
        members = seated(seats, [host, *_friends(interaction)])
        vetoes = {
            seat.member_id: work
            for seat in seats
            if seat.vetoed and seat.present
            if (work := await works.find(conn, guild_id, seat.vetoed))
        }
        taken = next((seat.taken for seat in seats if seat.taken), None)
        lost = {seat.member_id: seat.lost for seat in seats if seat.present and seat.lost}
        return Party(
            host,
            [one for one in members if one != host],
            ids.KINDS[parts["kind"]],
            parts["again"] == "a",
            vetoes,
            await works.find(conn, guild_id, taken) if taken else None,
            lost,
        )


def shown_works(interaction: Interaction) -> list[str]:
    """Return the ids of the works on the page that was pressed, in their order."""
    found = (_VETO.fullmatch(str(one.custom_id)) for one in _controls(interaction))
    return [match[1] for match in found if match]


def _friends(interaction: Interaction) -> list[int]:
    """Read off the page who is in beside who asked."""
    menus = (one for one in _controls(interaction) if isinstance(one, discord.SelectMenu))
    return [int(value.id) for one in menus for value in one.default_values][:FRIENDS_MAX]


def _controls(interaction: Interaction) -> Iterator[discord.Button | discord.SelectMenu]:
    message = interaction.message
    yield from _within(message.components if message is not None else [])


def _within(components: Iterable[object]) -> Iterator[discord.Button | discord.SelectMenu]:
    for one in components:
        if isinstance(one, discord.Button | discord.SelectMenu):
            yield one
        else:
            yield from _within(getattr(one, "children", ()))
            accessory = getattr(one, "accessory", None)
            if accessory is not None:
                yield from _within([accessory])
