"""Looks for messages of ours that an earlier attempt may have sent, reading a channel once."""

import logging
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import discord

_log = logging.getLogger(__name__)

READ_MAX: Final = 200
"""Messages read of a channel: two requests."""


class Readable(Protocol):
    """A channel, guild or direct, whose messages can be read."""

    id: int

    def history(self, *, limit: int | None) -> Any:  # noqa: ANN401 - discord.py's own generator
        """Return its messages, newest first."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What stood in a channel `at` a moment: our messages with the custom ids in them."""

    at: float
    ours: list[tuple[int, frozenset[str]]]


@dataclass(slots=True)
class History:
    """What stands in channels, remembered while many debts of one channel are paid."""

    client: discord.Client
    _channels: dict[int, _Read] = field(default_factory=dict)

    async def find(
        self, channel: Readable, marks: Collection[str], since: float = 0.0
    ) -> int | None:
        """Return our message that has all these custom ids, among the newest `READ_MAX`.

        Replies and answers to interactions are none: what we owe stands by itself.

        What was read before `since` (of `time.monotonic`) is read again: give the time of
        the last attempt that may have sent something. Without the right to read the history
        nothing is found.
        """
        read = self._channels.get(channel.id)
        if read is None or read.at <= since:
            read = self._channels[channel.id] = await self._read(channel)
        return next((message_id for message_id, ids in read.ours if ids.issuperset(marks)), None)

    def forget(self) -> None:
        """Forget what was read: nothing is owed just now."""
        self._channels.clear()

    async def _read(self, channel: Readable) -> _Read:
        at, me, ours = time.monotonic(), self.client.user, list[tuple[int, frozenset[str]]]()
        try:
            async for message in channel.history(limit=READ_MAX):
                by_itself = message.reference is None and message.interaction_metadata is None
                if me and message.author.id == me.id and by_itself:
                    ours.append((message.id, frozenset(custom_ids(message.components))))
        except discord.Forbidden:  # without Read Message History the nonce is all there is
            _log.info("channel %s does not let me look back", channel.id)
        return _Read(at, ours)


def custom_ids(components: Any) -> Iterator[str]:  # noqa: ANN401 - a tree of discord.py's component types
    """Yield the custom id of every component of a message."""
    for component in components:
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id
        yield from custom_ids(getattr(component, "children", ()))
        if accessory := getattr(component, "accessory", None):
            yield from custom_ids([accessory])


def marks_of(layout: discord.ui.LayoutView) -> frozenset[str]:
    """Return the custom ids in a layout, by which its message is known again."""
    components: list[dict[str, object]] = layout.to_components()  # type: ignore[no-untyped-call] # discord.py gives it no types
    return frozenset(_ids(components))


def _ids(components: Iterable[dict[str, object]]) -> Iterator[str]:
    for component in components:
        if custom_id := component.get("custom_id"):
            yield str(custom_id)
        inner = component.get("components")
        yield from _ids(inner if isinstance(inner, list) else ())
        accessory = component.get("accessory")
        yield from _ids([accessory] if isinstance(accessory, dict) else ())
