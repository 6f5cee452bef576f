"""Components and embeds: from what a bot sends to what Discord sends back."""

from collections.abc import Callable, Iterator

from reviewbot.playground.payload import Payload

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR = 9, 10, 11, 12, 13, 14
CONTAINER, LABEL, FILE_UPLOAD = 17, 18, 19
RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 21, 22, 23
SELECTS = frozenset({STRING_SELECT, *range(USER_SELECT, CHANNEL_SELECT + 1)})
LINK_STYLE = 5

Media = Callable[[str], Payload]
"""Turns a URL, `attachment://…` included, into the media object that Discord answers with."""

_ALWAYS: dict[int, Payload] = {
    STRING_SELECT: {"min_values": 1, "max_values": 1, "options": []},
    USER_SELECT: {"min_values": 1, "max_values": 1},
    ROLE_SELECT: {"min_values": 1, "max_values": 1},
    MENTIONABLE_SELECT: {"min_values": 1, "max_values": 1},
    CHANNEL_SELECT: {"min_values": 1, "max_values": 1},
    THUMBNAIL: {"description": None, "spoiler": False},
    FILE: {"spoiler": False},
    SEPARATOR: {"divider": True, "spacing": 1},
    CONTAINER: {"accent_color": None, "spoiler": False},
}


def complete(components: list[Payload], media: Media) -> list[Payload]:
    """Return components with ids (counted from 1, depth first), defaults and media filled in."""
    taken = {one["id"] for one in walk(components) if one.get("id")}
    numbers = (number for number in range(1, 1_000_000) if number not in taken)
    return [_complete(one, numbers, media) for one in components]


def _complete(component: Payload, numbers: Iterator[int], media: Media) -> Payload:
    kind = component["type"]
    done = dict(_ALWAYS.get(kind, ()))
    done |= {key: value for key, value in component.items() if value is not None}
    done["id"] = component.get("id") or next(numbers)
    if isinstance(done.get("emoji"), dict):
        done["emoji"] = {key: value for key, value in done["emoji"].items() if value is not None}
    for key in ("accessory", "component"):
        if key in done:
            done[key] = _complete(done[key], numbers, media)
    if "components" in done:
        done["components"] = [_complete(one, numbers, media) for one in done["components"]]
    if kind in {THUMBNAIL, GALLERY, FILE}:
        _fill_media(done, media)
    return done


def _fill_media(done: Payload, media: Media) -> None:
    if "media" in done:
        done["media"] = media(done["media"]["url"])
    if "items" in done:
        done["items"] = [
            {
                "media": media(item["media"]["url"]),
                "description": item.get("description"),
                "spoiler": bool(item.get("spoiler")),
            }
            for item in done["items"]
        ]
    if "file" in done:
        done["file"] = media(done["file"]["url"])
        done["name"] = done["file"]["url"].partition("?")[0].rpartition("/")[2]
        done["size"] = done["file"].pop("size", None)


def walk(components: list[Payload]) -> Iterator[Payload]:
    """Yield every component, each before what is in it."""
    for one in components:
        yield one
        for key in ("component", "accessory"):
            if isinstance(one.get(key), dict):
                yield from walk([one[key]])
        yield from walk(one.get("components", []))


def embed(sent: Payload, media: Media) -> Payload:
    """Return an embed as Discord answers with it."""
    done = {key: value for key, value in sent.items() if value is not None} | {"type": "rich"}
    for key in ("image", "thumbnail"):
        if key in done:
            found = media(done[key]["url"])
            done[key] = {"url": found["url"], "proxy_url": found["proxy_url"]}
    if "fields" in done:
        done["fields"] = [{"inline": False} | field for field in done["fields"]]
    return done


def text(raw: Payload) -> str:
    """Return all text that a reader of a message sees, one piece a line; no button labels."""
    pieces = [raw.get("content") or ""]
    for one in raw.get("embeds", []):
        pieces += [
            one.get("author", {}).get("name", ""),
            one.get("title", ""),
            one.get("description", ""),
        ]
        for field in one.get("fields", []):
            pieces += [field["name"], field["value"]]
        pieces.append(one.get("footer", {}).get("text", ""))
    pieces += [
        one["content"] for one in walk(raw.get("components", [])) if one["type"] == TEXT_DISPLAY
    ]
    return "\n".join(piece for piece in pieces if piece)
