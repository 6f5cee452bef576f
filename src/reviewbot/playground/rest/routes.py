"""Which requests there are, by method and path template as Discord's description writes them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from reviewbot.playground.rest import accounts, commands, interactions, messages
from reviewbot.playground.rest.call import Answer, Call

Handler: TypeAlias = Callable[[Call], Answer]

_MESSAGES = "/channels/{channel_id}/messages"
_REACTION = _MESSAGES + "/{message_id}/reactions/{emoji_name}/@me"
_WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"
_COMMANDS = "/applications/{application_id}/commands"
_GUILD_COMMANDS = "/applications/{application_id}/guilds/{guild_id}/commands"

_TABLE: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "/users/@me", accounts.own_user),
    ("GET", "/users/{user_id}", accounts.user),
    ("POST", "/users/@me/channels", accounts.open_direct),
    ("GET", "/oauth2/applications/@me", accounts.application),
    ("GET", "/applications/@me", accounts.application),
    ("GET", "/gateway/bot", accounts.gateway),
    ("GET", "/guilds/{guild_id}/channels", accounts.channels),
    ("GET", "/guilds/{guild_id}/members/{user_id}", accounts.member),
    ("GET", "/channels/{channel_id}", accounts.channel),
    ("GET", _COMMANDS, commands.get),
    ("PUT", _COMMANDS, commands.put),
    ("GET", _GUILD_COMMANDS, commands.get),
    ("PUT", _GUILD_COMMANDS, commands.put),
    ("GET", _MESSAGES, messages.history),
    ("POST", _MESSAGES, messages.create),
    ("GET", _MESSAGES + "/{message_id}", messages.get),
    ("PATCH", _MESSAGES + "/{message_id}", messages.edit),
    ("DELETE", _MESSAGES + "/{message_id}", messages.delete),
    ("POST", _MESSAGES + "/{message_id}/threads", messages.open_thread),
    ("PUT", _REACTION, messages.react),
    ("DELETE", _REACTION, messages.unreact),
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", interactions.callback),
    ("POST", _WEBHOOK, interactions.follow_up),
    ("GET", _WEBHOOK + "/messages/@original", interactions.get),
    ("PATCH", _WEBHOOK + "/messages/@original", interactions.edit),
    ("DELETE", _WEBHOOK + "/messages/@original", interactions.delete),
    ("GET", _WEBHOOK + "/messages/{message_id}", interactions.get),
    ("PATCH", _WEBHOOK + "/messages/{message_id}", interactions.edit),
    ("DELETE", _WEBHOOK + "/messages/{message_id}", interactions.delete),
)


@dataclass(frozen=True, slots=True)
class Route:
    """One request that exists; `needs_bot` says whether it takes the bot's token."""

    method: str
    template: str
    handler: Handler
    segments: tuple[str, ...]
    needs_bot: bool

    @property
    def pattern(self) -> str:
        """The request as a fault names it: parameters written `*`."""
        parts = ("*" if part.startswith("{") else part for part in self.segments)
        return f"{self.method} /{'/'.join(parts)}"

    def match(self, segments: list[str]) -> dict[str, str] | None:
        """Return the parameters of a path, or None where it is another route's."""
        params = {}
        for own, given in zip(self.segments, segments, strict=True):
            if own.startswith("{"):
                params[own[1:-1]] = given
            elif own != given:
                return None
        return params


class Routes:
    """Finds the route of a request."""

    def __init__(self) -> None:
        self._index: dict[tuple[str, str, int], list[tuple[Route, str]]] = {}
        for method, template, handler in _TABLE:
            segments = tuple(template.strip("/").split("/"))
            public = segments[0] in {"interactions", "webhooks"}
            route = Route(method, template, handler, segments, not public)
            key = (method, segments[0], len(segments))
            self._index.setdefault(key, []).append((route, route.pattern))

    def find(self, method: str, path: str) -> tuple[Route, str, dict[str, str]] | None:
        """Return the route, its pattern and the path's parameters, or None."""
        segments = path.strip("/").split("/")
        for route, pattern in self._index.get((method, segments[0], len(segments)), ()):
            params = route.match(segments)
            if params is not None:
                return route, pattern, params
        return None
