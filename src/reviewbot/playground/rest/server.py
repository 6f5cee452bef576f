"""Takes requests to `/api/v10`: finds the route, lets faults strike, answers, records."""

import asyncio
import logging
from dataclasses import dataclass

from aiohttp import web

from reviewbot.playground.errors import ApiError, not_found, unauthorized
from reviewbot.playground.faults import Fault, Faults
from reviewbot.playground.rest.body import NO_BODY, Body, read
from reviewbot.playground.rest.call import Answer, Call
from reviewbot.playground.rest.limits import RateLimits
from reviewbot.playground.rest.respond import cut, limited, response, spoilt
from reviewbot.playground.rest.routes import Route, Routes
from reviewbot.playground.traffic import Exchange, Traffic
from reviewbot.playground.world.world import World

PREFIX = "/api/v10"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request with what was made out of it; `pattern` is its name in scripts of faults."""

    http: web.Request
    path: str
    route: Route | None = None
    pattern: str = ""
    params: dict[str, str] | None = None
    body: Body = NO_BODY


class RestServer:
    """Discord's REST interface over a world; `limits` can be made smaller by tests."""

    def __init__(self, world: World, faults: Faults, traffic: Traffic) -> None:
        self.gateway_url = ""
        self.limits = RateLimits(world.clock)
        self._world = world
        self._faults = faults
        self._traffic = traffic
        self._routes = Routes()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one request."""
        try:
            it = await self._make_out(request)
        except ApiError as error:
            it = Incoming(request, request.path.removeprefix(PREFIX))
            return response(self._recorded(it, (error.status, error.payload())))
        fault = self._faults.find(it.pattern) if self._faults.rest else None
        if fault is not None:
            return await self._struck(it, fault)
        major = next(iter(it.params.values()), "") if it.params else ""
        headers, wait = self.limits.count(it.pattern, major)
        if wait is not None:
            refused, more = limited(wait)
            return response(self._recorded(it, refused), headers | more)
        return response(self._carry_out(it), headers)

    async def _make_out(self, request: web.Request) -> Incoming:
        path = request.path.removeprefix(PREFIX)
        found = self._routes.find(request.method, path)
        if found is None:
            raise not_found()
        return Incoming(request, path, *found, await read(request))

    def _carry_out(self, it: Incoming) -> Answer:
        answer: Answer
        try:
            answer = self._handled(it)
        except ApiError as error:
            answer = (error.status, error.payload())
        except Exception as error:  # noqa: BLE001 -- a failure of the playground must reach the test
            self._traffic.crashes.append(error)
            _log.exception("%s failed", it.pattern)
            answer = (400, {"message": "the playground failed", "code": 0})
        return self._recorded(it, answer)

    def _handled(self, it: Incoming) -> Answer:
        if it.route is None:
            raise not_found()
        token = f"Bot {self._world.application.token}"
        if it.route.needs_bot and it.http.headers.get("Authorization") != token:
            raise unauthorized()
        sent = it.body.json
        call = Call(
            world=self._world,
            params=it.params or {},
            query=dict(it.http.query),
            body=sent if isinstance(sent, dict) else {},
            items=sent if isinstance(sent, list) else [],
            uploads=it.body.uploads,
            gateway_url=self.gateway_url,
        )
        return it.route.handler(call)

    async def _struck(self, it: Incoming, fault: Fault) -> web.StreamResponse:
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.reset == "before":
            return cut(it.http)
        answer: Answer = (fault.status or 200, None)
        if fault.status is None or fault.commit:
            answer = self._carry_out(it)
        if fault.reset == "after":
            return cut(it.http)
        if fault.status is not None:
            self._recorded(it, (fault.status, None), fault=True)
        return spoilt(fault, answer)

    def _recorded(self, it: Incoming, answer: Answer, *, fault: bool = False) -> Answer:
        exchange = Exchange(
            method=it.http.method,
            route=it.route.template if it.route is not None else None,
            path=it.path,
            query=dict(it.http.query),
            request=it.body.json,
            status=answer[0],
            response=answer[1],
            at=self._world.clock.time(),
            files=tuple(upload.filename for upload in it.body.uploads),
            contents=tuple(upload.content for upload in it.body.uploads),
            fault=fault,
        )
        self._traffic.add(exchange)
        return answer
