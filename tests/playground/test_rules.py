"""Discord's limits on classic messages: the last value it takes and the first it refuses."""

import pytest

from reviewbot.playground.rules import check_message
from tests.playground.bodies import (
    BAD,
    BOTH,
    LINK,
    LONG,
    NEED,
    SCHEME,
    TWICE,
    UNION,
    WIDTH,
    Body,
    C,
    button,
    buttons,
    embed,
    refusal,
    row,
    select,
    spot,
)

FIELD = {"name": "n", "value": "v"}

EDGES: dict[str, tuple[Body, Body, str, str]] = {
    "content": ({"content": "é" * 2000}, {"content": "é" * 2001}, "content", LONG),
    "embeds": (
        {"embeds": [{"title": "t"}] * 10},
        {"embeds": [{"title": "t"}] * 11},
        "embeds",
        LONG,
    ),
    "embed title": (embed(title="t" * 256), embed(title="t" * 257), "embeds.0.title", LONG),
    "embed text": (
        embed(description="d" * 4096),
        embed(description="d" * 4097),
        "embeds.0.description",
        LONG,
    ),
    "embed fields": (
        embed(fields=[FIELD] * 25),
        embed(fields=[FIELD] * 26),
        "embeds.0.fields",
        LONG,
    ),
    "field name": (
        embed(fields=[{**FIELD, "name": "n" * 256}]),
        embed(fields=[{**FIELD, "name": "n" * 257}]),
        "embeds.0.fields.0.name",
        LONG,
    ),
    "field value": (
        embed(fields=[{**FIELD, "value": "n" * 1024}]),
        embed(fields=[{**FIELD, "value": "n" * 1025}]),
        "embeds.0.fields.0.value",
        LONG,
    ),
    "footer": (
        embed(footer={"text": "f" * 2048}),
        embed(footer={"text": "f" * 2049}),
        "embeds.0.footer.text",
        LONG,
    ),
    "author": (
        embed(author={"name": "f" * 256}),
        embed(author={"name": "f" * 257}),
        "embeds.0.author.name",
        LONG,
    ),
    "embeds in total": (
        {"embeds": [{"description": "d" * 3000}] * 2},
        {"embeds": [{"description": "d" * 3000}] * 2 + [{"title": "t"}]},
        "embeds",
        "MAX_EMBED_SIZE_EXCEEDED",
    ),
    "embed colour": (
        embed(title="t", color=0xFFFFFF),
        embed(title="t", color=0x1000000),
        "embeds.0.color",
        "NUMBER_TYPE_MAX",
    ),
    "embed address": (
        embed(title="t", url="https://example.org"),
        embed(title="t", url="javascript:alert(1)"),
        "embeds.0.url",
        SCHEME,
    ),
    "rows": (
        {C: [row(button(custom_id=f"{n}")) for n in range(5)]},
        {C: [row(button(custom_id=f"{n}")) for n in range(6)]},
        C,
        LONG,
    ),
    "buttons in a row": (
        {C: [row(*buttons(5))]},
        {C: [row(*buttons(6))]},
        "components.0.components",
        BAD,
    ),
    "empty row": ({C: [row(button())]}, {C: [row()]}, "components.0.components", BAD),
    "select beside a button": (
        {C: [row(select())]},
        {C: [row(select(), button())]},
        "components.0.components.0",
        WIDTH,
    ),
    "button at the top": ({C: [row(button())]}, {C: [button()]}, "components.0.type", UNION),
    "text field in a message": (
        {C: [row(button())]},
        {C: [row({"type": 4, "custom_id": "x", "style": 1})]},
        "components.0.components.0.type",
        UNION,
    ),
    "button label": (
        {C: [row(button(label="l" * 80))]},
        {C: [row(button(label="l" * 81))]},
        "components.0.components.0.label",
        LONG,
    ),
    "button without words": (
        {C: [row(button(label=None, emoji={"name": "🎬"}))]},
        {C: [row(button(label=None))]},
        "components.0.components.0.label",
        NEED,
    ),
    "custom id": (
        {C: [row(button(custom_id="i" * 100))]},
        {C: [row(button(custom_id="i" * 101))]},
        "components.0.components.0.custom_id",
        BAD,
    ),
    "no custom id": (
        {C: [row(LINK)]},
        {C: [row(button(custom_id=None))]},
        "components.0.components.0.custom_id",
        NEED,
    ),
    "custom id twice": (
        {C: [row(button(custom_id="a"), button(custom_id="b"))]},
        {C: [row(button(custom_id="a"), button(custom_id="a"))]},
        "components.0.components.1.custom_id",
        TWICE,
    ),
    "link with an id": (
        {C: [row(LINK)]},
        {C: [row({**LINK, "custom_id": "x"})]},
        "components.0.components.0.custom_id",
        BOTH,
    ),
    "button with an address": (
        {C: [row(button())]},
        {C: [row(button(url="https://example.org"))]},
        "components.0.components.0.url",
        BOTH,
    ),
    "link scheme": (
        {C: [row({**LINK, "url": "discord://-/channels/1"})]},
        {C: [row({**LINK, "url": "file:///etc/passwd"})]},
        "components.0.components.0.url",
        SCHEME,
    ),
    "link length": (
        {C: [row({**LINK, "url": "https://e.org/" + "a" * 498})]},
        {C: [row({**LINK, "url": "https://e.org/" + "a" * 499})]},
        "components.0.components.0.url",
        LONG,
    ),
    "options": (
        {C: [row(select(25))]},
        {C: [row(select(26))]},
        "components.0.components.0.options",
        BAD,
    ),
    "no options": (
        {C: [row(select(1))]},
        {C: [row(select(0))]},
        "components.0.components.0.options",
        BAD,
    ),
    "option label": (
        {C: [row(select(options=[{"label": "l" * 100, "value": "v"}]))]},
        {C: [row(select(options=[{"label": "l" * 101, "value": "v"}]))]},
        "components.0.components.0.options.0.label",
        BAD,
    ),
    "option value twice": (
        {C: [row(select(2))]},
        {C: [row(select(options=[{"label": "a", "value": "v"}, {"label": "b", "value": "v"}]))]},
        "components.0.components.0.options.1.value",
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
    ),
    "placeholder": (
        {C: [row(select(placeholder="p" * 150))]},
        {C: [row(select(placeholder="p" * 151))]},
        "components.0.components.0.placeholder",
        LONG,
    ),
    "more to pick than there is": (
        {C: [row(select(2, max_values=2))]},
        {C: [row(select(2, max_values=3))]},
        "components.0.components.0.max_values",
        "NUMBER_TYPE_MAX",
    ),
    "min above max": (
        {C: [row(select(2, min_values=1))]},
        {C: [row(select(2, min_values=2))]},
        "components.0.components.0.min_values",
        "BASE_TYPE_BAD_RANGE",
    ),
    "files": (
        {"attachments": [{"filename": "a"}] * 10},
        {"attachments": [{"filename": "a"}] * 11},
        "attachments",
        LONG,
    ),
    "file alt text": (
        {"attachments": [{"filename": "a", "description": "d" * 1024}]},
        {"attachments": [{"filename": "a", "description": "d" * 1025}]},
        "attachments.0.description",
        LONG,
    ),
    "private outside an interaction": (
        {"content": "x", "flags": 4096},
        {"content": "x", "flags": 64},
        "flags",
        "MESSAGE_FLAGS_EPHEMERAL_INVALID",
    ),
    "nonce": (
        {"content": "x", "nonce": "n" * 25},
        {"content": "x", "nonce": "n" * 26},
        "nonce",
        LONG,
    ),
    "mentions twice": (
        {"content": "x", "allowed_mentions": {"parse": ["roles"], "users": ["1"]}},
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions",
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
    ),
    "wrong kind of value": ({"content": "1"}, {"content": 1}, "content", "STRING_TYPE_CONVERT"),
}


@pytest.mark.parametrize("name", EDGES)
def test_both_sides_of_every_edge(name: str) -> None:
    taken, refused, path, code = EDGES[name]
    check_message(taken)
    error = refusal(refused)
    assert (error.status, error.code, error.message) == (400, 50035, "Invalid Form Body")
    assert spot(error, path) == code


def test_the_body_reads_as_discord_s() -> None:
    assert refusal({"content": "x" * 2001}).payload() == {
        "code": 50035,
        "message": "Invalid Form Body",
        "errors": {
            "content": {
                "_errors": [
                    {"code": "BASE_TYPE_MAX_LENGTH", "message": "Must be 2000 or fewer in length."}
                ]
            }
        },
    }


@pytest.mark.parametrize("payload", [{}, {"content": " \n"}, {"embeds": [], "content": None}])
def test_a_message_with_nothing_to_show_is_refused(payload: Body) -> None:
    assert refusal(payload).code == 50006
    check_message(payload, files=["a.png"])
