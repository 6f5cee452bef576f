"""What one member alone meets, each brought about through the real bot: for `gallery.py`."""

from typing import Final

from reviewbot.club.stage import Stage
from reviewbot.playground.driver import File
from reviewbot.playground.world.assets import plain_picture
from reviewbot.ui import ids
from tests.page.sights import (
    Sight,
    State,
    comments,
    drafts,
    editions,
    posted,
    recommended,
    seen,
    shelf,
)


async def entry(stage: Stage) -> Sight:
    """One work of a member's shelf, dropped, with where and why."""
    vera = stage.member("vera")
    given = {"title": "Middlemarch", "kind": "book", "shelf": "dropped", "progress": "chapter 10"}
    await vera.slash("shelf add", **given, reason="Not this year, with ||that wedding|| to come.")
    shelf = seen(vera, await vera.slash("shelf show", shelf="dropped"))
    return seen(vera, await vera.choose("Open one of these", "Middlemarch", on=shelf.message))


async def wanted(stage: Stage) -> Sight:
    """One work that a member must see."""
    listed = await shelf(stage)
    return seen(
        listed.who, await listed.who.choose("Open one of these", "Stalker", on=listed.message)
    )


async def viewing(stage: Stage) -> Sight:
    """The receipt of a second viewing."""
    ada = stage.member("ada")
    given = {"title": "Stalker", "date": "March 2024", "note": "In the rain, as it should be."}
    await ada.slash("review log", **given, rating="4")
    return seen(ada, await ada.slash("review log", title="Stalker", date="today", rating="4.5"))


async def edition(stage: Stage) -> Sight:
    """What a review said before."""
    listed = await editions(stage)
    lucia = listed.who
    read = next(b.custom_id for b in reversed(listed.message.buttons) if b.label == "Read")
    return seen(lucia, await lucia.click(str(read), on=listed.message))


async def discard(stage: Stage) -> Sight:
    """The question before a draft is thrown away."""
    listed = await drafts(stage)
    return seen(listed.who, await listed.who.click("Discard", on=listed.message))


async def comment(stage: Stage) -> Sight:
    """One comment, with what can be done about it."""
    listed = await comments(stage)
    [menu] = listed.message.menus
    label = next(iter(menu.options))
    return seen(listed.who, await listed.who.choose(menu.placeholder, label, on=listed.message))


async def note(stage: Stage) -> Sight:
    """The note of a friend, its spoilers shown."""
    letter = await recommended(stage)
    return seen(letter.who, await letter.who.click("Show the note", on=letter.message))


async def ledger(stage: Stage) -> Sight:
    """What a member recommended, and was recommended."""
    vera, ada = stage.member("vera"), stage.member("ada")
    for title in ("Solaris", "Hedgehog in the Fog"):
        await ada.slash("review recommend", to=vera, title=title)
    shelf = await ada.slash("shelf show")
    return seen(ada, await ada.click(ids.LEDGER, on=shelf.message))


async def hidden_pictures(stage: Stage) -> Sight:
    """Pictures that spoil, before somebody asks."""
    haruka, ada = stage.member("haruka"), stage.member("ada")
    card = await posted(stage, "haruka", "Rashomon", year=1950, rating="5")
    opened = await haruka.click("Pictures")
    fields = {
        "Add pictures": [File("end.png", plain_picture(3))],
        "What they show": "The gate",
        "Do they spoil?": "Yes: only who asks sees them",
    }
    await haruka.submit(opened.form, fields)
    page = seen(ada, await ada.click("Read", on=card))
    return seen(ada, await ada.click("Pictures (1)", on=page.message))


async def followed(stage: Stage) -> Sight:
    """What somebody is told who begins to follow a review."""
    listed = await comments(stage)
    return seen(listed.who, await listed.who.click("Follow", on=listed.message))


async def followed_notice(stage: Stage) -> Sight:
    """A direct message to somebody who follows a review."""
    return await _told(stage, "vera")


async def _told(stage: Stage, key: str) -> Sight:
    """Let a member follow a review and be told of a comment on it; each member once."""
    who, tomas = stage.member(key), stage.member("tomas")
    given = {"title": "Stalker", "by": tomas}
    said = await who.slash("review comment", **given, text="Which translation do you mean?")
    await who.click("Follow", on=said.message)
    await stage.member("jules").slash("review comment", **given, text="The end, ||it moves||!")
    return Sight(who, await who.sees("commented on the review by"))


async def mute_member(stage: Stage) -> Sight:
    """Whom to hear no more of, asked from a direct message."""
    letter = await _told(stage, "bex")
    return seen(letter.who, await letter.who.click("Mute a member", on=letter.message))


OWN: Final[dict[str, State]] = {
    "entry": entry,
    "must": wanted,
    "viewing": viewing,
    "edition": edition,
    "discard": discard,
    "comment": comment,
    "note": note,
    "ledger": ledger,
    "hidden-pictures": hidden_pictures,
    "followed": followed,
    "followed-notice": followed_notice,
    "mute-member": mute_member,
}
