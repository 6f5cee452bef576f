"""Holds the traffic of a playground against Discord's own OpenAPI description.

The description is data that lies beside the project and is not part of it; where it is
absent, `find_description` says so and everything else still works on our own rules.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema_rs

from reviewbot.playground.traffic import Exchange, GatewayEvent, Record, Traffic
from tests.conformance_events import parts_of_event

DESCRIPTION = Path(__file__).parent.parent.parent / "shared" / "discord" / "openapi.json"
BASE = "urn:discord"
FIRST_SNOWFLAKE = 1 << 40


def find_description() -> "Description | None":
    """Return Discord's description, loaded once in a process, or None where it is absent."""
    return _load(DESCRIPTION) if DESCRIPTION.exists() else None


@cache
def _load(path: Path) -> "Description":
    return Description(json.loads(path.read_text(encoding="utf-8")))


class Description:
    """The description with one compiled validator for each spot asked for."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._registry = jsonschema_rs.Registry([(BASE, document)])
        self._validators: dict[str, jsonschema_rs.Draft202012Validator] = {}

    def find(self, *keys: str) -> str | None:
        """Return the JSON pointer to a spot, following references; None if there is none."""
        node: Any = self._document
        pointer: list[str] = []
        for key in keys:
            node = node.get(key) if isinstance(node, dict) else None
            if node is None:
                return None
            pointer.append(key)
            if isinstance(node, dict) and "$ref" in node:
                pointer = node["$ref"].removeprefix("#/").split("/")
                node = self._document
                for step in pointer:
                    node = node[step]
        return "/".join(quote(key.replace("~", "~0").replace("/", "~1")) for key in pointer)

    def problems(self, pointer: str, value: object) -> list[str]:
        """Return what is wrong with a value, one line each, by the schema at a pointer."""
        if pointer not in self._validators:
            schema = {"$ref": f"{BASE}#/{pointer}"}
            self._validators[pointer] = jsonschema_rs.Draft202012Validator(
                schema, registry=self._registry
            )
        found = self._validators[pointer].iter_errors(value)
        return [line for error in found for line in _explain(error)]


def _explain(error: jsonschema_rs.ValidationError) -> list[str]:
    """Follow the branch whose `type` fits, so that the line names what is really wrong."""
    branches: list[list[jsonschema_rs.ValidationError]] = getattr(error.kind, "context", [])
    if not branches:
        path = "/".join(map(str, error.instance_path)) or "(the whole)"
        return [f"{path}: {error.message[:160]}"]
    here = len(error.instance_path)
    best = min(branches, key=lambda branch: (_misses_type(branch, here), len(branch)))
    return [line for inner in best for line in _explain(inner)]


def _misses_type(branch: list[jsonschema_rs.ValidationError], depth: int) -> bool:
    return any(
        len(error.instance_path) == depth + 1 and error.instance_path[-1] == "type"
        for error in branch
    )


def with_text_ids(value: object) -> object:
    """Return a body with ids as text: Discord takes numbers too, its description does not."""
    if isinstance(value, dict):
        # discord.py numbers the files that it sends, which the description wants as text too.
        return {
            key: _numbered(item) if key == "attachments" else with_text_ids(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [with_text_ids(item) for item in value]
    is_id = isinstance(value, int) and not isinstance(value, bool) and value >= FIRST_SNOWFLAKE
    return str(value) if is_id else value


def _numbered(files: object) -> object:
    if not isinstance(files, list):
        return files
    return [{**file, "id": str(file["id"])} if "id" in file else file for file in files]


class Conformance:
    """Watches traffic and remembers everything that Discord would not send or take."""

    def __init__(self, description: Description) -> None:
        self._description = description
        self.found: list[str] = []
        self.checked = 0

    def watch(self, traffic: Traffic) -> None:
        """Check every record of this traffic from now on."""
        traffic.observers.append(self.check)

    def verify(self) -> None:
        """Raise AssertionError listing what was wrong, if anything was."""
        if self.found:
            raise AssertionError("not as Discord describes it:\n" + "\n".join(self.found))

    def check(self, record: Record) -> None:
        """Check one exchange or event."""
        if isinstance(record, GatewayEvent):
            self._event(record)
        elif record.route is not None:
            self._exchange(record, record.route)

    def _exchange(self, it: Exchange, route: str) -> None:
        method = it.method.lower()
        if self._description.find("paths", route, method) is None:
            self._note(f"{it.method} {route}", ["no such operation"])
            return
        media = ("content", "application/json", "schema")
        if it.status < 400 and it.request is not None:
            body = with_text_ids(it.request)
            self._hold(f"{it.method} {route}", body, "paths", route, method, "requestBody", *media)
        if it.fault:
            return
        name = f"{it.method} {route} → {it.status}"
        if it.status >= 400:
            self._hold(name, it.response, "components", "schemas", "Error")
        elif self._description.find("paths", route, method, "responses", str(it.status)) is None:
            self._note(name, ["no such answer"])
        elif it.response is not None:
            answer = ("responses", str(it.status), *media)
            self._hold(name, it.response, "paths", route, method, *answer)

    def _event(self, event: GatewayEvent) -> None:
        if not event.sent:
            return
        for where, schema, value in parts_of_event(event.name, event.data):
            self._hold(f"{event.name} {where}".strip(), value, "components", "schemas", schema)

    def _hold(self, name: str, value: object, *keys: str) -> None:
        pointer = self._description.find(*keys)
        if pointer is not None:
            self.checked += 1
            self._note(name, self._description.problems(pointer, value))

    def _note(self, name: str, problems: list[str]) -> None:
        self.found += [f"{name}: {problem}" for problem in problems]
