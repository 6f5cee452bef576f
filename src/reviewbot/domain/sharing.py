"""By what name a work is counted together with other servers: one that nobody can read."""

import hashlib
from collections.abc import Iterable
from typing import Final

from reviewbot.domain.tokens import title_key
from reviewbot.domain.works import Work

_BYTES: Final = 12


def names_of(work: Work, identifiers: Iterable[tuple[str, str]]) -> list[str]:
    """Return the names a work is counted under, alike in every server that has it.

    One for each of its `identifiers` (scheme and value), and one for its kind, title and year
    where the year is known: without it two works may have one title.
    """
    told = [f"id {scheme} {value}" for scheme, value in identifiers]
    if work.year is not None:
        told.append(f"title {work.kind} {work.year} {title_key(work.title)}")
    return [hashlib.blake2b(one.encode(), digest_size=_BYTES).hexdigest() for one in told]
