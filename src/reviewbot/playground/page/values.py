"""From what the browser sends (texts and ids) to what the driver takes (people, files)."""

from reviewbot.playground.driver.handles import ChannelHandle, RoleHandle, UserHandle
from reviewbot.playground.driver.options import (
    ATTACHMENT,
    BOOLEAN,
    CHANNEL,
    INTEGER,
    MENTIONABLE,
    NUMBER,
    ROLE,
    USER,
    Wanted,
)
from reviewbot.playground.driver.refusing import ClientRefuses
from reviewbot.playground.page.viewer import Viewer
from reviewbot.playground.payload import Payload
from reviewbot.playground.world.components import (
    CHANNEL_SELECT,
    FILE_UPLOAD,
    MENTIONABLE_SELECT,
    ROLE_SELECT,
    USER_SELECT,
)

_KIND_OF_SELECT = {
    USER_SELECT: USER,
    ROLE_SELECT: ROLE,
    MENTIONABLE_SELECT: MENTIONABLE,
    CHANNEL_SELECT: CHANNEL,
    FILE_UPLOAD: ATTACHMENT,
}


def converted(
    viewer: Viewer, command: str, given: Payload, *, partly: bool = False
) -> dict[str, object]:
    """Return a command's options as the driver takes them; `partly` drops what is unfinished."""
    wanted = Wanted(viewer.member.commands(), command)
    done: dict[str, object] = {}
    for option in wanted.options:
        value = given.get(option["name"])
        if value is None or value == "":
            continue
        try:
            done[option["name"]] = _value(viewer, option, value)
        except ClientRefuses:
            if not partly:
                raise
    return done


def _value(viewer: Viewer, option: Payload, value: object) -> object:
    kind = option["type"]
    if kind == BOOLEAN:
        return value in (True, "true")
    if kind in (INTEGER, NUMBER):
        return _number(option, value)
    if kind in (USER, ROLE, MENTIONABLE, CHANNEL, ATTACHMENT):
        return _entity(viewer, kind, str(value))
    return value


def _number(option: Payload, value: object) -> object:
    text = str(value).strip().replace(",", ".")
    chosen = [one["value"] for one in option.get("choices") or () if str(one["value"]) == text]
    if chosen:
        return chosen[0]
    try:
        return int(text) if option["type"] == INTEGER else float(text)
    except ValueError:
        raise ClientRefuses(f"{option['name']} takes a number, not “{text}”.") from None


def converted_field(viewer: Viewer, raw: Payload, value: object) -> object:
    """Return the value of a form's field or of a select menu as the driver takes it."""
    kind = _KIND_OF_SELECT.get(raw["type"])
    if kind is None:
        return value
    listed = value if isinstance(value, list) else [value]
    return [_entity(viewer, kind, str(one)) for one in listed if one]


def _entity(viewer: Viewer, kind: int, entity_id: str) -> object:
    if kind == ATTACHMENT:
        return viewer.page.take_file(entity_id)
    members, roles = viewer.guild.members, viewer.guild.roles
    if kind in (USER, MENTIONABLE) and entity_id in members:
        return UserHandle(viewer.world, members[entity_id].user)
    if kind in (ROLE, MENTIONABLE) and entity_id in roles:
        return RoleHandle(roles[entity_id])
    if kind == CHANNEL and entity_id in viewer.world.channels:
        return ChannelHandle(viewer.world, viewer.world.channels[entity_id])
    raise ClientRefuses("that is not there any more")
