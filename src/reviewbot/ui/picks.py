"""Suggestions: what to watch or read next, each with its score and an honest line of reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reviewbot.domain.ratings import number, stars
from reviewbot.domain.stats import AVERAGE_FROM
from reviewbot.domain.works import Work, WorkKind
from reviewbot.recommender.engine import Suggestion
from reviewbot.ui import cards, ids, layout
from reviewbot.ui.limits import LISTED_MAX, REASON_TITLE_MAX
from reviewbot.ui.text import isolated, neutralise, one_line, plural

FEW_RATINGS: Final = 10
"""Ratings of a whole server below which nothing can be more than a first hint."""
WORTH_MIN: Final = 60
"""Points from which a pick may be said to follow from what one liked."""
_ROUND: Final = 2
"""Points to which a prediction is rounded: a tenth of a star, and that is generous."""


@dataclass(frozen=True, slots=True)
class Named:
    """A work of the asker's own that speaks for a pick, with the points they gave it."""

    title: str
    points: int


@dataclass(frozen=True, slots=True)
class Pick:
    """A suggestion with the work it means, a review of it to read, and what it rests on."""

    suggestion: Suggestion
    work: Work
    review_id: str | None
    because: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """What the whole list rests on: the asker's ratings, the server's members and ratings.

    `ready` is false while the server's ratings are still being worked out.
    """

    own: int
    members: int
    ratings: int
    ready: bool = True


def picks_page(picks: Sequence[Pick], kind: WorkKind | None, basis: Basis) -> layout.Layout:
    """Return the page of picks, best first."""
    wanted = f"{kind.label}s" if kind else "films, books or shows"
    if not picks:
        return layout.notice(
            f"I have no {wanted} left for you: you reviewed all that have a rating here.\n"
            "-# Every `/review post` with a rating makes this better."
        )
    heading = layout.text("### What to try next", _basis(picks, basis), _short(picks, wanted))
    return layout.Layout(heading, *(_row(pick, basis) for pick in picks))


def _basis(picks: Sequence[Pick], basis: Basis) -> str:
    """Say honestly how much stands behind the list, and what would help."""
    if not basis.ready:
        return (
            "-# I am still working through this server's ratings, so these are simply the best "
            "rated. Ask again in a minute."
        )
    few = all(pick.suggestion.raters < AVERAGE_FROM for pick in picks)
    if few or basis.ratings < FEW_RATINGS:
        return "-# There are few ratings here yet, so take these as first hints."
    if not basis.own:
        return (
            "-# You have rated nothing here yet, so these are what members here like. Rate three "
            "works with `/review post`, and the list becomes yours."
        )
    own, members = plural(basis.own, "rating"), plural(basis.members, "member")
    return f"-# From your {own} and those of {members}; you have reviewed none of these."


def _short(picks: Sequence[Pick], wanted: str) -> str:
    if len(picks) == LISTED_MAX:
        return ""
    return f"-# No more {wanted} here that others rated and you have not reviewed."


def _row(pick: Pick, basis: Basis) -> layout.Item:
    content = "\n".join(
        (
            f"**{cards.title(pick.work)}** · {cards.facts(pick.work).removeprefix('-# ')}",
            score(pick.suggestion, basis),
            f"-# {reason(pick)}",
        )
    )
    if pick.review_id is None:
        return layout.text(content)
    return layout.section(content, layout.button("Read", ids.read(pick.review_id)))


def score(suggestion: Suggestion, basis: Basis) -> str:
    """Show what the asker would likely give; of one who rated nothing, what others did."""
    if basis.own and basis.ready:
        likely = round(suggestion.likely / _ROUND) * _ROUND
        return f"{stars(likely)} likely {number(likely)}/5 from you"
    return f"{stars(suggestion.mean)} {number(suggestion.mean)}/5 from others"


def reason(pick: Pick) -> str:
    """Say in one line what a pick rests on: works the asker rated, members like them, or all."""
    given = [f"{_title(one.title)} {number(one.points)}★" for one in pick.because]
    crowd = _crowd(pick.suggestion)
    if given and pick.suggestion.likely >= WORTH_MIN:
        return f"Because you gave {' and '.join(given)}; {crowd}"
    return crowd[:1].upper() + crowd[1:]


def _title(title: str) -> str:
    return isolated(neutralise(one_line(title, REASON_TITLE_MAX)))


def _crowd(suggestion: Suggestion) -> str:
    mean, raters, fans = number(suggestion.mean), suggestion.raters, suggestion.fans
    if fans >= 2:
        return f"{plural(fans, 'member')} with taste like yours loved it"
    if raters == 1:
        return f"one member rated it, {mean}/5; counted carefully until more do"
    told = f"{plural(raters, 'member')} rated it {mean}/5 on average"
    return f"{told}; few so far, so counted carefully" if raters < AVERAGE_FROM else told
