"""A look behind: what went over the wire, how near the limits it came, and faults to try."""

import json

from reviewbot.playground.page.gauges import gauges
from reviewbot.playground.page.stage import Stage
from reviewbot.playground.payload import Payload
from reviewbot.playground.traffic import Exchange, GatewayEvent, Record
from reviewbot.playground.world.models import Message

SHOWN = 25
LONGEST = 4000


def about(stage: Stage, message: Message | None) -> Payload:
    """Return what the drawer shows of a message, or of the latest traffic."""
    records: list[Record] = sorted(
        [*stage.traffic.exchanges, *stage.traffic.events], key=lambda one: one.at
    )
    if message is not None:
        records = [one for one in records if _concerns(one, message)]
    return {
        "message": message.id if message is not None else None,
        "gauges": gauges(message.raw) if message is not None else [],
        "took": _took(stage, message) if message is not None else None,
        "records": [_row(one) for one in records[-SHOWN:]],
        "faults": [(name, label) for name, (label, _) in FAULTS.items()],
        "can_restart": stage.restart is not None,
        "struck": [one.pattern for one in stage.faults.rest if one.times is None],
    }


def _concerns(record: Record, message: Message) -> bool:
    """Whether a request or event is about a message, or about the interaction it answers."""
    wanted = [message.id]
    if message.interaction is not None:
        wanted += [message.interaction.id, message.interaction.token]
    if isinstance(record, Exchange):
        answer = record.response if isinstance(record.response, dict) else {}
        return answer.get("id") == message.id or any(one in record.path for one in wanted)
    data = record.data if isinstance(record.data, dict) else {}
    return any(data.get(key) in wanted for key in ("id", "message_id"))


def _took(stage: Stage, message: Message) -> float | None:
    """Milliseconds from the interaction's event to the bot's first answer."""
    interaction = message.interaction
    if interaction is None:
        return None
    asked = [
        one.at
        for one in stage.traffic.events
        if one.name == "INTERACTION_CREATE"
        and isinstance(one.data, dict)
        and one.data.get("id") == interaction.id
    ]
    answered = [one.at for one in stage.traffic.exchanges if interaction.token in one.path]
    return (answered[0] - asked[0]) * 1000 if asked and answered else None


def _row(record: Record) -> Payload:
    row: Payload = {"at": record.at, "bodies": []}
    if isinstance(record, GatewayEvent):
        row |= {"kind": "event" if record.sent else "from bot", "title": record.name}
        row["status"], row["bodies"] = "", [("data", _json(record.data))]
        return row
    row |= {"kind": record.method, "title": record.route or record.path, "status": record.status}
    bodies = (("request", record.request), ("answer", record.response))
    row["bodies"] = [(name, _json(body)) for name, body in bodies if body is not None]
    return row


def _json(body: object) -> str:
    text = json.dumps(body, ensure_ascii=False, indent=1)
    return text if len(text) <= LONGEST else text[:LONGEST] + "\n…"


def _slow(stage: Stage) -> str:
    stage.faults.on("* *", delay=1.5, times=10)
    return "The next 10 requests of the bot take 1.5 s longer."


def _limited(stage: Stage) -> str:
    stage.faults.on("POST /*", status=429, retry_after=2.0)
    return "The bot's next POST is answered with 429: try again in 2 s."


def _broken(stage: Stage) -> str:
    stage.faults.on("POST /channels/*/messages", status=503, times=2)
    return "The bot's next 2 messages are answered with 503."


def _drop(stage: Stage) -> str:
    stage.faults.drop()
    return "The bot's gateway connection was cut."


def _reconnect(stage: Stage) -> str:
    stage.faults.reconnect()
    return "The bot was asked to reconnect."


def _clear(stage: Stage) -> str:
    stage.faults.clear()
    return "Everything works again."


FAULTS = {
    "slow": ("Slow network", _slow),
    "limited": ("429 Too Many Requests", _limited),
    "broken": ("503 on messages", _broken),
    "drop": ("Drop the connection", _drop),
    "reconnect": ("Ask to reconnect", _reconnect),
    "clear": ("Everything works again", _clear),
}


async def strike(stage: Stage, name: str) -> str:
    """Let something go wrong and return a sentence about it."""
    if name == "restart" and stage.restart is not None:
        await stage.restart()
        return "The bot was restarted."
    return FAULTS[name][1](stage)
