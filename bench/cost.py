"""What a piece of work costs a process: processor time from the kernel, and time on the wall."""

import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Self


@dataclass(frozen=True, slots=True)
class Cost:
    """Microseconds per operation in one round."""

    cpu: float
    wall: float


class Meter:
    """Reads how long every thread of a process has run, in nanoseconds (Linux only)."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._tasks = Path(f"/proc/{pid}/task")

    def cpu(self) -> int:
        """Processor time of all threads so far, in nanoseconds."""
        return sum(self._thread(task) for task in self._tasks.iterdir())

    def start(self) -> "Round":
        """Begin a round."""
        return Round(self, self.cpu(), time.perf_counter_ns())

    @staticmethod
    def _thread(task: Path) -> int:
        try:
            return int((task / "schedstat").read_text(encoding="ascii").split()[0])
        except FileNotFoundError:
            return 0


@dataclass(frozen=True, slots=True)
class Round:
    """A round under way."""

    meter: Meter
    cpu: int
    wall: int

    def stop(self, operations: int) -> Cost:
        """End the round and share it out over its operations."""
        wall = time.perf_counter_ns() - self.wall
        cpu = self.meter.cpu() - self.cpu
        return Cost(cpu / operations / 1000, wall / operations / 1000)


class Series:
    """The rounds of one kind of work."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rounds: list[Cost] = []

    def add(self, cost: Cost) -> None:
        """Keep one round."""
        self.rounds.append(cost)

    @property
    def cpu(self) -> float:
        """The median round's processor time per operation, in microseconds."""
        return median(cost.cpu for cost in self.rounds)

    @property
    def wall(self) -> float:
        """The median round's wall time per operation, in microseconds."""
        return median(cost.wall for cost in self.rounds)

    def ratio(self, other: Self) -> float:
        """Return the median of the ratios round by round, so that a slow minute hits both alike."""
        pairs = zip(self.rounds, other.rounds, strict=True)
        return median(mine.cpu / theirs.cpu for mine, theirs in pairs)


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a table: ours, what it is measured against, and how much it may cost."""

    ours: Series
    bare: Series
    most: float

    @property
    def held(self) -> bool:
        """Whether it costs no more than it may."""
        return self.ours.ratio(self.bare) <= self.most
