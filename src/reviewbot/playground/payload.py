"""The shape in which Discord's JSON is held."""

from dataclasses import dataclass
from typing import Any, TypeAlias

Payload: TypeAlias = dict[str, Any]
"""One JSON object as Discord sends or takes it."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrives; `index` is the n of Discord's multipart field `files[n]`."""

    index: int
    filename: str
    content: bytes
    content_type: str
