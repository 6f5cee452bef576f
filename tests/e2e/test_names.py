"""Names of works and their numbers elsewhere: `/work title | titles | link`."""

from tests.e2e.club import MANAGE_MESSAGES, Club


async def _found(club: Club, typed: str) -> bool:
    answer = await club.ben.slash("review show", title=typed)
    offered = await club.ben.autocomplete("review show", "title", typed[:4])
    return "Parasite" in answer.text and any("Parasite" in one.name for one in offered)


async def test_any_member_adds_a_name_and_any_name_finds_the_work(club: Club) -> None:
    await club.post(club.ada, "Stairs.")
    work = (await club.ben.autocomplete("review show", "title", "para"))[0].value
    said = await club.ben.slash("work title", work=work, title="기생충", role="original")
    assert said.text == "Parasite (film, 2019) is found by “기생충” now."
    assert said.message
    assert said.message.ephemeral
    undo_id = said.message.buttons[0].custom_id or ""
    await club.cleo.slash("work title", work="Parasite", title="Gisaengchung", role="romanised")
    assert await _found(club, "기생충")
    assert await _found(club, "gisaengchung")
    assert "Stairs." in (await club.ben.slash("review search", query="기생")).text
    page = await club.cleo.slash("work titles", work="gisaengchung")
    assert "• Gisaengchung — romanised" in page.text
    assert "• Parasite — shown" in page.text
    assert (
        "-# This film of 2019 is also called Gisaengchung · 기생충"
        in (await club.ben.slash("review show", title="Parasite")).text
    )
    await club.restart()
    undone = await club.ben.click("Undo", on=said.message)
    assert undone.text == "Taken back: Parasite (film, 2019) is as before."
    assert "No review here" in (await club.ben.slash("review search", query="기생")).text
    again = await club.forge(club.cleo, undo_id)
    assert "cannot be taken back" in again.text


async def test_only_moderators_take_names_away_and_choose_what_is_shown(club: Club) -> None:
    await club.post(club.ada, "Stairs.")
    await club.ben.slash("work title", work="Parasite", title="Gisaengchung")
    page = await club.ben.slash("work titles", work="Parasite")
    refused = await club.ben.choose("Take one away", "Gisaengchung", on=page.message)
    assert "for moderators" in refused.text
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    page = await club.cleo.slash("work titles", work="Parasite")
    shown = await club.cleo.choose("Show it by another name", "Gisaengchung", on=page.message)
    assert "is shown as “Gisaengchung” now" in shown.text
    assert "### Gisaengchung" in (await club.ben.slash("review show", title="Parasite")).text
    await club.cleo.click("Undo", on=shown.message)
    assert "### Parasite" in (await club.ben.slash("review show", title="gisaengchung")).text
    gone = await club.cleo.choose("Take one away", "Gisaengchung", on=page.message)
    assert "no longer called “Gisaengchung”" in gone.text
    assert "Nobody has reviewed" in (await club.ben.slash("review show", title="gisaengchung")).text
    await club.cleo.click("Undo", on=gone.message)
    assert "### Parasite" in (await club.ben.slash("review show", title="gisaengchung")).text


async def test_a_link_is_read_without_fetching_and_belongs_to_one_work(club: Club) -> None:
    await club.post(club.ada, "Stairs.")
    await club.post(club.ada, "Boats.", title="Ferry")
    url = "https://www.imdb.com/title/tt6751668/?ref_=x"
    said = await club.ben.slash("work link", work="Parasite", link=url)
    assert "is known by IMDb tt6751668 now" in said.text
    shown = await club.ben.slash("review show", title="Parasite")
    assert "[IMDb](<https://www.imdb.com/title/tt6751668/>)" in shown.text
    clash = await club.ben.slash("work link", work="Ferry", link="tt6751668")
    assert "IMDb tt6751668 belongs to Parasite (film, 2019) here" in clash.text
    assert "/work merge" in clash.text
    wrong = await club.ben.slash("work link", work="Ferry", link="978-0-306-40615-8")
    assert "does not add up" in wrong.text
    odd = await club.ben.slash("work link", work="Ferry", link="https://example.org/1")
    assert "I cannot find an identifier in that" in odd.text
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    page = await club.cleo.slash("work titles", work="Parasite")
    gone = await club.cleo.choose("Take one away", "IMDb tt6751668", on=page.message)
    assert "no longer known by IMDb tt6751668" in gone.text
    await club.cleo.click("Undo", on=gone.message)
    await club.ben.click("Undo", on=said.message)
    page = await club.cleo.slash("work titles", work="Parasite")
    assert "IMDb" not in page.text
