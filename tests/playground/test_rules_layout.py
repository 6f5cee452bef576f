"""Discord's limits on Components V2 messages, and on the way from a classic one to them."""

import pytest

from reviewbot.playground.rules import check_message
from tests.playground.bodies import (
    BAD,
    DEEP,
    LONG,
    NEED,
    SCHEME,
    TEXT_TOTAL,
    UNION,
    V2,
    Body,
    C,
    box,
    button,
    buttons,
    gallery,
    label,
    layout,
    refusal,
    row,
    section,
    select,
    spot,
)

EDGES: dict[str, tuple[Body, Body, str, str]] = {
    "layout part in a classic message": (
        layout(label()),
        {"content": "x", C: [label()]},
        "components.0.type",
        UNION,
    ),
    "forty parts": (
        layout(*(label(n) for n in range(40))),
        layout(*(label(n) for n in range(41))),
        C,
        LONG,
    ),
    "forty parts, counted deep": (
        layout(box(*(label(n) for n in range(34))), row(*buttons(4))),
        layout(box(*(label(n) for n in range(34))), row(*buttons(5))),
        C,
        DEEP,
    ),
    "sections count with what they hold": (
        layout(*(section() for _ in range(13))),
        layout(*(section() for _ in range(13)), label(), label()),
        C,
        DEEP,
    ),
    "one text": (
        layout({"type": 10, "content": "t" * 4000}),
        layout({"type": 10, "content": "t" * 4001}),
        "components.0.content",
        LONG.replace("MAX", "BAD"),
    ),
    "all texts": (
        layout(*({"type": 10, "content": "t" * 2000} for _ in range(2))),
        layout(*({"type": 10, "content": "t" * 2000} for _ in range(2)), label()),
        C,
        TEXT_TOTAL,
    ),
    "empty text": (
        layout(label()),
        layout({"type": 10, "content": ""}),
        "components.0.content",
        NEED,
    ),
    "container in a container": (
        layout(box(label())),
        layout(box(box(label()))),
        "components.0.components.0.type",
        UNION,
    ),
    "content in a layout": (
        layout(label(), content=None),
        layout(label(), content="x"),
        "content",
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
    "embeds in a layout": (
        layout(label(), embeds=[]),
        layout(label(), embeds=[{"title": "t"}]),
        "embeds",
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    ),
    "section texts": (layout(section(3)), layout(section(4)), "components.0.components", BAD),
    "section without accessory": (
        layout(section(accessory=button())),
        layout(section(accessory=None)),
        "components.0.accessory",
        NEED,
    ),
    "select as accessory": (
        layout(section(accessory=button())),
        layout(section(accessory=select())),
        "components.0.accessory.type",
        UNION,
    ),
    "gallery": (layout(gallery(10)), layout(gallery(11)), "components.0.items", BAD),
    "empty gallery": (layout(gallery(1)), layout(gallery(0)), "components.0.items", BAD),
    "alt text": (
        layout(gallery(1, description="d" * 1024)),
        layout(gallery(1, description="d" * 1025)),
        "components.0.items.0.description",
        LONG,
    ),
    "file by address": (
        layout(
            {"type": 13, "file": {"url": "attachment://a.txt"}}, attachments=[{"filename": "a.txt"}]
        ),
        layout({"type": 13, "file": {"url": "https://example.org/a.txt"}}),
        "components.0.file.url",
        SCHEME,
    ),
    "file that did not come": (
        layout(
            {"type": 13, "file": {"url": "attachment://a.txt"}}, attachments=[{"filename": "a.txt"}]
        ),
        layout(
            {"type": 13, "file": {"url": "attachment://b.txt"}}, attachments=[{"filename": "a.txt"}]
        ),
        "components.0.file.url",
        "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND",
    ),
    "accent": (
        layout({**box(label()), "accent_color": 0xFFFFFF}),
        layout({**box(label()), "accent_color": 0x1000000}),
        "components.0.accent_color",
        "NUMBER_TYPE_MAX",
    ),
}


@pytest.mark.parametrize("name", EDGES)
def test_both_sides_of_every_edge(name: str) -> None:
    taken, refused, path, code = EDGES[name]
    check_message(taken)
    error = refusal(refused)
    assert (error.status, error.code, error.message) == (400, 50035, "Invalid Form Body")
    assert spot(error, path) == code


CLASSIC = {"content": "before", "embeds": [], "flags": 0, "components": [], "attachments": []}
LAYOUT = {"content": "", "embeds": [], "flags": V2, "components": [label()], "attachments": []}


def test_a_classic_message_becomes_a_layout_only_without_its_content() -> None:
    check_message(layout(label(), content=None), previous=CLASSIC)
    error = refusal(layout(label()), previous=CLASSIC)
    assert spot(error, "content") == "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"


def test_a_layout_stays_one() -> None:
    check_message({"components": [label()]}, previous=LAYOUT)
    assert "content" in (refusal({"content": "x"}, previous=LAYOUT).errors or {})
    assert "flags" in (refusal({"flags": 0}, previous=LAYOUT).errors or {})


def test_an_edit_may_leave_out_what_stays() -> None:
    check_message({"components": [row(button())]}, previous=CLASSIC)
    assert refusal({"content": ""}, previous=CLASSIC).code == 50006


def test_everything_wrong_is_told_at_once() -> None:
    error = refusal(layout(section(0, accessory=None), content="x" * 2001))
    assert set(error.errors or {}) == {"content", "components"}
