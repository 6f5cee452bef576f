"""The components of a message: what may stand where, how many, and how much text.

Source: Discord's documentation, "Component Reference"; the 4,000 characters over all text
displays are discord-api-docs pull request 8562.
"""

from dataclasses import dataclass, field

from reviewbot.playground.rules import controls
from reviewbot.playground.rules.controls import Names, child, type_of
from reviewbot.playground.rules.fields import Body, bodies, inner, number, one_of, text, url
from reviewbot.playground.rules.problems import Place

ROW, SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 1, 9, 10, 11, 12, 13, 14, 17
IN_CONTAINER = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)
TOP = (*IN_CONTAINER, CONTAINER)
MOST_COMPONENTS = 40
MOST_TEXT = 4000
PICTURES = ("http", "https", "attachment")


@dataclass(slots=True)
class Layout:
    """What one message's components add up to while they are walked."""

    files: frozenset[str]
    is_edit: bool
    names: Names = field(default_factory=Names)
    count: int = 0
    characters: int = 0

    def check(self, place: Place, body: Body, *, is_layout: bool) -> None:
        """Check `components` of a classic message (rows only) or of a Components V2 one."""
        most = MOST_COMPONENTS if is_layout else 5
        for spot, part in bodies(place, body, "components", most):
            self._component(spot, part, TOP if is_layout else (ROW,))
        spot = place.at("components")
        if self.count > MOST_COMPONENTS:
            spot.fail(
                "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
                f"The total number of components cannot exceed {MOST_COMPONENTS}",
            )
        if self.characters > MOST_TEXT:
            spot.fail(
                "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
                f"The max displayable text size is {MOST_TEXT}",
            )

    def _component(self, place: Place, part: Body, allowed: tuple[int, ...]) -> None:
        kind = type_of(place, part, allowed)
        self.count += 1
        if kind in (ROW, SECTION, CONTAINER):
            self._holder(kind, place, part)
        elif kind == TEXT:
            self.characters += len(text(place, part, "content", MOST_TEXT, low=1, required=True))
        elif kind == GALLERY:
            for spot, item in bodies(place, part, "items", 10, low=1, required=True):
                self._picture(spot, item)
        elif kind == FILE:
            self._media(place, part, "file", ("attachment",))
        elif kind == SEPARATOR:
            one_of(place, part, "spacing", (1, 2))

    def _holder(self, kind: int, place: Place, part: Body) -> None:
        if kind == ROW:
            self._row(place, part)
        elif kind == SECTION:
            self._section(place, part)
        else:
            number(place, part, "accent_color", 0, 0xFFFFFF)
            for spot, inside in bodies(place, part, "components", 40, low=1, required=True):
                self._component(spot, inside, IN_CONTAINER)

    def _row(self, place: Place, row: Body) -> None:
        """Five buttons or one select."""
        parts = bodies(place, row, "components", 5, low=1, required=True)
        for spot, part in parts:
            kind = type_of(spot, part, (controls.BUTTON, *controls.SELECTS))
            self.count += 1
            if kind == controls.BUTTON:
                controls.check_button(spot, part, self.names)
            elif kind is not None:
                controls.check_select(spot, part, self.names)
                if len(parts) > 1:
                    spot.fail(
                        "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
                        "The specified component exceeds the maximum width",
                    )

    def _section(self, place: Place, section: Body) -> None:
        """One to three texts beside a button or a thumbnail."""
        for spot, part in bodies(place, section, "components", 3, low=1, required=True):
            self._component(spot, part, (TEXT,))
        accessory = child(place, section, "accessory", (controls.BUTTON, THUMBNAIL))
        if accessory is None:
            return
        self.count += 1
        if accessory["type"] == THUMBNAIL:
            self._picture(place.at("accessory"), accessory)
        else:
            controls.check_button(place.at("accessory"), accessory, self.names)

    def _picture(self, place: Place, item: Body) -> None:
        text(place, item, "description", 1024)
        self._media(place, item, "media", PICTURES)

    def _media(self, place: Place, part: Body, key: str, schemes: tuple[str, ...]) -> None:
        """Check the address of a picture or file; an attachment must come with the message."""
        media = inner(place, part, key, required=True)
        if media is None:
            return
        allowed = PICTURES if self.is_edit else schemes
        address = url(place.at(key), media, "url", 2048, allowed, required=True)
        if not address.startswith("attachment://"):
            return
        if address.removeprefix("attachment://") not in self.files:
            place.at(key, "url").fail(
                "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
                "The referenced attachment was not found",
            )
