"""What is offered while somebody types: at most 25 names, each once, as Discord asks for."""

from collections.abc import Iterable

from discord import app_commands

from reviewbot.ui.limits import CHOICE_NAME_MAX, CHOICES_MAX


def offered(named: Iterable[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    """Return choices of names (at most `CHOICE_NAME_MAX`) with their values.

    Discord refuses all of them where two have one name (developer documentation, "Application
    Command Option Choice Structure"; error 50035), so the second of a name is numbered.
    """
    once: dict[str, str] = {}
    for name, value in named:
        if len(once) == CHOICES_MAX:
            break
        once[_free(name, once)] = value
    return [app_commands.Choice(name=name, value=value) for name, value in once.items()]


def _free(name: str, taken: dict[str, str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        mark = f" #{number}"
        free = name[: CHOICE_NAME_MAX - len(mark)] + mark
    return free
