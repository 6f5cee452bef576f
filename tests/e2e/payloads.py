"""What every test of the suite holds to besides its own: nobody is pinged, no word is logged."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from reviewbot.playground.traffic import Exchange, GatewayEvent

_MESSAGE: Final = {"content", "components", "embeds", "poll"}
"""What makes a body one of a message that is shown."""
_TELLING: Final = 12
"""So many letters say that words in the log are a member's, and not ours by chance."""


def pinging(exchanges: Iterable[Exchange]) -> Iterator[str]:
    """Yield the requests that show a message and do not forbid every mention in it (S5).

    Where the field is missing Discord notifies whoever the text names.
    """
    for one in exchanges:
        body: Any = one.request
        if not isinstance(body, dict) or one.route is None:
            continue
        if one.route.endswith("/callback"):
            body = body.get("data") if body.get("type") in {4, 7} else None
        elif "/messages" not in one.route and "/webhooks/" not in one.route:
            continue
        if body and _MESSAGE & body.keys():
            allowed = body.get("allowed_mentions") or {}
            if allowed.get("parse") != [] or allowed.get("users") or allowed.get("roles"):
                yield f"{one.method} {one.route}: {json.dumps(allowed)}"


def typed(events: Iterable[GatewayEvent]) -> Iterator[str]:
    """Yield what members typed and what is secret, as Discord told it: none may be logged (S13)."""
    for one in events:
        data: Any = one.data
        if not one.sent or not isinstance(data, dict):
            continue
        if one.name == "INTERACTION_CREATE":
            yield str(data["token"])
            yield from _values(data.get("data"))
        elif one.name.startswith("MESSAGE_") and not data.get("author", {}).get("bot"):
            yield from _lines(str(data.get("content", "")))


def _values(found: Any) -> Iterator[str]:  # noqa: ANN401 - any part of what Discord sent
    if isinstance(found, dict):
        if isinstance(found.get("value"), str):
            yield from _lines(found["value"])
        for inner in found.values():
            yield from _values(inner)
    elif isinstance(found, list):
        for inner in found:
            yield from _values(inner)


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if len(line.strip()) >= _TELLING)


def logged(lines: Iterable[str], events: Iterable[GatewayEvent]) -> list[str]:
    """Return the lines of the log that hold what they may not."""
    secret = set(typed(events))
    return [line for line in lines if any(one in line for one in secret)]
