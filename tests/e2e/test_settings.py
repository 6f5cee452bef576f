"""A member's own settings: each told with its value, changed by one press, after restarts too."""

from reviewbot.domain.members import CardSize, Choices
from reviewbot.store import members
from reviewbot.ui import ids
from reviewbot.ui.choices import SWITCHES
from tests.e2e.club import MANAGE_MESSAGES, Club


async def chosen(club: Club) -> Choices:
    async with club.db.read() as conn:
        return await members.find(conn, club.guild_id, int(club.ada.id))


async def test_every_switch_is_told_and_changed_by_one_press(club: Club) -> None:
    opened = await club.ada.slash("review settings")
    assert opened.message
    assert opened.message.ephemeral
    defaults = Choices()
    for switch in SWITCHES:
        before = bool(getattr(defaults, switch.name))
        assert f"**{switch.label}: {'on' if before else 'off'}**" in opened.text
        answer = await club.ada.click(ids.choice(switch.name, on=not before), on=opened.message)
        assert f"**{switch.label}: {'off' if before else 'on'}**" in answer.text
        assert getattr(await chosen(club), switch.name) is not before
    assert (await club.ben.slash("review settings")).text != opened.message.text


async def test_the_size_of_cards_follows_the_server_until_chosen(club: Club) -> None:
    opened = await club.ada.slash("review settings")
    assert opened.message
    assert "**Cards in private answers: full, as in this server**" in opened.text
    await club.restart()
    answer = await club.ada.click("Compact", on=opened.message)
    assert "**Cards in private answers: compact**" in answer.text
    assert (await chosen(club)).card is CardSize.COMPACT
    answer = await club.ada.click("As the server", on=opened.message)
    assert "full, as in this server" in answer.text


async def test_opening_the_shelf_lets_others_look(club: Club) -> None:
    await club.ada.slash("shelf add", title="Solaris", kind="book", recommended_by=club.cleo)
    opened = await club.ada.slash("review settings")
    await club.ada.click(ids.choice("shelf_open", on=True), on=opened.message)
    shelf = await club.ben.slash("shelf show", member=club.ada)
    assert f"Shelf of <@{club.ada.id}>" in shelf.text
    assert "Solaris" in shelf.text
    assert "recommended by" not in shelf.text, "of whom, only its member sees"


async def test_posted_cards_have_the_size_that_the_server_chose(club: Club) -> None:
    full = await club.post(club.ada, "Stairs.")
    assert full.text.startswith("### Parasite")
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    await club.forge(club.cleo, "rv1:server:compact")
    compact = await club.post(club.ben, "Boats.", title="Ferry")
    assert compact.text.splitlines()[0] == "**Ferry** · film · 2019"
    assert "Boats." not in compact.text
    await club.restart()
    again = await club.post(club.cleo, "Sand.", title="Dune")
    assert again.text.splitlines()[0] == "**Dune** · film · 2019"
    await club.forge(club.cleo, "rv1:server:full")
    assert (await club.post(club.ada, "More sand.", title="Dune")).text.startswith("### Dune")
