"""The guilds, and what they write about: works with their names and identifiers."""

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, Named, SmallInteger, Table, TypedColumns

from reviewbot.store.schema.columns import (
    METADATA,
    TEXT,
    OfGuild,
    WithId,
    id_shape,
    of_work,
    one_of,
)


class Guilds(OfGuild):
    """`number` is small and local to this database; `reviews_made` only ever grows.

    `taste_changes` goes up with whatever a suggestion depends on: ratings, shelves,
    dismissals, merged works. `card` is the size of cards (`full` or `compact`), `threads`
    whether comments open one, `log_channel_id` where moderators are told. `left_at` is when
    the bot was removed from it; a guild that is only unavailable has none. `shares` is whether
    its pairs of works are counted with those of others.
    """

    number = Column(Integer, nullable=False)
    reviews_made = Column(Integer, nullable=False)
    joined_at = Column(BigInteger, nullable=False)
    taste_changes = Column(Integer, nullable=False, server_default="0")
    card = Column(TEXT, nullable=False, server_default="full")
    threads = Column(SmallInteger, nullable=False, server_default="0")
    log_channel_id: Named[int | None] = Column(BigInteger)
    left_at: Named[int | None] = Column(BigInteger)
    shares = Column(SmallInteger, nullable=False, server_default="0")


class Works(WithId):
    """`reviewed_at` is the time of the newest review, 0 while there is none.

    `length` is minutes of a film or of an episode of a show, or pages of a book.
    """

    kind = Column(TEXT, nullable=False)
    title = Column(TEXT, nullable=False)
    year: Named[int | None] = Column(SmallInteger)
    maker: Named[str | None] = Column(TEXT)
    reviewed_at = Column(BigInteger, nullable=False)
    length: Named[int | None] = Column(SmallInteger)


class Titles(OfGuild):
    """All names of a work, the preferred one included; spellings with one key are one name.

    `role` says what kind of name it is: empty, `original`, `romanised` or `translated`.
    """

    work_id = Column(TEXT, primary_key=True)
    title_key = Column(TEXT, primary_key=True)
    title = Column(TEXT, nullable=False)
    role = Column(TEXT, nullable=False, server_default="")


class TitleWords(OfGuild):
    """What a member may begin to type to find a work."""

    word = Column(TEXT, primary_key=True)
    work_id = Column(TEXT, primary_key=True)


class Identifiers(OfGuild):
    """What others call a work: `scheme` is isbn, imdb, tmdb, openlibrary and the like."""

    scheme = Column(TEXT, primary_key=True)
    value = Column(TEXT, primary_key=True)
    work_id = Column(TEXT, nullable=False)


class Merges(WithId):
    """One work made part of another; `moved` is JSON that says all that is needed to undo it."""

    from_id = Column(TEXT, nullable=False)
    into_id = Column(TEXT, nullable=False)
    member_id = Column(BigInteger, nullable=False)
    created_at = Column(BigInteger, nullable=False)
    undone_at: Named[int | None] = Column(BigInteger)
    moved = Column(TEXT, nullable=False)


class SharedWorks(TypedColumns):
    """How many members of several guilds like a work, under a name that nobody can read.

    Derived from the guilds that share (`services.sharing`), and of none of them in particular.
    """

    work = Column(TEXT, primary_key=True)
    members = Column(Integer, nullable=False)


class SharedPairs(TypedColumns):
    """How many members of several guilds like both of two works; see `SharedWorks`."""

    work = Column(TEXT, primary_key=True)
    other = Column(TEXT, primary_key=True)
    members = Column(Integer, nullable=False)


class State(TypedColumns):
    """Facts of the installation."""

    key = Column(TEXT, primary_key=True)
    value = Column(TEXT, nullable=False)


guilds: Final = Table("guilds", METADATA, Guilds, Index(None, "number"))
works: Final = Table(
    "works",
    METADATA,
    Works,
    id_shape(),
    one_of("kind", "movie", "book", "tv"),
    Index(None, "guild_id", "reviewed_at"),
)
titles: Final = Table("titles", METADATA, Titles, of_work(), Index(None, "guild_id", "title_key"))
title_words: Final = Table(
    "title_words",
    METADATA,
    TitleWords,
    of_work(),
    Index(None, "guild_id", "work_id"),
    sqlite_with_rowid=False,
)
identifiers: Final = Table(
    "identifiers", METADATA, Identifiers, of_work(), Index(None, "guild_id", "work_id")
)
merges: Final = Table(
    "merges",
    METADATA,
    Merges,
    id_shape(),
    Index(None, "guild_id", "from_id"),
    Index(None, "guild_id", "into_id"),
)
state: Final = Table("state", METADATA, State)
shared_works: Final = Table("shared_works", METADATA, SharedWorks, sqlite_with_rowid=False)
shared_pairs: Final = Table("shared_pairs", METADATA, SharedPairs, sqlite_with_rowid=False)
