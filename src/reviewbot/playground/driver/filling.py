"""The value of one field of a form, as the client would send it."""

from collections.abc import Iterable

from reviewbot.playground.driver.files import File
from reviewbot.playground.driver.handles import ChannelHandle, RoleHandle, UserHandle
from reviewbot.playground.driver.interacting import Resolved
from reviewbot.playground.driver.options import file
from reviewbot.playground.driver.refusing import ClientRefuses
from reviewbot.playground.payload import Payload
from reviewbot.playground.world.components import (
    CHECKBOX,
    CHECKBOX_GROUP,
    FILE_UPLOAD,
    RADIO_GROUP,
    STRING_SELECT,
    TEXT_INPUT,
)

LONGEST_TEXT = 4000


def value_of(one: Payload, label: str, given: object, resolved: Resolved) -> Payload:
    """Return the `value` or `values` of a component; `given` is None where nobody touched it."""
    kind = one["type"]
    if kind == TEXT_INPUT:
        return {"value": _text(one, label, given)}
    if kind == CHECKBOX:
        return {"value": bool(one.get("default") if given is None else given)}
    if kind == RADIO_GROUP:
        chosen = options(one, given)
        _require(label, not one.get("required", True) or bool(chosen), "a choice")
        return {"value": chosen[0] if chosen else None}
    if kind == FILE_UPLOAD:
        values = [_file(label, each, resolved) for each in _listed(given)]
    elif kind in {STRING_SELECT, CHECKBOX_GROUP}:
        values = options(one, given)
    else:
        values = [entity(each, resolved) for each in _listed(given)]
    _count(one, label, len(values))
    return {"values": values}


def _text(one: Payload, label: str, given: object) -> str:
    text = str(one.get("value") or "") if given is None else str(given)
    _require(label, not one.get("required", True) or bool(text), "a text")
    least, most = one.get("min_length") or 0, one.get("max_length") or LONGEST_TEXT
    fits = least <= len(text) <= most or (not text and not one.get("required", True))
    _require(label, fits, f"{least} to {most} characters, not {len(text)}")
    return text


def _file(label: str, given: object, resolved: Resolved) -> str:
    if not isinstance(given, File):
        raise ClientRefuses(f"the field {label!r} takes a file")
    return file(given, resolved)


def _count(one: Payload, label: str, count: int) -> None:
    required = one.get("required", True)
    least = one.get("min_values")
    least = 1 if least is None else least
    most = one.get("max_values") or (len(one["options"]) if one["type"] == CHECKBOX_GROUP else 1)
    fits = least <= count <= most or (count == 0 and not required)
    _require(label, fits, f"{least} to {most} values, not {count}")


def options(one: Payload, given: object) -> list[str]:
    """Return the values of the options that were named by label or value."""
    offered = one["options"]
    if given is None:
        return [option["value"] for option in offered if option.get("default")]
    chosen = []
    for wanted in _listed(given):
        found = [each for each in offered if wanted in {each["label"], each["value"]}]
        if not found:
            labels = ", ".join(option["label"] for option in offered)
            raise ClientRefuses(f"there is no choice {wanted!r}, but {labels}")
        chosen.append(found[0]["value"])
    return chosen


def entity(given: object, resolved: Resolved) -> str:
    """Return the id of a user, role or channel that was picked."""
    if isinstance(given, UserHandle):
        return resolved.user(given.user)
    if isinstance(given, RoleHandle):
        return resolved.add("roles", given.id, given.payload())
    if isinstance(given, ChannelHandle):
        return resolved.add("channels", given.id, given.payload())
    raise ClientRefuses(f"{given!r} cannot be picked")


def _listed(given: object) -> list[object]:
    if given is None:
        return []
    if isinstance(given, Iterable) and not isinstance(given, str):
        return list(given)
    return [given]


def _require(label: str, fits: bool, wanted: str) -> None:
    if not fits:
        raise ClientRefuses(f"the field {label!r} takes {wanted}")
