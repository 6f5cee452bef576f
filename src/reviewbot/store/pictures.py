"""The pictures of reviews: a row each, and the bytes as a file of their own."""

import asyncio
import os
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import bindparam, delete, select, update

from reviewbot.domain.ids import is_id
from reviewbot.domain.pictures import Picture
from reviewbot.errors import Unavailable
from reviewbot.store.connection import Change, Connection, Query, Value, insert
from reviewbot.store.schema import pictures, reviews

_ASIDE: Final = "unclaimed"
_FRESH_SECONDS: Final = 86_400
_ASIDE_SECONDS: Final = 7 * 86_400

_OF_REVIEW = Query(
    select(pictures)
    .where(
        pictures.c.guild_id == bindparam("guild_id"),
        pictures.c.review_id == bindparam("review_id"),
    )
    .order_by(pictures.c.place)
)
_PUT = Change(insert(pictures))
_CLEAR = Change(
    delete(pictures).where(
        pictures.c.guild_id == bindparam("of_guild"),
        pictures.c.review_id == bindparam("of_review"),
    )
)
_KNOWN = Query(select(pictures.c.id))
_COUNT = Change(
    update(reviews)
    .where(reviews.c.guild_id == bindparam("of_guild"), reviews.c.id == bindparam("of_review"))
    .values(picture_count=bindparam("count"))
)


async def list_of_review(conn: Connection, guild_id: int, review_id: str) -> list[Picture]:
    """Return the pictures of a review in their order."""
    rows = await conn.all(_OF_REVIEW, guild_id=guild_id, review_id=review_id)
    return [_picture(row) for row in rows]


def replace_all(conn: Connection, guild_id: int, review_id: str, kept: Sequence[Picture]) -> None:
    """Let a review have exactly these pictures, in this order."""
    key: dict[str, Value] = {"of_guild": guild_id, "of_review": review_id}
    conn.send(_CLEAR, **key)
    rows: list[dict[str, Value]] = [
        {
            "guild_id": guild_id,
            "id": picture.id,
            "review_id": review_id,
            "place": place,
            "extension": picture.extension,
            "alt": picture.alt,
            "spoils": int(picture.spoils),
            "size": picture.size,
        }
        for place, picture in enumerate(kept)
    ]
    if rows:
        conn.send_many(_PUT, rows)
    conn.send(_COUNT, **key, count=len(rows))


async def known_ids(conn: Connection) -> set[str]:
    """Return the ids of the pictures of all guilds."""
    return {picture_id for (picture_id,) in await conn.all(_KNOWN)}


def _picture(row: tuple[Any, ...]) -> Picture:
    guild_id, picture_id, review_id, place, extension, alt, spoils, size = row
    return Picture(guild_id, picture_id, review_id, place, extension, alt, bool(spoils), size)


class PictureFiles:
    """The folder of the bytes; a file is called by its picture's id. Made when first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def write(self, picture_id: str, content: bytes) -> None:
        """Keep the bytes; they are on the disk when this returns. Raises `Unavailable`."""
        try:
            await asyncio.to_thread(_write, self._folder / picture_id, content)
        except OSError as error:
            raise Unavailable(
                "I cannot keep pictures just now. Your review is as it was; try again later."
            ) from error

    async def read(self, picture_id: str) -> bytes | None:
        """Return the bytes, or `None` where they are not there any more."""
        try:
            return await asyncio.to_thread((self._folder / picture_id).read_bytes)
        except OSError:
            return None

    async def remove(self, picture_ids: Iterable[str]) -> None:
        """Remove the bytes of these pictures; those that are gone already are fine."""
        paths = [self._folder / picture_id for picture_id in picture_ids]
        await asyncio.to_thread(_remove, paths)

    async def sort(self, known: Collection[str]) -> int:
        """Put files that no row names aside, and back those that one names; return how many.

        A file may be a day old before that, since it is written before its row. Put aside, it
        is kept for a week: the folder may have been shown to the wrong database.
        """
        return await asyncio.to_thread(_sort, self._folder, set(known))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".part")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _remove(paths: Sequence[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
        (path.parent / _ASIDE / path.name).unlink(missing_ok=True)


def _sort(folder: Path, known: set[str]) -> int:
    now, aside = time.time(), folder / _ASIDE
    moved = 0
    for path in list(_files(aside)):
        if path.name in known:
            path.replace(folder / path.name)
            moved += 1
        elif path.stat().st_mtime < now - _ASIDE_SECONDS:
            path.unlink(missing_ok=True)
    for path in list(_files(folder)):
        if path.name not in known and path.stat().st_mtime < now - _FRESH_SECONDS:
            aside.mkdir(exist_ok=True, mode=0o700)
            os.utime(path)  # from now on it counts how long it lies aside
            path.replace(aside / path.name)
            moved += 1
    return moved


def _files(folder: Path) -> Iterator[Path]:
    """Yield what was written for a picture: whole, or cut short by the end of a process."""
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if is_id(path.stem) and path.is_file())
