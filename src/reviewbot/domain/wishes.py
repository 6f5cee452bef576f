"""What somebody asks a suggestion to be."""

from dataclasses import dataclass

from reviewbot.domain.lengths import Length
from reviewbot.domain.works import WorkKind
from reviewbot.errors import Invalid

LIKED_MAX = 2
"""Works that a suggestion can be asked to be like: as many as a button's id holds."""


@dataclass(frozen=True, slots=True)
class Wish:
    """The frame of a suggestion; as it stands here it is anything at all.

    `like` are ids of works to be like, in place of what the asker rated; `loved_by` the member
    whose favourites alone are wanted, `mood` a tag. `again` lets in what the asker has seen. Of
    a wished `length` are only works whose length is known.
    """

    kind: WorkKind | None = None
    like: tuple[str, ...] = ()
    loved_by: int | None = None
    mood: str = ""
    year_from: int | None = None
    year_to: int | None = None
    again: bool = False
    length: Length = Length.ANY

    def fits(self, kind: WorkKind, year: int | None, length: int | None) -> bool:
        """Tell whether kind, length and year are as wished; what is not known is not as wished."""
        if self.kind is not None and kind is not self.kind:
            return False
        if self.length and (length is None or Length.of(kind, length) != self.length):
            return False
        if self.year_from is None and self.year_to is None:
            return True
        if year is None:
            return False
        above = self.year_from is None or year >= self.year_from
        return above and (self.year_to is None or year <= self.year_to)

    @property
    def narrows(self) -> bool:
        """Whether anything but the kind keeps works out."""
        return bool(self.loved_by or self.mood or self.length or self._years)

    @property
    def frames(self) -> bool:
        """Whether what a work is keeps it out; not what members said of it."""
        return bool(self.kind or self.length or self._years)

    @property
    def _years(self) -> bool:
        return self.year_from is not None or self.year_to is not None

    @property
    def words(self) -> str:
        """Say what is wanted: `films`, `books tagged cosy from 1950 to 1970`; not for markdown."""
        said = [f"{self.kind.label}s" if self.kind else "films, books or shows"]
        if self.length:
            said.insert(0, self.length.value)
        if self.mood:
            said.append(f"tagged {self.mood}")
        if self.year_from is not None and self.year_to is not None:
            said.append(f"from {self.year_from} to {self.year_to}")
        elif self.year_from is not None:
            said.append(f"from {self.year_from} on")
        elif self.year_to is not None:
            said.append(f"up to {self.year_to}")
        return " ".join(said)


def checked_wish(wish: Wish) -> Wish:
    """Return the wish, or raise `Invalid` where nothing could ever fit it."""
    if wish.year_from is not None and wish.year_to is not None and wish.year_from > wish.year_to:
        raise Invalid(
            f"Nothing is from {wish.year_from} or later and from {wish.year_to} or earlier."
        )
    return wish
