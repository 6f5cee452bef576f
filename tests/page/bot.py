"""A small bot that uses every part the page can show, for the page's own tests."""

import asyncio
import io
from typing import Any, cast

import discord
import yarl
from discord import app_commands, ui

from reviewbot.playground import Playground
from reviewbot.playground.world.assets import plain_picture

POSTER = plain_picture(5)


class Card(ui.LayoutView):
    """A card with text, a section, a gallery and buttons."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__(timeout=None)
        box: ui.Container[Card] = ui.Container(accent_colour=0xE0709A)
        body = ui.TextDisplay[Card](f"## {title}\n**Film** · 2019 · ★★★★½\n-# by <@1>")
        box.add_item(ui.Section(body, accessory=ui.Thumbnail("attachment://poster.png")))
        box.add_item(ui.Separator())
        box.add_item(ui.TextDisplay(text))
        box.add_item(ui.ActionRow(Button("Read", "read"), Button("Form", "form", grey=True)))
        box.add_item(ui.ActionRow(Button("Never", "never", grey=True), link()))
        menu: ui.Select[Card] = ui.Select(placeholder="Rate it", custom_id="rate")
        for stars in range(1, 6):
            menu.add_option(label="★" * stars, value=str(stars), description=f"{stars} of 5")
        box.add_item(ui.ActionRow(menu))
        self.add_item(box)


class Button(ui.Button[Card]):
    """A button that the bot's one listener answers."""

    def __init__(self, label: str, custom_id: str, *, grey: bool = False) -> None:
        style = discord.ButtonStyle.secondary if grey else discord.ButtonStyle.primary
        super().__init__(label=label, custom_id=custom_id, style=style)


def link() -> ui.Button[Card]:
    return ui.Button(label="Elsewhere", url="https://example.org/")


class Everything(ui.Modal, title="Write something"):
    """A form with every kind of field."""

    headline: ui.Label["Everything"] = ui.Label(
        text="Headline", component=ui.TextInput(required=False, max_length=20, custom_id="headline")
    )
    body: ui.Label["Everything"] = ui.Label(
        text="Your review",
        description="As long as you like",
        component=ui.TextInput(
            style=discord.TextStyle.paragraph, custom_id="body", max_length=4000
        ),
    )
    spoilers: ui.Label["Everything"] = ui.Label(
        text="Spoilers",
        component=ui.RadioGroup(
            custom_id="spoilers",
            options=[
                discord.RadioGroupOption(label="None", value="none", default=True),
                discord.RadioGroupOption(label="Some", value="some", description="Between || bars"),
            ],
        ),
    )
    tags: ui.Label["Everything"] = ui.Label(
        text="Tags",
        component=ui.CheckboxGroup(
            custom_id="tags",
            required=False,
            options=[
                discord.CheckboxGroupOption(label="Slow", value="slow"),
                discord.CheckboxGroupOption(label="Funny", value="funny"),
            ],
        ),
    )
    file: ui.Label["Everything"] = ui.Label(
        text="Or a text file",
        component=ui.FileUpload(custom_id="file", required=False, min_values=0),
    )


class PageBot(discord.Client):
    """Answers commands, buttons, menus and forms, plainly."""

    def __init__(self) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True)
        none = discord.AllowedMentions.none()
        super().__init__(intents=intents, guild_ready_timeout=0.1, allowed_mentions=none)
        self.tree = app_commands.CommandTree(self)
        self.replies: list[str] = []
        add_commands(self.tree)

    async def on_interaction(self, it: discord.Interaction) -> None:
        """Answer what is no command."""
        data = cast("dict[str, Any]", it.data or {})
        wanted = str(data.get("custom_id"))
        if it.type is discord.InteractionType.modal_submit:
            await it.response.send_message(f"You wrote: {written(data)}", ephemeral=True)
        elif it.type is discord.InteractionType.component:
            await self._pressed(it, wanted, data)

    async def _pressed(self, it: discord.Interaction, wanted: str, data: dict[str, Any]) -> None:
        if wanted == "read":
            text = "Only for you. It was ||the gardener|| all along."
            await it.response.send_message(text, ephemeral=True)
        elif wanted == "form":
            modal = Everything()
            modal.stop()
            await it.response.send_modal(modal)
        elif wanted == "rate":
            values = data.get("values", [])
            await it.response.send_message(f"You gave {values}", ephemeral=True)

    async def on_message(self, message: discord.Message) -> None:
        """Take note of replies to the bot."""
        if message.reference is not None and message.author != self.user:
            self.replies.append(message.content)
            await message.add_reaction("💬")


def written(data: object) -> str:
    """The first long text in what a form sent."""
    if isinstance(data, dict):
        if data.get("custom_id") == "body":
            return str(data.get("value"))
        data = list(data.values())
    if isinstance(data, list):
        return next((found for one in data if (found := written(one))), "")
    return ""


def add_commands(tree: app_commands.CommandTree[PageBot]) -> None:
    review = app_commands.Group(name="review", description="Reviews")

    async def titles(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        known = ["Parasite (2019)", "Paris, Texas (1984)", "Spirited Away · 千と千尋の神隠し"]
        found = [one for one in known if typed.lower() in one.lower()]
        return [app_commands.Choice(name=one, value=one) for one in found]

    @review.command(name="post", description="Write a review")
    @app_commands.describe(title="What it is called", stars="How good it was", by="Whose it is")
    @app_commands.choices(stars=[app_commands.Choice(name="★" * n, value=n) for n in range(1, 6)])
    @app_commands.autocomplete(title=titles)
    async def post(
        it: discord.Interaction, title: str, stars: int, by: discord.Member | None = None
    ) -> None:
        await it.response.send_message(f"posted {title} with {stars} by {by}", ephemeral=True)
        assert isinstance(it.channel, discord.TextChannel)
        card = Card(title, "A quiet film about **stairs**, and ||who lives below them||.")
        await it.channel.send(view=card, file=discord.File(io.BytesIO(POSTER), "poster.png"))

    @review.command(name="think", description="Take a moment")
    async def think(it: discord.Interaction) -> None:
        await it.response.defer()
        await asyncio.sleep(0.8)
        await it.followup.send("That took a moment.")

    @review.command(name="silent", description="Never answers")
    async def silent(it: discord.Interaction) -> None:
        del it

    tree.add_command(review)

    @tree.context_menu(name="Comment on review")
    async def comment(it: discord.Interaction, message: discord.Message) -> None:
        await it.response.send_message(f"about {message.id}", ephemeral=True)


def point_at(playground: Playground) -> None:
    """Let discord.py talk to a playground instead of Discord."""
    discord.http.Route.BASE = playground.api_url
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(playground.gateway_url)


async def connected(playground: Playground) -> tuple[PageBot, "asyncio.Task[None]"]:
    """Start the bot and wait until it is ready and its commands are known."""
    point_at(playground)
    bot = PageBot()
    await bot.login(playground.token)
    await bot.tree.sync()
    running = asyncio.create_task(bot.connect())
    await asyncio.wait_for(bot.wait_until_ready(), 10)
    return bot, running
