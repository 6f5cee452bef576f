"""The listening socket and what is served where."""

from collections.abc import Awaitable, Callable
from typing import TypeAlias
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from reviewbot.playground.gateway.server import GatewayServer
from reviewbot.playground.rest.server import PREFIX, RestServer
from reviewbot.playground.world.assets import Assets, plain_picture

OnAnswer: TypeAlias = Callable[[web.Request, web.StreamResponse], Awaitable[None]]
HOST = "127.0.0.1"
LARGEST_REQUEST = 25 * 1024 * 1024
"""Bytes; Discord's limit for one request with files."""


class Site:
    """The HTTP server: REST, gateway, assets, and whatever routes are added."""

    def __init__(self, rest: RestServer, gateway: GatewayServer, assets: Assets) -> None:
        self._assets = assets
        app = web.Application(client_max_size=LARGEST_REQUEST, middlewares=[_only_local])
        app.router.add_route("*", PREFIX + "/{path:.*}", rest.handle)
        app.router.add_get("/gateway", gateway.handle)
        app.router.add_get("/gateway/", gateway.handle)
        app.router.add_get("/assets/attachments/{channel}/{id}/{name}", self._attachment)
        app.router.add_get("/assets/{path:.*}", self._picture)
        self._app = app
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)

    def add(self, routes: list[web.AbstractRouteDef], on_answer: OnAnswer) -> None:
        """Serve more, before the start; `on_answer` is called with every answer."""
        self._app.add_routes(routes)
        self._app.on_response_prepare.append(on_answer)

    async def start(self, port: int) -> str:
        """Listen and return the address, `http://host:port`."""
        await self._runner.setup()
        listening = web.TCPSite(self._runner, HOST, port)
        await listening.start()
        return f"http://{HOST}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening and end what is still open."""
        await self._runner.cleanup()

    async def _attachment(self, request: web.Request) -> web.Response:
        query = request.query
        found = self._assets.fetch(
            request.match_info["id"], query.get("ex", "0"), query.get("hm", "")
        )
        if found is None:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=found.content, headers={"Content-Type": found.content_type})

    async def _picture(self, request: web.Request) -> web.Response:
        return web.Response(body=plain_picture(len(request.path)), content_type="image/png")


@web.middleware
async def _only_local(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what a web page elsewhere could send: a foreign Host or Origin."""
    host = urlsplit(f"//{request.host}").hostname
    origin = request.headers.get("Origin")
    foreign = origin is not None and origin != f"http://{request.host}"
    if host not in {HOST, "localhost"} or foreign:
        return web.Response(status=403, text="This server is for this machine only.")
    return await handler(request)
