"""What members complain of, until a moderator has dealt with it."""

from typing import Any

from sqlalchemy import Select, bindparam, func, literal_column, or_, select, union_all, update

from reviewbot.domain.order import Case, Report, Subject
from reviewbot.domain.pages import Page
from reviewbot.store.connection import Change, Connection, Query, insert
from reviewbot.store.rows import LIVE
from reviewbot.store.schema import reports, reviews, spoiler_calls

_OPEN = (reports.c.guild_id == bindparam("guild_id"), reports.c.settled_at.is_(None))
_PUT = Change(insert(reports))
_FIND = Query(
    select(reports).where(
        reports.c.guild_id == bindparam("guild_id"), reports.c.id == bindparam("report_id")
    )
)
_OF_MEMBER = Query(
    select(func.count())
    .select_from(reports)
    .where(
        *_OPEN,
        reports.c.kind == bindparam("kind"),
        reports.c.subject_id == bindparam("subject_id"),
        reports.c.member_id == bindparam("member_id"),
    )
)
_CALLED: Select[*tuple[Any, ...]] = select(
    literal_column("'call'").label("case_kind"), reviews.c.id, reviews.c.called_at.label("at")
).where(
    reviews.c.guild_id == bindparam("guild_id"),
    LIVE,
    reviews.c.called_at.is_not(None),
    reviews.c.id.in_(
        select(spoiler_calls.c.review_id).where(
            spoiler_calls.c.guild_id == bindparam("guild_id"),
            or_(
                spoiler_calls.c.answer == literal_column("''"),
                spoiler_calls.c.answer == literal_column("'disputed'"),
            ),
        )
    ),
)
_REPORTED: Select[*tuple[Any, ...]] = select(
    literal_column("'report'").label("case_kind"), reports.c.id, reports.c.created_at.label("at")
).where(*_OPEN)
_CASES = union_all(_CALLED, _REPORTED).subquery()
_COUNT = Query(select(func.count()).select_from(_CASES))
_PAGE = Query(
    select(_CASES.c.case_kind, _CASES.c.id)
    .order_by(_CASES.c.at, _CASES.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skipped"))
)
_SETTLE = Change(
    update(reports)
    .where(
        reports.c.guild_id == bindparam("of_guild"),
        reports.c.kind == bindparam("of_kind"),
        reports.c.subject_id == bindparam("of_subject"),
        reports.c.settled_at.is_(None),
    )
    .values(settled_at=bindparam("now"))
)


async def put(conn: Connection, report: Report) -> bool:
    """Keep a report; false if the member has an open one about the same thing."""
    already = await conn.scalar(
        _OF_MEMBER,
        guild_id=report.guild_id,
        kind=report.kind,
        subject_id=report.subject_id,
        member_id=report.member_id,
    )
    if already:
        return False
    conn.send(
        _PUT,
        guild_id=report.guild_id,
        id=report.id,
        kind=report.kind,
        subject_id=report.subject_id,
        member_id=report.member_id,
        reason=report.reason,
        created_at=report.created_at,
        settled_at=None,
    )
    return True


async def find(conn: Connection, guild_id: int, report_id: str) -> Report | None:
    """Return the report, settled or not, or `None`."""
    row = await conn.one(_FIND, guild_id=guild_id, report_id=report_id)
    return _report(row) if row else None


async def list_cases(conn: Connection, guild_id: int, page: int, size: int) -> Page[Case]:
    """Return one page of what waits for a moderator, longest first; pages count from 0."""
    total = await conn.scalar(_COUNT, guild_id=guild_id) or 0
    rows = await conn.all(_PAGE, guild_id=guild_id, most=size, skipped=page * size)
    return Page([Case(kind == "call", subject_id) for kind, subject_id in rows], page, size, total)


async def settle(conn: Connection, guild_id: int, kind: Subject, subject_id: str, now: int) -> None:
    """Close every open report about a thing."""
    conn.send(_SETTLE, of_guild=guild_id, of_kind=kind, of_subject=subject_id, now=now)


def _report(row: tuple[Any, ...]) -> Report:
    guild_id, report_id, kind, *rest = row
    return Report(guild_id, report_id, Subject(kind), *rest)
