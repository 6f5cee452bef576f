"""How long a work is: any member says it, it can be taken back, and suggestions keep to it."""

from tests.e2e.club import Club
from tests.e2e.test_picks import ask, give


async def test_suggestions_keep_to_the_length_that_is_asked_for(club: Club) -> None:
    for title in ("Brief", "Epic", "Unmeasured"):
        await give(club.ada, title)
    none = await ask(club.ben, length="short")
    assert "I have no short films, books or shows left for you here" in none.text
    assert "`/work length` tells me" in none.text
    said = await club.ben.slash("work length", work="Brief", length="1h 20m")
    assert said.text == "Brief (film, year unknown) counts as short now: 1 h 20 min."
    await club.ben.slash("work length", work="Epic", length="201 min")
    short = await ask(club.ben, length="short")
    assert "**Brief**" in short.text
    assert "1 h 20 min" in short.text
    assert "**Epic**" not in short.text
    assert "**Unmeasured**" not in short.text
    assert "No more short films, books or shows here" in short.text
    assert "**Epic**" in (await ask(club.ben, length="long")).text
    everything = (await ask(club.ben)).text
    assert "**Unmeasured**" in everything
    await club.ben.click("Want", on=short.message)
    assert short.message
    assert "no short films" in short.message.text, "the wish travels with the button"


async def test_a_length_is_corrected_and_taken_back(club: Club) -> None:
    await give(club.ada, "Brief")
    wrong = await club.ben.slash("work length", work="Brief", length="300 pages")
    assert "I cannot read that as the length of a film. Try: 132 or 2h 12m." in wrong.text
    await club.ben.slash("work length", work="Brief", length="80")
    said = await club.cleo.slash("work length", work="Brief", length="2:30")
    assert said.text == "Brief (film, year unknown) counts as long now: 2 h 30 min."
    assert "-# Length: 2 h 30 min" in (await club.ben.slash("work titles", work="Brief")).text
    undone = await club.cleo.click("Undo", on=said.message)
    assert "Taken back" in undone.text
    assert "-# Length: 1 h 20 min" in (await club.ben.slash("work titles", work="Brief")).text
    await club.post(club.ada, "Words that do not change it.", title="Brief", year=None)
    assert "**Brief**" in (await ask(club.ben, length="short")).text
