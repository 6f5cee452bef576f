"""The commands that the application has registered."""

from reviewbot.playground.clock import Clock
from reviewbot.playground.errors import ApiError
from reviewbot.playground.payload import Payload
from reviewbot.playground.world.snowflakes import Snowflakes

CREATES_A_DAY = 200
SUBCOMMAND, SUBCOMMAND_GROUP = 1, 2
CHAT, USER_MENU, MESSAGE_MENU = 1, 2, 3


class Commands:
    """Registered commands by scope: None for the global ones, else a guild's id."""

    def __init__(self, snowflakes: Snowflakes, application_id: str, clock: Clock) -> None:
        self._snowflakes = snowflakes
        self.application_id = application_id
        self._clock = clock
        self._scopes: dict[str | None, list[Payload]] = {}
        self._created: list[float] = []

    @property
    def scopes(self) -> dict[str | None, list[Payload]]:
        """All registered commands by scope."""
        return dict(self._scopes)

    def take(self, guild_id: str | None, known: list[Payload]) -> None:
        """Know commands that were registered before, with their old ids; counts nothing."""
        self._scopes[guild_id] = known

    def registered(self, guild_id: str | None) -> list[Payload]:
        """Return the commands of one scope, as Discord answers with them."""
        return self._scopes.get(guild_id, [])

    def put(self, guild_id: str | None, sent: list[Payload]) -> list[Payload]:
        """Replace the commands of one scope; ids stay where type and name stay.

        Raises ApiError 30034 above 200 new commands a day.
        """
        known = {(one["type"], one["name"]): one for one in self.registered(guild_id)}
        new = [one for one in sent if (one.get("type", CHAT), one["name"]) not in known]
        self._count(len(new))
        done = []
        for one in sent:
            before = known.get((one.get("type", CHAT), one["name"]))
            done.append(self._complete(one, guild_id, before["id"] if before else None))
        self._scopes[guild_id] = done
        return done

    def _count(self, new: int) -> None:
        day_ago = self._clock.time() - 24 * 3600
        self._created = [moment for moment in self._created if moment > day_ago]
        if len(self._created) + new > CREATES_A_DAY:
            message = "Max number of daily application command creates has been reached (200)"
            raise ApiError(429, 30034, message)
        self._created += [self._clock.time()] * new

    def _complete(self, sent: Payload, guild_id: str | None, known: str | None) -> Payload:
        body: Payload = {
            "id": known or self._snowflakes.make(),
            "application_id": self.application_id,
            "version": self._snowflakes.make(),
            "default_member_permissions": None,
            "type": CHAT,
            "description": "",
            "nsfw": False,
        }
        if guild_id is None:
            body |= {"contexts": None, "integration_types": [0], "dm_permission": True}
        body |= {key: value for key, value in sent.items() if value is not None}
        if body["default_member_permissions"] is not None:
            body["default_member_permissions"] = str(body["default_member_permissions"])
        if "options" in body:
            body["options"] = [_option(one) for one in body["options"]]
        return body | ({"guild_id": guild_id} if guild_id is not None else {})

    def available(self, guild_id: str | None) -> list[Payload]:
        """Return what can be used in a guild: its own commands before the global ones."""
        own = self.registered(guild_id) if guild_id is not None else []
        names = {(one["type"], one["name"]) for one in own}
        return own + [
            one for one in self.registered(None) if (one["type"], one["name"]) not in names
        ]


def _option(sent: Payload) -> Payload:
    done = {key: value for key, value in sent.items() if value is not None}
    if "options" in done:
        done["options"] = [_option(one) for one in done["options"]]
    if done.get("choices"):
        done["choices"] = [
            {key: value for key, value in one.items() if value is not None}
            for one in done["choices"]
        ]
    return done
