"""A Discord for one machine: world, REST, gateway, assets, faults, and a driver for people.

It knows nothing of reviews. `open_playground` serves it; see `Playground`.
"""

from reviewbot.playground.clock import Clock
from reviewbot.playground.driver import (
    Answer,
    Button,
    Channel,
    Choice,
    File,
    Form,
    Guild,
    Member,
    Message,
)
from reviewbot.playground.playground import Playground, open_playground

__all__ = [
    "Answer",
    "Button",
    "Channel",
    "Choice",
    "Clock",
    "File",
    "Form",
    "Guild",
    "Member",
    "Message",
    "Playground",
    "open_playground",
]
