"""Slash commands: which one is meant, and its options as the client converts them."""

from collections.abc import Mapping

from reviewbot.playground.driver.files import LARGEST_FILE, File
from reviewbot.playground.driver.handles import ChannelHandle, RoleHandle, UserHandle
from reviewbot.playground.driver.interacting import Resolved
from reviewbot.playground.driver.refusing import ClientRefuses
from reviewbot.playground.payload import Payload
from reviewbot.playground.world.commands import CHAT, SUBCOMMAND, SUBCOMMAND_GROUP

STRING, INTEGER, BOOLEAN, USER, CHANNEL = 3, 4, 5, 6, 7
ROLE, MENTIONABLE, NUMBER, ATTACHMENT = 8, 9, 10, 11
LONGEST = 6000


class Wanted:
    """A chat command found by its words, such as `review post`.

    `leaf` is the command or subcommand that runs, with its options; `path` leads to it.
    Raises ClientRefuses naming the commands there are.
    """

    def __init__(self, available: list[Payload], words: str) -> None:
        parts = words.split()
        chat = [one for one in available if one["type"] == CHAT]
        self.command = _named(chat, parts[0], words)
        self.leaf = self.command
        self.path: list[Payload] = []
        for part in parts[1:]:
            self.leaf = _named(_nested(self.leaf), part, words)
            self.path.append(self.leaf)
        if _nested(self.leaf):
            names = ", ".join(one["name"] for one in _nested(self.leaf))
            raise ClientRefuses(f"/{words} needs one more word: {names}")

    @property
    def options(self) -> list[Payload]:
        """The options that can be filled in."""
        return list(self.leaf.get("options") or ())

    @property
    def names(self) -> list[str]:
        """The names of the options."""
        return [option["name"] for option in self.options]

    def data(self, filled: list[Payload], resolved: Resolved) -> Payload:
        """Return the interaction's data, with the options under their subcommands."""
        for one in reversed(self.path):
            filled = [{"name": one["name"], "type": one["type"], "options": filled}]
        data: Payload = {
            "id": self.command["id"],
            "name": self.command["name"],
            "type": CHAT,
            "options": filled,
        }
        if "guild_id" in self.command:
            data["guild_id"] = self.command["guild_id"]
        return resolved.into(data)


def _nested(command: Payload) -> list[Payload]:
    options = command.get("options") or ()
    return [one for one in options if one["type"] in {SUBCOMMAND, SUBCOMMAND_GROUP}]


def _named(candidates: list[Payload], name: str, words: str) -> Payload:
    for one in candidates:
        if one["name"] == name:
            return one
    known = ", ".join(sorted(one["name"] for one in candidates)) or "none"
    raise ClientRefuses(f"there is no /{words}; at {name!r} there are: {known}")


def fill(wanted: Wanted, given: Mapping[str, object], resolved: Resolved) -> list[Payload]:
    """Return the filled-in options; refuses unknown, missing and impossible ones."""
    left = {_option_name(wanted, name): value for name, value in given.items()}
    filled = []
    for option in wanted.options:
        value = left.get(option["name"])
        if value is not None:
            converted = convert(option, value, resolved)
            filled.append({"name": option["name"], "type": option["type"], "value": converted})
        elif option.get("required"):
            raise ClientRefuses(f"the option {option['name']!r} is required")
    return filled


def fill_partly(
    wanted: Wanted, focused: str, typed: str, given: Mapping[str, object], resolved: Resolved
) -> list[Payload]:
    """Return the options while one of them is being typed, as autocomplete sends them."""
    left = {_option_name(wanted, name): value for name, value in given.items()}
    focused = _option_name(wanted, focused)
    filled = []
    for option in wanted.options:
        body: Payload = {"name": option["name"], "type": option["type"]}
        if option["name"] == focused:
            if not option.get("autocomplete"):
                raise ClientRefuses(f"the option {focused!r} has no completions")
            filled.append(body | {"value": typed, "focused": True})
        elif left.get(option["name"]) is not None:
            filled.append(body | {"value": convert(option, left[option["name"]], resolved)})
    return filled


def _option_name(wanted: Wanted, name: str) -> str:
    for candidate in (name, name.replace("_", "-"), name.rstrip("_")):
        if candidate in wanted.names:
            return candidate
    raise ClientRefuses(f"there is no option {name!r}; there are: {', '.join(wanted.names)}")


def convert(option: Payload, value: object, resolved: Resolved) -> object:
    """Return one option's value as JSON; refuses what the client marks red."""
    kind = option["type"]
    if kind == STRING:
        return _text(option, str(value))
    if kind in {INTEGER, NUMBER}:
        return _number(option, value)
    if kind == BOOLEAN and isinstance(value, bool):
        return value
    picked = _picked(kind, value, resolved)
    if picked is None:
        raise ClientRefuses(f"the option {option['name']!r} does not take {value!r}")
    return picked


def _picked(kind: int, value: object, resolved: Resolved) -> str | None:
    if kind in {USER, MENTIONABLE} and isinstance(value, UserHandle):
        return resolved.user(value.user)
    if kind in {ROLE, MENTIONABLE} and isinstance(value, RoleHandle):
        return resolved.add("roles", value.id, value.payload())
    if kind == CHANNEL and isinstance(value, ChannelHandle):
        return resolved.add("channels", value.id, value.payload())
    if kind == ATTACHMENT and isinstance(value, File):
        return file(value, resolved)
    return None


def file(value: File, resolved: Resolved) -> str:
    """Upload a file and return its id."""
    if len(value.content) > LARGEST_FILE:
        raise ClientRefuses(f"{value.name} is too large")
    stored = value.store(resolved.world, resolved.channel)
    return resolved.add("attachments", stored["id"], stored)


def _text(option: Payload, text: str) -> str:
    choices = option.get("choices")
    if choices:
        return str(_chosen(option, text))
    if not option.get("min_length", 0) <= len(text) <= option.get("max_length", LONGEST):
        raise ClientRefuses(f"{option['name']!r} has a wrong length: {len(text)}")
    return text


def _number(option: Payload, value: object) -> object:
    if option.get("choices"):
        return _chosen(option, value)
    wanted = int if option["type"] == INTEGER else (int, float)
    if not isinstance(value, wanted) or isinstance(value, bool):
        raise ClientRefuses(f"{option['name']!r} takes a number, not {value!r}")
    least, most = option.get("min_value", value), option.get("max_value", value)
    if not least <= value <= most:
        raise ClientRefuses(f"{option['name']!r} must be between {least} and {most}")
    return value


def _chosen(option: Payload, wanted: object) -> object:
    for choice in option["choices"]:
        if wanted in {choice["name"], choice["value"]}:
            return choice["value"]
    names = ", ".join(choice["name"] for choice in option["choices"])
    raise ClientRefuses(f"{option['name']!r} offers {names}; not {wanted!r}")
