"""What the page needs of the playground around it."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from reviewbot.playground.faults import Faults
from reviewbot.playground.gateway.hub import Hub
from reviewbot.playground.traffic import Traffic
from reviewbot.playground.world.world import World


class Stage(Protocol):
    """A playground, as far as the page uses it; `restart` starts the bot anew, if it can."""

    @property
    def world(self) -> World:
        """All there is."""

    @property
    def traffic(self) -> Traffic:
        """What went over the wires."""

    @property
    def faults(self) -> Faults:
        """What is to go wrong."""

    @property
    def hub(self) -> Hub:
        """The bot's connections."""

    @property
    def restart(self) -> Callable[[], Awaitable[None]] | None:
        """Start the bot again, where somebody can."""
