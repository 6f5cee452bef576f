"""`python -m tests.fuzz [SECONDS]`: fuzz every target for that long each (20 by default)."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz.targets import SEEDS, TARGETS


def fuzz(name: str, seconds: int) -> int:
    """Fuzz one target in a process of its own; return its exit code, which is 0 if all held."""
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(SEEDS):
            (Path(folder) / str(number)).write_bytes(b"\x02" + seed.encode())
        command = [sys.executable, "-m", "tests.fuzz.one", name, folder]
        limits = [f"-max_total_time={seconds}", "-max_len=2000", "-timeout=5"]
        told = subprocess.run([*command, *limits], capture_output=True, text=True, check=False)  # noqa: S603 - our own module
    runs = [line for line in told.stderr.splitlines() if line.startswith("Done ")]
    print(f"{name:12} {'; '.join(runs) or told.stderr[-2000:]}", flush=True)  # noqa: T201 - a program
    return told.returncode


def main() -> int:
    """Fuzz every target; the exit code says whether all held."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    return max(fuzz(name, seconds) for name in TARGETS)


if __name__ == "__main__":
    sys.exit(main())
