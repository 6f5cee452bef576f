"""The page can act as anybody, so only this machine's own browser may use it."""

import contextlib
from collections.abc import AsyncIterator

import aiohttp
import pytest

from reviewbot.playground import File
from tests.page.conftest import Stage

FOREIGN = ("http://evil.test", "null", "http://127.0.0.1:1", "https://127.0.0.1")
SOCKET, UPLOAD = "/page/socket", "/page/files?name=a.txt"


@contextlib.asynccontextmanager
async def client(stage: Stage, *, let_in: bool = True) -> AsyncIterator[aiohttp.ClientSession]:
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(stage.discord.address, cookie_jar=jar) as session:
        if let_in:
            answer = await session.get(stage.discord.page_url)
            assert answer.status == 200
        yield session


async def test_the_key_of_an_address_works_once(stage: Stage) -> None:
    url = stage.discord.page_url
    for wanted in (303, 403):
        async with client(stage, let_in=False) as session:
            answer = await session.get(url, allow_redirects=False)
            assert answer.status == wanted
            assert ("Set-Cookie" in answer.headers) == (wanted == 303)


async def test_the_cookie_is_for_this_site_and_not_for_scripts(stage: Stage) -> None:
    async with client(stage, let_in=False) as session:
        answer = await session.get(stage.discord.page_url, allow_redirects=False)
        cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize("path", ["/", "/?key=", "/?key=wrong", "/page/js/main.js", SOCKET])
async def test_nobody_comes_in_without_the_cookie(stage: Stage, path: str) -> None:
    async with client(stage, let_in=False) as session:
        origin = {"Origin": stage.discord.address}
        answer = await session.get(path, headers=origin)
        assert answer.status == 403


@pytest.mark.parametrize("path", ["/", "/page/js/main.js", SOCKET])
@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1:1", "127.0.0.1.evil.test", "[::1]"])
async def test_a_foreign_host_is_refused(stage: Stage, path: str, host: str) -> None:
    async with client(stage) as session, session.get(path, headers={"Host": host}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_foreign_origin_is_refused(stage: Stage, origin: str) -> None:
    async with client(stage) as session:
        headers = {"Origin": origin}
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await session.ws_connect(SOCKET, headers=headers)
        assert caught.value.status == 403
        async with session.post(UPLOAD, data=b"x", headers=headers) as answer:
            assert answer.status == 403
        async with session.get("/", headers=headers) as answer:
            assert answer.status == 403


async def test_what_acts_needs_an_origin(stage: Stage) -> None:
    async with client(stage) as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as caught:
            await session.ws_connect(SOCKET)
        assert caught.value.status == 403
        async with session.post(UPLOAD, data=b"x") as answer:
            assert answer.status == 403


async def test_the_own_page_gets_in(stage: Stage) -> None:
    headers = {"Origin": stage.discord.address}
    async with client(stage) as session:
        async with session.post(UPLOAD, data=b"x", headers=headers) as answer:
            assert (await answer.json())["id"]
        async with session.ws_connect(SOCKET, headers=headers) as socket:
            assert (await socket.receive_json(timeout=2))["to"] == "people"


async def test_a_get_changes_nothing(stage: Stage) -> None:
    async with client(stage) as session:
        for path in ("/page/files?name=a", "/page/socket?do=send"):
            async with session.get(path) as answer:
                assert answer.status in (403, 405)


async def test_the_headers_forbid_what_a_message_could_try(stage: Stage) -> None:
    async with client(stage) as session:
        for path in ("/", "/page/js/main.js", "/page/css/base.css", "/page/icons.svg"):
            async with session.get(path) as answer:
                assert answer.status == 200
                policy = answer.headers["Content-Security-Policy"]
                assert "default-src 'self'" in policy
                assert "frame-ancestors 'none'" in policy
                assert "unsafe" not in policy
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
                assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
                assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize("name", ["x.html", "x.svg", "x.js", "x.pdf", "x.xml"])
async def test_an_uploaded_file_is_never_opened_as_a_page(stage: Stage, name: str) -> None:
    sent = await stage.ada.send("look", files=[File(name, b"<script>alert(1)</script>")])
    url = sent.raw["attachments"][0]["url"]
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert answer.status == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "name", ["../server.py", "..%2fserver.py", "js/../../server.py", "js/x.py"]
)
async def test_no_file_outside_is_served(stage: Stage, name: str) -> None:
    async with client(stage) as session, session.get(f"/page/{name}") as answer:
        assert answer.status in (403, 404)


async def test_nobody_reads_or_acts_for_another(stage: Stage) -> None:
    headers = {"Origin": stage.discord.address}
    private = await stage.ada.send("mine")
    stage.ada.here.messages.pop(private.id)
    private.it.private_to = stage.ada.id
    stage.ada.here.private[private.id] = private.it
    deeds = ({"do": "press", "id": "x"}, {"do": "delete"}, {"do": "react", "emoji": "👍"})
    async with client(stage) as session:
        socket = await session.ws_connect(f"{SOCKET}?as={stage.bo.id}", headers=headers)
        for deed in (*deeds, {"do": "behind"}):
            await socket.send_json({**deed, "message": private.id, "seq": 1})
            while (told := await socket.receive_json(timeout=2))["to"] != "done":
                assert "mine" not in told.get("html", "")
            assert told["refused"]
