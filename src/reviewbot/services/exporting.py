"""A member's own data, handed out whole: rows, a text to read, and the bytes of pictures."""

import asyncio
import io
import json
import time
import zipfile
from collections.abc import AsyncIterator, Mapping
from typing import Any, Final

from reviewbot.domain.authority import Actor
from reviewbot.domain.spoilers import Prose
from reviewbot.errors import Invalid
from reviewbot.store import personal
from reviewbot.store.engine import Database
from reviewbot.store.personal import Rows
from reviewbot.store.pictures import PictureFiles

EXPORT_MAX: Final = 9_500_000
"""Bytes of a file of an export; Discord takes files of ten megabytes."""
_JSON, _READABLE = "everything.json", "readable.md"
_SENT: Final = "recommendations"
_ZIP: Final = "my-reviews-and-all"


async def export(
    db: Database, files: PictureFiles, actor: Actor
) -> AsyncIterator[tuple[str, bytes]]:
    """Yield files, name and bytes, with all that is held of the member in this guild.

    The first is a zip. In it `everything.json` has every row by table, as it is stored, ids as
    text; `readable.md` says the same for a reader. Pictures are there too, in further files
    where Discord would not take them in one. Raises `Invalid` where the rows alone are more
    than Discord takes.
    """
    async with db.read() as conn:
        rows: Rows = await personal.rows_of(conn, actor.guild_id, actor.user_id)
        titles = await personal.titles_of(conn, actor.guild_id)
    rows = {**rows, _SENT: _as_told(actor, rows)} if _SENT in rows else rows
    packed = await asyncio.to_thread(_packed, actor, rows, titles)
    if len(packed) > EXPORT_MAX:
        raise Invalid(
            "You have written more than Discord lets me send in one file. Ask whoever runs this "
            "bot for a copy of your rows; they are yours."
        )
    number = 1
    for row in sorted(rows.get("pictures", ()), key=lambda row: row["size"]):
        content = await files.read(row["id"]) or b""
        if packed and len(packed) + len(content) > EXPORT_MAX:
            yield _zip_name(number), packed
            packed, number = b"", number + 1
        if len(content) > EXPORT_MAX:  # a zip around it would be larger still
            yield _picture_name(row), content
        elif content:
            packed = await asyncio.to_thread(_with_picture, packed, _picture_name(row), content)
    if packed:
        yield _zip_name(number), packed


def _as_told(actor: Actor, rows: Rows) -> list[Mapping[str, Any]]:
    """Return recommendations; what others hide in their notes to the member stays hidden."""
    return [
        row
        if row["sender_id"] == actor.user_id
        else {**row, "note": Prose.of(row["note"]).masked()}
        for row in rows[_SENT]
    ]


def _zip_name(number: int) -> str:
    return f"{_ZIP}.zip" if number == 1 else f"{_ZIP}-{number}.zip"


def _picture_name(row: Mapping[str, Any]) -> str:
    return f"{row['id']}.{row['extension']}"


def _with_picture(packed: bytes, name: str, content: bytes) -> bytes:
    """Return a zip with a picture more; pictures are as small as they get already."""
    more = io.BytesIO(packed)
    with zipfile.ZipFile(more, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr(f"pictures/{name}", content)
    return more.getvalue()


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
    for row in rows.get("pictures", ()):
        lines.append(f"- Picture: pictures/{_picture_name(row)} {row['alt']}".rstrip())
    others = {name: len(found) for name, found in rows.items() if name not in _TOLD}
    lines += ["", *(f"- {name}: {count} rows in {_JSON}" for name, count in others.items())]
    return "\n".join(lines)


_TOLD: Final = {"reviews", "comments", "shelves", "viewings", "pictures"}


def _day(row: Mapping[str, Any]) -> str:
    return time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(row["created_at"]))
