"""What is known of a work, as short names that works share or do not."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

WORD: Final = "word "
"""What the name of a title's word begins with."""
SPAN: Final = 8
"""Years that works of one time lie within."""
STEP: Final = 2
"""Years between the starts of spans; they overlap, so that 1999 and 2000 have much in common."""
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


def facts(
    title: str,
    year: int | None = None,
    kind: str | None = None,
    maker: str | None = None,
    tags: Iterable[str] = (),
) -> list[str]:
    """Return the names of what is known of a work.

    The words of titles are what a series has in common; those that many titles have are left
    out later, when it is known which these are.
    """
    return list(
        dict.fromkeys(
            [
                *([f"kind {kind}"] if kind else []),
                *([f"maker {maker.casefold()}"] if maker else []),
                *(f"tag {tag}" for tag in tags),
                *(_times(year) if year is not None else ()),
                *(WORD + word for word in _WORD.findall(title.casefold())),
            ]
        )
    )


def _times(year: int) -> Iterator[str]:
    """Name the spans that the year lies in."""
    for shift in range(0, SPAN, STEP):
        yield f"from {(year - shift) // SPAN * SPAN + shift}"
