"""What came of something that a member did with the bot."""

import asyncio
from dataclasses import dataclass

from reviewbot.playground.driver.forms import Form
from reviewbot.playground.driver.messages import Message
from reviewbot.playground.world.interactions import Interaction


@dataclass(frozen=True, slots=True)
class Choice:
    """One completion: what is shown and what is sent."""

    name: str
    value: str | int | float


class Answer:
    """The bot's answer as the member sees it: a message, a form, or a failure."""

    def __init__(self, interaction: Interaction) -> None:
        self.interaction = interaction

    def __repr__(self) -> str:
        return f"<Answer {self.error or self.form or self.message!r}>"

    @property
    def form(self) -> Form | None:
        """The form that opened, if one did."""
        return Form(self.interaction) if self.interaction.form is not None else None

    @property
    def message(self) -> Message | None:
        """The first message that answered, or the one that was updated."""
        it = self.interaction
        first = it.messages[0] if it.messages else it.original
        return Message(it.world, first) if first is not None else None

    @property
    def messages(self) -> list[Message]:
        """Every message that answered so far, follow-ups included."""
        return [Message(self.interaction.world, one) for one in self.interaction.messages]

    @property
    def text(self) -> str:
        """All visible text of the message; empty where there is none."""
        message = self.message
        return message.text if message is not None else ""

    @property
    def failed(self) -> bool:
        """Whether the member saw the interaction fail."""
        return self.interaction.error is not None

    @property
    def error(self) -> str | None:
        """What the client shows when it failed."""
        return self.interaction.error


async def outcome(interaction: Interaction, within: float) -> Answer:
    """Return the answer once the member sees one; AssertionError after `within` real seconds."""
    try:
        async with asyncio.timeout(within):
            await asyncio.shield(interaction.settled)
    except TimeoutError:
        raise AssertionError(f"the bot is still thinking after {within} s") from None
    return Answer(interaction)
