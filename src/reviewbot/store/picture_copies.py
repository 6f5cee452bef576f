"""The pictures of backups: one folder beside them, which all of a folder's backups share.

A picture never changes and its name is never used again, so it is copied once, whatever number
of backups names it. A backup's manifest names its pictures, each with the SHA-256 of its bytes.
"""

import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from reviewbot.domain.ids import is_id
from reviewbot.errors import CannotStart
from reviewbot.store.manifest import SUFFIX, Manifest, digest, onto_the_disk

FOLDER: Final = "pictures-of-backups"
_DAY: Final = 86_400


def copies_beside(backup: Path) -> Path:
    """Return the folder of the pictures of all backups that lie where this one does."""
    return backup.parent / FOLDER


def copy_to(pictures: Path, backup: Path) -> dict[str, str]:
    """Copy the pictures that are not with a backup yet; return what it has, by id.

    Raises `OSError`. A picture that goes away meanwhile is no failure.
    """
    known = _digests(backup.parent)
    folder = copies_beside(backup)
    return {
        path.name: known.get(path.name) or digest(folder / path.name)
        for path in files_in(pictures)
        if _copied(path, folder / path.name)
    }


def problem_of(backup: Path, pictures: Mapping[str, str]) -> str:
    """Say what is wrong with the pictures of a backup; empty if all are there as they were."""
    folder = copies_beside(backup)
    gone = [name for name in pictures if not (folder / name).is_file()]
    if gone:
        return f"{len(gone)} of its {len(pictures)} pictures are not in {folder}"
    changed = [name for name, told in pictures.items() if digest(folder / name) != told]
    if changed:
        return f"{len(changed)} of its {len(pictures)} pictures in {folder} were changed"
    return ""


def bring_back(backup: Path, manifest: Manifest | None, pictures: Path) -> int:
    """Put the pictures of a backup where the bot looks for them; return how many came.

    Those that are there already are looked at, and mended if they differ. Without a manifest
    all that lie beside the backup come. Raises `OSError`.
    """
    folder = copies_beside(backup)
    named = manifest.pictures if manifest else {}
    told = named or {path.name: digest(path) for path in files_in(folder)}
    brought = 0
    for name, sha256 in told.items():
        target = pictures / name
        if target.is_file() and digest(target) != sha256:
            target.unlink()
        brought += not target.exists()
        _copied(folder / name, target)
    return brought


def prune(folder: Path) -> list[Path]:
    """Remove pictures that no backup in the folder names; return them.

    Those of the last day stay: a backup that is being made has no manifest yet.
    """
    named = _digests(folder)
    gone = [
        path
        for path in files_in(folder / FOLDER)
        if path.name not in named and path.stat().st_mtime < time.time() - _DAY
    ]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def files_in(pictures: Path) -> Iterator[Path]:
    """Yield the files of a folder that are called like pictures; none where there is no folder."""
    with suppress(FileNotFoundError):
        yield from (path for path in pictures.iterdir() if is_id(path.name) and path.is_file())


def _digests(folder: Path) -> dict[str, str]:
    """Return the pictures that are named by the manifests in a folder."""
    found: dict[str, str] = {}
    for path in folder.glob(f"*{SUFFIX}"):
        with suppress(CannotStart):  # one that cannot be read names nothing that we could trust
            manifest = Manifest.read(path.with_name(path.name.removesuffix(SUFFIX)))
            found |= manifest.pictures if manifest else {}
    return found


def _copied(source: Path, target: Path) -> bool:
    """Copy a file, unless it is there; it is on the disk when it has its name."""
    if target.exists():
        return True
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        shutil.copyfile(source, unfinished)
    except FileNotFoundError:
        return False
    onto_the_disk(unfinished)
    unfinished.replace(target)
    return True
