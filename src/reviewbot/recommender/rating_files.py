"""Ratings from files of comma-separated values, as a server or a research data set has them."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from reviewbot.recommender.arrays import Sparse
from reviewbot.recommender.facts import facts
from reviewbot.recommender.table import Table

FEWEST: Final = 20
"""Ratings below which somebody is left out: they could reveal ten and hide hardly any."""
_NAMES: Final[Mapping[str, Sequence[str]]] = {
    "user": ("user", "userid", "user_id", "member"),
    "work": ("work", "movieid", "itemid", "item_id", "item", "bookid", "book_id"),
    "stars": ("stars", "rating", "score"),
    "kind": ("kind",),
    "tags": ("tags", "genres"),
    "title": ("title",),
}
_YEAR: Final = re.compile(r"\((\d{4})\)\s*$")


def read_ratings(ratings: Path, works: Path | None = None) -> tuple[Sparse, Sparse]:
    """Return stars (people × works) and features (works × features).

    The files have a heading: user, work, stars, and perhaps kind and tags (`a|b`); MovieLens'
    own headings are understood, its `movies.csv` as `works`. Stars are what the highest
    rating makes of them: up to 5, out of 10, or out of 100. Raises `ValueError` with a
    sentence if there is no such column or no number, `OSError` if a file cannot be read.
    """
    rows = _rows(ratings, ("user", "work", "stars"))
    described = rows if works is None else _rows(works, ("work",))
    features = {row["work"]: _features(row) for row in described}
    return _table(rows, features)


def _table(
    rows: Sequence[Mapping[str, str]], features: Mapping[str, Sequence[str]]
) -> tuple[Sparse, Sparse]:
    stars = {(row["user"], row["work"]): _number(row["stars"]) for row in rows}
    most = max(stars.values(), default=5.0)
    points = next((100 / scale for scale in (5, 10) if most <= scale), 1.0)
    given: dict[str, int] = {}
    for user, _ in stars:
        given[user] = given.get(user, 0) + 1
    kept = sorted(user for user, count in given.items() if count >= FEWEST)
    members = {user: n for n, user in enumerate(kept)}
    table = Table.of(
        (work, members[user], round(value * points))
        for (user, work), value in stars.items()
        if user in members
    )
    return table.stars, table.features(features)


def _rows(file: Path, needed: Iterable[str]) -> list[dict[str, str]]:
    """Read a file's rows by our names of the columns."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.reader(lines)
        heading = [name.strip().casefold() for name in next(reader, [])]
        found = {
            ours: heading.index(name)
            for ours, names in _NAMES.items()
            for name in names
            if name in heading
        }
        if missing := [name for name in needed if name not in found]:
            raise ValueError(f"{file.name} has no column for {', '.join(missing)}.")
        least = max(found.values())
        return [
            {ours: row[place] for ours, place in found.items()}
            for row in reader
            if len(row) > least
        ]


def _features(row: Mapping[str, str]) -> list[str]:
    title, year = row.get("title", ""), _YEAR.search(row.get("title", ""))
    return facts(
        _YEAR.sub("", title),
        int(year[1]) if year else None,
        row.get("kind"),
        tags=(tag.strip() for tag in row.get("tags", "").split("|") if tag.strip()),
    )


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{text!r} is no number of stars.") from None
