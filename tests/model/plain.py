"""The club as plain dictionaries: what members may expect, without a database."""

from dataclasses import dataclass, field, replace
from typing import Final

UNDO_SECONDS: Final = 15 * 60
OK: Final = "done"

PER_DAY: Final = 5
DAY_SECONDS: Final = 86_400

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
    """A review; `life` tells it from one that was deleted before it was written anew.

    `past` holds text and points of the editions before.
    """

    text: str
    points: int | None
    life: int
    hidden: bool = False
    past: tuple[tuple[str, int | None], ...] = ()

    @property
    def editions(self) -> tuple[tuple[str, int | None], ...]:
        return (*self.past, (self.text, self.points))

    def saying(self, text: str, points: int | None) -> "Written":
        """Return the next edition."""
        return replace(self, text=text, points=points, past=self.editions)


@dataclass
class Advice:
    """A recommendation; `reviewed` once its friend wrote of what was recommended."""

    sender: int
    friend: int
    title: str
    at: int
    reply: str = ""
    reviewed: bool = False
    forgotten: bool = False


@dataclass
class PlainClub:
    """Answers each deed with `OK` or the name of the error, as the services do."""

    live: dict[Key, Written] = field(default_factory=dict)
    gone: dict[Key, tuple[Written, int]] = field(default_factory=dict)
    said: dict[str, Said] = field(default_factory=dict)
    shelf: dict[Key, tuple[str, int | None]] = field(default_factory=dict)
    diary: list[tuple[int, str, int | None]] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)
    mutes: set[tuple[int, int]] = field(default_factory=set)
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
        fresh = title not in self.works
        self.works.add(title)
        if before is None:
            self._begin(who, title, text, points)
            if not fresh:
                self._taken(who, title)
            if self._place(who, title) != "dropped":  # who gave up may say why, too
                self._put(who, title, "done")
            if not any((member, of) == (who, title) for member, of, _ in self.diary):
                self.diary.append((who, title, points))
        else:
            points = before.points if points is None else points
            self.live[who, title] = before.saying(text or before.text, points)
        return OK

    def restore(self, who: int, of: Key, number: int, _now: int) -> str:
        """Say again what an earlier edition said, as the newest one."""
        review = self._seen(of)
        if review is None or who != of[0] or not 1 <= number <= len(review.editions):
            return "NotFound"
        self.live[of] = review.saying(*review.editions[number - 1])
        return OK

    def rate(self, who: int, title: str, points: int, _now: int) -> str:
        """Log a viewing with a rating: it becomes the member's rating."""
        before = self.live.get((who, title))
        if before and before.hidden:
            return "Conflict"
        self.works.add(title)
        if before is None:
            self._begin(who, title, "", points)
        elif before.points != points:
            self.live[who, title] = before.saying(before.text, points)
        self._put(who, title, "done")
        self.diary.append((who, title, points))
        return OK

    def recommend(self, who: int, friend: int, title: str, now: int) -> str:
        """Recommend a work to a friend, five times a day at most; whom they muted never knows."""
        if who == friend:
            return "Invalid"
        mine = [one for one in self.advice if one.sender == who and not one.forgotten]
        if sum(one.at > now - DAY_SECONDS for one in mine) >= PER_DAY:
            return "Conflict"
        same = [one for one in mine if (one.friend, one.title) == (friend, title)]
        if any(one.reply != "declined" and not one.reviewed for one in same):
            return "Conflict"
        self.works.add(title)
        reply = "muted" if (friend, who) in self.mutes else ""
        self.advice.append(Advice(who, friend, title, now, reply))
        return OK

    def answer(self, who: int, number: int, reply: str, _now: int) -> str:
        """Answer a recommendation, which its friend alone may do; also another way than before."""
        one = self.advice[number] if number < len(self.advice) else None
        if one is None or one.forgotten or one.friend != who:
            return "NotFound"
        one.reply = reply
        there = self.shelf.get((who, one.title))
        if reply == "added":
            if there is None and self._seen((who, one.title)) is None:
                self.shelf[who, one.title] = ("want", one.sender)
        elif there == ("want", one.sender):
            del self.shelf[who, one.title]
        if reply == "muted":
            self.mutes.add((who, one.sender))
        return OK

    def merge(self, duplicate: str, into: str, _now: int) -> str:
        """Make one work of two and two of it again: nothing is different then."""
        if not {duplicate, into} <= self.works:
            return "NotFound"
        return OK if duplicate != into else "Invalid"

    def forget(self, who: int, _now: int) -> str:
        """Erase all of a member; what others wrote below it stays, except below their reviews."""
        for kept in (self.live, self.gone, self.shelf):
            for key in [key for key in kept if key[0] == who]:
                del kept[key]
        theirs = [text for text, one in self.said.items() if who in (one.author, one.of[0])]
        for text in theirs:
            del self.said[text]
        self.shelf = {
            key: (place, None if by == who else by) for key, (place, by) in self.shelf.items()
        }
        self.diary = [one for one in self.diary if one[0] != who]
        self.drafts = [one for one in self.drafts if one[0] != who]
        self.mutes = {pair for pair in self.mutes if who not in pair}
        for one in self.advice:
            one.forgotten = one.forgotten or who in (one.sender, one.friend)
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
        self._put(who, title, shelf)
        return OK

    def unshelve(self, who: int, title: str, _now: int) -> str:
        """Take it off."""
        return OK if self.shelf.pop((who, title), None) else "NotFound"

    def view(self) -> dict[str, object]:
        """Return what members see, in a form that can be compared."""
        seen = {key: review for key, review in self.live.items() if not review.hidden}
        return {
            "reviews": {key: one.editions for key, one in seen.items()},
            "comments": {key: self._talk(key, one.life) for key, one in seen.items()},
            "points": {
                title: sorted(
                    one.points for (_, of), one in seen.items() if of == title and one.points
                )
                for title in self.works
            },
            "shelves": dict(self.shelf),
            "drafts": sorted(self.drafts),
            "diary": sorted(self.diary, key=str),
            "advice": sorted(
                (one.sender, one.friend, one.title, one.reply, one.reviewed)
                for one in self.advice
                if not one.forgotten
            ),
        }

    def _begin(self, who: int, title: str, text: str, points: int | None) -> None:
        self.lives += 1
        self.live[who, title] = Written(text, points, self.lives)

    def _taken(self, who: int, title: str) -> None:
        """Note that a friend wrote of what was recommended to them."""
        for one in self.advice:
            if (one.friend, one.title) == (who, title) and one.reply in {"", "added"}:
                one.reviewed = one.reviewed or not one.forgotten

    def _place(self, who: int, title: str) -> str | None:
        return self.shelf.get((who, title), (None, None))[0]

    def _put(self, who: int, title: str, shelf: str) -> None:
        by = self.shelf.get((who, title), (None, None))[1]
        self.shelf[who, title] = (shelf, by)

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
