"""The body of a request: JSON, or a form with JSON and files."""

import json
from dataclasses import dataclass

from aiohttp import web

from reviewbot.playground.errors import ApiError
from reviewbot.playground.payload import Payload, Upload

_PLAIN = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Body:
    """A decoded body: the JSON value, if any, and the files."""

    json: Payload | list[Payload] | None = None
    uploads: tuple[Upload, ...] = ()


NO_BODY = Body()


async def read(request: web.Request) -> Body:
    """Return the body of a request; raises ApiError 50109 for what is not JSON."""
    if request.content_type.startswith("multipart/"):
        return await _form(request)
    sent = await request.read()
    return Body(_decode(sent)) if sent else Body()


def _decode(sent: bytes) -> Payload | list[Payload]:
    try:
        decoded = json.loads(sent)
    except ValueError:
        decoded = None
    if not isinstance(decoded, dict | list):
        raise ApiError(400, 50109, "The request body contains invalid JSON.")
    return decoded


async def _form(request: web.Request) -> Body:
    decoded: Payload | list[Payload] | None = None
    uploads: list[Upload] = []
    for name, value in (await request.post()).items():
        if name == "payload_json":
            text = value.file.read() if isinstance(value, web.FileField) else str(value).encode()
            decoded = _decode(text)
        elif isinstance(value, web.FileField):
            index = name.removeprefix("files[").removesuffix("]")
            number = int(index) if index.isdigit() else len(uploads)
            kind = value.content_type or _PLAIN
            uploads.append(Upload(number, value.filename, value.file.read(), kind))
    return Body(decoded, tuple(sorted(uploads, key=lambda upload: upload.index)))
