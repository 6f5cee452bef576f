"""Application commands: names, options, choices, nesting, sizes and counts.

Source: Discord's documentation, "Application Commands".
"""

from collections import Counter
from typing import Any

from reviewbot.playground.errors import ApiError
from reviewbot.playground.rules.fields import Body, text
from reviewbot.playground.rules.names import check_name
from reviewbot.playground.rules.options import check_options
from reviewbot.playground.rules.problems import Place, Problems

SLASH, USER, MESSAGE = 1, 2, 3
MOST = {SLASH: 100, USER: 15, MESSAGE: 15}
LARGEST = 8000


def check_commands(payload: list[Body]) -> None:
    """Refuse a whole set of commands (the body of a bulk overwrite) that Discord would refuse."""
    problems = Problems()
    seen: set[tuple[Any, Any]] = set()
    for index, command in enumerate(payload):
        place = Place(problems, (index,))
        check_command_at(place, command)
        key = (command.get("type") or SLASH, command.get("name"))
        if key in seen:
            place.at("name").fail(
                "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"
            )
        seen.add(key)
    problems.settle()
    for kind, count in Counter(command.get("type") or SLASH for command in payload).items():
        if count > MOST[kind]:
            sentence = f"Maximum number of application commands reached ({MOST[kind]})."
            raise ApiError(400, 30032, sentence)


def check_command(payload: Body) -> None:
    """Refuse one command that Discord would refuse (ApiError 400/50035)."""
    problems = Problems()
    check_command_at(Place(problems), payload)
    problems.settle()


def check_command_at(place: Place, command: Body) -> None:
    """Pin everything wrong with a command to its place."""
    kind = command.get("type") or SLASH
    if kind not in MOST:
        place.at("type").choices(tuple(MOST))
        return
    name = text(place, command, "name", 32, low=1, required=True)
    if kind == SLASH:
        check_name(place.at("name"), name)
        text(place, command, "description", 100, low=1, required=True)
        check_options(place, command)
    else:
        _check_menu(place, command)
    if size(command) > LARGEST:
        place.fail("APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({LARGEST})")


def _check_menu(place: Place, command: Body) -> None:
    for key in ("description", "options"):
        if command.get(key):
            place.at(key).fail(
                "APPLICATION_COMMAND_CONTEXT_MENU_FIELD",
                f"Context menu commands cannot have {key}",
            )


def size(body: Body) -> int:
    """Count the characters towards 8,000: of each text only its longest translation."""
    total = 0
    for key in ("name", "description", "value"):
        value = body.get(key)
        translated = (body.get(f"{key}_localizations") or {}).values()
        texts = [value if isinstance(value, str) else "", *translated]
        total += max(map(len, texts))
    for key in ("options", "choices"):
        total += sum(size(part) for part in body.get(key) or ())
    return total
