"""Pages: together the text, each within its room, cut where nothing is split."""

import re

from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.spoilers import MASK, Prose
from reviewbot.ui.pages import pages
from reviewbot.ui.text import neutralise

WORDS = st.sampled_from(
    [
        "word",
        "another",
        "longer-word",
        "||hidden words||",
        "x.",
        "\n\n",
        "\n",
        "*",
        "ünïcode",
        "👩\u200d🚀",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=200).map(" ".join)


def _sent(page: str) -> int:
    return len(neutralise(page).encode("utf-16-le")) // 2


@given(TEXTS, st.integers(60, 300))
def test_pages_joined_are_the_text_and_each_fits(text: str, room: int) -> None:
    prose = Prose.of(text)
    found = pages(prose, revealed=True, room=room)
    assert "".join(found) == prose.reveal()
    assert all(_sent(page) <= room for page in found)


@given(TEXTS, st.integers(60, 300))
def test_no_word_and_no_spoiler_is_split(text: str, room: int) -> None:
    found = pages(Prose.of(text), revealed=True, room=room)
    assert all(page[-1].isspace() for page in found[:-1])
    assert all(page.count("||") % 2 == 0 for page in found)


@given(TEXTS, st.integers(60, 300))
def test_masked_pages_are_the_same_stretches_without_what_is_hidden(text: str, room: int) -> None:
    prose = Prose.of(text)
    masked = pages(prose, revealed=False, room=room)
    revealed = pages(prose, revealed=True, room=room)
    assert len(masked) == len(revealed)
    assert "".join(masked) == prose.masked()
    for hidden, shown in zip(masked, revealed, strict=True):
        assert hidden == re.sub(r"\|\|.+?\|\|", MASK, shown)


@given(st.text(max_size=500), st.integers(20, 80))
def test_any_text_at_all_is_cut_into_pages_that_fit(text: str, room: int) -> None:
    prose = Prose.of(text)
    found = pages(prose, revealed=True, room=room)
    assert "".join(found) == prose.reveal()
    assert all(_sent(page) <= room for page in found)


def test_a_fence_is_not_split() -> None:
    fence = "```\n" + "line of code\n" * 10 + "```"
    found = pages(Prose.of("Words before. " * 10 + fence + " after" * 30), revealed=True, room=220)
    assert sum(fence in page for page in found) == 1


def test_a_cut_prefers_the_end_of_a_paragraph() -> None:
    text = "A first paragraph of some words.\n\nA second one begins here and goes on."
    assert (
        pages(Prose.of(text), revealed=True, room=45)[0] == "A first paragraph of some words.\n\n"
    )


def test_a_word_longer_than_a_page_is_cut_between_characters() -> None:
    family = "👨\u200d👩\u200d👧"
    found = pages(Prose.of(family * 20), revealed=True, room=40)
    assert all(page.startswith("👨") for page in found)


def test_a_spoiler_longer_than_a_page_stays_hidden_on_each() -> None:
    prose = Prose.of("Open. ||" + "secret " * 60 + "|| Open again.")
    found = pages(prose, revealed=False, room=120)
    assert not [page for page in found if "secret" in page]
    assert found[0] == "Open. "
    assert found[1].startswith(MASK)
    assert found[-1].endswith("Open again.")
