"""No page and no form shows a title without kind and year, or maker, whatever is added (I1).

Every function of `ui` that returns one is found and drawn. `tests/rules/test_titles.py` holds
the titles of all else, and `tests/e2e/test_titles.py` looks through all that a member meets.
"""

import importlib
import pkgutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from inspect import iscoroutinefunction, isfunction
from typing import Any, TypeVar, cast

import pytest

from reviewbot import ui
from reviewbot.domain.browsing import Look, Way
from reviewbot.domain.dates import SeenOn
from reviewbot.domain.order import Answer, Report
from reviewbot.domain.pages import Page
from reviewbot.domain.parts import WHOLE, Part
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Draft, Review
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.taste import Comparison, Profile, Rated, Shared
from reviewbot.domain.titles import Title
from reviewbot.domain.works import Work, WorkKind
from reviewbot.services.finding import NearYear
from reviewbot.services.order import Thing
from reviewbot.store.merging import Extent
from reviewbot.ui import cards, limits, order, titles
from reviewbot.ui.diary import Leafed
from reviewbot.ui.forms import Form, comment_title
from reviewbot.ui.layout import Layout
from reviewbot.ui.night_actions import ANSWER_MAX
from reviewbot.ui.text import neutralise
from tests.e2e.naming import Named, pieces
from tests.unit.samples import drawn, value
from tests.unit.test_phones import phone_lines

T = TypeVar("T")
ID = "w" * 12
DATED = Work(1, ID, WorkKind.MOVIE, "Parasite", 2019, "Bong Joon-ho")
UNDATED = replace(DATED, year=None)
VAGUE = replace(UNDATED, maker=None)
LONG = replace(UNDATED, title="Parasite " + "and more " * 15, maker="Bong " + "Joon-ho " * 11)
TITLE = "Parasite"
SHOWN = Named(TITLE, "2019|bong|year unknown|no year")
NOTHING = {
    "choices.choices_page",  # settings
    "desk.panel",
    "forms.comment_form",  # their heads are tried below
    "order_forms.hide_form",  # what is meant stands above them
    "order_forms.report_form",
    "hints.question",
    "hints.question_of",
    "layout.notice",
    "names.renamed",
    "night.hours_page",
    "order.taken_back",
    "privacy.forget_question",
    "privacy.forgotten",
    "receipts.offer_again",
    "warming.warmed_page",
    "writing_forms.place_form",  # its boxes hold what was typed
}
"""What shows no work."""


def given(work: Work) -> dict[str, dict[str, Any]]:
    """Return what pages are drawn of where any value of the type will not do."""
    shared = [Shared(ID, 90, 90), *[Shared(ID, 10, 90)] * 5]
    noted = cast("Page[Any]", value(Leafed.__annotations__["found"], known(work)))
    leafed = Leafed(7, own=True, month="2024-05", found=noted, months=[("2024-05", 1)])
    rated = [Rated(ID, work.kind, 90, 20.0), Rated(ID, work.kind, 10, 80.0)]
    return {
        "diary.diary_page": {"leafed": leafed},
        "lists.reviews_page": {"look": Look(Way.RECENT)},
        "lists.works_page": {"look": Look(Way.TOP)},
        "merging.preview_page": {"found": Extent(defaultdict(int), 0, ())},
        "order.answered": {"given": Answer.KEPT},
        "taste.taste_page": {"found": Comparison(shared, 9, 9)},
        "taste.profile_page": {"found": Profile(rated)},
    }


def known(work: Work) -> Mapping[Any, Any]:
    """Return what the work is in, besides what is made of annotations."""
    maker = work.maker or ""
    draft = Draft(1, "d" * 12, 7, 1, 1, work.title, work.id, work.kind, work.year, maker, "4")
    values: dict[Any, Any] = {
        Work: work,
        Draft: replace(draft, text="Words."),
        Prose: Prose.of("Words."),
        Rating: Rating(90),
        Title: Title("Another name"),
        SeenOn: SeenOn(2024, 5),
        Part: WHOLE,
        NearYear: NearYear(work, 2020),
    }
    review = cast("Review", value(Review, values))
    return {**values, Layout: cards.review_card(review)}


def pages() -> Iterator[tuple[str, Callable[..., Layout | Form]]]:
    """Yield all functions of `ui` that draw a page or a form, by module and name.

    One that asks the store first draws by one of these.
    """
    for found in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        for name, one in vars(importlib.import_module(found.name)).items():
            public = isfunction(one) and not name.startswith("_") and not iscoroutinefunction(one)
            own = public and one.__module__ == found.name
            if own and one.__annotations__.get("return") in (Layout, Form):
                yield f"{found.name.removeprefix('reviewbot.ui.')}.{name}", one


PAGES = dict(pages())
WORKS = pytest.mark.parametrize(
    "work", [DATED, UNDATED, VAGUE, LONG], ids=["dated", "undated", "vague", "long"]
)


def shown(page: Layout | Form) -> list[str]:
    """Return each text of a page that has the title of the work in it."""
    sent: object = page.to_dict() if isinstance(page, Form) else page.to_components()
    return [text for text in pieces(sent) if TITLE in text]


@WORKS
@pytest.mark.parametrize("name", PAGES)
def test_a_page_never_shows_a_title_without_kind_and_year_or_maker(name: str, work: Work) -> None:
    found = shown(drawn(PAGES[name], known(work), given(work).get(name, {})))
    assert bool(found) == (name not in NOTHING), "does it show the work, or belong to NOTHING?"
    assert not [text for text in found if SHOWN.stands_bare_in(text)]


def made(kind: type[T], work: Work) -> T:
    """Return a value of the type that has the work in it."""
    return cast("T", value(kind, known(work)))


@pytest.mark.parametrize("name", PAGES)
def test_a_heading_takes_two_lines_of_a_phone_at_most(name: str) -> None:
    page = drawn(PAGES[name], known(LONG), given(LONG).get(name, {}))
    sent: list[dict[str, Any]] = [] if isinstance(page, Form) else page.to_components()
    for text in pieces(sent):
        for line in text.splitlines():
            assert not line.startswith("#") or sum(phone_lines(line)) <= 2, line


NAMES: dict[str, Callable[[Work], str]] = {
    "heading": titles.heading,
    "in a sentence": titles.named,
    "in a list": titles.listed,
    "in a line": titles.line,
    "refusal or log line": lambda work: neutralise(work.label),
    "option": lambda work: titles.plain(work, limits.OPTION_MAX, "25. "),
    "thread or completion": lambda work: titles.plain(work, limits.CHOICE_NAME_MAX),
    "form": lambda work: titles.plain(work, limits.FORM_TITLE_MAX, "Comment on "),
    "poll": lambda work: titles.plain(work, ANSWER_MAX),
    "form of a draft": lambda work: titles.of_draft(
        made(Draft, work), limits.FORM_TITLE_MAX, "Your review of "
    ),
    "form of a comment": comment_title,
    "report": lambda work: order.report_words(made(Thing, work), made(Report, work)),
}


@WORKS
@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_thread_form_choice_or_log_line_does(name: str, work: Work) -> None:
    told = NAMES[name](work)
    assert TITLE in told
    assert not SHOWN.stands_bare_in(told)


def test_a_bare_title_is_noticed() -> None:
    bare = Layout({"type": 10, "content": "You saw **Parasite**."})
    assert [SHOWN.stands_bare_in(text) for text in shown(bare)] == [True]
    assert len(PAGES) > 60
