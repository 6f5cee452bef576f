"""The first answer to an interaction: which kinds are allowed when, and what they may hold."""

from collections.abc import Collection

from reviewbot.playground.errors import ApiError
from reviewbot.playground.rules.fields import Body, bodies, inner
from reviewbot.playground.rules.messages import EPHEMERAL, check_message_at
from reviewbot.playground.rules.modals import check_modal_at
from reviewbot.playground.rules.options import STRING, check_choice_list
from reviewbot.playground.rules.problems import Place, Problems

PING, COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 1, 2, 3, 4, 5
PONG, MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
ALLOWED = {
    PING: (PONG,),
    COMMAND: (MESSAGE, DEFER, MODAL, 10, 12),
    COMPONENT: (MESSAGE, DEFER, DEFER_UPDATE, UPDATE, MODAL, 10, 12),
    AUTOCOMPLETE: (CHOICES,),
    MODAL_SUBMIT: (MESSAGE, DEFER, DEFER_UPDATE, UPDATE, 10, 12),
}


def check_callback(
    payload: Body,
    interaction_type: int,
    *,
    message: Body | None = None,
    files: Collection[str] = (),
    option_type: int = STRING,
) -> None:
    """Refuse a callback that Discord would refuse (ApiError 400).

    `message` is the one the pressed component stands on (or from which the form was opened),
    `option_type` the type of the option being completed, `files` the names of uploaded files.
    """
    problems = Problems()
    place = Place(problems)
    kind = payload.get("type")
    allowed = ALLOWED[interaction_type]
    if interaction_type == MODAL_SUBMIT and message is None:
        allowed = tuple(kind for kind in allowed if kind not in (DEFER_UPDATE, UPDATE))
    if not isinstance(kind, int) or kind not in allowed:
        place.at("type").choices(allowed)
        problems.settle()
        return
    data = inner(place, payload, "data", required=kind in (MESSAGE, CHOICES, MODAL)) or {}
    _check_data(place.at("data"), kind, data, message, files, option_type)
    problems.settle()
    if kind == MESSAGE and not (files or _shows(data)):
        raise ApiError(400, 50006, "Cannot send an empty message")


def check_choices(data: Body, option_type: int = STRING) -> None:
    """Refuse a bad list of completions: at most 25, names and text values of 1 to 100."""
    problems = Problems()
    _check_choices_at(Place(problems), data, option_type)
    problems.settle()


def _check_data(
    place: Place,
    kind: int,
    data: Body,
    message: Body | None,
    files: Collection[str],
    option_type: int,
) -> None:
    if kind == MESSAGE:
        check_message_at(place, data, files=files)
    elif kind == UPDATE:
        check_message_at(place, data, previous=message or {}, files=files)
    elif kind == DEFER and (data.get("flags") or 0) & ~EPHEMERAL:
        place.at("flags").fail(
            "MESSAGE_FLAGS_DEFER_INVALID", "Only EPHEMERAL can be set when deferring."
        )
    elif kind == CHOICES:
        _check_choices_at(place, data, option_type)
    elif kind == MODAL:
        check_modal_at(place, data)


def _check_choices_at(place: Place, data: Body, option_type: int) -> None:
    choices = bodies(place, data, "choices", 25, required=True)
    check_choice_list(choices, option_type, 100)


def _shows(data: Body) -> bool:
    content = data.get("content")
    if isinstance(content, str) and content.strip():
        return True
    return any(data.get(name) for name in ("embeds", "components", "attachments", "poll"))
