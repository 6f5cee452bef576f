"""The club as plain dictionaries: what members may expect, without a database."""

from dataclasses import dataclass, field, replace
from typing import Final

UNDO_SECONDS: Final = 15 * 60
OK: Final = "done"

Key = tuple[int, str]  # whose review, of which title


@dataclass(frozen=True)
class Said:
    """A comment, known by its text: no two are alike."""

    author: int
    text: str
    of: Key
    life: int
    parent: str | None
    deleted_at: int | None = None


@dataclass(frozen=True)
class Written:
    """A review; `life` tells it from one that was deleted before it was written anew."""

    text: str
    points: int | None
    edition: int
    life: int
    hidden: bool = False


@dataclass
class PlainClub:
    """Answers each deed with `OK` or the name of the error, as the services do."""

    live: dict[Key, Written] = field(default_factory=dict)
    gone: dict[Key, tuple[Written, int]] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    shelf: dict[Key, str] = field(default_factory=dict)
    works: set[str] = field(default_factory=set)
    drafts: list[tuple[int, str]] = field(default_factory=list)
    lives: int = 0

    def post(self, who: int, title: str, text: str, points: int | None, _now: int) -> str:
        """A first review, or the next edition: what is not given stays as it was."""
        if not text and points is None:
            self.drafts.append((who, text))
            return "Invalid"
        before = self.live.get((who, title))
        if before and before.hidden:
            self.drafts.append((who, text))
            return "Conflict"
        self.works.add(title)
        if before is None:
            self.lives += 1
            self.live[who, title] = Written(text, points, 1, self.lives)
            if self.shelf.get((who, title)) != "dropped":  # who gave up may say why, too
                self.shelf[who, title] = "done"
        else:
            self.live[who, title] = replace(
                before,
                text=text or before.text,
                points=before.points if points is None else points,
                edition=before.edition + 1,
            )
        return OK

    def comment(self, who: int, of: Key, text: str, parent: str | None, _now: int) -> str:
        """A comment on what can be seen, or a reply to one."""
        review = self._seen(of)
        if review is None or (parent is not None and not self._shown(parent, of)):
            return "NotFound"
        self.said[text] = Said(who, text, of, review.life, parent)
        return OK

    def uncomment(self, who: int, text: str, now: int) -> str:
        """Delete one's own comment, also below a review that a moderator hid."""
        said = self.said.get(text)
        if said is None or said.author != who or said.deleted_at is not None:
            return "NotFound"
        self.said[text] = replace(said, deleted_at=now)
        return OK

    def standing(self) -> list[str]:
        """Return the comments whose review its author did not delete.

        Comments go for good some time after their review, which no member can tell.
        """
        lives = {review.life for review in self.live.values()}
        return sorted(text for text, one in self.said.items() if one.life in lives)

    def recomment(self, who: int, text: str, now: int) -> str:
        """Take the deletion of a comment back, while there is time."""
        said = self.said.get(text)
        if said is None or said.author != who or said.deleted_at is None:
            return "NotFound"
        if now > said.deleted_at + UNDO_SECONDS or self._seen(said.of, said.life) is None:
            return "NotFound"
        self.said[text] = replace(said, deleted_at=None)
        return OK

    def delete(self, who: int, title: str, now: int) -> str:
        """Delete one's own review, also one that a moderator hid."""
        review = self.live.get((who, title))
        if review is None:
            return "NotFound"
        del self.live[who, title]
        self.gone[who, title] = (review, now)
        return OK

    def undelete(self, who: int, title: str, now: int) -> str:
        """Bring back the review that was deleted last, unless it was written anew."""
        review, at = self.gone.get((who, title), (None, 0))
        if review is None or now > at + UNDO_SECONDS:
            return "NotFound"
        if (who, title) in self.live:
            return "Conflict"
        del self.gone[who, title]
        self.live[who, title] = review
        return OK

    def hide(self, of: Key, _now: int) -> str:
        """A moderator takes a review out of sight."""
        review = self.live.get(of)
        if review is None:
            return "NotFound"
        if review.hidden:
            return "Conflict"
        self.live[of] = replace(review, hidden=True)
        return OK

    def unhide(self, of: Key, _now: int) -> str:
        """A moderator puts it back."""
        review = self.live.get(of)
        if review is None:
            return "NotFound"
        if not review.hidden:
            return "Conflict"
        self.live[of] = replace(review, hidden=False)
        return OK

    def shelve(self, who: int, title: str, shelf: str, _now: int) -> str:
        """Put a work on a shelf."""
        self.works.add(title)
        self.shelf[who, title] = shelf
        return OK

    def unshelve(self, who: int, title: str, _now: int) -> str:
        """Take it off."""
        return OK if self.shelf.pop((who, title), None) else "NotFound"

    def view(self) -> dict[str, object]:
        """Return what members see, in a form that can be compared."""
        seen = {key: review for key, review in self.live.items() if not review.hidden}
        return {
            "reviews": {key: (one.text, one.points, one.edition) for key, one in seen.items()},
            "comments": {key: self._talk(key, one.life) for key, one in seen.items()},
            "points": {
                title: sorted(
                    one.points for (_, of), one in seen.items() if of == title and one.points
                )
                for title in self.works
            },
            "shelves": dict(self.shelf),
            "drafts": sorted(self.drafts),
        }

    def _seen(self, of: Key, life: int | None = None) -> Written | None:
        review = self.live.get(of)
        if review is None or review.hidden or life not in (None, review.life):
            return None
        return review

    def _shown(self, text: str, of: Key) -> bool:
        said, review = self.said.get(text), self._seen(of)
        if said is None or review is None:
            return False
        return said.of == of and said.life == review.life and said.deleted_at is None

    def _talk(self, of: Key, life: int) -> list[tuple[int, str]]:
        return sorted(
            (one.author, one.text)
            for one in self.said.values()
            if one.of == of and one.life == life and one.deleted_at is None
        )
