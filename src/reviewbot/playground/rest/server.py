"""Takes requests to `/api/v10`: finds the route, lets faults strike, answers, records."""

import asyncio
import json
import logging

from aiohttp import web

from reviewbot.playground.errors import ApiError, not_found, unauthorized
from reviewbot.playground.faults import Fault, Faults
from reviewbot.playground.payload import Payload
from reviewbot.playground.rest.body import Body, read
from reviewbot.playground.rest.call import Answer, Call
from reviewbot.playground.rest.limits import RateLimits
from reviewbot.playground.rest.routes import Route, Routes
from reviewbot.playground.traffic import Exchange, Traffic
from reviewbot.playground.world.world import World

PREFIX = "/api/v10"
_ENCODE = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


class RestServer:
    """Discord's REST interface over a world."""

    def __init__(self, world: World, faults: Faults, traffic: Traffic) -> None:
        self.gateway_url = ""
        self._world = world
        self._faults = faults
        self._traffic = traffic
        self._routes = Routes()
        self._limits = RateLimits(world.clock)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        path = request.path.removeprefix(PREFIX)
        found = self._routes.find(request.method, path)
        if found is None:
            error = not_found()
            self._record(request, None, Body(), (error.status, error.payload()))
            return _response(error.status, error.payload())
        route, pattern, params = found
        fault = self._faults.find(pattern) if self._faults.rest else None
        body = await read(request)
        if fault is not None:
            return await self._struck(request, route, params, body, fault)
        status, answer = self._carry_out(request, route, params, body)
        headers = self._limits.headers(pattern, next(iter(params.values()), ""))
        return _response(status, answer, headers)

    def _carry_out(
        self, request: web.Request, route: Route, params: dict[str, str], body: Body
    ) -> Answer:
        try:
            if route.needs_bot:
                self._require_bot(request)
            answer = route.handler(self._call(request, params, body))
        except ApiError as error:
            answer = (error.status, error.payload())
        except Exception as error:
            self._traffic.crashes.append(error)
            logging.getLogger(__name__).exception("%s failed", route.template)
            answer = (400, {"message": "the playground failed", "code": 0})
        self._record(request, route, body, answer)
        return answer

    def _require_bot(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bot {self._world.application.token}":
            raise unauthorized()

    def _call(self, request: web.Request, params: dict[str, str], body: Body) -> Call:
        return Call(
            world=self._world,
            params=params,
            query=dict(request.query),
            body=body.json if isinstance(body.json, dict) else {},
            items=body.json if isinstance(body.json, list) else [],
            uploads=body.uploads,
            gateway_url=self.gateway_url,
        )

    async def _struck(
        self,
        request: web.Request,
        route: Route,
        params: dict[str, str],
        body: Body,
        fault: Fault,
    ) -> web.StreamResponse:
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.reset == "before":
            return _cut(request)
        answer: Answer = (fault.status or 200, None)
        if fault.status is None or fault.commit:
            answer = self._carry_out(request, route, params, body)
        if fault.reset == "after":
            return _cut(request)
        if fault.status is not None:
            self._record(request, route, body, (fault.status, None), fault=True)
        return _spoilt(fault, answer)

    def _record(
        self,
        request: web.Request,
        route: Route | None,
        body: Body,
        answer: Answer,
        *,
        fault: bool = False,
    ) -> None:
        exchange = Exchange(
            method=request.method,
            route=route.template if route is not None else None,
            path=request.path.removeprefix(PREFIX),
            query=dict(request.query),
            request=body.json,
            status=answer[0],
            response=answer[1],
            at=self._world.clock.time(),
            files=tuple(upload.filename for upload in body.uploads),
            fault=fault,
        )
        self._traffic.add(exchange)


def _response(
    status: int, body: Payload | list[Payload] | None, headers: dict[str, str] | None = None
) -> web.Response:
    if body is None:
        return web.Response(status=status, headers=headers)
    encoded = _ENCODE(body).encode("utf-8", "surrogatepass")
    return web.Response(
        status=status, body=encoded, headers=headers, content_type="application/json"
    )


def _cut(request: web.Request) -> web.Response:
    """Abort the connection; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)


def _spoilt(fault: Fault, answer: Answer) -> web.Response:
    status = fault.status or answer[0]
    if fault.body == "html":
        page = "<html><body><h1>Bad gateway</h1></body></html>"
        return web.Response(status=status, text=page, content_type="text/html")
    if fault.body == "truncated":
        half = _ENCODE(answer[1] or {"message": "cut"}).encode()
        return web.Response(
            status=status, body=half[: len(half) // 2], content_type="application/json"
        )
    if fault.status is None:
        return _response(*answer)
    body: Payload = {"message": fault.message or f"{status}: fault", "code": fault.code}
    headers: dict[str, str] = {}
    if status == 429:
        body |= {"retry_after": fault.retry_after, "global": fault.is_global}
        headers = {
            "Retry-After": str(fault.retry_after),
            "X-RateLimit-Scope": "global" if fault.is_global else "user",
        }
        if fault.via:
            headers["Via"] = "1.1 playground"
    return _response(status, body, headers)
