"""Discord's limits on commands, forms, completions and first answers, on both sides of each."""

from typing import Any

import pytest

from reviewbot.playground.rules import (
    ApiError,
    check_callback,
    check_choices,
    check_command,
    check_commands,
    check_modal,
)

Body = dict[str, Any]
BAD, LONG, NEED = "BASE_TYPE_BAD_LENGTH", "BASE_TYPE_MAX_LENGTH", "BASE_TYPE_REQUIRED"
NAME, TYPES = "APPLICATION_COMMAND_INVALID_NAME", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"
CHOICE, UNION = "BASE_TYPE_CHOICES", "UNION_TYPE_CHOICES"


def command(*options: Body, **more: object) -> Body:
    return {"name": "review", "description": "d", "options": list(options), **more}


def option(name: str = "title", kind: int = 3, **more: object) -> Body:
    return {"name": name, "description": "d", "type": kind, **more}


def choices(count: int) -> list[Body]:
    return [{"name": f"{n}", "value": f"{n}"} for n in range(count)]


def field(**more: object) -> Body:
    return {"type": 4, "style": 1, "custom_id": "text", **more}


def labelled(part: Body, **more: object) -> Body:
    return {"type": 18, "label": "Label", "component": part, **more}


def form(*parts: Body, **more: object) -> Body:
    return {"title": "Form", "custom_id": "form", "components": list(parts), **more}


def group(kind: int, count: int, **more: object) -> Body:
    options = [{"label": f"{n}", "value": f"{n}"} for n in range(count)]
    return {"type": kind, "custom_id": "group", "options": options, **more}


def spot(error: ApiError, path: str) -> str:
    node: Any = error.errors
    for key in path.split(".") if path else ():
        assert key in node, (path, error.errors)
        node = node[key]
    return str(node["_errors"][0]["code"])


COMMANDS: dict[str, tuple[Body, Body, str, str]] = {
    "name": (command(name="n" * 32), command(name="n" * 33), "name", BAD),
    "no name": (command(name="n"), command(name=""), "name", NEED),
    "capitals": (command(name="review-1_o'k"), command(name="Review"), "name", NAME),
    "spaces": (command(name="レビュー"), command(name="a b"), "name", NAME),
    "other scripts": (command(name="समीक्षा"), command(name="a.b"), "name", NAME),
    "description": (
        command(description="d" * 100),
        command(description="d" * 101),
        "description",
        BAD,
    ),
    "no description": (command(), command(description=""), "description", NEED),
    "menu name": (
        {"name": "Comment on review", "type": 3},
        {"name": "n" * 33, "type": 3},
        "name",
        BAD,
    ),
    "menu description": (
        {"name": "Menu", "type": 3, "description": ""},
        {"name": "Menu", "type": 3, "description": "d"},
        "description",
        "APPLICATION_COMMAND_CONTEXT_MENU_FIELD",
    ),
    "options": (
        command(*(option(f"o{n}") for n in range(25))),
        command(*(option(f"o{n}") for n in range(26))),
        "options",
        LONG,
    ),
    "option name": (command(option()), command(option("Title")), "options.0.name", NAME),
    "option without description": (
        command(option()),
        command(option(description=None)),
        "options.0.description",
        NEED,
    ),
    "option twice": (
        command(option("a"), option("b")),
        command(option("a"), option("a")),
        "options.1.name",
        "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
    ),
    "required first": (
        command(option("a", required=True), option("b")),
        command(option("a"), option("b", required=True)),
        "options.1",
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    ),
    "choices": (
        command(option(choices=choices(25))),
        command(option(choices=choices(26))),
        "options.0.choices",
        LONG,
    ),
    "choice name": (
        command(option(choices=[{"name": "n" * 100, "value": "v"}])),
        command(option(choices=[{"name": "n" * 101, "value": "v"}])),
        "options.0.choices.0.name",
        BAD,
    ),
    "choice of the wrong type": (
        command(option(kind=4, choices=[{"name": "n", "value": 1}])),
        command(option(kind=4, choices=[{"name": "n", "value": "1"}])),
        "options.0.choices.0.value",
        "NUMBER_TYPE_COERCE",
    ),
    "choices beside autocompletion": (
        command(option(autocomplete=True)),
        command(option(autocomplete=True, choices=choices(1))),
        "options.0",
        "APPLICATION_COMMAND_AUTOCOMPLETE_CHOICES_EXCLUSIVE",
    ),
    "autocompletion of members": (
        command(option(kind=10, autocomplete=True)),
        command(option(kind=6, autocomplete=True)),
        "options.0.choices",
        "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID",
    ),
    "nesting": (
        command(option("group", 2, options=[option("sub", 1, options=[option()])])),
        command(option("group", 2, options=[option("sub", 2)])),
        "options.0.options.0.type",
        CHOICE,
    ),
    "option in a group": (
        command(option("group", 2, options=[option("sub", 1)])),
        command(option("group", 2, options=[option("sub", 3)])),
        "options.0.options.0.type",
        CHOICE,
    ),
    "subcommand beside option": (
        command(option("sub", 1), option("sub2", 1)),
        command(option("sub", 1), option("title")),
        "options",
        TYPES,
    ),
    "max_length": (
        command(option(max_length=6000)),
        command(option(max_length=6001)),
        "options.0.max_length",
        "NUMBER_TYPE_MAX",
    ),
    "eight thousand characters": (
        command(
            option("ab", choices=[{"name": f"{n:02}", "value": "v" * 317} for n in range(25)]),
            option("cd", description="d" * 10),
        ),
        command(
            option("ab", choices=[{"name": f"{n:02}", "value": "v" * 317} for n in range(25)]),
            option("cd", description="d" * 14),
        ),
        "",
        "APPLICATION_COMMAND_TOO_LARGE",
    ),
}

FORMS: dict[str, tuple[Body, Body, str, str]] = {
    "title": (
        form(labelled(field()), title="t" * 45),
        form(labelled(field()), title="t" * 46),
        "title",
        BAD,
    ),
    "custom id": (
        form(labelled(field()), custom_id="i" * 100),
        form(labelled(field()), custom_id="i" * 101),
        "custom_id",
        BAD,
    ),
    "parts": (
        form(*(labelled(field(custom_id=f"{n}")) for n in range(5))),
        form(*(labelled(field(custom_id=f"{n}")) for n in range(6))),
        "components",
        BAD,
    ),
    "no parts": (form({"type": 10, "content": "x"}), form(), "components", BAD),
    "bare field": (form(labelled(field())), form(field()), "components.0.type", UNION),
    "button in a form": (
        form(labelled(field())),
        form(labelled({"type": 2, "style": 1, "custom_id": "x", "label": "l"})),
        "components.0.component.type",
        UNION,
    ),
    "old row": (
        form({"type": 1, "components": [field(label="l" * 45)]}),
        form({"type": 1, "components": [field(label="l" * 46)]}),
        "components.0.components.0.label",
        BAD,
    ),
    "label": (
        form(labelled(field(), label="l" * 45)),
        form(labelled(field(), label="l" * 46)),
        "components.0.label",
        BAD,
    ),
    "label's description": (
        form(labelled(field(), description="l" * 100)),
        form(labelled(field(), description="l" * 101)),
        "components.0.description",
        LONG,
    ),
    "text length": (
        form(labelled(field(max_length=4000, min_length=4000))),
        form(labelled(field(max_length=4001))),
        "components.0.component.max_length",
        "NUMBER_TYPE_MAX",
    ),
    "text already there": (
        form(labelled(field(max_length=5, value="v" * 5))),
        form(labelled(field(max_length=5, value="v" * 6))),
        "components.0.component.value",
        LONG,
    ),
    "style": (
        form(labelled(field(style=2))),
        form(labelled(field(style=3))),
        "components.0.component.style",
        CHOICE,
    ),
    "placeholder": (
        form(labelled(field(placeholder="p" * 100))),
        form(labelled(field(placeholder="p" * 101))),
        "components.0.component.placeholder",
        LONG,
    ),
    "radio, least": (
        form(labelled(group(21, 2))),
        form(labelled(group(21, 1))),
        "components.0.component.options",
        BAD,
    ),
    "radio, most": (
        form(labelled(group(21, 10))),
        form(labelled(group(21, 11))),
        "components.0.component.options",
        BAD,
    ),
    "boxes, least": (
        form(labelled(group(22, 1))),
        form(labelled(group(22, 0))),
        "components.0.component.options",
        BAD,
    ),
    "upload": (
        form(labelled({"type": 19, "custom_id": "f", "min_values": 0, "max_values": 10})),
        form(labelled({"type": 19, "custom_id": "f", "max_values": 11})),
        "components.0.component.max_values",
        "NUMBER_TYPE_MAX",
    ),
    "ids": (
        form(labelled(field(custom_id="a")), labelled({"type": 23, "custom_id": "b"})),
        form(labelled(field(custom_id="a")), labelled({"type": 23, "custom_id": "a"})),
        "components.1.component.custom_id",
        "COMPONENT_CUSTOM_ID_DUPLICATED",
    ),
}

TEXT = {"type": 4, "data": {"content": "x"}}
DEFER = {"type": 5, "data": {"flags": 64}}
ANSWERS: dict[str, tuple[tuple[Body, int], tuple[Body, int], str, str]] = {
    "form after form": (
        ({"type": 9, "data": form(labelled(field()))}, 3),
        ({"type": 9, "data": form(labelled(field()))}, 5),
        "type",
        CHOICE,
    ),
    "deferred completion": (({"type": 8, "data": {"choices": []}}, 4), (DEFER, 4), "type", CHOICE),
    "completion of a command": (
        (TEXT, 2),
        ({"type": 8, "data": {"choices": []}}, 2),
        "type",
        CHOICE,
    ),
    "update of nothing": (({"type": 6}, 3), ({"type": 6}, 5), "type", CHOICE),
    "flags of a defer": (
        (DEFER, 2),
        ({"type": 5, "data": {"flags": 64 | 1 << 15}}, 2),
        "data.flags",
        "MESSAGE_FLAGS_DEFER_INVALID",
    ),
    "no data": ((TEXT, 2), ({"type": 4}, 2), "data", NEED),
    "its message": (
        ({"type": 4, "data": {"content": "x", "flags": 64}}, 2),
        ({"type": 4, "data": {"content": "x" * 2001}}, 2),
        "data.content",
        LONG,
    ),
    "completion value": (
        ({"type": 8, "data": {"choices": [{"name": "n", "value": "v" * 100}]}}, 4),
        ({"type": 8, "data": {"choices": [{"name": "n", "value": "v" * 101}]}}, 4),
        "data.choices.0.value",
        BAD,
    ),
    "completions": (
        ({"type": 8, "data": {"choices": choices(25)}}, 4),
        ({"type": 8, "data": {"choices": choices(26)}}, 4),
        "data.choices",
        LONG,
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_on_both_sides_of_every_edge(name: str) -> None:
    taken, refused, path, code = COMMANDS[name]
    check_command(taken)
    check_commands([taken])
    with pytest.raises(ApiError) as caught:
        check_command(refused)
    assert spot(caught.value, path) == code
    with pytest.raises(ApiError) as caught:
        check_commands([refused])
    assert spot(caught.value, f"0.{path}".rstrip(".")) == code


@pytest.mark.parametrize("name", FORMS)
def test_forms_on_both_sides_of_every_edge(name: str) -> None:
    taken, refused, path, code = FORMS[name]
    check_modal(taken)
    with pytest.raises(ApiError) as caught:
        check_modal(refused)
    assert spot(caught.value, path) == code


@pytest.mark.parametrize("name", ANSWERS)
def test_first_answers_on_both_sides_of_every_edge(name: str) -> None:
    taken, refused, path, code = ANSWERS[name]
    check_callback(*taken)
    with pytest.raises(ApiError) as caught:
        check_callback(*refused)
    assert spot(caught.value, path) == code


@pytest.mark.parametrize(("kind", "most"), [(1, 100), (2, 15), (3, 15)])
def test_the_number_of_commands_is_bounded_by_kind(kind: int, most: int) -> None:
    made: list[Body] = [{"name": f"n{n}", "type": kind} for n in range(most + 1)]
    for one in made:
        one["description"] = "d" if kind == 1 else ""
    check_commands(made[:-1])
    with pytest.raises(ApiError) as caught:
        check_commands(made)
    assert caught.value.code == 30032


def test_names_of_commands_are_unique_by_kind() -> None:
    menu = {"name": "review", "type": 3}
    check_commands([command(), menu])
    with pytest.raises(ApiError) as caught:
        check_commands([command(), menu, menu])
    assert spot(caught.value, "2.name") == "APPLICATION_COMMANDS_DUPLICATE_NAME"


def test_of_translations_only_the_longest_counts() -> None:
    long = {"de": "d" * 100, "fr": "d" * 90}
    fits = [option(f"o{n:02}", description_localizations=long) for n in range(25)]
    check_command(command(*fits))


def test_an_update_is_judged_with_the_message_it_changes() -> None:
    message = {"content": "x", "flags": 0, "embeds": [], "components": []}
    layout = {"flags": 1 << 15, "components": [{"type": 10, "content": "t"}]}
    check_callback({"type": 7, "data": {**layout, "content": None}}, 3, message=message)
    with pytest.raises(ApiError) as caught:
        check_callback({"type": 7, "data": layout}, 3, message=message)
    assert "content" in (caught.value.errors or {})["data"]


def test_an_empty_answer_is_refused() -> None:
    with pytest.raises(ApiError) as caught:
        check_callback({"type": 4, "data": {"content": ""}}, 2)
    assert caught.value.code == 50006
    check_callback({"type": 4, "data": {"content": ""}}, 2, files=["a.txt"])


def test_numbers_may_be_completed_with_numbers() -> None:
    check_choices({"choices": [{"name": "1999", "value": 1999}]}, option_type=4)
    with pytest.raises(ApiError):
        check_choices({"choices": [{"name": "1999", "value": "1999"}]}, option_type=4)
