"""Small makers of message bodies for the tests of the rules."""

from typing import Any

import pytest

from reviewbot.playground.rules import ApiError, check_message

Body = dict[str, Any]
V2 = 1 << 15


def label(index: int = 0) -> Body:
    return {"type": 10, "content": f"text {index}"}


def button(**more: object) -> Body:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go", **more}


def buttons(count: int) -> list[Body]:
    return [button(custom_id=f"go{index}") for index in range(count)]


def select(count: int = 1, **more: object) -> Body:
    options = [{"label": f"{n}", "value": f"{n}"} for n in range(count)]
    return {"type": 3, "custom_id": "pick", "options": options, **more}


def row(*parts: Body) -> Body:
    return {"type": 1, "components": list(parts)}


def section(texts: int = 1, **more: object) -> Body:
    media = {"type": 11, "media": {"url": "https://example.org/a.png"}}
    return {"type": 9, "components": [label(n) for n in range(texts)], "accessory": media, **more}


def gallery(count: int, **more: object) -> Body:
    item = {"media": {"url": "https://example.org/a.png"}, **more}
    return {"type": 12, "items": [item] * count}


def layout(*parts: Body, **more: object) -> Body:
    return {"flags": V2, "components": list(parts), **more}


def box(*parts: Body) -> Body:
    return {"type": 17, "components": list(parts)}


def embed(**parts: object) -> Body:
    return {"embeds": [parts]}


def refusal(payload: Body, previous: Body | None = None) -> ApiError:
    """The refusal that checking the message raises."""
    with pytest.raises(ApiError) as caught:
        check_message(payload, previous=previous, in_channel=True)
    return caught.value


def spot(error: ApiError, path: str) -> str:
    """The code of the first problem at a dotted path of the tree."""
    node: Any = error.errors
    for key in path.split("."):
        assert key in node, (path, error.errors)
        node = node[key]
    return str(node["_errors"][0]["code"])


LONG = "BASE_TYPE_MAX_LENGTH"
BAD = "BASE_TYPE_BAD_LENGTH"
NEED = "BASE_TYPE_REQUIRED"
UNION = "UNION_TYPE_CHOICES"
LINK = {"type": 2, "style": 5, "label": "Go", "url": "https://example.org"}
TEXT_TOTAL = "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"
DEEP = "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"
WIDTH = "COMPONENT_LAYOUT_WIDTH_EXCEEDED"
TWICE = "COMPONENT_CUSTOM_ID_DUPLICATED"
BOTH = "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"
SCHEME = "URL_TYPE_INVALID_SCHEME"
C = "components"
