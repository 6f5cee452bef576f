"""What all tables are made of: names of constraints, types that mean the same on both engines."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    MetaData,
    Text,
    TypedColumns,
)

from reviewbot.domain.ids import ID_LENGTH

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# Ordered by code point on both engines, whatever the server's language: lists come in one
# order, a range finds a prefix, and an index serves it.
TEXT: Final = Text().with_variant(Text(collation="C"), "postgresql")


def one_of(column: str, *values: str) -> CheckConstraint:
    """Allow only these values, which are ours and hold no quotes."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def id_shape() -> CheckConstraint:
    """Allow only what can be an id."""
    return CheckConstraint(f"length(id) = {ID_LENGTH}", name="id")


def points_range() -> CheckConstraint:
    """Allow only what can be a rating."""
    return CheckConstraint("points BETWEEN 1 AND 100", name="points")


def of_work() -> ForeignKeyConstraint:
    """Let each row belong to a work of its guild."""
    return ForeignKeyConstraint(["guild_id", "work_id"], ["works.guild_id", "works.id"])


def of_review() -> ForeignKeyConstraint:
    """Let each row belong to a review of its guild."""
    return ForeignKeyConstraint(["guild_id", "review_id"], ["reviews.guild_id", "reviews.id"])


class OfGuild(TypedColumns):
    """The first key of every table."""

    guild_id = Column(BigInteger, primary_key=True, autoincrement=False)


class WithId(OfGuild):
    """A row with an id of its own, random, since it may be shown outside."""

    id = Column(TEXT, primary_key=True)


class OfMember(OfGuild):
    """A row that belongs to a member."""

    member_id = Column(BigInteger, primary_key=True, autoincrement=False)
