"""The page's routes: the shell, its files, uploads, and the one WebSocket."""

import asyncio
import logging
import secrets
from importlib.resources import files
from pathlib import Path

from aiohttp import web

from reviewbot.playground.driver.files import LARGEST_FILE, File
from reviewbot.playground.driver.refusing import ClientRefuses
from reviewbot.playground.page import feed
from reviewbot.playground.page.guard import HEADERS, Guard
from reviewbot.playground.page.look import Look
from reviewbot.playground.page.places import Marks
from reviewbot.playground.page.socket import Socket
from reviewbot.playground.page.stage import Stage
from reviewbot.playground.page.viewer import Viewer
from reviewbot.playground.world.models import Event, Guild

STATIC = Path(str(files("reviewbot.playground.page").joinpath("static")))
FILES_KEPT = 50
log = logging.getLogger(__name__)


class Page:
    """Serves the page over one playground; a gap in its rights is a hole in the machine."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.world = stage.world
        self.guard = Guard()
        self.marks = Marks()
        self.look = Look("")
        self.viewers: set[Viewer] = set()
        self._files: dict[str, File] = {}
        self.world.observers.append(self.tell)

    def at(self, address: str) -> None:
        """Note the address, `http://host:port`, under which everything is served."""
        self.guard.address = address
        self.look = Look(self.world.assets.base)

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return what the HTTP server has to serve for the page."""
        return [
            web.get("/", self._shell),
            web.get("/page/socket", self._socket),
            web.post("/page/files", self._upload),
            web.get("/page/{name:[a-z/]+\\.(?:css|js|svg)}", self._static),
        ]

    def tell(self, event: Event) -> None:
        """Show an event on every page whose member may learn of it."""
        for viewer in tuple(self.viewers):
            try:
                feed.deliver(viewer, event)
            except Exception:
                log.exception("an event could not be shown on a page")

    def bot_is_here(self) -> bool:
        """Tell whether the bot is connected."""
        return bool(self.stage.hub.connections)

    def keep_file(self, file: File) -> str:
        """Keep an uploaded file until it is used, and return its id."""
        while len(self._files) >= FILES_KEPT:
            del self._files[next(iter(self._files))]
        file_id = secrets.token_urlsafe(12)
        self._files[file_id] = file
        return file_id

    def take_file(self, file_id: str) -> File:
        """Return an uploaded file; refuses ids that are not, or no longer, known."""
        try:
            return self._files[file_id]
        except KeyError:
            raise ClientRefuses("that file was not uploaded") from None

    def guild(self) -> Guild | None:
        """Return the guild that is shown: the one with the most members."""
        guilds = self.world.guilds.values()
        return max(guilds, key=lambda one: len(one.members), default=None)

    async def _shell(self, request: web.Request) -> web.StreamResponse:
        let_in = self.guard.take_key(request)
        if let_in is not None:
            return let_in
        refused = self.guard.refusal(request)
        guild = self.guild()
        if refused is None and guild is None:
            refused = "There is no server yet."
        if refused is not None or guild is None:
            return web.Response(status=403, text=refused, headers=HEADERS)
        html = self.look.shell(guild=guild)
        headers = HEADERS | {"Cache-Control": "no-store"}
        return web.Response(text=html, content_type="text/html", headers=headers)

    async def _static(self, request: web.Request) -> web.StreamResponse:
        refused = self.guard.refusal(request)
        file = STATIC / request.match_info["name"]
        if refused is not None or not file.is_file():
            status = 403 if refused is not None else 404
            return web.Response(status=status, text=refused or "not found", headers=HEADERS)
        return web.FileResponse(file, headers=HEADERS | {"Cache-Control": "no-cache"})

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        refused = self.guard.refusal(request, acts=True)
        if refused is not None:
            return web.Response(status=403, text=refused, headers=HEADERS)
        content = await request.content.read(LARGEST_FILE + 1)
        while not request.content.at_eof() and len(content) <= LARGEST_FILE:
            content += await request.content.read(LARGEST_FILE)
        if len(content) > LARGEST_FILE:
            return web.Response(status=413, text="Files may have 10 MB.", headers=HEADERS)
        name = Path(request.query.get("name", "file")).name or "file"
        return web.json_response({"id": self.keep_file(File(name, content))}, headers=HEADERS)

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        refused = self.guard.refusal(request, acts=True)
        guild = self.guild()
        if refused is not None or guild is None:
            return web.Response(status=403, text=refused, headers=HEADERS)
        return await Socket(self, guild).serve(request)

    async def watch(self) -> None:
        """Keep the pages told of what is no event: the bot coming and going, new commands."""
        known: object = None
        while True:
            await self.world.next_change()
            await asyncio.sleep(0.05)
            now = (self.bot_is_here(), self.commands_version())
            if now != known:
                known = now
                for viewer in tuple(self.viewers):
                    viewer.show_people()
                    viewer.show_commands()

    def commands_version(self) -> tuple[str, ...]:
        """Return what changes whenever the bot registers its commands anew."""
        scopes = (None, *self.world.guilds)
        return tuple(
            one["version"] for scope in scopes for one in self.world.commands.registered(scope)
        )
