"""Days as far as somebody remembers them: a full date, a month, a year, or nothing at all."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final, Self

from reviewbot.errors import Invalid

YEAR_FIRST: Final = 1900
_HELP: Final = (
    "Type it like 4 July 2019, 2019-07-04, July 2019, 2019, today or last year; "
    "leave it empty if you do not remember."
)
_MONTHS: Final = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
_ISO: Final = re.compile(r"(?P<year>\d{4})(?:[-/.](?P<month>\d{1,2})(?:[-/.](?P<day>\d{1,2}))?)?")
_DOTTED: Final = re.compile(r"(?:(?P<day>\d{1,2})\.\s*)?(?P<month>\d{1,2})\.\s*(?P<year>\d{4})")
_NAMED: Final = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?)?(?P<month>[a-z]+)\.?,?\s+(?P<year>\d{4})"
    r"|(?P<month_first>[a-z]+)\.?\s+(?P<day_second>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year_last>\d{4})"
)


@dataclass(frozen=True, slots=True)
class SeenOn:
    """When something was seen, as far as known: 0 stands for what is not; nothing is invented."""

    year: int = 0
    month: int = 0
    day: int = 0

    @classmethod
    def parse(cls, text: str, today: date) -> Self:
        """Read a date as people type it; raise `Invalid` with the forms that work.

        A date after tomorrow is refused: nobody has seen anything then, and `today` (UTC) may
        be yesterday where the member lives.
        """
        typed = " ".join(text.casefold().split())
        found = _relative(typed, today)
        if found is None:
            found = _typed(typed)
        if found is None:
            raise Invalid(f"I cannot read “{text.strip()[:40]}” as a date. {_HELP}")
        seen = cls(*found)
        if seen.first > today + timedelta(days=1):
            raise Invalid("That day is still to come. Use `/shelf add` for what you want to see.")
        return seen

    @classmethod
    def of_day(cls, day: date) -> Self:
        """Return the full date of a day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def of_code(cls, code: str) -> Self:
        """Return what `code` stands for, as `code` wrote it."""
        return cls(*map(int, code.split("-"))) if code else cls()

    @property
    def code(self) -> str:
        """The stored form: `2019-07-04`, `2019-07`, `2019`, or empty."""
        numbers = (f"{self.year:04}", f"{self.month:02}", f"{self.day:02}")
        return "-".join(numbers[: bool(self.year) + bool(self.month) + bool(self.day)])

    @property
    def label(self) -> str:
        """The date in words: `4 July 2019`, `July 2019`, `2019`, `some time`."""
        if not self.year:
            return "some time"
        month = calendar.month_name[self.month] if self.month else ""
        return " ".join(
            part for part in (self.day and str(self.day), month, str(self.year)) if part
        )

    @property
    def first(self) -> date:
        """The first day that it can have been; for an unknown one the first of all."""
        return date(self.year or 1, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it can have been; for an unknown one the last of all."""
        if not self.year:
            return date.max
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


UNKNOWN: Final = SeenOn()


def day_of(now: int) -> date:
    """Return the day (UTC) of a Unix second."""
    return datetime.fromtimestamp(now, UTC).date()


def _relative(typed: str, today: date) -> tuple[int, ...] | None:
    if typed in {"", "unknown", "?", "no idea", "some time"}:
        return ()
    back = {"today": 0, "tonight": 0, "yesterday": 1, "last night": 1}.get(typed)
    if back is not None:
        day = today - timedelta(days=back)
        return day.year, day.month, day.day
    before = today.replace(day=1) - timedelta(days=1)
    return {
        "this year": (today.year,),
        "last year": (today.year - 1,),
        "this month": (today.year, today.month),
        "last month": (before.year, before.month),
    }.get(typed)


def _typed(typed: str) -> tuple[int, ...] | None:
    if match := _ISO.fullmatch(typed) or _DOTTED.fullmatch(typed):
        return _checked(match["year"], match["month"], match["day"])
    if match := _NAMED.fullmatch(typed):
        month = _MONTHS.get(match["month"] or match["month_first"])
        day = match["day"] or match["day_second"]
        return _checked(match["year"] or match["year_last"], month, day) if month else None
    return None


def _checked(year: str, month: str | int | None, day: str | int | None) -> tuple[int, ...] | None:
    numbers = tuple(int(part) for part in (year, month, day) if part is not None)
    try:
        date(*numbers, *(1,) * (3 - len(numbers)))
    except ValueError:
        raise Invalid(f"There is no such day. {_HELP}") from None
    if numbers[0] < YEAR_FIRST:
        raise Invalid(f"I keep dates from {YEAR_FIRST} on. {_HELP}")
    return numbers
