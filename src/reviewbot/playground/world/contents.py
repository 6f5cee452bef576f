"""What stands in a message: text, embeds, components, files, and whom they notify."""

from collections.abc import Sequence

from reviewbot.playground.payload import Payload, Upload
from reviewbot.playground.world import components, mentions, payloads, polls
from reviewbot.playground.world.models import Message
from reviewbot.playground.world.world import World


def written(world: World, message: Message, body: Payload, uploads: Sequence[Upload]) -> Payload:
    """Return the parts of a message that its sender wrote, as far as `body` names them."""
    done: Payload = {}
    attached = message.raw["attachments"]
    if uploads or body.get("attachments") is not None:
        attached = _attach(world, message, body, uploads)
        done["attachments"] = attached

    def media(url: str) -> Payload:
        name = url.removeprefix("attachment://")
        for one in attached if name != url else ():
            if one["filename"] == name:
                return {"id": one["id"], "attachment_id": one["id"], "size": one["size"]} | {
                    key: one[key] for key in ("url", "proxy_url", "content_type")
                }
        return {"id": world.snowflakes.make(), "url": url, "proxy_url": url}

    first = "content" not in message.raw
    if first or "content" in body:
        done["content"] = body.get("content") or ""
    if first or "embeds" in body:
        done["embeds"] = [components.embed(one, media) for one in body.get("embeds") or ()]
    if first or "components" in body:
        done["components"] = components.complete(body.get("components") or [], media)
    return done | (_poll(world, body) if first else {})


def _poll(world: World, body: Payload) -> Payload:
    """Return the poll of a new message, if it has one; no edit brings one."""
    return {"poll": polls.begun(world.clock, body["poll"])} if body.get("poll") else {}


def _attach(
    world: World, message: Message, body: Payload, uploads: Sequence[Upload]
) -> list[Payload]:
    described = {str(one.get("id")): one for one in body.get("attachments") or ()}
    kept = [one for one in message.raw["attachments"] if one["id"] in described]
    for upload in uploads:
        description = described.get(str(upload.index), {}).get("description")
        stored = world.assets.store(
            message.channel.id, upload, description, ephemeral=message.private_to is not None
        )
        kept.append(world.assets.payload(stored))
    return kept


def notified(message: Message, body: Payload, answers: Message | None) -> mentions.Mentions:
    """Return whom a new message notifies."""
    answers_one = "interaction_metadata" in message.raw
    default = mentions.USERS_ONLY if answers_one else mentions.ALL_KINDS
    allowed = body.get("allowed_mentions") or default
    replied = None if answers_one else answers
    return mentions.find(
        message.channel, message.author, components.text(message.raw), allowed, replied
    )


def notified_after_edit(message: Message, body: Payload) -> mentions.Mentions:
    """Return whom a changed message notifies; the ping of a reply stays as it was."""
    reference = message.raw.get("message_reference")
    answers = message.channel.messages.get(reference["message_id"]) if reference else None
    if body.get("allowed_mentions") is None:
        kept = {"replied_user": bool(message.pinged_by_reply)}
        body = {"allowed_mentions": mentions.ALL_KINDS | kept}
    return notified(message, body, answers)


def mentioned(found: mentions.Mentions) -> Payload:
    """Return the parts of a message that tell whom it notifies."""
    return {
        "mentions": [payloads.user(user) for user in found.users],
        "mention_roles": list(found.roles),
        "mention_everyone": found.everyone,
    }
