"""Answers as HTTP: good ones, refused ones, and those that a fault spoils."""

import json

from aiohttp import web

from reviewbot.playground.faults import Fault
from reviewbot.playground.payload import Payload
from reviewbot.playground.rest.call import Answer

_ENCODE = json.JSONEncoder(separators=(",", ":")).encode
_JSON = "application/json"
"""Exactly this: with a charset behind it discord.py takes the body for text."""


def response(answer: Answer, headers: dict[str, str] | None = None) -> web.Response:
    """Return an answer as HTTP."""
    status, body = answer
    if body is None:
        return web.Response(status=status, headers=headers)
    encoded = _ENCODE(body).encode("ascii")
    return web.Response(status=status, body=encoded, headers=headers, content_type=_JSON)


def limited(retry_after: float, *, is_global: bool = False) -> tuple[Answer, dict[str, str]]:
    """Return Discord's own 429 and its headers; the caller adds `Via` where it is genuine."""
    body: Payload = {
        "message": "You are being rate limited.",
        "code": 0,
        "retry_after": round(retry_after, 3),
        "global": is_global,
    }
    scope = "global" if is_global else "user"
    return (429, body), {"Retry-After": f"{retry_after:.3f}", "X-RateLimit-Scope": scope}


def cut(request: web.Request) -> web.Response:
    """Abort the connection; what is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)


def spoilt(fault: Fault, answer: Answer) -> web.Response:
    """Return what a fault makes of an answer."""
    status = fault.status or answer[0]
    if fault.body == "html":
        page = "<html><body><h1>Bad gateway</h1></body></html>"
        return web.Response(status=status, text=page, content_type="text/html")
    if fault.body == "truncated":
        whole = _ENCODE(answer[1] or {"message": "cut"}).encode()
        return web.Response(status=status, body=whole[: len(whole) // 2], content_type=_JSON)
    if fault.status is None:
        return response(answer)
    if fault.status == 429:
        refused, headers = limited(fault.retry_after, is_global=fault.is_global)
        return response(refused, headers | ({"Via": "1.1 playground"} if fault.via else {}))
    return response((status, {"message": fault.message or f"{status}: fault", "code": fault.code}))
