"""Working out a group's page, and reading back what a page says of itself."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import discord

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.domain.wishes import Wish
from reviewbot.recommender.groups import Shared
from reviewbot.services.suggesting import Evening, Night
from reviewbot.store import works
from reviewbot.store.connection import Connection
from reviewbot.ui import ids
from reviewbot.ui.layout import Layout
from reviewbot.ui.night import FRIENDS_MAX, Choice, Party, night_page

_VETO: Final = re.compile(rf"{ids.VETO}({ids.ID}):.*")
_VETOED: Final = re.compile(rf"{ids.VETOED}([0-9a-z]{{1,13}}):({ids.ID}):.*")


async def night(interaction: Interaction, party: Party) -> Layout:
    """Return the page for a group as things are now."""
    client, guild_id = interaction.client, actor_of(interaction).guild_id
    wish = Wish(party.kind, again=party.again)
    vetoed = {work.id for work in (party.vetoes or {}).values()}
    evening = await client.suggesting.together(
        client.db, guild_id, wish, Night(party.members, vetoed)
    )
    async with client.db.read() as conn:
        found = [await _choice(conn, guild_id, one, evening) for one in evening.picks]
    return night_page(party, [one for one in found if one], ready=evening.ready)


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
    """Read off the page that was pressed who is in and what was vetoed."""
    friends: list[int] = []
    vetoes: dict[int, str] = {}
    for one in _controls(interaction):
        if isinstance(one, discord.SelectMenu):
            friends = [int(value.id) for value in one.default_values][:FRIENDS_MAX]
        elif match := _VETOED.fullmatch(one.custom_id or ""):
            vetoes[int(match[1], 36)] = match[2]
    guild_id = actor_of(interaction).guild_id
    async with interaction.client.db.read() as conn:
        found = {who: await works.find(conn, guild_id, work) for who, work in vetoes.items()}
    host = int(parts["host"], 36)
    kept = {who: work for who, work in found.items() if work and who in {host, *friends}}
    return Party(host, friends, ids.KINDS[parts["kind"]], parts["again"] == "a", kept)


def shown_works(interaction: Interaction) -> list[str]:
    """Return the ids of the works on the page that was pressed, in their order."""
    found = (_VETO.fullmatch(str(one.custom_id)) for one in _controls(interaction))
    return [match[1] for match in found if match]


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
