"""A small bot on the real client, with which the playground is tried."""

import asyncio
import re

import discord
from discord import app_commands, ui

Interaction = discord.Interaction[discord.Client]
CHOICES = ["apple", "apricot", "banana"]
FRUIT = [discord.SelectOption(label=one.title(), value=one) for one in CHOICES]


class Counter(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"count:(?P<number>\d+)"):
    """A button that counts; its state is in its id."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(ui.Button(label="Count", custom_id=f"count:{number}"))

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, _item: ui.Item[ui.View], match: re.Match[str], /
    ) -> "Counter":
        return cls(int(match["number"]))

    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.edit_message(view=card(self.number + 1))


def card(number: int) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    row: ui.ActionRow[ui.LayoutView] = ui.ActionRow()
    row.add_item(Counter(number))
    link: ui.Button[ui.LayoutView] = ui.Button(label="Source", url="https://example.org/")
    row.add_item(link)
    view.add_item(ui.Container(ui.TextDisplay(f"counted {number}"), ui.Separator(), row))
    return view


class Picker(ui.View):
    """A classic view with a menu and buttons that answer in every way."""

    @ui.select(
        placeholder="Fruit",
        options=[discord.SelectOption(label=c.title(), value=c) for c in CHOICES],
    )
    async def fruit(self, interaction: Interaction, select: ui.Select["Picker"]) -> None:
        await interaction.response.send_message(f"you chose {select.values[0]}", ephemeral=True)

    @ui.select(cls=ui.UserSelect, placeholder="Friend")
    async def friend(self, interaction: Interaction, select: ui.UserSelect["Picker"]) -> None:
        await interaction.response.send_message(f"hello {select.values[0].display_name}")

    @ui.button(label="Quiet")
    async def quiet(self, interaction: Interaction, _button: ui.Button["Picker"]) -> None:
        await interaction.response.defer()

    @ui.button(label="Later")
    async def later(self, interaction: Interaction, _button: ui.Button["Picker"]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="edited later", view=None)

    @ui.button(label="Off", disabled=True)
    async def off(self, _interaction: Interaction, _button: ui.Button["Picker"]) -> None:
        raise AssertionError


class Paper(ui.Modal, title="Paper"):
    """A form with one of each kind of field."""

    note: ui.TextDisplay[ui.LayoutView] = ui.TextDisplay("please fill in")
    text: ui.Label["Paper"] = ui.Label(
        text="Text",
        component=ui.TextInput["Paper"](
            style=discord.TextStyle.long, min_length=2, max_length=20, default="draft"
        ),
    )
    mood: ui.Label["Paper"] = ui.Label(
        text="Mood",
        component=ui.RadioGroup["Paper"](
            required=False, options=[discord.RadioGroupOption(label=c) for c in ("Good", "Bad")]
        ),
    )
    fruit: ui.Label["Paper"] = ui.Label(
        text="Fruit",
        component=ui.Select["Paper"](
            options=[discord.SelectOption(label=c) for c in CHOICES], max_values=2, required=False
        ),
    )
    file: ui.Label["Paper"] = ui.Label(
        text="File", component=ui.FileUpload["Paper"](required=False, max_values=2)
    )

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        text, mood = self.text.component, self.mood.component
        fruit, file = self.fruit.component, self.file.component
        assert isinstance(text, ui.TextInput)
        assert isinstance(mood, ui.RadioGroup)
        assert isinstance(fruit, ui.Select)
        assert isinstance(file, ui.FileUpload)
        files = [(one.filename, (await one.read()).decode()) for one in file.values]
        said = f"{text.value} | {mood.value} | {fruit.values} | {files}"
        await interaction.response.send_message(said, ephemeral=True)


class Robot(discord.Client):
    """The bot; `heard` holds what messages it got, `problems` what its tree raised."""

    def __init__(self, intents: discord.Intents) -> None:
        super().__init__(
            intents=intents,
            allowed_mentions=discord.AllowedMentions.none(),
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            guild_ready_timeout=0.02,
        )
        self.tree = app_commands.CommandTree(self)
        self.heard: asyncio.Queue[discord.Message] = asyncio.Queue()
        self.reacted: asyncio.Queue[discord.RawReactionActionEvent] = asyncio.Queue()
        self.resumed: asyncio.Queue[bool] = asyncio.Queue()
        self.problems: asyncio.Queue[BaseException] = asyncio.Queue()
        self.go_on = asyncio.Event()
        self.handled = 0
        add_commands(self)

    async def before_identify_hook(self, _shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait five seconds before a second identify."""

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Counter)
        self.tree.error(self.note)
        await self.tree.sync()

    async def note(
        self, _interaction: discord.Interaction, error: app_commands.AppCommandError
    ) -> None:
        self.problems.put_nowait(error.__cause__ or error)

    async def on_message(self, message: discord.Message) -> None:
        if message.author != self.user:
            self.heard.put_nowait(message)

    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        self.reacted.put_nowait(event)

    async def on_resumed(self) -> None:
        self.resumed.put_nowait(True)


def add_commands(robot: Robot) -> None:
    robot.tree.add_command(ping)
    robot.tree.add_command(Deeds(robot))
    robot.tree.add_command(quote)
    robot.tree.add_command(greet)


@app_commands.command(description="Answer")
async def ping(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("pong")


@app_commands.context_menu(name="Quote")
async def quote(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"> {message.content}", ephemeral=True)


@app_commands.context_menu(name="Greet")
async def greet(interaction: discord.Interaction, member: discord.Member) -> None:
    await interaction.response.send_message(f"hello {member.display_name}", ephemeral=True)


class Deeds(app_commands.Group):
    """Everything else that the bot can do."""

    def __init__(self, robot: Robot) -> None:
        super().__init__(name="do", description="Do something")
        self.robot = robot

    @app_commands.command(description="Say it back")
    async def echo(
        self,
        interaction: discord.Interaction,
        text: app_commands.Range[str, 1, 20],
        who: discord.Member | None = None,
        number: app_commands.Range[int, 1, 10] = 1,
        file: discord.Attachment | None = None,
    ) -> None:
        content = (await file.read()).decode() if file is not None else ""
        name = who.display_name if who is not None else "nobody"
        await interaction.response.send_message(f"{text} {name} {number} {content}".strip())

    @app_commands.command(description="Defer")
    async def slow(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send("first")
        await interaction.followup.send("second")

    @app_commands.command(description="Open a form")
    async def form(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Paper())

    @app_commands.command(description="Post a card")
    async def card(self, interaction: discord.Interaction) -> None:
        assert isinstance(interaction.channel, discord.abc.Messageable)
        await interaction.channel.send(view=card(1))
        await interaction.response.send_message("posted", ephemeral=True)

    @app_commands.command(description="Offer things")
    async def pick(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("pick", view=Picker())

    @app_commands.command(description="Complete")
    async def fruit(self, interaction: discord.Interaction, name: str, count: int = 1) -> None:
        await interaction.response.send_message(f"{count} {name}")

    @fruit.autocomplete("name")
    async def complete(
        self, _interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=c.title(), value=c) for c in CHOICES if typed in c]

    @app_commands.command(description="Answer when told to")
    async def wait(self, interaction: discord.Interaction) -> None:
        await self.robot.go_on.wait()
        await interaction.response.send_message("late")

    @app_commands.command(description="Answer twice")
    async def twice(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        interaction.response._response_type = None  # the client would not try a second time
        try:
            await interaction.response.send_message("again")
        except discord.HTTPException as error:
            await interaction.followup.send(f"refused with {error.code}")

    @app_commands.command(description="Follow up when told to")
    async def outlast(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message("now")
        await self.robot.go_on.wait()
        await interaction.followup.send("much later")
