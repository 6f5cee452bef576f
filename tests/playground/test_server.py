"""The server itself: what it refuses, and what it keeps of what was asked."""

import aiohttp
import pytest

from reviewbot.playground import Playground
from reviewbot.playground.traffic import Exchange, Record
from tests.playground.conftest import Stage


async def ask(
    playground: Playground,
    method: str,
    path: str,
    json: object = None,
    data: bytes | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[int, dict[str, object], str]:
    sent = {"Authorization": f"Bot {playground.token}"} | (headers or {})
    address = playground.api_url + path
    async with (
        aiohttp.ClientSession(headers=sent) as session,
        session.request(method, address, json=json, data=data) as response,
    ):
        body = await response.json(content_type=None) if response.status != 403 else {}
        return response.status, body, response.headers["Content-Type"]


async def test_a_route_that_does_not_exist_is_noted(discord_here: Playground) -> None:
    status, body, kind = await ask(discord_here, "GET", "/guilds/1/bans")
    assert (status, body, kind) == (
        404,
        {"message": "404: Not Found", "code": 0},
        "application/json",
    )
    assert discord_here.traffic.unknown == ["GET /guilds/1/bans"]
    assert discord_here.traffic.refusals == {401: 0, 403: 0, 404: 1, 429: 0}


async def test_a_wrong_token_is_refused(discord_here: Playground) -> None:
    wrong = {"Authorization": "Bot wrong"}
    status, body, _ = await ask(discord_here, "GET", "/users/@me", headers=wrong)
    assert (status, body["code"]) == (401, 0)


async def test_what_is_no_json_is_refused(discord_here: Playground) -> None:
    channel = discord_here.guild("Film club").channel("reviews")
    status, body, _ = await ask(discord_here, "POST", f"/channels/{channel.id}/messages", data=b"{")
    assert (status, body["code"]) == (400, 50109)


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
async def test_other_sites_are_refused(discord_here: Playground, headers: dict[str, str]) -> None:
    assert (await ask(discord_here, "GET", "/users/@me", headers=headers))[0] == 403
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(discord_here.gateway_url, headers=headers)


async def test_exchanges_are_recorded_with_route_and_bodies(stage: Stage) -> None:
    seen: list[Record] = []
    stage.discord.traffic.observers.append(seen.append)
    await stage.place.send("hello")
    (exchange,) = stage.discord.traffic.find("POST", "/channels/{channel_id}/messages")
    assert exchange in seen
    assert isinstance(exchange, Exchange)
    assert isinstance(exchange.request, dict)
    assert isinstance(exchange.response, dict)
    assert (exchange.request["content"], exchange.response["content"]) == ("hello", "hello")
    assert exchange.status == 200


async def test_a_rule_broken_is_answered_as_discord_does(stage: Stage) -> None:
    status, body, _ = await ask(
        stage.discord,
        "POST",
        f"/channels/{stage.channel.id}/messages",
        json={"content": "x" * 2001},
    )
    assert (status, body["code"], "content" in str(body["errors"])) == (400, 50035, True)


async def test_two_hundred_new_commands_a_day(discord_here: Playground) -> None:
    path = f"/applications/{discord_here.world.application.id}/commands"
    for day in range(3):
        names = [{"name": f"c{day}-{n}", "description": "x"} for n in range(100)]
        status, body, _ = await ask(discord_here, "PUT", path, json=names)
    assert (status, body["code"]) == (429, 30034)
    discord_here.clock.advance(24 * 3600 + 1)
    assert (await ask(discord_here, "PUT", path, json=names))[0] == 200


async def test_pictures_nobody_chose_are_served(discord_here: Playground) -> None:
    address = f"{discord_here.assets_url}/embed/avatars/0.png"
    async with aiohttp.ClientSession() as session, session.get(address) as response:
        assert (await response.read()).startswith(b"\x89PNG")
