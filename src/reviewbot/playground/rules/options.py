"""The options of a command and their choices."""

from reviewbot.playground.rules.fields import Body, bodies, number, text
from reviewbot.playground.rules.names import check_name
from reviewbot.playground.rules.problems import Place

SUBCOMMAND, GROUP, STRING, INTEGER, NUMBER = 1, 2, 3, 4, 10
NESTED = (SUBCOMMAND, GROUP)
WITH_CHOICES = (STRING, INTEGER, NUMBER)
PLAIN = tuple(range(3, 12))
MAY_HOLD = {None: (*NESTED, *PLAIN), GROUP: (SUBCOMMAND,), SUBCOMMAND: PLAIN}


def check_options(place: Place, parent: Body, parent_type: int | None = None) -> None:
    """Check the options of a command (`parent_type` None), a group or a subcommand."""
    options = bodies(place, parent, "options", 25)
    seen: set[str] = set()
    optional_seen = False
    for spot, option in options:
        name = _check_option(spot, option, MAY_HOLD[parent_type])
        if name and name in seen:
            spot.at("name").fail(
                "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option name already exists"
            )
        seen.add(name)
        if option.get("required") and optional_seen:
            spot.fail(
                "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                "Required options must be placed before non-required options",
            )
        optional_seen = optional_seen or not option.get("required")
    kinds = {option.get("type") in NESTED for _, option in options}
    if len(kinds) > 1:
        place.at("options").fail(
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
            "Sub-command and sub-command group option types are mutually exclusive to all "
            "other types",
        )


def _check_option(place: Place, option: Body, allowed: tuple[int, ...]) -> str:
    """Check one option; its name."""
    name = text(place, option, "name", 32, low=1, required=True)
    check_name(place.at("name"), name)
    text(place, option, "description", 100, low=1, required=True)
    kind = option.get("type")
    if kind not in allowed:
        place.at("type").choices(allowed)
        return name
    if kind in NESTED:
        check_options(place, option, kind)
    elif option.get("options"):
        place.at("options").fail(
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "This option cannot hold options"
        )
    _check_values(place, option)
    return name


def _check_values(place: Place, option: Body) -> None:
    """Check choices, autocompletion and the bounds of what may be typed."""
    kind = option.get("type")
    choices = bodies(place, option, "choices", 25)
    if (choices or option.get("autocomplete")) and kind not in WITH_CHOICES:
        place.at("choices").fail(
            "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID", "This option cannot have choices"
        )
    if choices and option.get("autocomplete"):
        place.fail(
            "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE",
            "Cannot have autocomplete and choices on the same option",
        )
    check_choice_list(choices, kind, 6000)
    if kind == STRING:
        low = number(place, option, "min_length", 0, 6000)
        high = number(place, option, "max_length", 1, 6000)
        if low is not None and high is not None and low > high:
            place.at("min_length").fail("BASE_TYPE_BAD_RANGE", "min_length is above max_length.")


def check_choice_list(choices: list[tuple[Place, Body]], kind: object, longest: int) -> None:
    """Check choices: names of 1 to 100, each once, values of the option's own type."""
    seen: set[str] = set()
    for place, choice in choices:
        name = text(place, choice, "name", 100, low=1, required=True)
        if name in seen:
            place.at("name").fail(
                "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
                "Option choice name already exists",
            )
        seen.add(name)
        _check_value(place, choice, kind, longest)


def _check_value(place: Place, choice: Body, kind: object, longest: int) -> None:
    if kind == STRING:
        text(place, choice, "value", longest, low=1, required=True)
    elif choice.get("value") is None:
        place.at("value").require()
    elif kind == INTEGER:
        number(place, choice, "value", -(2**53), 2**53)
    elif not isinstance(choice["value"], int | float):
        place.at("value").fail("NUMBER_TYPE_COERCE", f'Value "{choice["value"]}" is not float.')
