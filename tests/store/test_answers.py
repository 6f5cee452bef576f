"""Comments that are answered, changed, deleted and hidden; notices; mutes."""

from dataclasses import replace

from reviewbot.domain.ids import new_id
from reviewbot.domain.notices import Notice, NoticeKind
from reviewbot.domain.reviews import Comment, Review
from reviewbot.domain.spoilers import Prose
from reviewbot.store import comments, follows, mutes, notices, reviews
from reviewbot.store.connection import Connection
from reviewbot.store.engine import Database
from tests.store.samples import ADA, BEN, CLUB, OTHER_CLUB, a_comment, a_review, a_work, stored

NOW = 1_700_000_500


async def count(conn: Connection, review: Review) -> int:
    return (await reviews.get(conn, CLUB, review.id)).comment_count


def a_reply(to: Comment, text: str, at: int) -> Comment:
    place = to.place + at
    return replace(
        to, id=new_id(), text=Prose.of(text), parent_id=to.id, place=place, author_id=ADA
    )


async def test_replies_stand_below_what_they_answer(db: Database) -> None:
    review = a_review(a_work())
    first, second = a_comment(review, "1", at=NOW), a_comment(review, "2", at=NOW + 1)
    inner = a_reply(first, "1.1", 2**40)
    innermost = replace(a_reply(inner, "1.1.1", 2**41), author_id=BEN)
    async with db.write() as conn:
        await stored(conn, review)
        for comment in (innermost, second, inner, first):
            await comments.put(conn, comment)
        listed = await comments.list_of_review(conn, CLUB, review.id, 0, 9)
        assert [one.comment for one in listed.items] == [first, inner, innermost, second]
        assert [one.answered_id for one in listed.items] == [None, BEN, ADA, None]
        assert await comments.remove(conn, inner, NOW)
        listed = await comments.list_of_review(conn, CLUB, review.id, 0, 9)
        assert [one.answered_id for one in listed.items] == [None, 0, None]
        assert await comments.list_authors(conn, CLUB, review.id, 9) == [BEN]


async def test_a_comment_is_changed_deleted_and_brought_back(db: Database) -> None:
    review = a_review(a_work())
    comment = a_comment(review, message_id=77)
    async with db.write() as conn:
        await stored(conn, review)
        await comments.put(conn, comment)
        assert await comments.revise(conn, comment, Prose.of("Better."), NOW)
        changed = await comments.get(conn, CLUB, comment.id)
        assert changed == replace(comment, text=Prose.of("Better."), edited_at=NOW)
        assert await comments.find_by_message(conn, CLUB, 77) == changed
        assert await comments.find_by_message(conn, OTHER_CLUB, 77) is None
        assert await comments.remove(conn, comment, NOW)
        assert not await comments.remove(conn, comment, NOW)
        assert await count(conn, review) == 0
        assert await comments.find(conn, CLUB, comment.id) is None
        assert await comments.find_any(conn, CLUB, comment.id) == changed
        assert not await comments.revise(conn, comment, Prose.of("Late."), NOW)
        assert not await comments.put(conn, replace(comment, id=new_id()))
        assert not await comments.restore(conn, comment, NOW + 1)
        assert await comments.restore(conn, comment, NOW)
        assert not await comments.restore(conn, comment, NOW)
        assert await count(conn, review) == 1


async def test_deleted_words_are_removed_for_good(db: Database) -> None:
    review = a_review(a_work())
    old, new = a_comment(review, "Old."), a_comment(review, "New.")
    async with db.write() as conn:
        await stored(conn, review)
        for comment, at in ((old, NOW), (new, NOW + 100)):
            await comments.put(conn, comment)
            await comments.remove(conn, comment, at)
        assert await comments.purge(conn, NOW + 50, NOW - 50) == 1
        emptied = await comments.find_any(conn, CLUB, old.id)
        assert emptied
        assert not emptied.text
        assert await comments.find_any(conn, CLUB, new.id) == new
        assert await comments.purge(conn, NOW + 50, NOW + 50) == 0
        assert await comments.find_any(conn, CLUB, old.id) is None


async def test_notices_wait_until_they_are_told(db: Database) -> None:
    made = [
        Notice(CLUB, new_id(), ADA, NoticeKind.COMMENT, new_id(), BEN, NOW + at) for at in range(3)
    ]
    async with db.write() as conn:
        for one in reversed(made):
            await notices.put(conn, one)
        await notices.put(conn, replace(made[0], guild_id=OTHER_CLUB))
        assert await notices.list_of_member(conn, CLUB, ADA) == made
        await notices.bundle(conn, made[:1], "b" * 12)
        await notices.withdraw(conn, CLUB, NoticeKind.COMMENT, made[0].subject_id, BEN)
        await notices.withdraw(conn, CLUB, NoticeKind.COMMENT, made[1].subject_id, BEN)
        left = await notices.list_of_member(conn, CLUB, ADA)
        assert left == [replace(made[0], bundle_id="b" * 12), made[2]]
        await notices.remove_bundle(conn, CLUB, ADA, "b" * 12)
        assert await notices.list_of_member(conn, CLUB, ADA) == [made[2]]
        await notices.clear(conn, CLUB, ADA)
        assert not await notices.list_of_member(conn, CLUB, ADA)
        assert len(await notices.list_of_member(conn, OTHER_CLUB, ADA)) == 1
        assert await notices.told_at(conn, CLUB, ADA) == 0
        await notices.note_told(conn, CLUB, ADA, NOW)
        assert await notices.told_at(conn, CLUB, ADA) == NOW


async def test_mutes_are_a_members_own(db: Database) -> None:
    async with db.write() as conn:
        for subject in ("r" * 12, str(BEN), str(BEN)):
            await mutes.put(conn, CLUB, ADA, subject, NOW)
        assert await mutes.list_of_member(conn, CLUB, ADA) == {"r" * 12, str(BEN)}
        await mutes.remove(conn, CLUB, ADA, str(BEN))
        assert await mutes.list_of_member(conn, CLUB, ADA) == {"r" * 12}
        assert not await mutes.list_of_member(conn, CLUB, BEN)
        assert not await mutes.list_of_member(conn, OTHER_CLUB, ADA)


async def test_who_follows_a_review_is_found_unless_they_muted_it(db: Database) -> None:
    one, two = (a_review(a_work(title)) for title in ("One", "Two"))
    async with db.write() as conn:
        for review in (one, two):
            await stored(conn, review)
        for member_id in (BEN, ADA, BEN):
            await follows.put(conn, CLUB, one.id, member_id, NOW)
        assert await follows.list_of_review(conn, CLUB, one.id, 9) == sorted((ADA, BEN))
        assert await follows.list_of_review(conn, CLUB, one.id, 1) == [min(ADA, BEN)]
        assert not await follows.list_of_review(conn, CLUB, two.id, 9)
        assert not await follows.list_of_review(conn, OTHER_CLUB, one.id, 9)
        assert await follows.find(conn, CLUB, one.id, ADA)
        assert not await follows.find(conn, CLUB, two.id, ADA)
        await mutes.put(conn, CLUB, ADA, one.id, NOW)
        assert not await follows.find(conn, CLUB, one.id, ADA)
        assert await follows.find(conn, CLUB, one.id, BEN)
        assert await follows.remove(conn, CLUB, one.id, BEN)
        assert not await follows.remove(conn, CLUB, one.id, BEN)
        assert await follows.list_of_review(conn, CLUB, one.id, 9) == [ADA]
