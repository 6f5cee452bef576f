"""Answers to interactions: the first one, and what follows through the token."""

from reviewbot.playground.errors import expired_token, unknown
from reviewbot.playground.payload import Payload
from reviewbot.playground.rest.call import Answer, Call
from reviewbot.playground.rules import check_callback, check_message
from reviewbot.playground.world import chat, components
from reviewbot.playground.world.interactions import (
    CHOICES,
    DEFER,
    DEFER_UPDATE,
    FORM,
    MESSAGE,
    UPDATE,
    Interaction,
)
from reviewbot.playground.world.models import Message


def callback(call: Call) -> Answer:
    """POST /interactions/{interaction_id}/{interaction_token}/callback."""
    interaction = call.world.interactions.get(call.params["interaction_token"])
    if interaction is None or interaction.id != call.params["interaction_id"]:
        raise unknown("interaction")
    source = interaction.source.raw if interaction.source is not None else None
    check_callback(call.body, interaction.type, message=source, files=call.files)
    data = call.body.get("data") or {}
    kind = call.body["type"]
    interaction.acknowledge(kind)
    _ACTIONS[kind](call, interaction, data)
    interaction.settle_unless_waiting()
    if not call.flag("with_response"):
        return 204, None
    return 200, _report(interaction, kind)


def _answer_message(call: Call, interaction: Interaction, data: Payload) -> None:
    interaction.original = _write(call, interaction, data)


def _defer(call: Call, interaction: Interaction, data: Payload) -> None:
    answers = _answers(interaction)
    draft = chat.Draft(data, answers=answers, interaction=interaction, loading=True)
    interaction.original = chat.post(call.world, interaction.channel, call.world.bot, draft)


def _defer_update(_call: Call, interaction: Interaction, _data: Payload) -> None:
    interaction.original = interaction.source


def _update(call: Call, interaction: Interaction, data: Payload) -> None:
    interaction.original = interaction.source
    if interaction.source is not None:
        chat.edit(call.world, interaction.source, data, call.uploads)


def _offer_choices(_call: Call, interaction: Interaction, data: Payload) -> None:
    interaction.choices = data["choices"]


def _open_form(_call: Call, interaction: Interaction, data: Payload) -> None:
    fields = components.complete(data["components"], lambda url: {"url": url})
    interaction.form = data | {"components": fields}


_ACTIONS = {
    MESSAGE: _answer_message,
    DEFER: _defer,
    DEFER_UPDATE: _defer_update,
    UPDATE: _update,
    CHOICES: _offer_choices,
    FORM: _open_form,
}


def _report(interaction: Interaction, kind: int) -> Payload:
    body: Payload = {"id": interaction.id, "type": interaction.type}
    message = interaction.original
    if message is not None:
        body["response_message_id"] = message.id
        body["response_message_loading"] = bool(message.raw["flags"] & chat.LOADING)
        body["response_message_ephemeral"] = message.private_to is not None
    body["channel_id"] = interaction.channel.id
    if interaction.guild is not None:
        body["guild_id"] = interaction.guild.id
    answer: Payload = {"interaction": body}
    if kind in {MESSAGE, UPDATE} and message is not None:
        answer["resource"] = {"type": kind, "message": message.raw}
    return answer


def _write(call: Call, interaction: Interaction, data: Payload) -> Message:
    """Write a message of the interaction: its answer, or one that follows."""
    draft = chat.Draft(data, call.uploads, answers=_answers(interaction), interaction=interaction)
    message = chat.post(call.world, interaction.channel, call.world.bot, draft)
    interaction.messages.append(message)
    return message


def _answers(interaction: Interaction) -> Message | None:
    """Return the public message that a message of this interaction is shown to answer."""
    answered = interaction.original or interaction.source
    return answered if answered is not None and answered.private_to is None else None


def follow_up(call: Call) -> Answer:
    """POST /webhooks/{webhook_id}/{webhook_token}: fills a deferred answer first."""
    interaction = _by_token(call)
    check_message(call.body, files=call.files)
    if interaction.waits_for_content and interaction.original is not None:
        message = interaction.original
        _fill(call, interaction, message)
    else:
        message = _write(call, interaction, call.body)
    interaction.filled = True
    interaction.settle()
    return (200, message.raw) if call.flag("wait") else (204, None)


def _fill(call: Call, interaction: Interaction, message: Message) -> None:
    chat.edit(call.world, message, call.body, call.uploads)
    interaction.messages.append(message)
    interaction.filled = True


def edit(call: Call) -> Answer:
    """PATCH /webhooks/{webhook_id}/{webhook_token}/messages/{message_id} or /@original."""
    interaction = _by_token(call)
    message = _message(call, interaction)
    check_message(call.body, previous=message.raw, files=call.files)
    if message is interaction.original and not interaction.filled:
        _fill(call, interaction, message)
    else:
        chat.edit(call.world, message, call.body, call.uploads)
    interaction.settle()
    return 200, message.raw


def get(call: Call) -> Answer:
    """GET /webhooks/{webhook_id}/{webhook_token}/messages/{message_id} or /@original."""
    return 200, _message(call, _by_token(call)).raw


def delete(call: Call) -> Answer:
    """DELETE /webhooks/{webhook_id}/{webhook_token}/messages/{message_id} or /@original."""
    interaction = _by_token(call)
    chat.delete(call.world, _message(call, interaction))
    interaction.filled = True
    interaction.settle()
    return 204, None


def _by_token(call: Call) -> Interaction:
    if call.params["webhook_id"] != call.world.application.id:
        raise unknown("webhook")
    interaction = call.world.interactions.get(call.params["webhook_token"])
    if interaction is None:
        raise expired_token()
    interaction.require_token()
    return interaction


def _message(call: Call, interaction: Interaction) -> Message:
    message_id = call.params.get("message_id")
    candidates = [interaction.original, *interaction.messages]
    if message_id is None:
        candidates = candidates[:1]
    for message in candidates:
        if message is not None and not message.deleted and message_id in {None, message.id}:
            return message
    raise unknown("message")
