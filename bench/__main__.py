"""`python -m bench`: every benchmark, one table each; exit 1 if a bar is missed."""

import asyncio
import sys

from rich.console import Console
from rich.table import Table

from bench import commands
from bench.commands import Bar


def main() -> int:
    """Run what there is to run and print it."""
    console = Console(width=110)
    bars = asyncio.run(commands.measure())
    console.print(_table(bars))
    return 0 if all(bar.held for bar in bars) else 1


def _table(bars: list[Bar]) -> Table:
    table = Table(
        title=f"One command on a store of {commands.REVIEWS:,} reviews (SQLite), "
        f"medians of {commands.ROUNDS} rounds of {commands.OPERATIONS}"
    )
    for heading in ("command", "against", "bot CPU µs", "bare µs", "ratio", "at most", "held"):
        table.add_column(heading, justify="left" if heading in ("command", "against") else "right")
    table.add_column("round trip µs", justify="right")
    table.add_column("bare µs", justify="right")
    for bar in bars:
        table.add_row(
            *(bar.ours.name, bar.bare.name, f"{bar.ours.cpu:,.0f}", f"{bar.bare.cpu:,.0f}"),
            *(f"{bar.ours.ratio(bar.bare):.2f}", f"{bar.most:.1f}", "yes" if bar.held else "NO"),
            *(f"{bar.ours.wall:,.0f}", f"{bar.bare.wall:,.0f}"),
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
