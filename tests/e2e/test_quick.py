"""`/review quick`: stars, a few words, or both, without a form."""

import pytest

from reviewbot.domain.reviews import Review
from reviewbot.services.finding import reference
from reviewbot.store import drafts, reviews, works
from tests.e2e.club import Club, labels


async def stored(club: Club, title: str = "Parasite") -> list[Review]:
    async with club.db.read() as conn:
        [work] = await works.list_named(conn, club.guild_id, title)
        return await reviews.list_of_work(conn, club.guild_id, work.id)


async def test_stars_alone_are_a_plain_rating_and_nothing_to_read(club: Club) -> None:
    answer = await club.ada.slash("review quick", title="Parasite", kind="movie", rating="9/10")
    card = club.card_of(answer)
    assert card.text.splitlines()[0] == "### Parasite"
    assert "★★★★½ 4½/5" in card.text
    assert f"<@{club.ada.id}>" in card.text
    assert "Read" not in labels(card)
    assert answer.text == "Your rating of **Parasite** (film, year unknown) is posted."
    [review] = await stored(club)
    assert not review.text


@pytest.mark.parametrize("typed", ["3.75", "3¾", "75%", "7.5/10", "75/100", "★★★¾"])
async def test_quarter_stars_survive_in_every_way_of_typing(club: Club, typed: str) -> None:
    """Bar A3: 3.75 is shown, kept and exported as 3.75."""
    given = {"title": "Parasite", "kind": "movie", "rating": typed}
    card = club.card_of(await club.ada.slash("review quick", **given))
    assert "3¾/5" in card.text
    [review] = await stored(club)
    assert review.rating
    assert review.rating.points == 75
    page = await club.ben.slash("review show", title="Parasite")
    assert "3¾" in page.text


async def test_words_alone_and_both_together(club: Club) -> None:
    said = {"text": "Watch ||the cellar||.", "kind": "movie"}
    words = club.card_of(await club.ada.slash("review quick", title="Parasite", **said))
    assert "Watch ▒▒▒▒▒." in words.text
    assert "the cellar" not in words.text
    assert "★" not in words.text
    given = {"rating": "4", "text": "Neat.", "verdict": "must_see", "tags": "Heist, #Slow Burn"}
    both = club.card_of(await club.ben.slash("review quick", title="Parasite", **given))
    assert "★★★★ 4/5" in both.text
    assert "must see" in both.text.casefold()
    assert "#heist" in both.text
    assert "#slow burn" in both.text
    assert "Read" in labels(both)


async def test_neither_stars_nor_words_are_asked_for(club: Club) -> None:
    answer = await club.ada.slash("review quick", title="Parasite", kind="movie")
    assert "Give a rating, a text, or both" in answer.text
    assert not club.cards()


async def test_a_quick_rating_keeps_the_words_of_a_review(club: Club) -> None:
    card = await club.post(club.ada, "All my words.", Headline="Stairs", rating="3")
    again = club.card_of(await club.ada.slash("review quick", title="Parasite", rating="5"))
    assert again == card
    assert "★★★★★ 5/5" in card.text
    assert "All my words." in card.text
    assert "Stairs" in card.text
    [review] = await stored(club)
    assert review.edition == 2


async def test_what_is_new_and_of_no_kind_is_asked_about_with_the_words_kept(club: Club) -> None:
    answer = await club.ada.slash("review quick", title="Parasite", text="Words.", rating="4")
    assert "is new here" in answer.text
    again = await club.ada.click("Try again")
    assert again.form
    fields = {"It is a …": "film", "Year": "2019"}
    card = club.card_of(await club.ada.submit(fields=fields))
    lines = card.text.splitlines()
    assert lines[0] == "### Parasite"
    assert "2019" in lines[1]
    assert "★★★★ 4/5" in card.text
    assert "Words." in lines


async def test_a_rating_that_cannot_be_read_keeps_the_words(club: Club) -> None:
    said = {"text": "Good words.", "rating": "great", "kind": "movie"}
    answer = await club.ada.slash("review quick", title="Parasite", **said)
    assert "cannot read that rating" in answer.text
    async with club.db.read() as conn:
        [draft] = await drafts.list_of_author(conn, club.guild_id, int(club.ada.id))
    assert draft.text == "Good words."
    again = await club.ada.click("Try again")
    assert again.form
    card = club.card_of(await club.ada.submit(fields={"Rating": "4"}))
    assert "Good words." in card.text
    assert "★★★★ 4/5" in card.text


async def test_a_rating_of_a_picked_title_can_be_corrected(club: Club) -> None:
    await club.post(club.ada, "Known here.")
    [choice] = await club.ben.autocomplete("review quick", "title", "para")
    await club.ben.slash("review quick", title=choice.value, rating="great", text="Mine.")
    again = await club.ben.click("Try again")
    assert again.form
    card = club.card_of(await club.ben.submit(fields={"Rating": "4"}))
    assert "Mine." in card.text
    assert len(await stored(club)) == 2


async def test_a_season_and_an_episode_stand_beside_the_whole_show(club: Club) -> None:
    show = {"title": "Dark", "kind": "tv"}
    whole = club.card_of(await club.ada.slash("review quick", **show, rating="4"))
    season = club.card_of(await club.ada.slash("review quick", **show, rating="5", season=2))
    part = {"season": 2, "episode": 5}
    episode = club.card_of(await club.ada.slash("review quick", **show, rating="3", **part))
    assert "season 2" not in whole.text.casefold()
    assert "season 2" in season.text.casefold()
    assert "★★★★★ 5/5" in season.text
    assert "S2E5" in episode.text
    assert len({whole.id, season.id, episode.id}) == 3


async def test_only_shows_have_seasons(club: Club) -> None:
    film = {"title": "Parasite", "kind": "movie", "rating": "4"}
    answer = await club.ada.slash("review quick", **film, season=2)
    assert "Only shows have seasons" in answer.text
    opened = await club.ada.slash("review post", title="Dark", kind="tv", episode=5)
    assert opened.form is None
    assert "An episode needs its season" in opened.text


async def test_a_quick_take_delivered_twice_acts_once(club: Club) -> None:
    club.discord.faults.duplicate("INTERACTION_CREATE")
    given = {"kind": "movie", "rating": "4", "text": "Once."}
    card = club.card_of(await club.ada.slash("review quick", title="Parasite", **given))
    [choice] = await club.ada.autocomplete("review quick", "title", "para")
    assert choice.value == reference((await stored(club))[0].work.id)
    assert [m for m in club.channel.messages if "Comment" in labels(m)] == [card]
    async with club.db.read() as conn:
        assert not await drafts.list_of_author(conn, club.guild_id, int(club.ada.id))
