"""What members keep for themselves: viewings, the diary, the shelf."""

from reviewbot.club.acting import Acting
from reviewbot.playground.driver import Message


async def see_again(on: Acting, card: Message) -> None:
    """Note a second viewing; the card says so."""
    on.told.scene("Lucía sees it a second time")
    options = {"title": "Parasite", "date": "today", "rating": "5"}
    await on.asks("lucia", "review log", "second viewing, 4½ → 5", **options)
    await on.becomes(card, "second viewing")
    await on.asks("lucia", "review diary", "Parasite")


async def shelve(on: Acting) -> None:
    """Say how far one is with a show."""
    on.told.scene("Вера keeps a shelf")
    options = {"title": "Dark", "shelf": "watching or reading", "progress": "S2E5"}
    await on.asks("vera", "shelf add", "Dark", **options)
    await on.asks("vera", "shelf show", "Dark", "S2E5", "Parasite")
