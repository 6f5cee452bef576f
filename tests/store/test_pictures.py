"""The bytes of pictures: in every backup, back after a restore, gone when nothing names them."""

import os
import shutil
import time
from pathlib import Path

import pytest

from reviewbot.bot.copies import CopyPlan
from reviewbot.bot.housekeeping import housekeeping
from reviewbot.domain.ids import new_id
from reviewbot.domain.pictures import Picture
from reviewbot.errors import CannotStart
from reviewbot.store import pictures, rotation
from reviewbot.store.copying import backup
from reviewbot.store.engine import open_database
from reviewbot.store.manifest import Manifest, beside
from reviewbot.store.picture_copies import copies_beside
from reviewbot.store.pictures import PictureFiles
from reviewbot.store.restoring import restore
from reviewbot.store.verifying import verify
from tests.store.samples import a_review, a_work, stored
from tests.store.test_backups import needs_pg_dump

BYTES = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
WEEK_AGO = 8 * 86_400


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "pictures"


async def _illustrated(url: str, folder: Path, content: bytes = BYTES) -> str:
    """Keep a review with one picture; return the picture's id."""
    review, picture_id = a_review(a_work()), new_id()
    await PictureFiles(folder).write(picture_id, content)
    picture = Picture(
        review.guild_id, picture_id, review.id, 0, "png", "Stairs", False, len(content)
    )
    async with open_database(url) as db, db.write() as conn:
        await stored(conn, review)
        pictures.replace_all(conn, review.guild_id, review.id, [picture])
    return picture_id


@pytest.mark.slow
@needs_pg_dump
async def test_a_restore_brings_the_pictures_back_byte_for_byte(
    database_url: str, tmp_path: Path, folder: Path
) -> None:
    old, target = await _illustrated(database_url, folder), tmp_path / "kept" / "backup"
    await backup(database_url, target, folder)
    assert list((await verify(target)).manifest.pictures) == [old]  # type: ignore[union-attr] # it has one
    new = await _illustrated(database_url, folder, BYTES + b"new")
    (folder / old).write_bytes(b"damaged")
    moved = shutil.move(target.parent, tmp_path / "on another machine")
    shutil.move(folder / old, folder / "away")
    done = await restore(database_url, Path(moved) / "backup", folder)
    assert done.pictures == 1
    assert (folder / old).read_bytes() == BYTES
    assert done.kept
    kept = done.kept / "reviewbot.db" if done.kept.is_dir() else done.kept
    shutil.rmtree(folder)
    await restore(database_url, kept, folder)
    assert (folder / new).read_bytes() == BYTES + b"new"


async def test_a_damaged_picture_is_mended_by_a_restore(
    sqlite_url: str, tmp_path: Path, folder: Path
) -> None:
    old, target = await _illustrated(sqlite_url, folder), tmp_path / "backup"
    await backup(sqlite_url, target, folder)
    (folder / old).write_bytes(b"damaged")
    await restore(sqlite_url, target, folder)
    assert (folder / old).read_bytes() == BYTES


@pytest.mark.parametrize("how", ["gone", "changed"])
async def test_a_backup_without_its_pictures_is_found_out(
    sqlite_url: str, tmp_path: Path, folder: Path, how: str
) -> None:
    old, target = await _illustrated(sqlite_url, folder), tmp_path / "backup"
    await backup(sqlite_url, target, folder)
    copy = copies_beside(target) / old
    if how == "gone":
        copy.unlink()
    else:
        copy.write_bytes(b"changed")
    with pytest.raises(CannotStart, match="1 of its 1 pictures"):
        await restore(sqlite_url, target, folder)
    beside(target).unlink()
    assert (await restore(sqlite_url, target, folder)).kept, "without its manifest it still serves"


async def test_copies_share_their_pictures_and_prune_what_none_names(
    sqlite_url: str, tmp_path: Path, folder: Path
) -> None:
    copies = tmp_path / "copies"
    old = await _illustrated(sqlite_url, folder)
    plan = CopyPlan(sqlite_url, copies, 24, 1, 2, folder)
    first = rotation.next_name(sqlite_url, copies, int(time.time()) - WEEK_AGO)
    await backup(sqlite_url, first, folder)
    shared = copies_beside(first)
    inode = (shared / old).stat().st_ino
    new = await _illustrated(sqlite_url, folder)
    (folder / old).unlink()
    await plan.work()
    [copy] = [one for one in rotation.list_copies(copies) if one.path != first]
    assert sorted(path.name for path in shared.iterdir()) == sorted([old, new])
    assert (shared / old).stat().st_ino == inode, "it was copied once"
    manifest = Manifest.read(copy.path)
    assert manifest
    assert list(manifest.pictures) == [new]
    _age(shared / old, shared / new)
    copy.path.unlink()
    beside(copy.path).unlink()
    await CopyPlan(sqlite_url, copies, 24, 1, 1, folder).work()
    assert not first.exists()
    assert [path.name for path in shared.iterdir()] == [new]


def _age(*paths: Path, seconds: int = WEEK_AGO) -> None:
    then = time.time() - seconds
    for path in paths:
        os.utime(path, (then, then))


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def test_orphans_lie_aside_for_a_week_and_come_back_if_they_were_none(
    database_url: str, folder: Path
) -> None:
    mine, orphan, fresh = await _illustrated(database_url, folder), new_id(), new_id()
    for name in (orphan, fresh, f"{new_id()}.part", "notes.txt"):
        (folder / name).write_bytes(BYTES)
    _age(*(folder / name for name in _names(folder) - {fresh}))
    async with open_database(database_url) as db:
        job = housekeeping(db, lambda: int(time.time()), PictureFiles(folder))
        await job.work()
        aside = folder / "unclaimed"
        assert _names(folder) == {mine, fresh, "notes.txt", "unclaimed"}
        assert len(_names(aside)) == 2
        (folder / mine).rename(aside / mine)
        await job.work()
        assert (folder / mine).read_bytes() == BYTES
        assert (aside / orphan).exists()
        _age(*(aside / name for name in _names(aside)))
        await job.work()
    assert not _names(aside)
    assert (folder / mine).exists()
