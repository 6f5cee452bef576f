"""Puts the moderators' desk together; each time it asks whether the reader is a moderator."""

import discord

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.rights import named, wanting
from reviewbot.domain.authority import authorise_moderator
from reviewbot.domain.order import Case, Deed, Subject
from reviewbot.domain.pages import Page
from reviewbot.services import order
from reviewbot.services.order import Thing
from reviewbot.store import calls, guilds, log, reports, reviews
from reviewbot.store.connection import Connection
from reviewbot.ui import answers
from reviewbot.ui.desk import (
    CASES_PER_PAGE,
    DEEDS_PER_PAGE,
    Waiting,
    cases_page,
    log_page,
    panel,
)


async def show_cases(interaction: Interaction, number: int) -> None:
    """Show a page of what waits for a moderator."""
    actor = actor_of(interaction)
    authorise_moderator(actor)
    async with interaction.client.db.read() as conn:
        found = await reports.list_cases(conn, actor.guild_id, number, CASES_PER_PAGE)
        waiting = [await _waiting(conn, actor.guild_id, case) for case in found.items]
    await answers.turn(interaction, cases_page(Page(waiting, number, found.size, found.total)))


async def _waiting(conn: Connection, guild_id: int, case: Case) -> Waiting:
    if case.called:
        review = await reviews.find(conn, guild_id, case.id)
        return Waiting(review, await calls.list_of_review(conn, guild_id, case.id))
    report = await reports.find(conn, guild_id, case.id)
    if report is None:
        return Waiting()
    thing = await order.find(conn, guild_id, report.kind, report.subject_id)
    return Waiting(report=report, thing=thing)


async def show_log(interaction: Interaction, number: int) -> None:
    """Show a page of what moderators did."""
    actor = actor_of(interaction)
    authorise_moderator(actor)
    async with interaction.client.db.read() as conn:
        found = await log.list_newest(conn, actor.guild_id, number, DEEDS_PER_PAGE)
        told = [(deed, await _about(conn, deed)) for deed in found.items]
    await answers.turn(interaction, log_page(Page(told, number, found.size, found.total)))


async def _about(conn: Connection, deed: Deed) -> Thing | None:
    if deed.kind not in set(Subject):
        return None
    return await order.find(conn, deed.guild_id, Subject(deed.kind), deed.subject_id)


async def show_panel(interaction: Interaction) -> None:
    """Show what holds for the whole server, and what I may not do here."""
    actor = actor_of(interaction)
    authorise_moderator(actor)
    async with interaction.client.db.read() as conn:
        choices = await guilds.settings(conn, actor.guild_id)
    places = {interaction.channel_id, choices.log_channel_id} - {None}
    guild = interaction.client.get_guild(actor.guild_id)
    checked = [
        line
        for place in sorted(one for one in places if one is not None)
        if (line := _missing(guild, place, threads=choices.threads))
    ]
    sharing = interaction.client.suggesting.shares
    await answers.turn(interaction, panel(choices, checked, sharing=sharing))


def _missing(guild: discord.Guild | None, channel_id: int, *, threads: bool) -> str:
    missing = wanting(guild, channel_id, threads=threads)
    return f"In <#{channel_id}> I need {named(missing)}." if missing else ""
