"""What a visitor can do with the club: watch the tour, or open the door and stay."""

import asyncio
import signal
import tempfile
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rich.console import Console

from reviewbot.club import tour as evening_tour
from reviewbot.club.stage import open_stage


async def tour(console: Console) -> None:
    """Print the tour; the club's reviews live in a temporary folder."""
    with _folder(None) as folder:
        async with open_stage(folder) as stage:
            await evening_tour.tour(stage, console)


async def play(port: int, *, browser: bool, empty: bool, data: Path | None) -> None:
    """Serve the playground until stopped; print its address and open it in the browser."""
    console = Console()
    console.print("Opening the club ...")
    with _folder(data) as folder:
        async with open_stage(folder, port=port, page=True, empty=empty) as stage:
            address = stage.discord.page_url
            console.print(f"The playground is open:\n{address}", soft_wrap=True)
            console.print("Press Ctrl+C to close it.")
            if browser:
                await asyncio.to_thread(webbrowser.open, address)
            await _told_to_stop()


async def _told_to_stop() -> None:
    """Wait for SIGTERM; Ctrl+C ends the wait as well, by cancelling it."""
    stopping = asyncio.Event()
    with suppress(NotImplementedError):  # Windows has no such signal
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    await stopping.wait()


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is None:
        with tempfile.TemporaryDirectory(prefix="reviewbot-") as folder:
            yield Path(folder).resolve()
    else:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
