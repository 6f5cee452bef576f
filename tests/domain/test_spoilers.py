import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewbot.domain.spoilers import MASK, Prose

CANARY = "the butler did it"
MARKED = [
    f"||{CANARY}||", f">!{CANARY}!<", f"<spoiler>{CANARY}</spoiler>",
    f"[spoiler]{CANARY}[/spoiler]",
    f"<SPOILER>{CANARY}</Spoiler>", f"[spoiler=the end]{CANARY}[/spoiler]", f"|||{CANARY}|||",
]  # fmt: skip
NEVER_CLOSED = [f"<spoiler>{CANARY}", f"[spoiler]{CANARY}", f">!{CANARY}"]


@pytest.mark.parametrize("marked", MARKED + NEVER_CLOSED)
def test_every_notation_hides(marked: str) -> None:
    prose = Prose.of(f"It was fine. {marked}")
    assert CANARY not in prose.masked()
    assert prose.masked().startswith("It was fine. ")
    assert prose.has_spoilers
    assert any(s.hidden and CANARY in s.text for s in prose.segments())


@pytest.mark.parametrize(
    "text", ["a || b", "1 > 2", "||||", "no marks", "a <spoil> b", "if (a || b)"]
)
def test_what_is_no_mark_stays(text: str) -> None:
    assert Prose.of(text).masked() == text


# Discord's bars open and close alike, so bars inside bars are two spoilers side by side.
NESTED = [(a, b) for a in MARKED for b in MARKED if not (a.startswith("|") and b.startswith("|"))]


@pytest.mark.parametrize(("first", "second"), NESTED)
def test_notations_inside_each_other_hide_all_they_cover(first: str, second: str) -> None:
    nested = first.replace(CANARY, f"{CANARY} {second} {CANARY}")
    assert CANARY not in Prose.of(f"before {nested}").masked()


def test_prose_never_shows_itself_by_accident() -> None:
    prose = Prose.of(f"||{CANARY}||")
    shown = f"{prose} {prose!r} {prose.segments()!r} {[prose]} {prose:}"
    assert CANARY not in shown


def test_a_whole_spoiler_is_masked_whole_and_revealed_whole() -> None:
    prose = Prose.of(CANARY, whole=True)
    assert prose.masked() == MASK
    assert prose.reveal() == CANARY


hostile = st.text(alphabet="|>!<[]/spoiler=ab `\n\\*_", max_size=60)


@given(
    hostile, hostile, st.sampled_from(["||{}||", "<spoiler>{}</spoiler>", "[spoiler]{}[/spoiler]"])
)
def test_nothing_inside_a_mark_gets_out(before: str, after: str, mark: str) -> None:
    """Whatever stands around it, a closed mark hides what has no mark of its own inside."""
    inside = "Q7Q"
    text = before.replace("|", "") + "\n\n" + mark.format(inside) + "\n\n" + after
    assert inside not in Prose.of(text).masked()


@given(st.text(max_size=200))
def test_the_text_is_kept_and_covered_once(text: str) -> None:
    prose = Prose.of(text)
    raw = prose.reveal()
    assert Prose.of(raw).reveal() == raw
    for segment in prose.segments():
        assert segment.text in raw
