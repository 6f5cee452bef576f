"""Keeps a world in a file between runs."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from reviewbot.playground.payload import Payload
from reviewbot.playground.world import saving
from reviewbot.playground.world.models import Event
from reviewbot.playground.world.world import World

EVERY = 2.0
"""Seconds after which a change is in the file, should the process be killed."""


class DamagedWorldError(Exception):
    """The file is there and cannot be understood; `str()` says so in one sentence."""


def load(world: World, file: Path) -> bool:
    """Fill a new world from a file; false if there is none. Raises DamagedWorldError."""
    if not file.exists():
        return False
    try:
        saving.load(world, json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedWorldError(f"I cannot read the world kept in {file} ({error}).") from error
    return True


@asynccontextmanager
async def keeping(world: World, file: Path) -> AsyncIterator[None]:
    """Keep a world in a file while the block runs: at once, now and then, and at its end."""
    changed = asyncio.Event()

    def note(_event: Event) -> None:
        changed.set()

    _write(saving.dump(world), file)
    world.observers.append(note)
    writing = asyncio.create_task(_now_and_then(world, file, changed))
    try:
        yield
    finally:
        world.observers.remove(note)
        writing.cancel()
        with suppress(asyncio.CancelledError):
            await writing
        _write(saving.dump(world), file)


async def _now_and_then(world: World, file: Path, changed: asyncio.Event) -> None:
    while True:
        await changed.wait()
        await asyncio.sleep(EVERY)
        changed.clear()
        _write(saving.dump(world), file)


def _write(data: Payload, file: Path) -> None:
    """Replace the file in one step: whoever reads finds the old one or the new one.

    Only its owner may read it: what people wrote in private is in it, and a token.
    """
    half = file.with_name(f"{file.name}.new")
    opened = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as writing:
        writing.write(json.dumps(data, ensure_ascii=False))
        writing.flush()
        os.fsync(writing.fileno())
    half.replace(file)
