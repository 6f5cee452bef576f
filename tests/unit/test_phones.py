"""What everybody sees can be read on a phone 360 points wide, whatever members write.

The model of `ui/measure.py`: about 36 average characters a line, 30 in a title, 33 in bold, 42
in small print; wide letters count two; lines break between words. A member's name, which
nobody tells the bot, is taken to have twelve letters.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reviewbot.domain.members import CardSize
from reviewbot.domain.opinions import Given, Opinions, figures_of
from reviewbot.domain.parts import Part
from reviewbot.domain.progress import Progress, Unit
from reviewbot.domain.ratings import Rating
from reviewbot.domain.reviews import QUOTE_MAX, Review, Spoils, Verdict
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import Work, WorkKind
from reviewbot.ui import measure
from reviewbot.ui.cards import review_card
from reviewbot.ui.layout import Layout
from reviewbot.ui.show import work_page

HOSTILE = "ab *_|`[]<>@#-1.\n👩é▒中WM>~"
ODD = st.text(alphabet=st.sampled_from(HOSTILE), max_size=150)
LONG = st.text(alphabet=st.sampled_from(HOSTILE), max_size=2_000)
_ESCAPED = re.compile(r"\\([^\sA-Za-z0-9])")
_MENTION = re.compile(r"<@\d+>")


def phone_lines(content: str) -> Iterator[int]:
    """Yield how many lines of a phone each line of a text fills."""
    for line in content.splitlines():
        shown = _MENTION.sub("a" * 12, line)
        width, mark = measure.TEXT, ""
        for prefix, of_prefix in (("### ", measure.TITLE), ("-# ", measure.SMALL), ("> ", 34)):
            if shown.startswith(prefix):
                width, mark = of_prefix, prefix
        shown = shown.removeprefix(mark)
        if shown.startswith("**") and shown.endswith("**"):
            shown, width = shown[2:-2], measure.BOLD
        yield measure.lines(_ESCAPED.sub(r"\1", shown).replace("**", ""), width)


def pieces(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        yield item
        yield from pieces(item.get("components", []))
        if "accessory" in item:
            yield item["accessory"]


def before_read(layout: Layout) -> str:
    """Return the text above the first thing to press."""
    texts: list[str] = []
    for item in pieces(layout.to_components()):
        if item["type"] in (2, 3):
            return "\n".join(texts)
        if "content" in item:
            texts.append(item["content"])
    raise AssertionError("nothing to press")


def buttons(layout: Layout) -> list[str]:
    return [item["label"] for item in pieces(layout.to_components()) if item["type"] == 2]


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    spoils = draw(st.sampled_from(Spoils))
    whole = spoils is Spoils.ALL
    kind = draw(st.sampled_from(WorkKind))
    maker = draw(ODD)[:100].strip() or None
    year = draw(st.sampled_from([None, 2019, -3000]))
    return Review(
        guild_id=1,
        id="r" * 12,
        work=Work(1, "w" * 12, kind, draw(ODD).strip() or "-", year, maker),
        author_id=2**62,
        headline=Prose.of(draw(ODD), whole=whole),
        text=Prose.of(draw(LONG), whole=whole),
        spoils=spoils,
        rating=draw(st.sampled_from([None, Rating(90), Rating(77)])),
        edition=1,
        created_at=1,
        edited_at=1,
        comment_count=draw(st.sampled_from([0, 1, 12_345])),
        part=draw(st.sampled_from([Part(), Part(2), Part(9999, 9999)])),
        quote=Prose.of(draw(LONG)[:QUOTE_MAX], whole=whole),
        tags=tuple(draw(st.lists(ODD.map(lambda tag: tag[:30] or "-"), max_size=10))),
        verdict=draw(st.sampled_from([None, *Verdict])),
        helpful_count=draw(st.sampled_from([0, 9_999])),
    )


def tightest(title: str, *, safe_after: Progress | None = None) -> Review:
    """Return a review whose title and byline take two lines each: one is left for the warning."""
    return Review(
        guild_id=1,
        id="r" * 12,
        work=Work(1, "w" * 12, WorkKind.TV, title, None, "-"),
        author_id=2**62,
        headline=Prose.of("-", whole=True),
        text=Prose.of("-", whole=True),
        spoils=Spoils.ALL,
        rating=Rating(77),
        edition=1,
        created_at=1,
        edited_at=1,
        verdict=Verdict.MUST_SEE,
        safe_after=safe_after,
    )


def check(layout: Layout, most: int) -> None:
    above = before_read(layout)
    assert sum(phone_lines(above)) <= most, above
    assert next(phone_lines(above)) <= 2, above
    labels = buttons(layout)
    assert len(labels) <= 5
    assert all(len(label) <= 20 for label in labels), labels


@settings(deadline=None, max_examples=400)
@given(reviews())
@example(tightest("중" * 29))
@example(tightest("1" * 31))
@example(tightest("a" * 60))
@example(tightest("中 WM " * 30))
@example(tightest("👩" * 75, safe_after=Progress(Unit.MINUTE, 99_999)))
def test_cards_have_six_lines_before_read_and_compact_ones_two(one: Review) -> None:
    check(review_card(one), 6)
    check(review_card(one, CardSize.COMPACT), 2)


@settings(deadline=None, max_examples=200)
@given(reviews())
def test_a_quote_is_on_the_full_card_wherever_there_is_room(one: Review) -> None:
    """What stands above it never leaves it nothing, and the teaser stands below it or nowhere."""
    quoted = replace(one, quote=Prose.of("Try to enjoy each word equally."), spoils=Spoils.PARTS)
    above = before_read(review_card(quoted))
    head = replace(quoted, headline=Prose.of(""), text=Prose.of(""), quote=Prose.of(""))
    room = 6 - sum(phone_lines(before_read(review_card(head))))
    assert "> “Try to" in above or room < 1, above
    assert "> “" not in before_read(review_card(replace(quoted, quote=Prose.of("x", whole=True))))


@pytest.mark.slow
@settings(deadline=None, max_examples=200)
@given(reviews(), st.integers(0, 2_000))
def test_the_page_of_a_work_has_six_lines_before_the_menu_to_read(one: Review, count: int) -> None:
    given_ = [Given(n, one.part, 1 + n % 100, one.verdict, worded=True) for n in range(count)]
    names = ["Another name"] * 9
    seen = Opinions(one.work, figures_of(given_, 1), [one] * min(count, 25), names)
    if count:
        check(work_page(seen), 6)


@pytest.mark.parametrize("reach", [Progress(Unit.END), Progress(Unit.EPISODE, 12, 24)])
@pytest.mark.parametrize("title", ["Everything Everywhere All at Once, and Then Some", "중" * 29])
def test_a_warning_names_title_and_reach_in_whatever_room_is_left(
    title: str, reach: Progress
) -> None:
    above = before_read(review_card(tightest(title, safe_after=reach)))
    warning = next(line for line in above.splitlines() if "⚠️" in line)
    assert title[:4] in warning
    assert warning.endswith(f", safe after {reach.label}")
    assert sum(phone_lines(warning)) == 1


@pytest.mark.parametrize("size", CardSize)
def test_every_word_of_an_ordinary_card_is_there(size: CardSize) -> None:
    one = Review(
        guild_id=1,
        id="r" * 12,
        work=Work(1, "w" * 12, WorkKind.TV, "Severance", 2022, "Dan Erickson"),
        author_id=7,
        headline=Prose.of("Work is a place"),
        text=Prose.of("The corridors go on and on and on."),
        spoils=Spoils.NONE,
        rating=Rating(90),
        edition=1,
        created_at=1,
        edited_at=1,
        comment_count=3,
        part=Part(1),
        tags=("office", "slow burn"),
        verdict=Verdict.MUST_SEE,
        helpful_count=2,
    )
    told = _texts(review_card(one, size))
    if size is CardSize.COMPACT:
        assert told == "**Severance** · show · 2022 · season 1\n★★★★½ · <@7>"
        return
    assert told == (
        "### Severance\n-# Season 1 · show · 2022 · Dan Erickson\n★★★★½ 4½/5 · must see · <@7>\n"
        "**Work is a place**\nThe corridors go on and on and on.\n"
        "-# 💬 3 thoughts on this · 👍 2 found it helpful\n-# \\#office #slow burn"
    )
    quoted = replace(one, quote=Prose.of("Please try to enjoy each word equally."))
    assert "> “Please try to enjoy each word equally.”" in _texts(review_card(quoted))
    alone = replace(one, comment_count=0, helpful_count=0, tags=())
    assert "No thoughts yet: be the first" in _texts(review_card(alone))


def _texts(layout: Layout) -> str:
    found = [item["content"] for item in pieces(layout.to_components()) if "content" in item]
    return "\n".join(found)


def test_text_is_cut_where_the_last_line_ends() -> None:
    assert measure.fitted("short", 1) == "short"
    assert measure.fitted("word " * 20, 1) == "word word word word word word word…"
    assert measure.fitted("x" * 99, 2) == "x" * 71 + "…"
    assert measure.fitted("中" * 99, 1) == "中" * 17 + "…"
    assert measure.lines("") == 0
    assert measure.lines("word " * 8) == 2


@settings(deadline=None, max_examples=300)
@given(ODD, st.integers(1, 3), st.sampled_from([30, 36, 42]))
def test_what_is_fitted_fits(text: str, most: int, width: int) -> None:
    line = " ".join(text.split())
    cut = measure.fitted(line, most, width)
    assert measure.lines(cut, width) <= most
    if measure.lines(line, width) <= most:
        assert cut == line
