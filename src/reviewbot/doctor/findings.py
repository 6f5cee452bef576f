"""What the doctor says: one sentence on what is wrong, and one on what to do."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is: a note changes no exit code."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the installation; `code` is what scripts look for."""

    code: str
    level: Level
    says: str
    fix: str


def note(code: str, says: str, fix: str = "") -> Finding:
    """Return something worth knowing that is no fault."""
    return Finding(code, Level.NOTE, says, fix)


def warning(code: str, says: str, fix: str) -> Finding:
    """Return something that will hurt one day."""
    return Finding(code, Level.WARNING, says, fix)


def error(code: str, says: str, fix: str) -> Finding:
    """Return something that keeps the bot from working."""
    return Finding(code, Level.ERROR, says, fix)


def exit_code(found: Iterable[Finding]) -> int:
    """Return 0 where all is well, 1 for warnings, 2 for errors."""
    levels = {finding.level for finding in found}
    return 2 if Level.ERROR in levels else int(Level.WARNING in levels)


def as_json(found: Sequence[Finding]) -> str:
    """Return the findings for a program."""
    told = {"exit_code": exit_code(found), "findings": [asdict(finding) for finding in found]}
    return json.dumps(told, indent=1)


def as_text(found: Sequence[Finding]) -> str:
    """Return the findings for a person, the worst first."""
    order = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}
    lines = []
    for finding in sorted(found, key=lambda one: order[one.level]):
        lines.append(f"{finding.level.value}: {finding.says} [{finding.code}]")
        if finding.fix:
            lines.append(f"  Next: {finding.fix}")
    if not exit_code(found):
        lines.append("All is well.")
    return "\n".join(lines)
