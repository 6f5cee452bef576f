"""What a member had typed into an interaction, to give back where it could not be kept."""

import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import discord

if TYPE_CHECKING:  # the client uses this through the error policy; only its type is needed
    from reviewbot.bot.client import Interaction

_AT_LENGTH: Final = {"text", "note", "reason"}
"""Options of commands that hold words of a member's own; the others are quickly typed again."""


def written(interaction: "Interaction") -> str:
    """Return the words of a submitted form or of a command's text; nothing where there are none.

    The boxes of a form follow each other with a blank line between.
    """
    data: Any = interaction.data or {}
    if interaction.type is discord.InteractionType.modal_submit:
        return "\n\n".join(_boxes(data.get("components", ())))
    return "\n\n".join(_options(data.get("options", ())))


def given_back(text: str) -> discord.File:
    """Return the words as a file."""
    return discord.File(io.BytesIO(text.encode()), "your-text.txt")


def _boxes(components: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for component in components:
        if "component" in component:
            yield from _boxes([component["component"]])
        yield from _boxes(component.get("components", ()))
        value = component.get("value")
        if component.get("type") == discord.ComponentType.text_input.value and value:
            yield str(value)


def _options(options: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for option in options:
        yield from _options(option.get("options", ()))
        if option.get("name") in _AT_LENGTH and isinstance(option.get("value"), str):
            yield option["value"]
