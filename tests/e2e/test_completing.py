"""Every option that names a work, a review, a shelf's title or a tag is completed (U24)."""

import pytest
from discord import AppCommandOptionType, app_commands

from reviewbot.playground.driver import Member
from reviewbot.playground.faults import Reset
from tests.e2e.canary import commands
from tests.e2e.club import MANAGE_MESSAGES, Club

WORKS = {"title", "work", "like", "like2", "duplicate", "into"}
TAGS = {"tag", "mood", "tags"}
OTHERS = {"part", "reply_to"}
FREE = {
    # A figure, a day, a place in a work, or words of the member's own.
    *("rating", "year", "date", "length", "progress", "safe_after", "text", "note", "reason"),
    *("query", "link", "maker"),
}
NEW_NAME = ("work title", "title")


def completed() -> list[tuple[str, str]]:
    """Every option with completions: the words of its command, and its name."""
    return [
        (words, option.display_name)
        for words, options in commands()
        for option in options
        if option.autocomplete
    ]


def open_ended(option: app_commands.Parameter) -> bool:
    return option.type is AppCommandOptionType.string and not option.choices


def test_every_option_is_completed_or_known_to_be_free() -> None:
    """Whoever adds an option decides here what it is."""
    for words, options in commands():
        for option in filter(open_ended, options):
            free = option.display_name in FREE or (words, option.display_name) == NEW_NAME
            assert bool(option.autocomplete) is not free, f"/{words} {option.display_name}"
    assert {name for _, name in completed()} == WORKS | TAGS | OTHERS


async def _seed(club: Club) -> None:
    """Ada reviewed one work, with a second name and tags, and Ben another; both are shelved."""
    given = {"year": 2013, "tags": "slow burn, wistful"}
    await club.post(club.ada, "Air.", "The Wind Rises", **given)
    await club.post(club.ben, "Deep.", "Solaris", kind="book", year=1961, tags="space")
    await club.ada.slash("work title", work="The Wind Rises", title="Kaze Tachinu")
    for title in ("Solaris", "The Wind Rises"):
        await club.ada.slash("shelf add", title=title, shelf="want")


async def names(who: Member, words: str, option: str, typed: str, **given: object) -> list[str]:
    offered = await who.autocomplete(words, option, typed, **given)
    assert len(offered) == len({choice.name for choice in offered})
    return [choice.name for choice in offered]


WIND, SOLARIS = "The Wind Rises (film, 2013)", "Solaris (book, 1961)"


async def test_works_are_offered_wherever_one_is_named(club: Club) -> None:
    await _seed(club)
    for words, option in completed():
        if option not in WORKS:
            continue
        where = f"/{words} {option}"
        everything = await names(club.ada, words, option, "")
        assert sorted(everything) == [SOLARIS, WIND], where
        for typed in ("win", "RISES", "tach", "rises the", "wnid rises", "kaze tachimu", "kazé"):
            found = await names(club.ada, words, option, typed)
            assert found == [WIND], f"{where}: {typed}"
        assert await names(club.ada, words, option, "solarsi") == [SOLARIS], where
        assert await names(club.ada, words, option, "nothing alike") == [], where
        if not words.startswith("shelf "):
            assert everything == [WIND, SOLARIS], where
            assert await names(club.ben, words, option, "") == [SOLARIS, WIND], where


async def test_tags_are_offered_wherever_one_is_named(club: Club) -> None:
    await _seed(club)
    for words, option in completed():
        if option not in TAGS:
            continue
        where = f"/{words} {option}"
        mine = await names(club.ada, words, option, "")
        assert mine == ["slow burn", "wistful", "space"], where
        for typed in ("slo", "#slow", "BUR", "slwo burn", "slow bunr"):
            found = await names(club.ada, words, option, typed)
            assert found == ["slow burn"], f"{where}: {typed}"
        assert await names(club.ada, words, option, "x") == [], where
    listed = await names(club.ada, "review post", "tags", "space, slow burn,")
    assert listed == ["space, slow burn, wistful"]
    assert await names(club.ada, "review quick", "tags", "new one, spcae") == ["new one, space"]


async def test_a_tag_is_offered_no_longer_than_a_live_review_has_it(club: Club) -> None:
    await _seed(club)
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    card = next(card for card in club.cards() if "Solaris" in card.text)
    await club.cleo.menu("Hide", card)
    await club.cleo.submit(fields={"Why?": "Rude."})
    assert await names(club.ada, "review search", "tag", "") == ["slow burn", "wistful"]
    await club.ada.slash("review delete", title="The Wind Rises")
    assert await names(club.cleo, "review search", "tag", "") == []
    assert await names(club.elsewhere("Eve"), "review search", "tag", "") == []


@pytest.mark.parametrize("words", ["review edit", "review editions", "review delete"])
async def test_parts_that_one_reviewed_are_offered(club: Club, words: str) -> None:
    for season, episode in ((2, None), (3, 5)):
        given = {"season": season, "episode": episode} if episode else {"season": season}
        await club.post(club.ada, "Words.", "Dark", kind="tv", **given)
    assert await names(club.ada, words, "part", "", title="Dark") == ["season 2", "S3E5"]
    assert await names(club.ada, words, "part", "s3", title="Dark") == ["S3E5"]
    assert await names(club.ben, words, "part", "", title="Dark") == []
    assert await names(club.ada, words, "part", "", title="Nothing") == []
    answer = await club.ada.slash("review editions", title="Dark", part="season 2")
    assert "Dark" in answer.text


CALLBACK = "POST /interactions/*/*/callback"
TYPED = (("review show", "title"), ("shelf move", "title"), ("review search", "tag"))


@pytest.mark.parametrize("reset", ["before", "after"])
async def test_a_completion_whose_connection_is_cut_is_sent_once_more(
    club: Club, reset: Reset
) -> None:
    """R2: discord.py takes a cut connection for the end there."""
    await _seed(club)
    for words, option in TYPED:
        expected = await names(club.ada, words, option, "")
        assert expected
        fault = club.discord.faults.on(CALLBACK, reset=reset)
        assert await names(club.ada, words, option, "") == expected, words
        assert fault.hits == 1


@pytest.mark.slow
async def test_a_completion_that_discord_refuses_is_not_sent_again(club: Club) -> None:
    """R2: nobody waits any more for what Discord says is too old (10062)."""
    await _seed(club)
    club.budget[404] = 1
    refused = club.discord.faults.on(CALLBACK, status=404, code=10062, times=None)
    with pytest.raises(AssertionError, match="loading the options failed"):
        await names(club.ada, "review show", "title", "")
    assert refused.hits == 1
