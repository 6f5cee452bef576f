"""Finds who handles a form that came back or a button that nobody knows, from its id alone.

discord.py keeps every opened form in memory, loses them at a restart, and mixes up two
members with one form; so forms are never stored, and each submission is read from its data.
"""

import logging
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import aiohttp
import discord

from reviewbot.domain.ids import is_id
from reviewbot.errors import NotFound

if TYPE_CHECKING:  # the client owns a router; only the name of its type is needed here
    from reviewbot.bot.client import Interaction

_log = logging.getLogger(__name__)

GONE: Final = "That is not here any more."


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a form, not fetched yet."""

    name: str
    size: int
    url: str


@dataclass(frozen=True, slots=True)
class Submission:
    """What came back with a form: a text for each text box and choice, and the files.

    Of several choices each is a line. `uploads` has one file of each field, `files` all.
    """

    reference: str
    values: Mapping[str, str]
    uploads: Mapping[str, Upload]
    files: Mapping[str, Sequence[Upload]] = field(default_factory=dict)

    def value(self, field: str) -> str:
        """Return what was typed or chosen in a field; empty if nothing was."""
        return self.values.get(field, "")


FormHandler: TypeAlias = "Callable[[Interaction, Submission], Awaitable[None]]"


@dataclass(frozen=True, slots=True)
class Router:
    """`forms` maps the beginning of a custom id, such as `f1:review`, to who handles it."""

    forms: Mapping[str, FormHandler]

    async def submit(self, interaction: "Interaction") -> None:
        """Acknowledge a submitted form and hand it to its handler.

        Raises `NotFound` if there is none.
        """
        data: Any = interaction.data
        name, _, reference = str(data["custom_id"]).rpartition(":")
        handler = self.forms.get(name)
        if handler is None or not is_id(reference):
            raise NotFound(GONE)
        await _acknowledge(interaction)
        await handler(interaction, _read(reference, data))


async def _acknowledge(interaction: "Interaction") -> None:
    """Tell Discord that an answer will follow, in private.

    Where Discord does not take that, or its answer is lost, the form is handled all the same:
    what somebody wrote is never dropped for the want of a receipt.
    """
    try:
        await interaction.response.defer(ephemeral=True, thinking=True)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        code = getattr(error, "code", type(error).__name__)
        _log.info("interaction %s could not be acknowledged (%s)", interaction.id, code)


def _read(reference: str, data: Mapping[str, Any]) -> Submission:
    values, uploads = {}, dict[str, list[Upload]]()
    files = data.get("resolved", {}).get("attachments", {})
    for given in _fields(data["components"]):
        name = given["custom_id"]
        if given["type"] == discord.ComponentType.file_upload.value:
            for file in (files[i] for i in given.get("values", ()) if i in files):
                one = Upload(file["filename"], int(file["size"]), file["url"])
                uploads.setdefault(name, []).append(one)
        else:
            values[name] = given.get("value") or "\n".join(given.get("values") or ())
    return Submission(reference, values, {n: all_of[-1] for n, all_of in uploads.items()}, uploads)


def _fields(components: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Walk through rows and labels to the fields in them."""
    for component in components:
        if "component" in component:
            yield from _fields([component["component"]])
        elif "components" in component:
            yield from _fields(component["components"])
        elif "custom_id" in component:
            yield component
