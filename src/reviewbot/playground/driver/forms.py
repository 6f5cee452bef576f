"""Forms (modals): what stands in them, and how a person fills them in."""

from collections.abc import Mapping
from dataclasses import dataclass

from reviewbot.playground.driver.filling import value_of
from reviewbot.playground.driver.interacting import Resolved
from reviewbot.playground.driver.refusing import ClientRefuses
from reviewbot.playground.payload import Payload
from reviewbot.playground.world.components import LABEL, ROW, TEXT_DISPLAY
from reviewbot.playground.world.interactions import Interaction


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in; `raw` is the component, `label` what stands above it."""

    label: str
    description: str
    raw: Payload

    @property
    def custom_id(self) -> str:
        """The component's id."""
        return str(self.raw["custom_id"])


class Form:
    """An open form."""

    def __init__(self, interaction: Interaction) -> None:
        if interaction.form is None:
            raise ClientRefuses("no form was opened")
        self.interaction = interaction
        self.raw = interaction.form

    def __repr__(self) -> str:
        return f"<Form {self.title!r} with {[field.label for field in self.fields]}>"

    @property
    def title(self) -> str:
        """What stands on top."""
        return str(self.raw["title"])

    @property
    def custom_id(self) -> str:
        """The id that comes back with the submission."""
        return str(self.raw["custom_id"])

    @property
    def text(self) -> str:
        """The text between the fields."""
        shown = [one for one in self.raw["components"] if one["type"] == TEXT_DISPLAY]
        return "\n".join(one["content"] for one in shown)

    @property
    def fields(self) -> list[Field]:
        """What can be filled in, in order."""
        found = []
        for one in self.raw["components"]:
            if one["type"] == LABEL:
                found.append(Field(one["label"], one.get("description") or "", one["component"]))
            elif one["type"] == ROW:
                inner = one["components"][0]
                found.append(Field(inner.get("label") or "", "", inner))
        return found

    def fill(self, given: Mapping[str, object], resolved: Resolved) -> Payload:
        """Return the data of the submission; refuses unknown, missing and impossible values."""
        values = self._by_id(given)
        return resolved.into(
            {
                "custom_id": self.custom_id,
                "components": [_submitted(one, values, resolved) for one in self.raw["components"]],
            }
        )

    def _by_id(self, given: Mapping[str, object]) -> dict[str, object]:
        ids = {name: one.custom_id for one in self.fields for name in (one.label, one.custom_id)}
        plain = {name.casefold().replace(" ", "_"): custom_id for name, custom_id in ids.items()}
        values = {}
        for name, value in given.items():
            custom_id = ids.get(name) or plain.get(name.casefold())
            if custom_id is None:
                labels = ", ".join(repr(field.label) for field in self.fields)
                raise ClientRefuses(f"the form {self.title!r} has no {name!r}, but {labels}")
            values[custom_id] = value
        return values


def _submitted(one: Payload, values: Mapping[str, object], resolved: Resolved) -> Payload:
    body: Payload = {"type": one["type"], "id": one["id"]}
    if one["type"] == LABEL:
        return body | {"component": _field(one["component"], one["label"], values, resolved)}
    if one["type"] == ROW:
        inner = one["components"][0]
        label = inner.get("label") or ""
        return body | {"components": [_field(inner, label, values, resolved)]}
    return body


def _field(one: Payload, label: str, values: Mapping[str, object], resolved: Resolved) -> Payload:
    custom_id = one["custom_id"]
    body: Payload = {"type": one["type"], "id": one["id"], "custom_id": custom_id}
    return body | value_of(one, label, values.get(custom_id), resolved)
