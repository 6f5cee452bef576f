"""Whole messages: new ones, edits, and what an interaction answers with."""

from collections.abc import Collection

from reviewbot.playground.errors import ApiError
from reviewbot.playground.rules.embeds import check_embeds
from reviewbot.playground.rules.fields import Body, bodies, inner, listing, text
from reviewbot.playground.rules.layout import Layout
from reviewbot.playground.rules.polls import check_poll
from reviewbot.playground.rules.problems import Place, Problems

SUPPRESS_EMBEDS = 1 << 2
EPHEMERAL = 1 << 6
SUPPRESS_NOTIFICATIONS = 1 << 12
IS_LAYOUT = 1 << 15
LEGACY = ("content", "embeds", "poll", "sticker_ids")


def check_message(
    payload: Body,
    *,
    previous: Body | None = None,
    files: Collection[str] = (),
    in_channel: bool = False,
) -> None:
    """Refuse a message body that Discord would refuse (ApiError 400).

    `previous` is the message being edited, `files` the names of the files that came with
    the request, `in_channel` says that no interaction is answered, so that nothing can be
    ephemeral.
    """
    problems = Problems()
    check_message_at(
        Place(problems), payload, previous=previous, files=files, in_channel=in_channel
    )
    problems.settle()
    _refuse_empty(payload, previous or {}, bool(files))


def check_message_at(
    place: Place,
    payload: Body,
    *,
    previous: Body | None = None,
    files: Collection[str] = (),
    in_channel: bool = False,
) -> None:
    """Pin everything wrong with a message body to its place; an empty one is no concern here."""
    is_layout = _check_flags(place, payload, previous, in_channel=in_channel)
    text(place, payload, "content", 2000)
    check_embeds(place, payload)
    _check_nonce(place, payload)
    _check_mentions(place, payload)
    check_poll(place, payload)
    names = _check_attachments(place, payload, previous, files)
    if is_layout:
        _refuse_legacy(place, payload, previous or {})
    layout = Layout(names, is_edit=previous is not None)
    layout.check(place, payload, is_layout=is_layout)


def _check_flags(place: Place, payload: Body, previous: Body | None, *, in_channel: bool) -> bool:
    """Whether the message is, or becomes, one of Components V2; it never stops being one."""
    flags = payload.get("flags")
    was = bool(previous and (previous.get("flags") or 0) & IS_LAYOUT)
    if not isinstance(flags, int):
        return was
    if flags & EPHEMERAL and in_channel:
        place.at("flags").fail(
            "MESSAGE_FLAGS_EPHEMERAL_INVALID", "Only interactions can answer ephemerally."
        )
    if was and not flags & IS_LAYOUT:
        place.at("flags").fail(
            "MESSAGE_FLAGS_COMPONENTS_V2_IMMUTABLE", "IS_COMPONENTS_V2 cannot be removed."
        )
    return was or bool(flags & IS_LAYOUT)


def _refuse_legacy(place: Place, payload: Body, previous: Body) -> None:
    for name in LEGACY:
        if payload.get(name, previous.get(name)):
            place.at(name).fail(
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )


def _check_nonce(place: Place, payload: Body) -> None:
    if isinstance(payload.get("nonce"), str):
        text(place, payload, "nonce", 25)


def _check_mentions(place: Place, payload: Body) -> None:
    allowed = inner(place, payload, "allowed_mentions")
    if allowed is None:
        return
    spot = place.at("allowed_mentions")
    parse = listing(spot, allowed, "parse", 3)
    for index, kind in enumerate(parse):
        if kind not in ("roles", "users", "everyone"):
            spot.at("parse", index).choices(("everyone", "roles", "users"))
    for kind in ("users", "roles"):
        if listing(spot, allowed, kind, 100) and kind in parse:
            spot.fail(
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )


def _check_attachments(
    place: Place, payload: Body, previous: Body | None, files: Collection[str]
) -> frozenset[str]:
    """Check the descriptions of files; the names that `attachment://` may refer to."""
    listed = bodies(place, payload, "attachments", 10)
    if len(files) > 10:
        place.at("attachments").fail("BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    for spot, part in listed:
        text(spot, part, "description", 1024)
        text(spot, part, "filename", 1024)
    known = [*(part for _, part in listed), *((previous or {}).get("attachments") or ())]
    return frozenset([*files, *(str(part.get("filename")) for part in known)])


def _refuse_empty(payload: Body, previous: Body, has_files: bool) -> None:
    """Raise 50006 if nothing would be left to show."""

    def has(name: str) -> object:
        return payload[name] if payload.get(name, False) is not False else previous.get(name)

    content = has("content")
    shown = content.strip() if isinstance(content, str) else content
    others = ("embeds", "components", "attachments", "sticker_ids", "poll", "message_snapshots")
    if not (shown or has_files or any(has(name) for name in others)):
        raise ApiError(400, 50006, "Cannot send an empty message")
