from reviewbot.domain.guilds import GuildChoices
from reviewbot.domain.members import CardSize
from reviewbot.store import guilds
from reviewbot.store.engine import Database
from tests.store.samples import CLUB, OTHER_CLUB


async def test_a_guild_chooses_for_itself_alone(db: Database) -> None:
    async with db.write() as conn:
        assert await guilds.settings(conn, CLUB) == GuildChoices()
        await guilds.put(conn, CLUB, 1)
        await guilds.put(conn, OTHER_CLUB, 1)
        guilds.choose(conn, CLUB, card=CardSize.COMPACT, threads=True, log_channel_id=2**62)
        assert await guilds.settings(conn, CLUB) == GuildChoices(CardSize.COMPACT, True, 2**62)
        guilds.choose(conn, CLUB, threads=False, log_channel_id=None)
        assert await guilds.settings(conn, CLUB) == GuildChoices(CardSize.COMPACT)
        assert await guilds.settings(conn, OTHER_CLUB) == GuildChoices()
