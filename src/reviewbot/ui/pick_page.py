"""One suggestion: what can be done with it, why it is one, and how one gives it stars."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from reviewbot.domain.ratings import POINTS_MAX, Rating, number
from reviewbot.domain.wishes import Wish
from reviewbot.domain.works import Work
from reviewbot.recommender.question import ELSEWHERE
from reviewbot.ui import cards, ids, layout, titles
from reviewbot.ui.picks import Listing, Pick, lines
from reviewbot.ui.text import isolated, neutralise, plural

HALF_STAR: Final = 10
UNRATED: Final = "0"
"""What a menu of stars says for `seen, but no stars`."""
_GROUPS: Final = {
    "how well liked it is here": ("liked by all", "rated by many", "rated well"),
    "members whose taste is like yours": ("people like you", "who rated the same"),
    "what it is: its kind, time and maker": (
        "works like yours",
        "kinds you like",
        "rare things shared",
    ),
    "what members of other servers like": (ELSEWHERE,),
}
"""The parts of a score (`recommender.ingredients.NAMES`) as a member would say them."""


def pick_page(pick: Pick, listing: Listing, *, why: bool = False) -> layout.Layout:
    """Return one pick with all that can be done with it; `why` says what counted."""
    work, wish = pick.work, listing.wish
    name, *rest = lines(pick, listing)
    items = [layout.text(f"### {name.strip('*')}", *rest)]
    if why:
        items.append(layout.text(*_why(pick)))
    items.append(
        layout.row(
            layout.button("Want", ids.pick_want(work.id, wish)),
            layout.button("Seen it", ids.pick_seen(work.id, wish)),
            layout.button("Not for me", ids.pick_dismiss(work.id, wish)),
            layout.button("More like this", ids.picks(Wish(work.kind, (work.id,)))),
            layout.button("Why?", ids.pick_why(work.id, wish), disabled=why),
        )
    )
    doors = [layout.button("Read", ids.read(pick.review_id))] if pick.review_id else []
    items.append(layout.row(*doors, back(wish)))
    return layout.Layout(layout.container(items, cards.COLOURS[work.kind]))


def seen_page(work: Work, wish: Wish) -> layout.Layout:
    """Ask what somebody gives what they have seen."""
    words = layout.text(titles.heading(work), "What do you give it?")
    menu = stars_menu(ids.pick_stars(work.id, wish), "Seen it, but no stars from me")
    return layout.Layout(words, menu, layout.row(back(wish)))


def stars_menu(custom_id: str, unrated: str) -> layout.Item:
    """Return a menu of half stars, the best first, and the way to give none."""
    steps = range(POINTS_MAX, 0, -HALF_STAR)
    given = [Rating(points) for points in steps]
    options = [layout.option(f"{one.stars}  {one.label}", str(one.points)) for one in given]
    return layout.menu("Your stars", custom_id, [*options, layout.option(unrated, UNRATED)])


def back(wish: Wish) -> layout.Item:
    """Return the button that leads to the list again."""
    return layout.button("All suggestions", ids.picks(wish))


def _why(pick: Pick) -> Iterator[str]:
    """Say in plain words what counted, and how much; whole shares that sum to a hundred."""
    yield "**What counted**"
    shares = _shares(pick)
    for name, share in sorted(shares.items(), key=lambda one: -one[1]):
        if share:
            yield f"- {share} %: {name}"
    if not any(shares.values()):
        yield "- Nothing speaks for it strongly; it is what is left."
    for one in pick.because:
        title = isolated(neutralise(titles.plain(one.work, 80)))
        gave = f", to which you gave {number(one.points)}★" if one.points is not None else ""
        yield f"- It goes with {title}{gave}"
    raters = pick.suggestion.raters
    if raters:
        yield (
            f"-# {plural(raters, 'member')} beside you rated it, {number(pick.suggestion.mean)}/5 "
            "on average. Nobody's words are read for this, only stars and what works are."
        )


def _shares(pick: Pick) -> dict[str, int]:
    """Return what speaks for a pick, in whole percent; what speaks against it counts nothing."""
    added = {
        name: max(sum(pick.suggestion.shares.get(one, 0.0) for one in parts), 0.0)
        for name, parts in _GROUPS.items()
    }
    total = sum(added.values())
    if total <= 0:
        return dict.fromkeys(added, 0)
    ends = [0.0]
    for part in added.values():
        ends.append(ends[-1] + 100 * part / total)
    steps = [round(after) - round(before) for before, after in pairwise(ends)]
    return dict(zip(added, steps, strict=True))
