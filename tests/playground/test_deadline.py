"""The three seconds pass for a bot that waits or works, not for a machine that stands still."""

import asyncio
import os
import sys
import time

import pytest

from reviewbot.playground import Clock
from reviewbot.playground.world.deadline import Deadline

_STOP_ME = """
import os, signal, sys, time
os.kill(int(sys.argv[1]), signal.SIGSTOP)
time.sleep(1.0)
os.kill(int(sys.argv[1]), signal.SIGCONT)
"""


def _deadline() -> tuple[Deadline, list[bool]]:
    missed: list[bool] = []
    return Deadline(Clock(), 0.5, lambda: missed.append(True)), missed


@pytest.mark.skipif(sys.platform == "win32", reason="stops this process by a signal")
async def test_it_waits_for_a_process_that_stood_still() -> None:
    deadline, missed = _deadline()
    stopping = await asyncio.create_subprocess_exec(
        sys.executable, "-c", _STOP_ME, str(os.getpid())
    )
    before, late = time.monotonic(), 0.0
    while late < 0.8:  # until the pause was seen
        await asyncio.sleep(0)
        before, late = time.monotonic(), time.monotonic() - before
        assert not missed
    assert not deadline.is_over
    await stopping.wait()
    deadline.met()
    assert not missed


async def test_it_passes_for_who_sleeps() -> None:
    deadline, missed = _deadline()
    async with asyncio.timeout(15):
        while not missed:  # noqa: ASYNC110 - a list of ours tells
            await asyncio.sleep(0.01)
    assert deadline.is_over


async def test_it_passes_for_who_works_without_letting_others_go_on() -> None:
    deadline, missed = _deadline()
    worked = time.process_time()
    while time.process_time() - worked < 0.8:
        pass
    assert deadline.is_over
    await asyncio.sleep(0.2)
    assert missed
