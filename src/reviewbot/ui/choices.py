"""A member's own settings: each with what it does and what holds now, changed by one press."""

from dataclasses import dataclass
from typing import Final

from discord import ButtonStyle

from reviewbot.domain.members import CardSize, Choices
from reviewbot.ui import ids, layout
from reviewbot.ui.shelf import COLOUR


@dataclass(frozen=True, slots=True)
class Switch:
    """What a member can switch on and off: its name in `Choices`, and words for it.

    `turn_on` and `turn_off` stand on its button; no two buttons of the panel say the same.
    """

    name: str
    label: str
    meaning: str
    turn_on: str
    turn_off: str


SWITCHES: Final = (
    Switch(
        "see_finished",
        "Open spoilers of what I finished",
        "You read reviews of what you finished without being asked first.",
        "Open them",
        "Ask me first",
    ),
    Switch(
        "notices",
        "Tell me when somebody answers",
        "And of comments on what you follow. By direct message, together, at most one in ten "
        "minutes.",
        "Tell me",
        "Do not tell me",
    ),
    Switch(
        "welcome",
        "Let friends recommend",
        "Members may send you one by direct message, five a day each at most.",
        "Take them",
        "Take none",
    ),
    Switch(
        "credit",
        "Thanks between friends",
        "You are thanked on cards for what you recommended, you thank others on yours, and who "
        "recommended you something sees what came of it.",
        "Share thanks",
        "No thanks",
    ),
    Switch(
        "compared",
        "Show me in comparisons",
        "You may appear in comparisons of taste, in boards and in the reasons others get.",
        "Compare me",
        "Leave me out",
    ),
    Switch(
        "shelf_open",
        "Show my shelf and diary",
        "Everybody in this server may look at them.",
        "Show mine",
        "Hide mine",
    ),
)


def choices_page(choices: Choices, server_card: CardSize) -> layout.Layout:
    """Return the panel."""
    items = [
        layout.text("### Your settings in this server"),
        *(_switch(one, on=bool(getattr(choices, one.name))) for one in SWITCHES),
        layout.text(_card_words(choices, server_card)),
        layout.row(*(_size(size, choices) for size in (None, *CardSize))),
    ]
    return layout.Layout(layout.container(items, COLOUR))


def _switch(switch: Switch, *, on: bool) -> layout.Item:
    words = f"**{switch.label}: {'on' if on else 'off'}**\n-# {switch.meaning}"
    style = ButtonStyle.secondary if on else ButtonStyle.primary
    label = switch.turn_off if on else switch.turn_on
    button = layout.button(label, ids.choice(switch.name, on=not on), style=style)
    return layout.section(words, button)


def _card_words(choices: Choices, server_card: CardSize) -> str:
    held = choices.card or server_card
    whose = "" if choices.card else ", as in this server"
    return f"**Cards in private answers: {held.value}{whose}**\n-# Full cards show more words."


def _size(size: CardSize | None, choices: Choices) -> layout.Item:
    label = size.value.capitalize() if size else "As the server"
    here = choices.card is size
    style = ButtonStyle.primary if here else ButtonStyle.secondary
    return layout.button(label, ids.card_size(size), style=style, disabled=here)
