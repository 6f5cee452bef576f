"""Custom ids: short enough for Discord, and understood by the action that they mean."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewbot import cogs
from reviewbot.bot.client import Action
from reviewbot.cogs import parts
from reviewbot.domain.grammar import parse
from reviewbot.domain.ids import new_id
from reviewbot.domain.order import Subject
from reviewbot.domain.search import Ranking, Search, Span
from reviewbot.domain.wishes import Wish
from reviewbot.domain.works import WorkKind
from reviewbot.ui import ids
from reviewbot.ui.limits import CUSTOM_ID_MAX, QUERY_MAX

ACTIONS = tuple(parts().actions)
TEMPLATES = [action.__discord_ui_compiled_template__ for action in ACTIONS]
# Every shape ever released. Never take one away: messages in channels still carry it.
RELEASED = [
    "rv1:read:abcdefghijkl",
    "rv1:page:abcdefghijkl:3:m",
    "rv1:page:abcdefghijkl:0:r",
    "rv1:ask:abcdefghijkl:1",
    "rv1:file:abcdefghijkl",
    "rv1:comment:abcdefghijkl",
    "rv1:comments:abcdefghijkl:0",
    "rv1:uncut:abcdefghijkl:2",
    "rv1:retry:abcdefghijkl",
    "rv1:dfile:abcdefghijkl",
    "rv1:details:abcdefghijkl",
    "rv1:date:abcdefghijkl",
    "rv1:pics:abcdefghijkl:m",
    "rv1:picform:abcdefghijkl",
    "rv1:redetail:abcdefghijkl",
    "rv1:drafts",
    "rv1:discard:abcdefghijkl",
    "rv1:discard!:abcdefghijkl",
    "rv1:editions:abcdefghijkl:0",
    "rv1:edition:abcdefghijkl:3:0:m",
    "rv1:efile:abcdefghijkl:3",
    "rv1:restore:abcdefghijkl:3",
    "rv1:undel:abcdefghijkl:0",
    "rv1:find:0:-:0:0:",
    "rv1:hits:n:0:r:two words: by:<@1> and | more",
    "rv1:hits:s:12:h:",
    "rv1:kept:p:1:d:abcdefghijkl",
    "rv1:find:12:m:90:zik0zj:two words: and | more",
    "rv1:doubt:r:abcdefghijkl",
    "rv1:call:abcdefghijkl",
    "rv1:uncall:abcdefghijkl",
    "rv1:answer:zik0zj:abcdefghijkl:y",
    "rv1:answer:zik0zj:abcdefghijkl:n",
    "rv1:settle:abcdefghijkl:y",
    "rv1:settle:abcdefghijkl:n",
    "rv1:report:r:abcdefghijkl",
    "rv1:report:c:abcdefghijkl",
    "rv1:hide:r:abcdefghijkl",
    "rv1:hide:c:abcdefghijkl",
    "rv1:unhide:r:abcdefghijkl",
    "rv1:dismiss:abcdefghijkl",
    "rv1:reports:0",
    "rv1:log:3",
    "rv1:server:full",
    "rv1:server:compact",
    "rv1:server:threads",
    "rv1:server:no-threads",
    "rv1:server-log",
    "rv1:mask:abcdefghijkl",
    "rv1:postit:abcdefghijkl",
    "rv1:reedit:abcdefghijkl",
    "rv1:pl:-n...:",
    "rv1:po:ma1z141z4.3ew.40f.abcdefghijklabcdefghijkl:cosy",
    *(f"rv1:p{letter}:abcdefghijkl:bn...:rainy days" for letter in "kwsrnuy"),
    "rv1:few:3:2",
    "rv1:gw:-nzik0zj",
    "rv1:gx:abcdefghijkl:manzik0zj",
    "rv1:gu:zik0zj:abcdefghijkl:-nzik0zj",
    "rv1:gp:-azik0zj",
    "rv1:gh:abcdefghijklabcdefghijkl",
    "rv1:rateone:abcdefghijkl:3:2",
    "rv1:same:abcdefghijkl:mnopqrstuvwx:y",
    "rv1:another:abcdefghijkl:n",
]


def _meant(custom_id: str) -> list[str]:
    matches = zip(ACTIONS, (t.fullmatch(custom_id) for t in TEMPLATES), strict=True)
    return [action.__name__ for action, match in matches if match]


@pytest.mark.parametrize("custom_id", RELEASED)
def test_every_id_ever_released_means_one_action(custom_id: str) -> None:
    assert len(_meant(custom_id)) == 1


def test_what_is_built_is_understood() -> None:
    one = new_id()
    built = {
        "Read": ids.read(one),
        "Page": ids.page(one, 3, revealed=True),
        "Ask": ids.ask(one, 3),
        "TextFile": ids.file(one),
        "Comment": ids.comment(one),
        "Comments": ids.comments(one, 2),
        "Uncut": ids.uncut(one, 2),
        "Retry": ids.retry(one),
        "Doubt": ids.doubt(Subject.REVIEW, one),
        "Call": ids.call(one),
        "TakeBack": ids.take_back(one),
        "Respond": ids.answer(2**62, one, right=True),
        "Settle": ids.settle(one, keep=False),
        "Report": ids.report(Subject.COMMENT, one),
        "Hide": ids.hide(Subject.COMMENT, one),
        "Unhide": ids.unhide(Subject.REVIEW, one),
        "Dismiss": ids.dismiss(one),
        "Reports": ids.reports(2),
        "Log": ids.log(2),
        "Choose": ids.choose("no-threads"),
        "LogChannel": ids.LOG_CHANNEL,
        "HideParts": ids.hide_parts(one),
        "PostAsItIs": ids.post_as_it_is(one),
        "EditAnyway": ids.edit_anyway(one),
        "SameOne": ids.same_one(one, one, written=True),
        "AnotherOne": ids.another_one(one, written=False),
    }
    assert {name: _meant(custom_id) for name, custom_id in built.items()} == {
        name: [name] for name in built
    }


@given(st.text(max_size=80), st.integers(0, 99_999), st.sampled_from(Ranking))
def test_a_search_comes_back_from_its_button(typed: str, page: int, ranking: Ranking) -> None:
    search = parse(typed)
    if len(search.query.encode("utf-16-le")) // 2 > QUERY_MAX:
        return
    custom_id = ids.hits("n", page, ranking, search.query)
    assert len(custom_id.encode("utf-16-le")) // 2 <= CUSTOM_ID_MAX
    found = [match for t in TEMPLATES if (match := t.fullmatch(custom_id))]
    assert len(found) == 1
    parts = found[0].groupdict()
    assert int(parts["page"]) == page
    assert Ranking.of_letter(parts["ranking"]) is ranking
    assert parse(parts["query"]) == search


def test_a_search_of_the_first_version_is_understood() -> None:
    found = next(m for t in TEMPLATES if (m := t.fullmatch("rv1:find:12:m:90:zik0zj:two words")))
    parts = {name: found[name] for name in ("kind", "points", "author", "words")}
    kind, author = WorkKind.MOVIE, int("zik0zj", 36)
    assert ids.search_of(**parts) == Search("two words", kind, author, points=Span(90))


@pytest.mark.slow
@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.__name__)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_two_actions_claim_one_id(action: Action, data: st.DataObject) -> None:
    template = action.__discord_ui_compiled_template__
    custom_id = data.draw(st.from_regex(template, fullmatch=True))
    assert _meant(custom_id) == [action.__name__]
    assert not custom_id.startswith("f1:")


def test_no_two_forms_claim_one_id() -> None:
    """The handlers are summed up in one mapping, which would hide that one is named twice."""
    maps = [getattr(cogs, name) for name in dir(cogs) if name.endswith("FORMS")]
    names = [name for one in maps for name in one]
    assert sorted(names) == sorted(parts().forms)
    assert all(name.startswith("f1:") for name in names)


@given(
    st.builds(
        Wish,
        st.sampled_from([None, *WorkKind]),
        st.sampled_from([(), ("abcdefghijkl",), ("abcdefghijkl", "a-b_c-d_e-f_")]),
        st.none() | st.integers(1, 2**63 - 1),
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30),
        st.none() | st.integers(-3000, 2200),
        st.none() | st.integers(-3000, 2200),
        st.booleans(),
    )
)
def test_a_wish_comes_back_from_its_button(wish: Wish) -> None:
    custom_id = ids.pick_open("abcdefghijkl", wish)
    assert len(custom_id.encode("utf-16-le")) // 2 <= CUSTOM_ID_MAX
    [found] = [match for t in TEMPLATES if (match := t.fullmatch(custom_id))]
    back = ids.wish_of(found.groupdict())
    assert replace(back, mood="") == replace(wish, mood="")
    assert back.mood == wish.mood or len(wish.mood.encode("utf-16-le")) // 2 > len(wish.mood)


TAMPERED = [
    "",
    "rv1:read:short",
    "rv1:read:abcdefghijkl\n",
    "rv1:read:abc'%\0defghi",
    "rv2:read:abcdefghijkl",
    "rv1:page:abcdefghijkl:x:m",
    "rv1:page:abcdefghijkl:9999999:m",
    "rv1:find:0:x:0:0:a",
    "rv1:doubt:x:abcdefghijkl",
    "rv1:settle:abcdefghijkl:x",
    "rv1:server:everything",
    "x" * 100,
]


@pytest.mark.parametrize("custom_id", TAMPERED)
def test_tampered_ids_mean_nothing(custom_id: str) -> None:
    assert not _meant(custom_id)
