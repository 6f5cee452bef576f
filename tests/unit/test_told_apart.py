"""Where a work stands in what is shown, its kind and year stand with the title (or its maker)."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from reviewbot.domain.browsing import Look, Standing, Way
from reviewbot.domain.members import CardSize
from reviewbot.domain.opinions import Given, Opinions, figures_of
from reviewbot.domain.pages import Page
from reviewbot.domain.parts import WHOLE
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Review, Spoils
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.titles import Title
from reviewbot.domain.works import Work, WorkKind
from reviewbot.services.finding import NearYear
from reviewbot.ui.cards import review_card
from reviewbot.ui.layout import Layout
from reviewbot.ui.lists import of_work_page, reviews_page, works_page
from reviewbot.ui.names import names_page
from reviewbot.ui.read import review_page
from reviewbot.ui.sameness import same_question
from reviewbot.ui.shelf import entry_page
from reviewbot.ui.show import work_page

DATED = Work(1, "w" * 12, WorkKind.MOVIE, "Parasite", 2019, "Bong Joon-ho")
UNDATED = replace(DATED, year=None)


def review(work: Work) -> Review:
    return Review(
        guild_id=1,
        id="r" * 12,
        work=work,
        author_id=7,
        headline=Prose.of(""),
        text=Prose.of("Words."),
        spoils=Spoils.NONE,
        rating=Rating(90),
        edition=1,
        created_at=1,
        edited_at=1,
    )


def page_of(work: Work) -> Page[Review]:
    return Page([review(work)], 0, 10, 1)


def opinions(work: Work) -> Opinions:
    return Opinions(work, figures_of([Given(7, WHOLE, 90, None, worded=True)]), [review(work)], [])


LAYOUTS: dict[str, Callable[[Work], Layout]] = {
    "card": lambda work: review_card(review(work)),
    "compact card": lambda work: review_card(review(work), CardSize.COMPACT),
    "page of a work": lambda work: work_page(opinions(work)),
    "all of a work": lambda work: of_work_page(
        work, Look(Way.OF_WORK, work_id=work.id), page_of(work)
    ),
    "newest": lambda work: reviews_page(Look(Way.RECENT), page_of(work), CardSize.FULL),
    "newest, compact": lambda work: reviews_page(Look(Way.RECENT), page_of(work), CardSize.COMPACT),
    "best": lambda work: works_page(Look(Way.TOP), Page([Standing(work, 3, 270)], 0, 10, 1)),
    "wanted": lambda work: works_page(Look(Way.WANTED), Page([Standing(work, 3)], 0, 10, 1)),
    "names": lambda work: names_page(work, [Title("Parasite")], []),
    "read": lambda work: review_page(review(work), 0, revealed=False),
    "question": lambda work: same_question("d" * 12, NearYear(work, 2020), written=True),
    "on a shelf": lambda work: entry_page(work, None, 7),
}


def pieces(items: list[dict[str, Any]]) -> str:
    """Return all words of a layout that a reader sees, options of menus too."""
    told = ""
    for item in items:
        told += "\n".join(str(item.get(key, "")) for key in ("content", "label", "description"))
        told += "\n" + pieces(item.get("components", [])) + pieces(item.get("options", []))
    return told


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_title_never_stands_without_kind_and_year_or_maker(name: str) -> None:
    dated = pieces(LAYOUTS[name](DATED).to_components())
    assert "Parasite" in dated
    assert "film" in dated.casefold()
    assert "2019" in dated
    undated = pieces(LAYOUTS[name](UNDATED).to_components())
    assert "film" in undated.casefold()
    assert "Bong" in undated
