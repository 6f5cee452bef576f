"""`/reviewbot` for moderators, and the entries *Report* and *Hide* of a message's menu."""

import discord
from discord import app_commands

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.domain.authority import Action, authorise, authorise_moderator
from reviewbot.domain.order import Subject
from reviewbot.errors import NotFound
from reviewbot.services import order
from reviewbot.store import cards
from reviewbot.store.connection import Connection
from reviewbot.ui.moderating import show_cases, show_log, show_panel
from reviewbot.ui.order_forms import hide_form, report_form

_MODERATORS = discord.Permissions(manage_messages=True)


class Order(app_commands.Group):
    """What moderators do. Discord offers it to whoever may manage messages; we ask again."""

    def __init__(self) -> None:
        super().__init__(
            name="reviewbot",
            description="For moderators: reports, the log, settings",
            guild_only=True,
            default_permissions=_MODERATORS,
        )

    @app_commands.command()
    async def reports(self, interaction: Interaction) -> None:
        """See what members report and what they call a spoiler."""
        await show_cases(interaction, 0)

    @app_commands.command()
    async def log(self, interaction: Interaction) -> None:
        """See what moderators did, when and why."""
        await show_log(interaction, 0)

    @app_commands.command()
    async def settings(self, interaction: Interaction) -> None:
        """Choose the size of cards, threads, and where moderators are told."""
        await show_panel(interaction)


def report_menu() -> app_commands.ContextMenu:
    """Return the entry of a message's menu that reports a card, or a comment."""
    return app_commands.ContextMenu(name="Report", callback=_report)


def hide_menu() -> app_commands.ContextMenu:
    """Return the entry of a message's menu by which a moderator hides a card, or a comment."""
    menu = app_commands.ContextMenu(name="Hide", callback=_hide)
    menu.default_permissions = _MODERATORS
    return menu


async def _report(interaction: Interaction, message: discord.Message) -> None:
    actor = actor_of(interaction)
    async with interaction.client.db.read() as conn:
        thing = await _meant(conn, actor.guild_id, message)
    authorise(actor, Action.REPORT, thing.it)
    await interaction.response.send_modal(report_form(thing.kind, thing.it.id))


async def _hide(interaction: Interaction, message: discord.Message) -> None:
    actor = actor_of(interaction)
    authorise_moderator(actor)
    async with interaction.client.db.read() as conn:
        thing = await _meant(conn, actor.guild_id, message)
    await interaction.response.send_modal(hide_form(thing.kind, thing.it.id))


async def _meant(conn: Connection, guild_id: int, message: discord.Message) -> order.Thing:
    """Return what a message is: the card of a review, or a reply that became a comment."""
    card = await cards.find_by_message(conn, guild_id, message.id)
    if card is not None:
        thing = await order.find(conn, guild_id, Subject.REVIEW, card.review_id)
    else:
        thing = await order.find_said(conn, guild_id, message.id)
    if thing is None or thing.hidden_at is not None:
        raise NotFound("That message is neither the card of a review nor a comment on one.")
    return thing
