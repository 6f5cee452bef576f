"""Shelves and what surrounds them: ids that are understood, pages that fit whatever is written."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewbot.domain.pages import Page
from reviewbot.domain.progress import Progress
from reviewbot.domain.shelves import REASON_MAX, Shelf, Shelved
from reviewbot.domain.spoilers import Prose
from reviewbot.domain.works import Work, WorkKind
from reviewbot.services.shelves import Moved
from reviewbot.ui import ids
from reviewbot.ui.limits import CUSTOM_ID_MAX
from reviewbot.ui.shelf import SHELF_SIZE, Looked, entry_page, moved_notice, shelf_page
from reviewbot.ui.shelf_actions import SHELF_ACTIONS
from tests.unit.test_layouts import ODD, texts, within_limits

ONE = "abcdefghijkl"
MOST = 2**63 - 1
# Every shape ever released. Never take one away: messages in channels still carry it.
RELEASED = {
    "rv1:want:abcdefghijkl": "Want",
    "rv1:wish:abcdefghijkl": "Wish",
    "rv1:shelf:1y2p0ij32e8e7:wm:0": "TurnShelf",
    "rv1:shelf:1y2p0ij32e8e7:--:12": "TurnShelf",
    "rv1:only:1y2p0ij32e8e7:-": "OnlyShelf",
    "rv1:entries": "Entries",
    "rv1:entry:abcdefghijkl": "Entry",
    "rv1:move:abcdefghijkl:x": "Move",
    "rv1:must:abcdefghijkl:1": "Must",
    "rv1:unshelve:abcdefghijkl": "Unshelve",
    "rv1:howfar:abcdefghijkl": "HowFar",
    "rv1:undo:abcdefghijkl": "Undo",
}
BUILT = (
    ids.want(ONE),
    ids.wish(ONE),
    ids.shelf(MOST, Shelf.WANT, WorkKind.MOVIE, 0),
    ids.shelf(MOST, None, None, 12),
    ids.only(MOST, None),
    ids.SHELVED,
    ids.entry(ONE),
    ids.move(ONE, Shelf.DROPPED),
    ids.must(ONE, on=True),
    ids.unshelve(ONE),
    ids.how_far(ONE),
    ids.undo(ONE),
)


def meant(custom_id: str) -> list[str]:
    templates = [(one, one.__discord_ui_compiled_template__) for one in SHELF_ACTIONS]
    return [one.__name__ for one, template in templates if template.fullmatch(custom_id)]


@pytest.mark.parametrize("custom_id", RELEASED)
def test_every_id_ever_released_means_one_action(custom_id: str) -> None:
    assert meant(custom_id) == [RELEASED[custom_id]]


def test_what_is_built_is_understood() -> None:
    assert list(BUILT) == list(RELEASED)
    assert max(map(len, BUILT)) <= CUSTOM_ID_MAX


@settings(deadline=None, max_examples=40)
@given(ODD, ODD, st.text(alphabet="ab *_|`[]<>@#-1.\n👩é中", max_size=REASON_MAX))
def test_every_page_of_a_shelf_fits(title: str, maker: str, reason: str) -> None:
    work = Work(1, ONE, WorkKind.TV, title or "-", 2019, maker[:100])
    one = Shelved(
        1, MOST, work, Shelf.DROPPED, 1, 2**33, Progress.parse("S9999E9999"), Prose.of(reason)
    )
    counts = dict.fromkeys([(shelf, WorkKind.TV) for shelf in Shelf], 9_999)
    found = Page([one] * SHELF_SIZE, 1, SHELF_SIZE, 49_995)
    within_limits(lambda: shelf_page(Looked(MOST, True, None, None, found, counts)))
    within_limits(lambda: entry_page(work, replace(one, recommended_by=MOST), MOST))
    within_limits(lambda: moved_notice(Moved(one, None, ONE)))


def test_a_reason_s_spoiler_stays_hidden_on_every_page() -> None:
    work = Work(1, ONE, WorkKind.BOOK, "Solaris")
    one = Shelved(1, 2, work, Shelf.DROPPED, 1, 1, reason=Prose.of("||Ocean|| lives."))
    found = Page([one], 0, SHELF_SIZE, 1)
    looked = Looked(2, False, None, None, found, {(Shelf.DROPPED, WorkKind.BOOK): 1})
    for layout in (shelf_page(looked), entry_page(work, one, 2)):
        assert "Ocean" not in texts(layout)
        assert "▒▒▒▒▒ lives." in texts(layout)
