"""Neither year nor maker known: it is said wherever a work is named, and can be mended (I1)."""

from reviewbot.domain.works import Work
from reviewbot.playground.driver import Answer
from reviewbot.store import works
from tests.e2e.club import Club, labels
from tests.e2e.test_alerts import until

DOOR = "Year and maker"
VAGUE = "**Lantern** (film, year unknown)"


async def quick(club: Club, title: str = "Lantern", **given: object) -> Answer:
    return await club.ada.slash("review quick", title=title, rating="4", kind="movie", **given)


async def stored(club: Club, title: str = "Lantern") -> list[Work]:
    async with club.db.read() as conn:
        return await works.list_named(conn, club.guild_id, title)


async def test_what_nobody_said_is_shown_as_unknown(club: Club) -> None:
    said = await quick(club)
    assert said.text == f"Your rating of {VAGUE} is posted."
    card = club.card_of(said)
    assert card.text.splitlines()[1] == "-# Film · year unknown"
    [offered] = await club.ben.autocomplete("review show", "title", "lant")
    assert offered.name == "Lantern (film, year unknown)"
    assert "-# Film · year unknown" in (await club.ben.slash("review show", title="Lantern")).text
    assert "**Lantern** · film · year unknown" in (await club.ben.slash("review top")).text


async def test_the_receipt_leads_to_the_form_and_the_card_follows(club: Club) -> None:
    said = await quick(club)
    card = club.card_of(said)
    opened = await club.ada.click(DOOR, on=said.message)
    assert opened.form
    assert opened.form.title == "Lantern (film, year unknown)"
    await club.restart()
    kept = await club.ada.submit(opened.form, {"Year": "1972", "Made by": "Zoe Marsh"})
    assert kept.text == "It is shown as Lantern (film, 1972, Zoe Marsh) now."
    await until(lambda: "-# Film · 1972 · Zoe Marsh" in card.text)
    undone = await club.ada.click("Undo", on=kept.message)
    assert "Lantern (film, year unknown) is as before" in undone.text
    await until(lambda: "-# Film · year unknown" in card.text)


async def test_what_is_known_stays_and_needs_no_door(club: Club) -> None:
    dated = await quick(club, year=1972)
    assert dated.message
    assert DOOR not in labels(dated.message)
    page = await club.ben.slash("work titles", work="Lantern")
    opened = await club.ben.click(DOOR, on=page.message)
    kept = await club.ben.submit(opened.form, {"Year": "1999", "Made by": "Zoe Marsh"})
    assert kept.text == "It is shown as Lantern (film, 1972, Zoe Marsh) now."
    again = await club.cleo.submit(opened.form, {"Year": "1999", "Made by": "Somebody"})
    assert "That is known already: Lantern (film, 1972, Zoe Marsh)." in again.text
    whole = await club.ben.slash("work titles", work="Lantern")
    assert whole.message
    assert DOOR not in labels(whole.message)
    assert [(one.year, one.maker) for one in await stored(club)] == [(1972, "Zoe Marsh")]


async def test_what_says_nothing_or_makes_a_twin_is_refused(club: Club) -> None:
    opened = (await club.ada.click(DOOR, on=(await quick(club)).message)).form
    assert "Say the year, who made it, or both" in (await club.ada.submit(opened, {})).text
    odd = await club.ada.submit(opened, {"Year": "soon"})
    assert "I cannot read “soon” as a year" in odd.text
    assert "cannot be a year" in (await club.ada.submit(opened, {"Year": "9999"})).text
    await club.ben.slash("shelf add", title="Ferry", kind="movie", year=1972)
    await club.ben.slash("work title", work="Ferry", title="Lantern")
    twin = await club.ada.submit(opened, {"Year": "1972"})
    assert "Ferry (film, 1972) is here already, and has that name too" in twin.text
    told = await club.ada.submit(opened, {"Year": "1972", "Made by": "Zoe Marsh"})
    assert told.text == "It is shown as Lantern (film, 1972, Zoe Marsh) now."
