"""The club in a database, driven by the services that the commands use."""

import itertools
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import bindparam, select

from reviewbot.domain.authority import Actor
from reviewbot.domain.ids import new_id
from reviewbot.domain.order import Subject
from reviewbot.domain.recommending import Reply
from reviewbot.domain.reviews import CommentSource, Draft, Review
from reviewbot.domain.shelves import Shelf
from reviewbot.domain.works import WorkKind
from reviewbot.errors import ReviewbotError
from reviewbot.services import comments as commenting
from reviewbot.services import (
    deleting,
    diary,
    drafting,
    editing,
    merging,
    order,
    privacy,
    recommending,
    reviews,
    shelves,
)
from reviewbot.services.calls import Press
from reviewbot.services.comments import Remark
from reviewbot.services.naming import Doing
from reviewbot.services.placing import Naming
from reviewbot.store import comments, works
from reviewbot.store import reviews as stored
from reviewbot.store.connection import Query
from reviewbot.store.engine import Database
from reviewbot.store.schema import drafts as draft_table
from reviewbot.store.schema import recommendations as advice_table
from reviewbot.store.schema import shelves as shelf_table
from reviewbot.store.schema import viewings as viewing_table
from reviewbot.store.schema import works as work_table
from tests.model.plain import OK, Key

MODERATOR: Final = 99
_SHELVES: Final = Query(
    select(
        shelf_table.c.member_id,
        work_table.c.title,
        shelf_table.c.shelf,
        shelf_table.c.recommended_by,
    )
    .join(
        work_table,
        (work_table.c.guild_id == shelf_table.c.guild_id)
        & (work_table.c.id == shelf_table.c.work_id),
    )
    .where(shelf_table.c.guild_id == bindparam("guild_id"))
)
_DIARY: Final = Query(
    select(viewing_table.c.member_id, work_table.c.title, viewing_table.c.points)
    .join(
        work_table,
        (work_table.c.guild_id == viewing_table.c.guild_id)
        & (work_table.c.id == viewing_table.c.work_id),
    )
    .where(viewing_table.c.guild_id == bindparam("guild_id"))
)
_ADVICE: Final = Query(
    select(
        advice_table.c.sender_id,
        advice_table.c.friend_id,
        work_table.c.title,
        advice_table.c.answer,
        advice_table.c.review_id.is_not(None),
    )
    .join(
        work_table,
        (work_table.c.guild_id == advice_table.c.guild_id)
        & (work_table.c.id == advice_table.c.work_id),
    )
    .where(advice_table.c.guild_id == bindparam("guild_id"))
)
_DRAFTS: Final = Query(
    select(draft_table.c.author_id, draft_table.c.text).where(
        draft_table.c.guild_id == bindparam("guild_id")
    )
)


@dataclass
class StoredClub:
    """The same deeds as those of `PlainClub`, with the same answers."""

    db: Database
    guild_id: int
    deleted: dict[Key, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    seen: dict[Key, str] = field(default_factory=dict)
    advice: list[str] = field(default_factory=list)
    _ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    async def post(self, who: int, title: str, text: str, points: int | None, now: int) -> str:
        rating = f"{points}%" if points else ""
        draft = Draft(
            self.guild_id, new_id(), who, 7, now, title=title, kind=WorkKind.MOVIE,
            rating=rating, text=text,
        )  # fmt: skip
        actor = self._actor(who)

        async def deed() -> None:
            opened = await drafting.open_draft(self.db, draft, next(self._ids))
            await reviews.publish(self.db, actor, opened.id, next(self._ids), now)

        return await _told(deed())

    async def comment(self, who: int, of: Key, text: str, parent: str | None, now: int) -> str:
        remark = Remark(
            await self._id(of),
            text,
            CommentSource.COMMAND,
            interaction_id=next(self._ids),
            parent_id=self.said.get(parent, new_id()) if parent else None,
        )

        async def deed() -> None:
            made = await commenting.add(self.db, self._actor(who), remark, now, refresh_at=now)
            assert made
            self.said[text] = made.id

        return await _told(deed())

    async def uncomment(self, who: int, text: str, now: int) -> str:
        return await _told(
            commenting.delete(
                self.db,
                self._actor(who),
                self.said.get(text, new_id()),
                now,
                interaction_id=next(self._ids),
                refresh_at=lambda _review_id: now,
            )
        )

    async def recomment(self, who: int, text: str, now: int) -> str:
        return await _told(
            commenting.restore(
                self.db,
                self._actor(who),
                self.said.get(text, new_id()),
                now,
                interaction_id=next(self._ids),
                refresh_at=lambda _review_id: now,
            )
        )

    async def delete(self, who: int, title: str, now: int) -> str:
        async def deed() -> None:
            actor, interaction_id = self._actor(who), next(self._ids)
            done = await deleting.delete(self.db, actor, title, None, interaction_id, now)
            self.deleted[who, title] = done.review.id

        return await _told(deed())

    async def undelete(self, who: int, title: str, now: int) -> str:
        review_id = self.deleted.get((who, title), new_id())
        actor, interaction_id = self._actor(who), next(self._ids)
        return await _told(deleting.undo(self.db, actor, review_id, 7, interaction_id, now))

    async def hide(self, of: Key, now: int) -> str:
        press = await self._press(of, now)
        return await _told(order.hide(self.db, press, Subject.REVIEW, "Because."))

    async def unhide(self, of: Key, now: int) -> str:
        return await _told(order.unhide(self.db, await self._press(of, now), Subject.REVIEW))

    async def shelve(self, who: int, title: str, shelf: str, now: int) -> str:
        naming = Naming(title, WorkKind.MOVIE)
        placing = shelves.Placing(shelf=Shelf(shelf))
        return await _told(
            shelves.add(self.db, self._actor(who), naming, placing, next(self._ids), now)
        )

    async def unshelve(self, who: int, title: str, now: int) -> str:
        work_id = await self._work_id(title)
        return await _told(shelves.remove(self.db, self._actor(who), work_id, next(self._ids), now))

    async def restore(self, who: int, of: Key, number: int, now: int) -> str:
        review_id = await self._id(of)
        key = (self.db, self._actor(who), review_id, number)
        return await _told(editing.restore(*key, next(self._ids), now))

    async def rate(self, who: int, title: str, points: int, now: int) -> str:
        naming, noting = Naming(title, WorkKind.MOVIE), diary.Noting(rating=f"{points}%")
        return await _told(
            diary.log(self.db, self._actor(who), naming, noting, next(self._ids), now)
        )

    async def recommend(self, who: int, friend: int, title: str, now: int) -> str:
        async def deed() -> None:
            actor, naming = self._actor(who), Naming(title, WorkKind.MOVIE)
            sent = await recommending.recommend(
                self.db, actor, friend, naming, "", next(self._ids), now
            )
            self.advice.append(sent.recommendation.id)

        return await _told(deed())

    async def answer(self, who: int, number: int, reply: str, now: int) -> str:
        one = self.advice[number] if number < len(self.advice) else new_id()
        key = (self.db, self._actor(who), one, Reply(reply))
        return await _told(recommending.answer(*key, next(self._ids), now))

    async def merge(self, duplicate: str, into: str, now: int) -> tuple[str, object]:
        """Merge two works and part them; return also what members saw between."""
        between: list[object] = []
        moderator = Actor(self.guild_id, MODERATOR, moderator=True)

        async def deed() -> None:
            pair = await self._work_id(duplicate), await self._work_id(into)
            doing = Doing(moderator, next(self._ids), now)
            made, _ = await merging.merge(self.db, doing, *pair)
            between.append(await self.view([into]))
            await merging.undo(self.db, Doing(moderator, next(self._ids), now), made.id)

        return await _told(deed()), between

    async def forget(self, who: int, now: int) -> str:
        return await _told(privacy.forget(self.db, self._actor(who), next(self._ids), now))

    async def sweep(self, now: int) -> None:
        """Let go for good of what can no more be taken back."""
        await deleting.sweep(self.db, now)
        await commenting.purge(self.db, now)

    async def view(self, titles: list[str]) -> dict[str, object]:
        """Return what members see, in the form of `PlainClub.view`."""
        found, points = list[Review](), dict[str, list[int]]()
        async with self.db.read() as conn:
            for title in titles:
                for work in await works.list_named(conn, self.guild_id, title):
                    found += await stored.list_of_work(conn, self.guild_id, work.id)
                    points[title] = sorted(await stored.list_points(conn, self.guild_id, work.id))
            shelf = await conn.all(_SHELVES, guild_id=self.guild_id)
            kept = await conn.all(_DRAFTS, guild_id=self.guild_id)
            seen = await conn.all(_DIARY, guild_id=self.guild_id)
            advice = await conn.all(_ADVICE, guild_id=self.guild_id)
            editions = [await stored.list_editions(conn, self.guild_id, one.id) for one in found]
        return {
            "reviews": {_key(told[-1]): tuple(map(_told_of, told)) for told in editions},
            "comments": {_key(one): await self._talk(one) for one in found},
            "points": points,
            "shelves": {(member, title): (name, by) for member, title, name, by in shelf},
            "drafts": sorted(kept),
            "diary": sorted((tuple(one) for one in seen), key=str),
            "advice": sorted((*one[:4], bool(one[4])) for one in advice),
        }

    async def _talk(self, review: Review) -> list[tuple[int, str]]:
        async with self.db.read() as conn:
            page = await comments.list_of_review(conn, self.guild_id, review.id, 0, 500)
        assert page.total == review.comment_count
        return sorted((one.comment.author_id, one.comment.text.reveal()) for one in page.items)

    async def _id(self, of: Key) -> str:
        async with self.db.read() as conn:
            for work in await works.list_named(conn, self.guild_id, of[1]):
                if one := await stored.find_by_author(conn, self.guild_id, work.id, of[0]):
                    self.seen[of] = one.id
        return self.seen.get(of, new_id())

    async def _press(self, of: Key, now: int) -> Press:
        actor = Actor(self.guild_id, MODERATOR, moderator=True)
        return Press(actor, next(self._ids), await self._id(of), now)

    async def _work_id(self, title: str) -> str:
        async with self.db.read() as conn:
            found = await works.list_named(conn, self.guild_id, title)
        return found[0].id if found else new_id()

    def _actor(self, who: int) -> Actor:
        return Actor(self.guild_id, who)


async def _told(deed: Awaitable[Any]) -> str:
    try:
        await deed
    except ReviewbotError as error:
        return _name(error)
    return OK


def _name(error: ReviewbotError) -> str:
    """Return the name of the error that members are told of, whatever is made of it inside."""
    names = [one.__name__ for one in type(error).__mro__]
    return next(name for name in names if name in {"Invalid", "NotFound", "Conflict", "NotAllowed"})


def _key(review: Review) -> Key:
    return review.author_id, review.work.title


def _told_of(review: Review) -> tuple[str, int | None]:
    return review.text.reveal(), review.rating.points if review.rating else None
