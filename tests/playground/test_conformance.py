"""The watcher itself: it lets good traffic pass and catches what was planted."""

from collections.abc import Callable
from typing import Any

import pytest

from reviewbot.playground.traffic import Exchange, GatewayEvent, Traffic
from tests.conformance import DESCRIPTION, Conformance, find_description, with_text_ids

Body = dict[str, Any]

USER: Body = {
    "id": "10",
    "username": "ada",
    "discriminator": "0",
    "global_name": None,
    "avatar": None,
    "public_flags": 0,
    "flags": 0,
    "primary_guild": None,
}
MESSAGE: Body = {
    "id": "1",
    "type": 0,
    "channel_id": "2",
    "author": USER,
    "content": "x",
    "timestamp": "2026-01-01T00:00:00+00:00",
    "edited_timestamp": None,
    "flags": 0,
    "pinned": False,
    "tts": False,
    "mention_everyone": False,
    "mentions": [],
    "mention_roles": [],
    "attachments": [],
    "embeds": [],
    "components": [],
}
ROUTE = "/channels/{channel_id}/messages"


@pytest.fixture
def watcher() -> Conformance:
    description = find_description()
    if description is None:
        pytest.skip(f"no description of Discord at {DESCRIPTION}")
    return Conformance(description)


def sent(request: Body, response: Body | None = MESSAGE, status: int = 200) -> Exchange:
    return Exchange("POST", ROUTE, "/channels/2/messages", {}, request, status, response, 0.0)


def card(label: str) -> Body:
    button = {"type": 2, "style": 1, "label": label, "custom_id": "a"}
    row = {"type": 1, "components": [button]}
    return {"flags": 1 << 15, "components": [{"type": 17, "components": [row]}]}


def test_good_traffic_passes(watcher: Conformance) -> None:
    traffic = Traffic()
    watcher.watch(traffic)
    traffic.add(sent(card("Read") | {"message_reference": {"message_id": 1 << 60}}))
    traffic.add(GatewayEvent("MESSAGE_CREATE", MESSAGE, sent=True, at=0.0))
    traffic.add(GatewayEvent("HEARTBEAT", 3, sent=False, at=0.0))
    watcher.verify()
    assert watcher.checked == 3


def guild_with(role: Body) -> GatewayEvent:
    return GatewayEvent("GUILD_CREATE", {"id": "1", "roles": [role]}, sent=True, at=0.0)


PLANTED: dict[str, tuple[Callable[[], Any], str]] = {
    "a long label": (
        lambda: sent(card("x" * 81)),
        "components/0/components/0/components/0/label",
    ),
    "a missing field of an answer": (
        lambda: sent(card("x"), {k: v for k, v in MESSAGE.items() if k != "tts"}),
        '"tts" is a required property',
    ),
    "a number as id in an answer": (lambda: sent(card("x"), MESSAGE | {"id": 1}), "id: 1 is not"),
    "an answer of the wrong kind": (lambda: sent(card("x"), None, 201), "no such answer"),
    "a refusal without code": (lambda: sent({}, {"message": "no"}, 400), '"code" is a required'),
    "a wrong event": (
        lambda: GatewayEvent("MESSAGE_UPDATE", MESSAGE | {"pinned": None}, sent=True, at=0.0),
        "MESSAGE_UPDATE: pinned",
    ),
    "a role within a guild": (lambda: guild_with({"id": "1"}), "GUILD_CREATE roles/0"),
    "a route that is not there": (
        lambda: Exchange("PUT", "/nowhere", "/nowhere", {}, None, 200, None, 0.0),
        "no such operation",
    ),
}


@pytest.mark.parametrize("what", PLANTED)
def test_planted_mistakes_are_caught(watcher: Conformance, what: str) -> None:
    make, told = PLANTED[what]
    traffic = Traffic()
    watcher.watch(traffic)
    traffic.add(make())
    with pytest.raises(AssertionError, match="not as Discord describes it") as caught:
        watcher.verify()
    assert told in str(caught.value)


def test_a_refused_request_is_not_held_against_anyone(watcher: Conformance) -> None:
    watcher.check(sent(card("x" * 81), {"code": 50035, "message": "Invalid Form Body"}, 400))
    watcher.verify()


def test_ids_become_text_and_other_numbers_stay() -> None:
    body = {"a": [1 << 60], "flags": 1 << 15, "yes": True}
    assert with_text_ids(body) == {"a": [str(1 << 60)], "flags": 1 << 15, "yes": True}
