"""Embeds: the limits of each part, and the 6,000 characters that all of them share.

Source: Discord's documentation, Message Resource, "Embed Limits".
"""

from reviewbot.playground.rules.fields import Body, bodies, inner, number, text, url
from reviewbot.playground.rules.problems import Place

TOTAL = 6000
WEB = ("http", "https")
PICTURES = ("http", "https", "attachment")


def check_embeds(place: Place, body: Body) -> None:
    """Check the `embeds` of a message body."""
    total = 0
    for spot, embed in bodies(place, body, "embeds", 10):
        total += _embed(spot, embed)
    if total > TOTAL:
        place.at("embeds").fail(
            "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {TOTAL}"
        )


def _embed(place: Place, embed: Body) -> int:
    """Check one embed; how many of its characters count towards the total."""
    size = len(text(place, embed, "title", 256).strip())
    size += len(text(place, embed, "description", 4096).strip())
    url(place, embed, "url", 2048, WEB, required=False)
    number(place, embed, "color", 0, 0xFFFFFF)
    size += _named(place, embed, "footer", "text", 2048)
    size += _named(place, embed, "author", "name", 256)
    for key in ("image", "thumbnail"):
        picture = inner(place, embed, key)
        if picture is not None:
            url(place.at(key), picture, "url", 2048, PICTURES, required=False)
    for spot, field in bodies(place, embed, "fields", 25):
        size += len(text(spot, field, "name", 256, required=True).strip())
        size += len(text(spot, field, "value", 1024, required=True).strip())
    return size


def _named(place: Place, embed: Body, key: str, name: str, high: int) -> int:
    part = inner(place, embed, key)
    if part is None:
        return 0
    spot = place.at(key)
    url(spot, part, "icon_url", 2048, PICTURES, required=False)
    if key == "author":
        url(spot, part, "url", 2048, WEB, required=False)
    return len(text(spot, part, name, high, required=True).strip())
