"""What is drawn anew goes one after the other, so that the last to be drawn knows of all."""

import asyncio
from weakref import WeakValueDictionary


class Turns:
    """A turn for each message that several may press in one instant.

    Whoever draws a message reads what is kept, then sends it, and nobody else between; without
    that the older of two drawings could arrive last.
    """

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def of(self, message_id: int) -> asyncio.Lock:
        """Return the lock of a message; it is gone when nobody holds or awaits it."""
        lock = self._locks.get(message_id)
        if lock is None:
            lock = self._locks[message_id] = asyncio.Lock()
        return lock
