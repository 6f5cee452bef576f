"""Suggestions: what to watch or read next, each with its score and an honest line of reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import discord

from reviewbot.domain.lengths import length_told
from reviewbot.domain.ratings import number, stars
from reviewbot.domain.stats import AVERAGE_FROM
from reviewbot.domain.wishes import Wish
from reviewbot.domain.works import Work
from reviewbot.recommender.engine import Suggestion
from reviewbot.ui import ids, layout, titles
from reviewbot.ui.limits import LISTED_MAX, REASON_TITLE_MAX
from reviewbot.ui.text import isolated, neutralise, plural

COLOUR: Final = 0xC2557F
FEW_RATINGS: Final = 10
"""Ratings of a whole server below which nothing can be more than a first hint."""
WARM_FROM: Final = 3
"""Ratings of one's own from which a list is one's own."""
WORTH_MIN: Final = 60
"""Points from which a pick may be said to follow from what one liked."""
_ROUND: Final = 2
"""Points to which a prediction is rounded: a tenth of a star, and that is generous."""
_MENU: Final = "Seen it? Not for you? Why?"


@dataclass(frozen=True, slots=True)
class Named:
    """A work that speaks for a pick, with the points the asker gave it, if they rated it."""

    work: Work
    points: int | None


@dataclass(frozen=True, slots=True)
class Pick:
    """A suggestion with the work it means, a review of it to read, and what it rests on.

    `fan` is a member with a taste like the asker's who loved it and lets that be said;
    `given` is what the asker gave it themselves, where they asked for what they have seen.
    """

    suggestion: Suggestion
    work: Work
    review_id: str | None
    because: tuple[Named, ...] = ()
    fan: int | None = None
    given: int | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """What the whole list rests on: the asker's ratings, the server's members and ratings.

    `ready` is false while the server's ratings are still being worked out.
    """

    own: int
    members: int
    ratings: int
    ready: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """Picks, best first, with the wish that framed them and the works it asks to be like."""

    picks: Sequence[Pick]
    wish: Wish
    basis: Basis
    liked: tuple[Work, ...] = ()


def picks_page(listing: Listing, done: str = "", *undo: layout.Item) -> layout.Layout:
    """Return the page of picks; above them what was just done, and how to take that back."""
    said = [layout.text(done), *([layout.row(*undo)] if undo else [])] if done else []
    if not listing.picks:
        items = [layout.text(_nothing(listing)), *_warm(listing.basis)]
        return layout.Layout(*said, *items)
    heading = layout.text(f"### {_heading(listing)}", _basis(listing), _short(listing))
    rows = [_row(pick, listing) for pick in listing.picks]
    items = [heading, *rows, _menu(listing), *_warm(listing.basis)]
    return layout.Layout(*said, layout.container(items, COLOUR))


def _heading(listing: Listing) -> str:
    if listing.liked:
        return f"More like {' and '.join(_named(one) for one in listing.liked)}"
    if listing.wish.loved_by is not None:
        return f"What {layout.mention(listing.wish.loved_by)} loved and you may too"
    return "What to try next"


def _nothing(listing: Listing) -> str:
    """Say why there is nothing, and what would help."""
    wanted = neutralise(listing.wish.words)
    if listing.wish.loved_by is not None:
        return (
            f"I have no {wanted} left for you that {layout.mention(listing.wish.loved_by)} gave "
            "four stars or more.\n-# Ask without `from`, or add `again` for what you have seen."
        )
    if listing.wish.length:
        return (
            f"I have no {wanted} left for you here, of those whose length I know.\n"
            "-# `/work length` tells me how long one is; or ask without `length`."
        )
    if listing.wish.narrows:
        return (
            f"I have no {wanted} left for you here.\n"
            "-# Ask for a wider span of years or another mood, or add `again` for what you have "
            "seen."
        )
    return (
        f"I have no {wanted} left for you: you know all that have a rating here.\n"
        "-# Every `/review quick` with a rating makes this better; `again` shows what you "
        "have seen."
    )


def _warm(basis: Basis) -> list[layout.Item]:
    """Offer a newcomer to tell their taste, where there is something to rate."""
    if basis.own >= WARM_FROM or not basis.ratings:
        return []
    style = discord.ButtonStyle.primary
    return [layout.row(layout.button("Rate a few", ids.rate_few(0, 0), style=style))]


def _basis(listing: Listing) -> str:
    """Say honestly how much stands behind the list, and what would help."""
    basis = listing.basis
    if not basis.ready:
        return (
            "-# I am still working through this server's ratings, so these are simply the best "
            "rated. Ask again in a minute."
        )
    few = all(pick.suggestion.raters < AVERAGE_FROM for pick in listing.picks)
    if few or basis.ratings < FEW_RATINGS:
        return (
            "-# There are few ratings here yet, so take these as first hints. Every rating "
            "helps: `/review quick` takes one line."
        )
    if not basis.own:
        return (
            "-# You have rated nothing here yet, so these are what members here like. Rate three "
            "works, and the list becomes yours."
        )
    own, members = plural(basis.own, "rating"), plural(basis.members, "member")
    known = "you liked or have not seen" if listing.wish.again else "none of these you know"
    return f"-# From your {own} and those of {members}; {known}."


def _short(listing: Listing) -> str:
    if len(listing.picks) == LISTED_MAX:
        return ""
    wanted = neutralise(listing.wish.words)
    known = " and whose length is known" if listing.wish.length else ""
    return f"-# No more {wanted} here that others rated and you do not know{known}."


def _row(pick: Pick, listing: Listing) -> layout.Item:
    want = layout.button("Want", ids.pick_want(pick.work.id, listing.wish))
    return layout.section("\n".join(lines(pick, listing)), want)


def lines(pick: Pick, listing: Listing) -> tuple[str, ...]:
    """Return title, facts, score and reason of a pick."""
    return (
        f"**{titles.shown(pick.work)}**",
        titles.facts(pick.work, more=long(pick.work)),
        score(pick, listing.basis),
        f"-# {reason(pick, like=bool(listing.liked))}",
    )


def long(work: Work) -> str:
    """Say how long the work is, where that is known."""
    return length_told(work.kind, work.length) if work.length is not None else ""


def _menu(listing: Listing) -> layout.Item:
    options = [titles.choice(pick.work, pick.work.id) for pick in listing.picks]
    return layout.menu(_MENU, ids.pick_menu(listing.wish), options)


def score(pick: Pick, basis: Basis) -> str:
    """Show what the asker gave or would likely give; of one who rated nothing, what others did."""
    suggestion = pick.suggestion
    if pick.given is not None:
        return f"{stars(pick.given)} {number(pick.given)}/5 from you"
    if basis.own and basis.ready:
        likely = round(suggestion.likely / _ROUND) * _ROUND
        return f"{stars(likely)} likely {number(likely)}/5"
    return f"{stars(suggestion.mean)} {number(suggestion.mean)}/5 from others"


def reason(pick: Pick, *, like: bool = False) -> str:
    """Say in one line what a pick rests on: works the asker rated, members like them, or all."""
    crowd = _crowd(pick, like=like)
    if like and pick.because:
        return f"Like {' and '.join(_named(one.work) for one in pick.because)}; {crowd}"
    given = [f"{_named(o.work)} {number(o.points)}★" for o in pick.because if o.points is not None]
    if given and pick.suggestion.likely >= WORTH_MIN:
        return f"Because you gave {' and '.join(given)}; {crowd}"
    return crowd[:1].upper() + crowd[1:]


def _named(work: Work) -> str:
    return isolated(neutralise(titles.plain(work, REASON_TITLE_MAX)))


def _crowd(pick: Pick, *, like: bool) -> str:
    suggestion, fans = pick.suggestion, pick.suggestion.fans
    mean, raters = number(suggestion.mean), suggestion.raters
    alike = "who like the same" if like else "with taste like yours"
    if pick.fan is not None:
        name = layout.mention(pick.fan)
        if fans > 1:
            return f"{name} and {plural(fans - 1, 'other')} {alike} loved it"
        return f"{name}, {'who likes the same' if like else alike}, loved it"
    if fans > 1:
        return f"{plural(fans, 'member')} {alike} loved it"
    if raters == 1:
        return f"one member rated it, {mean}/5; counted carefully until more do"
    told = f"{plural(raters, 'member')} rated it {mean}/5 on average"
    return f"{told}; few so far, so counted carefully" if raters < AVERAGE_FROM else told
