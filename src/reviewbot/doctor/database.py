"""The database itself: schema, damage, index, debts, drafts, sessions."""

from collections.abc import Iterator
from typing import Final

from reviewbot.doctor.findings import Finding, error, note, warning
from reviewbot.domain.starts import FREE, Starts
from reviewbot.store import index, inspecting
from reviewbot.store.address import Address
from reviewbot.store.failures import first_line
from reviewbot.store.history import revisions

_POSTGRES_LEAST: Final = 130_000
_AHEAD: Final = 300
"""Seconds by which a clock may be off before it is worth a word."""
_LOOP: Final = 5


async def looked_at(address: Address, now: int) -> list[Finding]:
    """Look at the database, whatever state it is in."""
    if address.path and not address.path.is_file():
        return []
    try:
        found = [] if address.path else list(_server(await inspecting.server(address)))
        schema = await inspecting.schema(address)
        if schema == revisions()[-1]:
            return found + list(_facts(await inspecting.facts(address, now), now))
        return [*found, _other_schema(schema)]
    except inspecting.Problem as problem:
        return [
            error(
                "database_unusable",
                f"The database at {address} cannot be used: {first_line(problem)}.",
                "check that the server runs and the address is right; restore a backup of a file "
                "that is damaged (`reviewbot db restore`)",
            )
        ]


def _server(server: inspecting.Server) -> Iterator[Finding]:
    if server.version < _POSTGRES_LEAST:
        says = f"PostgreSQL is {server.version // 10_000}; the bot is tested from 13 on."
        yield error("postgres_version", says, "upgrade the server")
    if server.encoding != "UTF8":
        yield error(
            "postgres_encoding",
            f"The database is in {server.encoding}, which cannot hold every script.",
            "make a new one with CREATE DATABASE … ENCODING 'UTF8' and restore into it",
        )


def _other_schema(schema: str | None) -> Finding:
    if schema is None:
        says = "The database holds nothing of ours yet."
        return error("schema_missing", says, "run `reviewbot db upgrade`")
    if schema in revisions():
        says = f"The schema is {schema}; this version needs {revisions()[-1]}."
        return error("schema_old", says, "run `reviewbot db upgrade`; a start does it too")
    return error(
        "schema_new",
        f"A newer version of the program made the schema {schema}.",
        "run that version again, or restore the copy it made before (`….before-…`)",
    )


def _damage(facts: inspecting.Facts) -> Iterator[Finding]:
    if facts.damage:
        says = f"The database is damaged: {facts.damage}."
        yield error("damage", says, "stop the bot, keep the file, `reviewbot db restore` a backup")
    elif facts.checked != "ok":
        says = f"After its last start the bot found damage: {facts.checked}."
        yield warning("damage_seen", says, "`reviewbot db restore` the newest backup if in doubt")
    if facts.lost:
        says = f"{facts.lost} rows refer to rows that are not there."
        yield error("lost_rows", says, "stop the bot and `reviewbot db restore` the newest backup")


def _facts(facts: inspecting.Facts, now: int) -> Iterator[Finding]:
    yield from _damage(facts)
    if facts.index_form != index.FORM:
        yield error(
            "index_form", "The search index is of another form.", "run `reviewbot db upgrade`"
        )
    elif facts.indexed is not None and facts.indexed != facts.live:
        says = f"The search index holds {facts.indexed:,} reviews, and there are {facts.live:,}."
        yield warning("index_rows", says, "run `reviewbot db reindex`")
    if facts.stuck:
        yield warning(
            "outbox_stuck",
            f"{facts.stuck} messages could not be sent after five attempts and more.",
            "look whether the bot still has View Channel and Send Messages there; they go by "
            "themselves then",
        )
    if facts.old_drafts:
        says = f"{facts.old_drafts} drafts are older than a month."
        yield note("drafts_old", says, "nothing: their authors may still want them")
    if facts.newest_at > now + _AHEAD:
        yield warning(
            "clock",
            "Something was written in what is the future for this machine's clock.",
            "set the clock: timedatectl set-ntp true",
        )
    yield from _starts(Starts.of(facts.starts), now)


def _starts(starts: Starts, now: int) -> Iterator[Finding]:
    hurried = sum(at > max(starts.calm_at, now - 86_400) for at in starts.times)
    if hurried > FREE + _LOOP:
        yield warning(
            "crash_loop",
            f"The bot began {hurried} sessions within a day and none of them lasted.",
            "read its log for what ends it; it waits up to 15 minutes between starts meanwhile",
        )
