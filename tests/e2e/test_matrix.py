"""Who may do what, at every button, and with ids that are old, foreign or forged (S2, S3)."""

from collections.abc import Mapping

from reviewbot.playground.driver import Answer, Member
from reviewbot.store import comments
from tests.e2e.club import MANAGE_MESSAGES, Club

REFUSED = {
    "That is not here any more.",
    "That is for moderators: whoever may manage messages here.",
}
EVERYBODY = {"author", "other", "moderator"}
WRITTEN: Mapping[str, set[str]] = {
    "rv1:read:{review}": EVERYBODY,
    "rv1:comment:{review}": EVERYBODY,
    "rv1:doubt:r:{review}": EVERYBODY,
    "rv1:report:r:{review}": EVERYBODY,
    "rv1:hide:r:{review}": {"moderator"},
    "rv1:reports:0": {"moderator"},
    "rv1:log:0": {"moderator"},
    "rv1:doubt:c:{comment}": EVERYBODY,
    "rv1:spoils:{review}": set(),  # that is no comment
    "rv1:hide:c:{comment}": {"moderator"},
    "rv1:retry:{draft}": {"author"},
    "rv1:reedit:{draft}": {"author"},
    "rv1:details:{review}": {"author"},
    "rv1:editions:{review}:0": {"author"},
    "rv1:answer:{guild}:{review}:n": {"author"},
    "rv1:settle:{review}:y": {"moderator"},
    "rv1:unhide:r:{review}": set(),  # it is not hidden
    "rv1:dismiss:{draft}": set(),  # there is no such report
    "rv1:read:AAAAAAAAAAAA": set(),
    "rv1:read:{review}'%": set(),
    "rv0:read:{review}": set(),
    "rv2:call:{review}": set(),
    "rv1:read:{review}:extra": set(),
    "rv1:settle:{review}:\x00": set(),
}


def _is_refused(answer: Answer) -> bool:
    if answer.form is not None:
        return False
    assert answer.message, answer
    private = answer.message.ephemeral
    nothing_to_do = {"That is not hidden.", "That has been settled already."}
    assert private or answer.text not in REFUSED
    return answer.text in REFUSED | nothing_to_do


async def _known(club: Club) -> dict[str, str]:
    card = await club.post(club.ada, "Words.")
    review = next(str(b.custom_id) for b in card.buttons if b.label == "Read").rpartition(":")[2]
    await club.ben.click("This spoils · Report", on=card)
    await club.ben.click("This spoils")
    await club.ben.slash("review comment", title="Parasite", text="Words of Ben.")
    async with club.db.read() as conn:
        [comment] = await comments.list_newest(conn, club.guild_id, review, 5)
    opened = await club.ada.slash("review post", title="Okja", kind="movie")
    assert opened.form
    draft = opened.form.custom_id.rpartition(":")[2]
    told = await club.ada.sees("Somebody says that your review")
    guild = next(str(b.custom_id) for b in told.buttons if b.label == "Not a spoiler").split(":")[2]
    return {"comment": comment.id, "review": review, "draft": draft, "guild": guild}


async def test_exactly_who_is_written_may_at_every_button(club: Club) -> None:
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    known = await _known(club)
    people: dict[str, Member] = {
        "author": club.ada,
        "other": club.ben,
        "moderator": club.cleo,
        "elsewhere": club.elsewhere("Eve"),
    }
    for template, allowed in WRITTEN.items():
        custom_id = template.format(**known)
        for role, who in people.items():
            answer = await club.forge(who, custom_id)
            assert _is_refused(answer) == (role not in allowed), (template, role, answer)
