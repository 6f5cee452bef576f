"""The grammar of custom ids, one function for each: `rv1:` for actions, `f1:` for forms.

An id carries a reference and never authority, state or anybody's words except the query that
its own reader typed. Released ids stay readable for ever: a change gets a new version.
"""

import string
from typing import Final

from reviewbot.domain.browsing import Look, Period, Sort, Way
from reviewbot.domain.order import Subject
from reviewbot.domain.search import Search
from reviewbot.domain.shelves import Shelf
from reviewbot.domain.works import WorkKind
from reviewbot.ui.limits import QUERY_MAX

ID: Final = r"[A-Za-z0-9_-]{12}"
NUMBER: Final = r"\d{1,6}"
_DIGITS: Final = string.digits + string.ascii_lowercase
_LETTERS: Final = {WorkKind.MOVIE: "m", WorkKind.BOOK: "b", WorkKind.TV: "t", None: "-"}
_KINDS: Final = {letter: kind for kind, letter in _LETTERS.items()}
_SORTS: Final = dict(zip("nhlfd", Sort, strict=True))
_PERIODS: Final = dict(zip("aymw", Period, strict=True))


def read(review_id: str) -> str:
    """Open a review from its beginning."""
    return f"rv1:read:{review_id}"


def page(review_id: str, number: int, *, revealed: bool) -> str:
    """Turn to a page, masked or revealed."""
    return f"rv1:page:{review_id}:{number}:{'r' if revealed else 'm'}"


def ask(review_id: str, number: int) -> str:
    """Ask once before spoilers are shown from a page on."""
    return f"rv1:ask:{review_id}:{number}"


def file(review_id: str) -> str:
    """Hand over the whole text as a file."""
    return f"rv1:file:{review_id}"


def comment(review_id: str) -> str:
    """Open the form for a comment."""
    return f"rv1:comment:{review_id}"


def comments(review_id: str, number: int) -> str:
    """List the comments of a review."""
    return f"rv1:comments:{review_id}:{number}"


def uncut(review_id: str, number: int) -> str:
    """Hand over a page of comments as a file, whole and with what they spoil."""
    return f"rv1:uncut:{review_id}:{number}"


def retry(draft_id: str) -> str:
    """Open the form again, filled in with a draft."""
    return f"rv1:retry:{draft_id}"


def find(search: Search, number: int) -> str:
    """Turn to a page of a search."""
    points, author = search.min_points or 0, base36(search.author_id or 0)
    words = search.words[:QUERY_MAX]
    return f"rv1:find:{number}:{_LETTERS[search.kind]}:{points}:{author}:{words}"


def search_of(kind: str, points: str, author: str, words: str) -> Search:
    """Return the search that `find` wrote; the parts have the shapes of `FIND`."""
    return Search(words, _KINDS[kind], int(author, 36) or None, int(points) or None)


FIND: Final = (
    rf"rv1:find:(?P<page>{NUMBER}):(?P<kind>[mbt-]):(?P<points>\d{{1,3}})"
    r":(?P<author>[0-9a-z]{1,14}):(?P<words>(?s:.{0,60}))"
)


CHOSEN_MAX: Final = 100
"""Characters of what is chosen in a menu (Discord's limit of an option's value)."""
PICK: Final = "rv1:pick"
"""The menu that opens a review; its values are reviews."""
OPEN: Final = "rv1:open"
"""The menu that opens the page of a work; its values are works."""
LOOK: Final = (
    rf"(?P<way>[{''.join(Way)}])(?P<kind>[mbt-])(?P<period>[aymw])(?P<sort>[nhlfd])"
    rf":(?P<page>{NUMBER}):(?P<subject>[A-Za-z0-9_-]{{0,14}})"
)


def look(look: Look, page: int) -> str:
    """Turn to a page of a list."""
    return f"rv1:look:{_look(look, page)}"


def sort(look: Look) -> str:
    """Choose the order of a list; the values are letters."""
    return f"rv1:sort:{_look(look, 0)}"


def another(kind: WorkKind | None) -> str:
    """Show some other review, of one kind or of any."""
    return f"rv1:another:{_LETTERS[kind]}"


def kind_of(letter: str) -> WorkKind | None:
    """Return the kind that a letter stands for; `-` is any."""
    return _KINDS[letter]


def work(work_id: str) -> str:
    """Open the page of a work."""
    return f"rv1:work:{work_id}"


def _look(look: Look, page: int) -> str:
    subject = look.work_id or (base36(look.member_id) if look.member_id else "")
    narrowed = f"{_LETTERS[look.kind]}{_letter(_PERIODS, look.period)}{sort_letter(look.sort)}"
    return f"{look.way}{narrowed}:{page}:{subject}"


def _letter(letters: dict[str, Period], value: Period) -> str:
    return next(letter for letter, one in letters.items() if one is value)


def sort_letter(sort: Sort) -> str:
    """Return the letter that stands for an order."""
    return next(letter for letter, one in _SORTS.items() if one is sort)


def sort_of(letter: str) -> Sort:
    """Return the order that a letter stands for."""
    return _SORTS[letter]


def look_of(parts: dict[str, str]) -> tuple[Look, int]:
    """Return the list and the page that an id means; `parts` have the shapes of `LOOK`."""
    way, subject = Way(parts["way"]), parts["subject"]
    member = int(subject, 36) if way is Way.BY_MEMBER and subject.isalnum() else None
    of_work = subject if way is Way.OF_WORK else None
    kind, period, sort = _KINDS[parts["kind"]], _PERIODS[parts["period"]], _SORTS[parts["sort"]]
    return Look(way, kind, period, sort, member, of_work), int(parts["page"])


SHELF: Final = r"(?P<shelf>[wcdpx-])"
MEMBER: Final = r"(?P<member>[0-9a-z]{1,13})"
SHELVED: Final = "rv1:entries"
"""The menu that opens where a work stands with the one who chooses; its values are works."""
_SHELVES: Final = {
    Shelf.WANT: "w",
    Shelf.CURRENT: "c",
    Shelf.DONE: "d",
    Shelf.PAUSED: "p",
    Shelf.DROPPED: "x",
    None: "-",
}


def want(review_id: str) -> str:
    """Put what a review is of on the presser's list, because of that review."""
    return f"rv1:want:{review_id}"


def wish(work_id: str) -> str:
    """Put a work on the presser's list."""
    return f"rv1:wish:{work_id}"


def shelf(member_id: int, shelf: Shelf | None, kind: WorkKind | None, number: int) -> str:
    """Turn to a page of a member's shelf, of one shelf and kind if given."""
    return f"rv1:shelf:{base36(member_id)}:{_SHELVES[shelf]}{_LETTERS[kind]}:{number}"


def only(member_id: int, kind: WorkKind | None) -> str:
    """Choose which shelf of a member is shown; the values are those of `shelf_letter`."""
    return f"rv1:only:{base36(member_id)}:{_LETTERS[kind]}"


def shelf_letter(shelf: Shelf | None) -> str:
    """Return the letter that stands for a shelf, or for all of them."""
    return _SHELVES[shelf]


def shelf_of(letter: str) -> Shelf | None:
    """Return the shelf that a letter stands for; `None` for all, raises `KeyError` for others."""
    return {one: shelf for shelf, one in _SHELVES.items()}[letter]


def entry(work_id: str) -> str:
    """Open where a work stands with the presser."""
    return f"rv1:entry:{work_id}"


def move(work_id: str, shelf: Shelf) -> str:
    """Move a work to another of the presser's shelves."""
    return f"rv1:move:{work_id}:{_SHELVES[shelf]}"


def unshelve(work_id: str) -> str:
    """Take a work off the presser's shelf."""
    return f"rv1:unshelve:{work_id}"


def how_far(work_id: str) -> str:
    """Open the form that asks how far the presser is, and why they stopped."""
    return f"rv1:howfar:{work_id}"


def how_far_form(work_id: str) -> str:
    """Name that form after its work."""
    return f"f1:howfar:{work_id}"


def undo(undo_id: str) -> str:
    """Take back what a member did to their shelf or diary."""
    return f"rv1:undo:{undo_id}"


def review_form(draft_id: str) -> str:
    """Name the form of a review after its draft."""
    return f"f1:review:{draft_id}"


def comment_form(review_id: str) -> str:
    """Name the form of a comment after its review."""
    return f"f1:comment:{review_id}"


def redo_form(draft_id: str) -> str:
    """Name the form of a comment after the draft that it continues."""
    return f"f1:redo:{draft_id}"


def place_form(draft_id: str) -> str:
    """Name the form that asks what a draft is about after the draft."""
    return f"f1:place:{draft_id}"


def draft_file(draft_id: str) -> str:
    """Hand over the text of a draft."""
    return f"rv1:dfile:{draft_id}"


def drafts() -> str:
    """List the presser's drafts."""
    return "rv1:drafts"


def discard(draft_id: str) -> str:
    """Ask whether to throw a draft away."""
    return f"rv1:discard:{draft_id}"


def discard_now(draft_id: str) -> str:
    """Throw a draft away."""
    return f"rv1:discard!:{draft_id}"


def editions(review_id: str, number: int) -> str:
    """List the editions of a review."""
    return f"rv1:editions:{review_id}:{number}"


def edition(review_id: str, edition_number: int, number: int, *, revealed: bool = False) -> str:
    """Turn to a page of an edition, masked or revealed."""
    return f"rv1:edition:{review_id}:{edition_number}:{number}:{'r' if revealed else 'm'}"


def edition_file(review_id: str, edition_number: int) -> str:
    """Hand over the text of an edition."""
    return f"rv1:efile:{review_id}:{edition_number}"


def restore(review_id: str, edition_number: int) -> str:
    """Put a review back to an edition."""
    return f"rv1:restore:{review_id}:{edition_number}"


def undelete(review_id: str, channel_id: int) -> str:
    """Take the deletion of a review back; its card goes into the channel."""
    return f"rv1:undel:{review_id}:{base36(channel_id)}"


def base36(number: int) -> str:
    """Write a number that is not negative in the digits 0 to 9 and a to z."""
    written = ""
    while number:
        number, digit = divmod(number, 36)
        written = _DIGITS[digit] + written
    return written or "0"


# Answers: what a direct message carries names its guild too, for Discord does not say it.
GUILD: Final = r"(?P<guild>[0-9a-z]{1,13})"


def tell(guild_id: int, bundle_id: str, *, on: bool) -> str:
    """Switch what the presser is told in a guild on or off; `bundle_id` marks the message."""
    return f"rv1:tell:{base36(guild_id)}:{bundle_id}:{int(on)}"


def mute(guild_id: int, review_id: str, *, on: bool) -> str:
    """Mute a review for the presser, or not any more."""
    return f"rv1:mute:{base36(guild_id)}:{review_id}:{int(on)}"


def hush(guild_id: int, member_id: int, *, on: bool) -> str:
    """Mute another member for the presser, or not any more."""
    return f"rv1:hush:{base36(guild_id)}:{base36(member_id)}:{int(on)}"


_SUBJECTS: Final = {Subject.REVIEW: "r", Subject.COMMENT: "c"}
SUBJECT: Final = "[rc]"


def subject_of(letter: str) -> Subject:
    """Return what the letter in an id stands for."""
    return next(kind for kind, one in _SUBJECTS.items() if one == letter)


def doubt(kind: Subject, subject_id: str) -> str:
    """Ask what is wrong with a review or comment: it spoils, or it should be reported."""
    return f"rv1:doubt:{_SUBJECTS[kind]}:{subject_id}"


def call(review_id: str) -> str:
    """Say that a review spoils."""
    return f"rv1:call:{review_id}"


def take_back(review_id: str) -> str:
    """Take back one's own word that a review spoils."""
    return f"rv1:uncall:{review_id}"


def answer(guild_id: int, review_id: str, *, right: bool) -> str:
    """Let the author answer whoever said that the review spoils, in direct messages too."""
    return f"rv1:answer:{base36(guild_id)}:{review_id}:{'y' if right else 'n'}"


def settle(review_id: str, *, keep: bool) -> str:
    """Let a moderator keep a called review hidden, or open it again."""
    return f"rv1:settle:{review_id}:{'y' if keep else 'n'}"


def report(kind: Subject, subject_id: str) -> str:
    """Open the form for a report."""
    return f"rv1:report:{_SUBJECTS[kind]}:{subject_id}"


def hide(kind: Subject, subject_id: str) -> str:
    """Open the form in which a moderator says why something is hidden."""
    return f"rv1:hide:{_SUBJECTS[kind]}:{subject_id}"


def unhide(kind: Subject, subject_id: str) -> str:
    """Put back what a moderator hid."""
    return f"rv1:unhide:{_SUBJECTS[kind]}:{subject_id}"


def dismiss(report_id: str) -> str:
    """Close the reports about a thing."""
    return f"rv1:dismiss:{report_id}"


def reports(number: int) -> str:
    """Turn to a page of open reports."""
    return f"rv1:reports:{number}"


def log(number: int) -> str:
    """Turn to a page of what moderators did."""
    return f"rv1:log:{number}"


def choose(what: str) -> str:
    """Choose something for the whole server: full, compact, threads or no-threads."""
    return f"rv1:server:{what}"


LOG_CHANNEL: Final = "rv1:server-log"
"""The menu in which moderators choose where they are told."""


def report_form(kind: Subject, subject_id: str) -> str:
    """Name the form of a report after what it is about."""
    return f"f1:report:{_SUBJECTS[kind]}:{subject_id}"


def hide_form(kind: Subject, subject_id: str) -> str:
    """Name the form of a moderator's reason after what is hidden."""
    return f"f1:hide:{_SUBJECTS[kind]}:{subject_id}"
