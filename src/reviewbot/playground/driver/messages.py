"""A message as people see it."""

from dataclasses import dataclass

from reviewbot.playground.payload import Payload
from reviewbot.playground.world import components, models
from reviewbot.playground.world.world import World


@dataclass(frozen=True, slots=True)
class Button:
    """A button: `custom_id` is None for a link, `url` for any other."""

    label: str
    custom_id: str | None
    url: str | None
    disabled: bool
    raw: Payload


@dataclass(frozen=True, slots=True)
class Menu:
    """A select menu with its options by label."""

    placeholder: str
    custom_id: str
    options: dict[str, str]
    disabled: bool
    raw: Payload


class Message:
    """A live view of a message: it shows what the message is now."""

    def __init__(self, world: World, it: models.Message) -> None:
        self.world = world
        self.it = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and other.it is self.it

    def __hash__(self) -> int:
        return hash(self.it.id)

    def __repr__(self) -> str:
        return f"<Message by {self.author}: {self.text!r}>"

    @property
    def raw(self) -> Payload:
        """The message as Discord sends it."""
        return self.it.raw

    @property
    def id(self) -> str:
        """Its snowflake."""
        return self.it.id

    @property
    def text(self) -> str:
        """All text that one sees: content, embeds and text displays, one piece a line."""
        return components.text(self.it.raw)

    @property
    def author(self) -> str:
        """The display name of who wrote it."""
        return self.it.author.global_name or self.it.author.username

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return self.it.private_to is not None

    @property
    def deleted(self) -> bool:
        """Whether it is gone."""
        return self.it.deleted

    @property
    def edited(self) -> bool:
        """Whether it shows the mark of an edit."""
        return self.it.raw["edited_timestamp"] is not None

    @property
    def buttons(self) -> list[Button]:
        """Its buttons, links included, in reading order."""
        found = components.walk(self.it.raw["components"])
        return [
            Button(
                one.get("label") or one.get("emoji", {}).get("name", ""),
                one.get("custom_id"),
                one.get("url"),
                bool(one.get("disabled")),
                one,
            )
            for one in found
            if one["type"] == components.BUTTON
        ]

    @property
    def menus(self) -> list[Menu]:
        """Its select menus."""
        found = components.walk(self.it.raw["components"])
        return [
            Menu(
                one.get("placeholder") or "",
                one["custom_id"],
                {option["label"]: option["value"] for option in one.get("options", ())},
                bool(one.get("disabled")),
                one,
            )
            for one in found
            if one["type"] in components.SELECTS
        ]

    @property
    def attachments(self) -> dict[str, bytes]:
        """Its files by name."""
        stored = [self.world.assets.find(one["id"]) for one in self.it.raw["attachments"]]
        return {one.upload.filename: one.upload.content for one in stored if one is not None}

    @property
    def reactions(self) -> dict[str, int]:
        """How often each emoji was used."""
        return {emoji: len(users) for emoji, users in self.it.reactions.items()}

    @property
    def pinged(self) -> set[str]:
        """The display names of those whom it notified."""
        users = (self.world.users[one] for one in self.it.pinged)
        return {user.global_name or user.username for user in users}

    @property
    def answers(self) -> "Message | None":
        """The message that it replies to, while that is there."""
        reference = self.it.raw.get("message_reference")
        found = reference and self.it.channel.messages.get(reference["message_id"])
        return Message(self.world, found) if found else None
