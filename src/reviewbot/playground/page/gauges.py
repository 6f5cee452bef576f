"""How near a message came to Discord's limits."""

from reviewbot.playground.payload import Payload
from reviewbot.playground.world import components


def gauges(raw: Payload) -> list[Payload]:
    """Return used and allowed for each limit that a message comes near to at all."""
    parts = list(components.walk(raw["components"]))
    texts = [len(one["content"]) for one in parts if one["type"] == components.TEXT_DISPLAY]
    labels = [len(one.get("label") or "") for one in parts if one["type"] == components.BUTTON]
    names = [len(one["custom_id"]) for one in parts if one.get("custom_id")]
    rows = (
        ("Characters of content", len(raw["content"]), 2000),
        ("Embeds", len(raw["embeds"]), 10),
        ("Characters in embeds", sum(map(_characters, raw["embeds"])), 6000),
        ("Components, nested ones counted", len(parts), 40),
        ("Characters in text displays", sum(texts), 4000),
        ("Longest button label", max(labels, default=0), 80),
        ("Longest custom id", max(names, default=0), 100),
        ("Attachments", len(raw["attachments"]), 10),
    )
    return [{"label": label, "used": used, "most": most} for label, used, most in rows if used]


def _characters(embed: Payload) -> int:
    named = [embed.get("title"), embed.get("description")]
    named += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for field in embed.get("fields") or ():
        named += [field["name"], field["value"]]
    return sum(len(one) for one in named if one)
