"""A member's own data: handed out whole, or erased for good."""

import asyncio
import io
import json
import time
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from reviewbot.domain.authority import Actor
from reviewbot.domain.outbox import Owed, OwedKind
from reviewbot.errors import Invalid
from reviewbot.services import sharing
from reviewbot.services.deliveries import claim
from reviewbot.store import cards, outbox, personal
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database

EXPORT_MAX: Final = 9_500_000
"""Bytes of an export; Discord takes files of ten megabytes."""
_JSON, _READABLE = "everything.json", "readable.md"
Rows = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased; `pictures` names the files that are still to be removed."""

    reviews: int
    comments: int
    rows: int
    pictures: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much the server's bot holds of a member."""

    reviews: int
    comments: int
    rows: int

    @classmethod
    def of(cls, rows: Rows) -> "Holdings":
        """Count rows."""
        live = [row for row in rows.get("reviews", ()) if row["state"] == "live"]
        return cls(len(live), len(rows.get("comments", ())), sum(map(len, rows.values())))


async def holdings(conn: Connection, actor: Actor) -> Holdings:
    """Return how much is held of the member."""
    return Holdings.of(await personal.rows_of(conn, actor.guild_id, actor.user_id))


async def export(db: Database, actor: Actor) -> bytes:
    """Return a zip with all that is held of the member in this guild.

    `everything.json` has every row by table, as it is stored, ids as text; `readable.md` says
    the same for a reader. Raises `Invalid` where it is more than Discord takes.
    """
    async with db.read() as conn:
        rows = await personal.rows_of(conn, actor.guild_id, actor.user_id)
        titles = await personal.titles_of(conn, actor.guild_id)
    packed = await asyncio.to_thread(_packed, actor, rows, titles)
    if len(packed) > EXPORT_MAX:
        raise Invalid(
            "You have written more than Discord lets me send in one file. Ask whoever runs this "
            "bot for a copy of your rows; they are yours."
        )
    return packed


async def forget(db: Database, actor: Actor, interaction_id: int, now: int) -> Erased:
    """Erase all that is held of the member in this guild, for good, in one transaction.

    Posted cards are owed their removal, cards with a count of theirs a refresh. Replies of
    others to the member's comments stay. What a moderator did stays, without name and words.
    """
    async with db.write(urgent=True) as conn:
        await claim(conn, actor.guild_id, interaction_id, now)
        rows = await personal.rows_of(conn, actor.guild_id, actor.user_id)
        await sharing.withdraw(conn, actor.guild_id)
        left = await personal.erase(conn, actor.guild_id, actor.user_id, now)
        for review_id, channel_id in left.cards:
            debt = (OwedKind.REMOVE, actor.guild_id, review_id, channel_id)
            await outbox.put(conn, Owed.of_card(*debt, now))
        for review_id in left.touched:
            if card := await cards.find(conn, actor.guild_id, review_id):
                debt = (OwedKind.REFRESH, actor.guild_id, review_id, card.channel_id)
                await outbox.put(conn, Owed.of_card(*debt, now))
    held = Holdings.of(rows)
    return Erased(held.reviews, held.comments, held.rows, left.pictures)


def _packed(actor: Actor, rows: Rows, titles: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_JSON, _as_json(actor, rows, titles))
        archive.writestr(_READABLE, _as_text(rows, titles))
    return packed.getvalue()


def _as_json(actor: Actor, rows: Rows, titles: Mapping[str, str]) -> str:
    told = {
        "guild_id": str(actor.guild_id),
        "member_id": str(actor.user_id),
        "works": {row["work_id"]: titles.get(row["work_id"], "") for row in _about_works(rows)},
        "tables": {name: [_plain(row) for row in found] for name, found in rows.items()},
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _about_works(rows: Rows) -> list[Mapping[str, Any]]:
    return [row for found in rows.values() for row in found if row.get("work_id")]


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Write ids of Discord as text: JavaScript's numbers would round them."""
    return {
        name: str(value) if isinstance(value, int) and name.endswith("_id") else value
        for name, value in row.items()
    }


def _as_text(rows: Rows, titles: Mapping[str, str]) -> str:
    lines = ["# What this server's review bot holds of you", ""]
    for row in rows.get("reviews", ()):
        stars = f", {row['points'] / 20:g} of 5 stars" if row["points"] else ""
        state = "" if row["state"] == "live" else f" ({row['state']})"
        lines += [f"## Review: {titles.get(row['work_id'], '')}{stars}{state}", _day(row), ""]
        lines += [part for part in (row["headline"], row["text"]) if part] + [""]
    for row in rows.get("comments", ()):
        lines += ["## Comment", _day(row), "", row["text"], ""]
    for row in rows.get("shelves", ()):
        lines.append(f"- Shelf: {titles.get(row['work_id'], '')}: {row['shelf']} {row['progress']}")
    for row in rows.get("viewings", ()):
        seen = f"- Seen: {titles.get(row['work_id'], '')} {row['seen_on']} {row['note']}"
        lines.append(seen.rstrip())
    others = {name: len(found) for name, found in rows.items() if name not in _TOLD}
    lines += ["", *(f"- {name}: {count} rows in {_JSON}" for name, count in others.items())]
    return "\n".join(lines)


_TOLD: Final = {"reviews", "comments", "shelves", "viewings"}


def _day(row: Mapping[str, Any]) -> str:
    return time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(row["created_at"]))
