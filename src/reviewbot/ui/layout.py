"""The layouts that all messages are made of: plain component payloads, wrapped for discord.py.

Everything here is pure: values in, a layout out. What a press does stands in `ui/actions.py`;
the two meet in the custom id, which carries a reference and nothing else (see `ids`).

The payloads are written as Discord documents them (developer documentation, component
reference) and not as objects of `discord.ui`: an item there costs 20 µs to make, which for a
page of hits is as much as the rest of the command, and we never ask one for anything.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import discord
from discord import ButtonStyle, ComponentType

from reviewbot.ui.text import neutralise

Item: TypeAlias = dict[str, Any]
"""One component as it is sent."""


class Layout(discord.ui.LayoutView):
    """A layout that discord.py sends and forgets.

    Its buttons are persistent actions, found by their id at every press. A view that is
    stopped is not stored, so messages cost no memory however many there are.
    """

    def __init__(self, *items: Item) -> None:
        super().__init__(timeout=None)
        self._items = items
        self.stop()

    def to_components(self) -> list[Item]:
        """Return what is sent."""
        return list(self._items)

    def has_components_v2(self) -> bool:
        """Say that this is a layout, not a row of buttons under a text."""
        return True

    @property
    def total_children_count(self) -> int:
        """How many components Discord counts: all, the nested ones too."""
        return _count(self._items)


def _count(items: Sequence[Item]) -> int:
    inner = (_count(item.get("components", ())) + ("accessory" in item) for item in items)
    return len(items) + sum(inner)


def notice(words: str, *buttons: Item) -> Layout:
    """Return a short message of our own words; member text in it is neutralised already."""
    rows = [row(*buttons)] if buttons else []
    return Layout(text(words), *rows)


def row(*buttons: Item) -> Item:
    """Put up to five buttons side by side."""
    return {"type": ComponentType.action_row.value, "components": list(buttons)}


def text(*lines: str) -> Item:
    """Put lines under each other; empty ones are left out."""
    return {
        "type": ComponentType.text_display.value,
        "content": "\n".join(line for line in lines if line),
    }


def section(content: str, accessory: Item) -> Item:
    """Put a button beside a text."""
    return {
        "type": ComponentType.section.value,
        "components": [text(content)],
        "accessory": accessory,
    }


def button(
    label: str,
    custom_id: str,
    *,
    style: ButtonStyle = ButtonStyle.secondary,
    disabled: bool = False,
) -> Item:
    """Return a button whose press is found again by `custom_id`, also after a restart."""
    return {
        "type": ComponentType.button.value,
        "style": style.value,
        "label": label,
        "custom_id": custom_id,
        "disabled": disabled,
    }


def link(label: str, url: str) -> Item:
    """Return a button that opens an address; we only ever give addresses of Discord."""
    return {
        "type": ComponentType.button.value,
        "style": ButtonStyle.link.value,
        "label": label,
        "url": url,
    }


def menu(placeholder: str, custom_id: str, options: Sequence[Item]) -> Item:
    """Return a row with a menu to choose one of 1 to 25 options from, see `option`."""
    chooser = {
        "type": ComponentType.string_select.value,
        "custom_id": custom_id,
        "placeholder": placeholder,
        "options": list(options),
        "min_values": 1,
        "max_values": 1,
    }
    return row(chooser)


def people(placeholder: str, custom_id: str, chosen: Sequence[int], most: int) -> Item:
    """Return a row with a menu of members, of whom 1 to `most` can be chosen."""
    chooser = {
        "type": ComponentType.user_select.value,
        "custom_id": custom_id,
        "placeholder": placeholder,
        "default_values": [{"id": str(one), "type": "user"} for one in chosen],
        "min_values": 1,
        "max_values": most,
    }
    return row(chooser)


def option(label: str, value: str, description: str = "", *, chosen: bool = False) -> Item:
    """Return one thing to choose in a menu; nothing in it is read as markdown."""
    one = {"label": label, "value": value, "default": chosen}
    return one | ({"description": description} if description else {})


def container(items: Iterable[Item], colour: int) -> Item:
    """Frame items with a stripe of `colour` (RGB)."""
    return {
        "type": ComponentType.container.value,
        "accent_color": colour,
        "components": list(items),
    }


def mention(user_id: int) -> str:
    """Return the text that Discord shows as a member's name; it pings nobody (`bot/client.py`)."""
    return f"<@{user_id}>"


def bold(words: str) -> str:
    """Return member text neutralised and bold; it must be one line."""
    return f"**{neutralise(words)}**" if words else ""
