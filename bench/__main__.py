"""`python -m bench`: every benchmark, one table each; exit 1 if a bar is missed."""

import asyncio
import sys

from rich.console import Console
from rich.table import Table

from bench import commands, store
from bench.cost import Bar


def main() -> int:
    """Run what there is to run and print it."""
    console = Console(width=120)
    of_store = asyncio.run(store.measure())
    console.print(_table(of_store, f"One statement of the store, {store.REVIEWS:,} reviews"))
    of_commands = asyncio.run(commands.measure())
    title = (
        f"One command on a store of {commands.REVIEWS:,} reviews (SQLite), "
        f"medians of {commands.ROUNDS} rounds of {commands.OPERATIONS}"
    )
    console.print(_table(of_commands, title))
    return 0 if all(bar.held for bar in (*of_store, *of_commands)) else 1


def _table(bars: list[Bar], title: str) -> Table:
    table = Table(title=title)
    for heading in ("what", "against"):
        table.add_column(heading)
    for heading in ("CPU µs", "bare µs", "ratio", "at most", "held", "wall µs", "bare µs"):
        table.add_column(heading, justify="right")
    for bar in bars:
        table.add_row(
            *(bar.ours.name, bar.bare.name, f"{bar.ours.cpu:,.0f}", f"{bar.bare.cpu:,.0f}"),
            *(f"{bar.ours.ratio(bar.bare):.2f}", f"{bar.most:.1f}", "yes" if bar.held else "NO"),
            *(f"{bar.ours.wall:,.0f}", f"{bar.bare.wall:,.0f}"),
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
