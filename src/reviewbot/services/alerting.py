"""What an alert in the moderators' channel tells of, as it stands when it is posted."""

from dataclasses import dataclass

from reviewbot.domain.order import Answer, Report
from reviewbot.domain.outbox import Owed
from reviewbot.domain.reviews import Review
from reviewbot.services import order
from reviewbot.services.order import Thing
from reviewbot.store import calls, reports, reviews
from reviewbot.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Called:
    """A review that is hidden on members' word: those whom nobody has answered, newest last."""

    review: Review
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """A report that is not settled, and the thing it is about."""

    report: Report
    thing: Thing


async def find(conn: Connection, owed: Owed) -> Called | Reported | None:
    """Return what a debt tells of; `None` where that is settled or gone meanwhile."""
    guild_id, subject_id = owed.guild_id, owed.subject_id
    if report := await reports.find(conn, guild_id, subject_id):
        thing = await order.find(conn, guild_id, report.kind, report.subject_id)
        waits = thing is not None and report.settled_at is None
        return Reported(report, thing) if thing and waits else None
    review = await reviews.find(conn, guild_id, subject_id)
    if review is None or not review.called:
        return None
    said = await calls.list_of_review(conn, guild_id, subject_id)
    told = tuple(one.member_id for one in said if one.answer in {Answer.OPEN, Answer.DISPUTED})
    return Called(review, told) if told else None
