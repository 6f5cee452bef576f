"""What a moderator hides counts nowhere: every page is as if it had never been written."""

from tests.e2e.club import MANAGE_MESSAGES, Club

SEEN = ("Alien", "Brazil", "Dune", "Emma", "Fargo")
MOVIE = {"kind": "movie", "year": 2000}


async def test_hidden_is_as_if_never_written_and_put_back_as_if_never_hidden(club: Club) -> None:
    await _furnish(club)
    without = await pages(club)
    card = await club.post(
        club.ada, "Peculiar words.", "Heat", **MOVIE, rating="5", tags="heist", Headline="Odd"
    )
    await club.ben.reply(card, "Truly.")
    await club.ada.sees("💬 1 thought")
    written = await pages(club)
    same = {name for name in without if written[name] == without[name]}
    assert not same, "these pages would not notice a review that counts"
    await club.cleo.menu("Hide", card)
    await club.cleo.submit(fields={"Why?": "Rude."})
    assert {name for name, text in (await pages(club)).items() if text != without[name]} == set()
    log = await club.cleo.slash("reviewbot log")
    await club.cleo.click("Put back", on=log.message)
    assert await pages(club) == written


async def _furnish(club: Club) -> None:
    """Let three rate what they saw, and Cleo alone what the others may be told of."""
    dan = club.guild.member("Dan")
    club.cleo.give(club.guild.role("Moderators", MANAGE_MESSAGES))
    for title, ada, ben in zip(SEEN, "54123", "53214", strict=True):
        await club.ada.slash("review quick", title=title, **MOVIE, rating=ada)
        await club.ben.slash("review quick", title=title, **MOVIE, rating=ben)
    for title, rating in (("Heat", "1"), ("Ran", "4"), ("Alien", "5"), ("Emma", "2")):
        for member in (club.cleo, dan):
            await member.slash("review quick", title=title, **MOVIE, rating=rating)


async def pages(club: Club) -> dict[str, str]:
    """Return what another member reads on every page that a review of Heat may count on."""
    asked: dict[str, tuple[str, dict[str, object]]] = {
        "show": ("review show", {"title": "Heat"}),
        "list of member": ("review list", {"member": club.ada}),
        "top": ("review top", {}),
        "recent": ("review recent", {}),
        "discussed": ("review discussed", {}),
        "divisive": ("review divisive", {}),
        "search": ("review search", {"query": "peculiar"}),
        "search by title": ("review search", {"query": "heat"}),
        "search by author": ("review search", {"query": "heat", "by": club.ada}),
        "recommend": ("review recommend", {}),
        "recommend from": ("review recommend", {"from": club.ada}),
        "profile": ("review profile", {"member": club.ada}),
    }
    return {
        name: (await club.ben.slash(command, **options)).text
        for name, (command, options) in asked.items()
    }
