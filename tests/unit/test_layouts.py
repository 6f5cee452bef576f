"""Layouts stay within Discord's limits whatever members write, and a card within a phone."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reviewbot.domain.identifiers import Identifier, Scheme
from reviewbot.domain.notices import Bundle, Notice, NoticeKind, Told
from reviewbot.domain.opinions import Given, Opinions, figures_of
from reviewbot.domain.pages import Page
from reviewbot.domain.parts import WHOLE
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import Card, Comment, CommentSource, Review, Spoils, Verdict
from reviewbot.domain.search import Search, Span
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.wishes import Wish
from reviewbot.domain.works import Work, WorkKind
from reviewbot.recommender.engine import Suggestion
from reviewbot.services.searching import Found
from reviewbot.store.comments import Listed
from reviewbot.ui.cards import review_card
from reviewbot.ui.comments import comment_list
from reviewbot.ui.layout import Layout
from reviewbot.ui.limits import COMPONENTS_MAX, TEXT_MAX
from reviewbot.ui.notices import notice_message
from reviewbot.ui.pick_page import pick_page
from reviewbot.ui.picks import Basis, Listing, Named, Pick, picks_page
from reviewbot.ui.read import review_page
from reviewbot.ui.results import search_page, snippet
from reviewbot.ui.show import work_page

ODD = st.text(alphabet=st.sampled_from("ab *_|`[]<>@#-1.\n👩é▒中"), max_size=150)
LONG = st.text(alphabet=st.sampled_from("ab *_|`[]<>@#-1.\n👩é中"), max_size=9000)


def work(title: str = "Parasite", maker: str | None = None) -> Work:
    return Work(1, "w" * 12, WorkKind.MOVIE, title or "-", 2019, maker)


def review(
    text: str,
    headline: str = "",
    of: Work | None = None,
    spoils: Spoils = Spoils.NONE,
    comment_count: int = 0,
) -> Review:
    whole = spoils is Spoils.ALL
    return Review(
        guild_id=1,
        id="r" * 12,
        work=of or work(),
        author_id=2**62,
        headline=Prose.of(headline, whole=whole),
        text=Prose.of(text, whole=whole),
        spoils=spoils,
        rating=Rating(90),
        edition=1,
        created_at=1,
        edited_at=1,
        comment_count=comment_count,
    )


def opinions(of: Review, name: str) -> Opinions:
    """A work that 90 members rated and reviewed alike."""
    given_ = [Given(2**62 + n, WHOLE, 90 - n, Verdict.FOR_FANS, worded=True) for n in range(90)]
    links = [Identifier(Scheme.OPEN_LIBRARY, "OL123456789012W")] * 30
    return Opinions(of.work, figures_of(given_), [of] * 25, [name or "-"] * 9, links)


def texts(layout: Layout) -> str:
    found: list[str] = []

    def walk(parts: list[dict[str, Any]]) -> None:
        for part in parts:
            found.extend([part["content"]] if "content" in part else [])
            walk(part.get("components", []))

    walk(layout.to_components())
    return "\n".join(found)


def within_limits(build: Callable[[], Layout]) -> Layout:
    layout = build()
    sent = texts(layout)
    assert len(sent.encode("utf-16-le")) // 2 <= TEXT_MAX
    assert layout.total_children_count <= COMPONENTS_MAX
    assert all(text.strip() for text in sent.split("\n\n\n"))
    return layout


@settings(deadline=None, max_examples=60)
@given(LONG, ODD, ODD, ODD, st.sampled_from(Spoils))
def test_every_layout_of_a_review_fits(
    text: str, headline: str, title: str, maker: str, spoils: Spoils
) -> None:
    one = review(text, headline, work(title, maker[:100]), spoils=spoils, comment_count=999)
    within_limits(lambda: review_card(one))
    full = replace(one, quote=Prose.of("|*_" * 100), tags=("_" * 30,) * 10)
    for revealed in (False, True):
        within_limits(lambda r=revealed: review_page(full, 0, revealed=r))  # type: ignore[misc] # a default binds the loop's value
        for number in range(4):
            within_limits(lambda n=number, r=revealed: review_page(one, n, revealed=r))  # type: ignore[misc] # a default binds the loop's value
    within_limits(lambda: work_page(opinions(one, title)))
    search = Search(
        title[:200], WorkKind.MOVIE, 2**62, Span(1990, 1999), Span(90), ("two words",) * 5
    )
    five = [replace(one, id=f"{n:012}") for n in range(5)]
    doors = tuple(replace(one.work, id=f"{n:012}") for n in range(5))
    for kept in (None, "k" * 12):
        page = Found(search, Page(five, 1, 5, 400), meant=search)
        within_limits(lambda p=page, k=kept: search_page(p, k))  # type: ignore[misc] # as above
    within_limits(lambda: search_page(Found(search, Page([], 0, 5, 0), nearest=doors)))
    comment = Comment(
        1, "c" * 12, one.id, 2**62, Prose.of(text[:4000].strip() or "-"), CommentSource.FORM, 1
    )
    listed = [Listed(comment, to) for to in (None, 0, 2**62, 2**62, 2**62)]
    within_limits(lambda: comment_list(one, Page(listed, 1, 5, 400), follows=True))
    notice = Notice(1, "n" * 12, 2**62, NoticeKind.REPLY, comment.id, 2**62, 1)
    told = [
        Told(notice, one.work, replace(one, id=f"{n:012}"), comment, Card(1, one.id, 2**62, 2**62))
        for n in range(7)
        for _ in range(7)
    ]
    bundle = Bundle(2**62, "b" * 12, 2**62, tuple(told))
    within_limits(lambda: notice_message(bundle, headline or "-"))
    named = (Named(one.work, 100), Named(one.work, 77))
    pick = Pick(Suggestion(one.work.id, 77, 81, 2, fans=9999), one.work, one.id, named, 2**62)
    picks = [replace(pick, work=replace(one.work, id=f"{n:012}")) for n in range(5)]
    wish = Wish(None, ("l" * 12,) * 2, 2**62, "x" * 30, 1800, 2200, again=True)
    listing = Listing(picks, wish, Basis(2, 9999, 99999), (one.work,) * 2)
    within_limits(lambda: picks_page(listing, "Done."))
    within_limits(lambda: pick_page(pick, listing, why=True))


def test_a_sent_layout_is_not_remembered() -> None:
    async def build() -> bool:
        return review_card(review("Words.")).is_finished()

    assert asyncio.run(build())


def test_a_card_of_a_spoiling_review_shows_the_label_and_no_word() -> None:
    card = texts(review_card(review("The butler.", "Butler!", spoils=Spoils.ALL)))
    assert "utler" not in card
    assert "⚠️ Spoilers for Parasite, safe after the ending" in card


def test_a_snippet_shows_the_hit_between_whole_words() -> None:
    one = review("Start. " + "filler " * 60 + "the needle here " + "filler " * 60)
    shown = snippet(one, "need")
    assert "the **needle** here" in shown
    assert shown.startswith("…filler ")
    assert shown.endswith(" filler…")
    assert len(shown) < 200


def test_a_snippet_finds_what_folding_hides() -> None:
    assert "**Café**" in snippet(review("At the Café."), "cafe")
    assert "**don’t**" in snippet(review("I don’t know."), "dont")
    assert "**寄生**" in snippet(review("これは寄生虫の話です"), "寄生")
    assert snippet(review("Nothing of it."), "absent") == "Nothing of it."
