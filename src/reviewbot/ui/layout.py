"""The layouts that all messages are made of, and the ids of the buttons in them.

Everything here is pure: values in, a layout out. What a press does stands in `ui/actions.py`;
the two meet in the id, which carries a reference and nothing else (see `ids`).
"""

from collections.abc import Iterable
from typing import Any

import discord

from reviewbot.ui.text import neutralise

Item = discord.ui.Item[Any]


class Layout(discord.ui.LayoutView):
    """A layout that discord.py forgets once it is sent.

    Its buttons are persistent actions, found by their id at every press. A view that is
    stopped is not stored, so messages cost no memory however many there are.
    """

    def __init__(self, *items: Item) -> None:
        super().__init__(timeout=None)
        for item in items:
            self.add_item(item)
        self.stop()


def notice(text: str, *buttons: Item) -> Layout:
    """Return a short message of our own words; member text in it is neutralised already."""
    rows = [row(*buttons)] if buttons else []
    return Layout(discord.ui.TextDisplay(text), *rows)


def row(*buttons: Item) -> Item:
    """Put up to five buttons side by side."""
    return discord.ui.ActionRow(*buttons)


def text(*lines: str) -> Item:
    """Put lines under each other; empty ones are left out."""
    return discord.ui.TextDisplay("\n".join(line for line in lines if line))


def section(content: str, accessory: Item) -> Item:
    """Put a button beside a text."""
    return discord.ui.Section(discord.ui.TextDisplay(content), accessory=accessory)


def button(
    label: str,
    custom_id: str,
    *,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    disabled: bool = False,
) -> Item:
    """Return a button whose press is found again by `custom_id`, also after a restart."""
    return discord.ui.Button(label=label, custom_id=custom_id, style=style, disabled=disabled)


def link(label: str, url: str) -> Item:
    """Return a button that opens an address; we only ever give addresses of Discord."""
    return discord.ui.Button(label=label, url=url)


def container(items: Iterable[Item], colour: int) -> Item:
    """Frame items with a stripe of `colour` (RGB)."""
    return discord.ui.Container(*items, accent_colour=colour)


def mention(user_id: int) -> str:
    """Return the text that Discord shows as a member's name; it pings nobody (`bot/client.py`)."""
    return f"<@{user_id}>"


def bold(words: str) -> str:
    """Return member text neutralised and bold; it must be one line."""
    return f"**{neutralise(words)}**" if words else ""
