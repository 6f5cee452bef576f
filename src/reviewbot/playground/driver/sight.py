"""What one person sees, and finding things in it."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from reviewbot.playground.driver.messages import Button, Menu, Message
from reviewbot.playground.driver.refusing import ClientRefuses
from reviewbot.playground.driver.waiting import until
from reviewbot.playground.world import models, permissions
from reviewbot.playground.world.world import World

T = TypeVar("T", Button, Menu)


class Sight:
    """The messages that a member of a guild sees, direct messages with the bot included."""

    def __init__(self, world: World, user: models.User, guild: models.Guild) -> None:
        self._world = world
        self._user = user
        self._guild = guild

    def messages(self, channel: models.Channel | None = None) -> list[Message]:
        """Return what is visible in a channel, or everywhere, oldest first."""
        return list(self.newest(channel))[::-1]

    def newest(self, channel: models.Channel | None = None) -> Iterator[Message]:
        """Yield what is visible, newest first, looking no further back than is asked for."""
        places = [channel] if channel is not None else self._places()
        shelves: list[Iterable[models.Message]] = []
        for place in places:
            if permissions.of_channel(place, self._user.id):
                mine = [one for one in place.private.values() if one.private_to == self._user.id]
                shelves += [reversed(place.messages.values()), reversed(mine)]
        for one in heapq.merge(*shelves, key=lambda one: int(one.id), reverse=True):
            yield Message(self._world, one)

    def _places(self) -> list[models.Channel]:
        direct = [one for one in self._world.channels.values() if self._user in one.recipients]
        return [*self._guild.channels.values(), *direct]

    async def text(self, text: str, within: float) -> Message:
        """Return the newest message with a text; AssertionError lists what is visible."""

        def look() -> Message | None:
            return next((one for one in self.newest() if text in one.text), None)

        found = await until(self._world, look, within)
        if found is None:
            raise AssertionError(self._described(f"nobody wrote {text!r}"))
        return found

    async def button(
        self, wanted: str, on: Message | None, within: float
    ) -> tuple[Message, Button]:
        """Return an enabled button by label or custom id, and its message."""

        def buttons(message: Message) -> list[Button]:
            return [
                one
                for one in message.buttons
                if wanted in {one.label, one.custom_id} and one.custom_id and not one.disabled
            ]

        return await self._find(buttons, on, within, f"no button {wanted!r} to press")

    async def menu(self, wanted: str, on: Message | None, within: float) -> tuple[Message, Menu]:
        """Return an enabled menu by placeholder or custom id, and its message."""

        def menus(message: Message) -> list[Menu]:
            return [
                one
                for one in message.menus
                if wanted in {one.placeholder, one.custom_id} and not one.disabled
            ]

        return await self._find(menus, on, within, f"no menu {wanted!r} to open")

    async def _find(
        self, pick: Callable[[Message], list[T]], on: Message | None, within: float, failure: str
    ) -> tuple[Message, T]:
        def look() -> tuple[Message, T] | None:
            for message in self.newest():
                if on is None or message == on:
                    for found in pick(message):
                        return message, found
            return None

        seen = await until(self._world, look, within)
        if seen is None:
            raise ClientRefuses(self._described(failure))
        return seen

    def _described(self, failure: str) -> str:
        name = self._user.global_name or self._user.username
        lines = [f"{failure}; {name} sees:"]
        for message in self.messages():
            buttons = ", ".join(f"[{one.label}]" for one in message.buttons)
            private = " (only for them)" if message.ephemeral else ""
            lines.append(f"  {message.author}{private}: {message.text!r} {buttons}".rstrip())
        return "\n".join(lines)
