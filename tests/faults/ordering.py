"""What is done to works and for order: names, links, calls, reports, a server's settings."""

from typing import Final

from reviewbot.playground.driver import Answer
from reviewbot.store.schema import (
    comments,
    guilds,
    identifiers,
    reports,
    reviews,
    spoiler_calls,
    threads,
    titles,
    works,
)
from tests.e2e.club import MANAGE_MESSAGES
from tests.faults.acting import (
    STOOD,
    WORDS,
    Scene,
    choose,
    click,
    none,
    own,
    press,
    rows,
    slash,
    submit,
    then,
)
from tests.faults.forging import forge

_MANAGE_GUILD: Final = 1 << 5
_NAMED: Final = slash("ben", "work title", work="Parasite", title="Gisaengchung")
_SPOKEN: Final = slash("ben", "review comment", title="Parasite", text="Said before.")
_CALLED: Final = then(click("ben", "This spoils · Report"), press("ben", "This spoils"))
_REPORTED: Final = then(
    click("ben", "This spoils · Report"),
    press("ben", "Report"),
    submit("ben", "What is wrong with it?"),
)
_OPEN: Final = rows(reviews, reviews.c.text == STOOD, reviews.c.called_at.is_(None))


async def _lead(scene: Scene) -> Answer:
    """Let Cleo have all rights over the server."""
    role = scene.club.guild.role("Owners", MANAGE_MESSAGES | _MANAGE_GUILD)
    scene.club.cleo.give(role)
    return await scene.club.cleo.slash("reviewbot settings")


async def _to_log(scene: Scene) -> Answer:
    assert scene.opened
    log = scene.club.guild.channel("log")
    return await scene.club.cleo.choose("rv1:server-log", log, on=scene.opened.message)


_PAGE: Final = then(_lead, _NAMED, slash("cleo", "work titles", work="Parasite"))
_PREFERRED: Final = then(_PAGE, choose("cleo", "Show it by another name", "Gisaengchung"))

ORDERING: Final = (
    own(
        "link",
        "work link",
        slash("ben", "work link", work="Parasite", link="tt6751668"),
        "is known by",
        rows(identifiers),
    ),
    own(
        "length",
        "work length",
        slash("ben", "work length", work="Parasite", length="132"),
        "counts as",
        rows(works, works.c.length.is_not(None)),
    ),
    own(
        "date",
        "f1:date",
        submit("ben", "Made by"),
        "It is shown as",
        rows(works, works.c.maker == WORDS),
        forge("ben", "rv1:date:{work}"),
    ),
    own(
        "prefer",
        "rv1:prefer",
        choose("cleo", "Show it by another name", "Gisaengchung"),
        "is shown as",
        rows(works, works.c.title == "Gisaengchung"),
        _PAGE,
    ),
    own(
        "unname",
        "rv1:unname",
        choose("cleo", "Take one away", "Gisaengchung"),
        "is no longer called",
        none(rows(titles, titles.c.title == "Gisaengchung")),
        _PAGE,
    ),
    own(
        "rename",
        "rv1:rename",
        press("cleo", "Undo"),
        "Taken back",
        none(rows(works, works.c.title == "Gisaengchung")),
        _PREFERRED,
    ),
    own(
        "thread",
        "review thread",
        slash("ben", "review thread", title="Parasite"),
        "Talk goes on",
        rows(threads),
    ),
    own(
        "spoils",
        "rv1:spoils",
        forge("ada", "rv1:spoils:{comment}"),
        "moderators will look",
        rows(reports),
        _SPOKEN,
    ),
    own(
        "uncall",
        "rv1:uncall",
        forge("ben", "rv1:uncall:{review}"),
        "You took that back",
        _OPEN,
        _CALLED,
    ),
    own(
        "answer",
        "rv1:answer",
        forge("ada", "rv1:answer:{guild}:{review}:n"),
        "moderators will look",
        rows(spoiler_calls, spoiler_calls.c.answer != ""),
        _CALLED,
    ),
    own(
        "settle",
        "rv1:settle",
        forge("cleo", "rv1:settle:{review}:n"),
        "It is open again",
        _OPEN,
        then(_lead, _CALLED),
    ),
    own(
        "report-comment",
        "f1:report:c",
        submit("ada", "What is wrong with it?"),
        "moderators will look",
        rows(reports, reports.c.reason == WORDS),
        then(_SPOKEN, forge("ada", "rv1:report:c:{comment}")),
    ),
    own(
        "hide-comment",
        "f1:hide:c",
        submit("cleo", "Why?"),
        "You hid",
        rows(comments, comments.c.hidden_at.is_not(None)),
        then(_lead, _SPOKEN, forge("cleo", "rv1:hide:c:{comment}")),
    ),
    own(
        "dismiss",
        "rv1:dismiss",
        forge("cleo", "rv1:dismiss:{report}"),
        "dismissed",
        rows(reports, reports.c.settled_at.is_not(None)),
        then(_lead, _REPORTED),
    ),
    own(
        "server",
        "rv1:server",
        forge("cleo", "rv1:server:compact"),
        "Settings of this server",
        rows(guilds, guilds.c.card == "compact"),
        _lead,
    ),
    own(
        "server-log",
        "rv1:server-log",
        _to_log,
        "Settings of this server",
        rows(guilds, guilds.c.log_channel_id.is_not(None)),
        _lead,
    ),
)
