"""Drives everything that a member can do, known from the bot itself, and looks what got out."""

import io
import itertools
import json
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from discord import app_commands
from sqlalchemy import select

from reviewbot.cogs import parts
from reviewbot.playground.driver import Answer, ClientRefuses, Form, Member, Message
from reviewbot.playground.payload import Payload
from reviewbot.playground.traffic import Exchange
from reviewbot.playground.world import chat
from reviewbot.store import schema
from reviewbot.store.connection import Query
from reviewbot.ui.ids import base36
from tests.e2e.club import Club

GROUP = re.compile(r"\(\?P<(\w+)>")
REVEALS = {"rv1:file:", "rv1:uncut:", "rv1:offernote:"}
"""Hand over all of a text, in private, to whoever presses; never beside a masked text."""
KNOWN_OPTIONS = {
    *("kind", "verdict", "sort", "period", "shelf", "role"),  # choices that Discord offers
    *("title", "work", "query", "text", "link", "length", "by", "member"),
}


@dataclass
class Things:
    """Ids that a presser may have seen or guessed, by the name of their part in custom ids."""

    values: dict[str, list[str]] = field(default_factory=dict)

    async def gather(self, club: Club, guild_id: int | None = None) -> None:
        """Collect every reference that the database holds, or one guild's."""
        tables = {
            "review": schema.reviews,
            "draft": schema.drafts,
            "comment": schema.comments,
            "work": schema.works,
            "report": schema.reports,
            "viewing": schema.viewings,
            "undo": schema.undos,
            "one": schema.recommendations,
        }
        async with club.db.read() as conn:
            for name, table in tables.items():
                rows = await conn.all(Query(select(table.c.guild_id, table.c.id)))
                mine = [one for guild, one in rows if guild_id in {None, guild}]
                self.values[name] = mine or ["AAAAAAAAAAAA"]
        members = [base36(int(one.id)) for one in (club.ada, club.ben)]
        self.values |= {
            "bundle": ["AAAAAAAAAAAA"],
            "page": ["0"],
            "mode": ["m"],
            "on": ["1"],
            "guild": [base36(club.guild_id)],
            "member": members,
            "user": members,
            "subject": [*self.values["review"], *self.values["comment"]],
            "edition": ["1", "2"],
            "kind": ["-", "r", "c"],
            "points": ["0"],
            "author": ["0"],
            "way": list("obrtdvw"),
            "words": ["CANARYONE", "open"],
            "period": ["a"],
            "sort": ["n"],
            "shelf": ["w", "-"],
            "month": ["-"],
            "channel": [base36(int(club.channel.id))],
            "right": ["y"],
            "written": ["y", "n"],
            "keep": ["y", "n"],
            "what": ["compact"],
            "size": ["full"],
            "name": ["notices"],
            "parts": [""],
            "role": list("pns"),
            "ranking": ["r"],
            "again": ["n"],
            "loved": ["", members[0]],
            "mood": [""],
            "host": members,
            "picks": self.values["work"],
            "after": ["0"],
            "shown": ["0"],
            "reply": list("adm"),
            **{name: [""] for name in ("since", "until", "like")},
            "query": ["open", "CANARYONE"],
            **{name: ["AAAAAAAAAAAA"] for name in ("search", "merge", "source", "target")},
        }

    def ids_of(self, pattern: str) -> Iterator[str]:
        """Yield ids of a template, for every combination of what is known; few of each."""
        names = GROUP.findall(pattern)
        unknown = [name for name in names if name not in self.values]
        assert not unknown, f"teach the canary what {unknown} in {pattern} may be"
        template = re.compile(pattern)
        for chosen in itertools.product(*(self.values[name] for name in names)):
            custom_id = _filled(pattern, dict(zip(names, chosen, strict=True)))
            if template.fullmatch(custom_id):
                yield custom_id


def _filled(pattern: str, values: dict[str, str]) -> str:
    """Return the template with the values in place of its groups."""
    out, place = "", 0
    while place < len(pattern):
        if match := GROUP.match(pattern, place):
            place = _closed(pattern, match.end())
            out += values[match[1]]
        elif pattern.startswith("(?:", place):  # an optional end
            place = _closed(pattern, place + 3) + 1
        else:
            out += pattern[place]
            place += 1
    return out.replace("\\", "")


def _closed(pattern: str, place: int) -> int:
    depth = 1
    while depth:
        depth += {"(": 1, ")": -1}.get(pattern[place], 0)
        place += 1
    return place


def templates() -> list[str]:
    """Return the templates of all actions, those that change most last."""
    found = [one.__discord_ui_compiled_template__.pattern for one in parts().actions]
    last = ("rv1:call", "rv1:server", "rv1:forget", "rv1:tell", "rv1:mute", "rv1:hush")
    return sorted(found, key=lambda one: one.startswith(last))


def commands() -> list[tuple[str, list[app_commands.Parameter]]]:
    """Return every chat command by its words, with its options."""
    return list(_leaves(parts().commands, ""))


def _leaves(found: object, before: str) -> Iterator[tuple[str, list[app_commands.Parameter]]]:
    for one in found:  # type: ignore[attr-defined] # groups and lists of commands alike
        if isinstance(one, app_commands.Group):
            yield from _leaves(one.commands, f"{before}{one.name} ")
        elif isinstance(one, app_commands.Command):
            yield f"{before}{one.name}", list(one.parameters)


def menus() -> list[str]:
    """Return the names of all entries of a message's menu."""
    return [one.name for one in parts().commands if isinstance(one, app_commands.ContextMenu)]


def forms() -> list[str]:
    """Return the beginnings of the ids of all forms."""
    return sorted(parts().forms)


async def try_forms(who: Member, things: Things, opened: Form, most: int) -> set[str]:
    """Send every form for references of others, a form of one's own in their place."""
    tried = set()
    references = {
        one: None
        for name in ("draft", "review", "comment", "viewing", "work")
        for one in things.values[name][:most]
    }
    for name in forms():
        for reference in references:
            opened.raw = {**opened.raw, "custom_id": f"{name}:{reference}"}
            await who.submit(opened, {"Your review": "Words of Ben."})
        tried.add(name)
    return tried


async def press_all(club: Club, who: Member, things: Things, most: int) -> set[str]:
    """Press whatever there is, at most so many ids of each; return the templates that were tried.

    Where an id says nothing of a review, menus with reviews and works are chosen from too.
    """
    tried = set()
    for pattern in templates():
        custom_ids = list(things.ids_of(pattern))
        for custom_id in custom_ids[:most]:
            if custom_id.startswith(tuple(REVEALS)):  # asked for by name
                continue
            await club.forge(who, custom_id)
        if "<review>" not in pattern and not custom_ids[0].startswith(tuple(REVEALS)):
            for value in things.values["review"][:2] + things.values["work"][:1]:
                await select_forged(club, who, custom_ids[0], value)
        tried.add(pattern)
    return tried


async def select_forged(club: Club, who: Member, custom_id: str, value: str) -> Answer:
    """Let somebody choose in a menu of their own making."""
    options = [{"label": "one", "value": value or "x"}]
    menu = {"type": 3, "custom_id": custom_id, "options": options, "id": 2}
    menu |= {"min_values": 1, "max_values": 1}
    row: Payload = {"type": 1, "id": 1, "components": [menu]}
    draft = chat.Draft({"flags": 1 << 15, "components": [row]})
    world = club.discord.world
    message = Message(world, chat.post(world, who.here, world.bot, draft))
    return await who.choose(custom_id, value or "x", on=message)


async def try_commands(
    club: Club,
    who: Member,
    titles: list[str],
    queries: list[str],
    *,
    secret: bool = True,
    **known: object,
) -> set[str]:
    """Run every command that somebody is offered, with all that may be asked for.

    Where the queries are `secret`, no completion may tell them from a word that nobody wrote.
    What is `known` is given wherever there is such an option. Returns those that they were
    offered.
    """
    offered = set()
    for words, options in commands():
        named = {option.display_name for option in options}
        given: dict[str, list[object]] = {
            name: [value] for name, value in known.items() if name in named
        }
        for option in options:
            if option.required:
                taught = option.autocomplete or option.name in KNOWN_OPTIONS
                assert taught, f"teach the canary /{words} {option.name}"
                given[option.display_name] = _values(club, option, titles, queries)
        for chosen in itertools.product(*given.values()):
            try:
                await who.slash(words, **dict(zip(given, chosen, strict=True)))
                offered.add(words)
            except ClientRefuses:
                break  # it is not offered to them
        needed = {name: values[0] for name, values in given.items()}
        for option in options:
            if option.type.name == "user" and not option.required:
                with suppress(ClientRefuses):  # it is not offered to them
                    await who.slash(words, **{**needed, option.display_name: club.ada})
        await _try_completions(who, words, options, queries, given, secret=secret)
    return offered


def _values(
    club: Club, option: app_commands.Parameter, titles: list[str], queries: list[str]
) -> list[object]:
    if option.choices:
        return [option.choices[0].name]
    if option.type.name == "user":
        return [club.ada]
    if option.autocomplete or option.name in {"title", "work"}:
        return list(titles)
    return list(queries) if option.name == "query" else ["Words of Ben."]


async def _try_completions(
    who: Member,
    words: str,
    options: list[app_commands.Parameter],
    queries: list[str],
    given: dict[str, list[object]],
    *,
    secret: bool,
) -> None:
    for option in options:
        if not option.autocomplete:
            continue
        others = {name: values[0] for name, values in given.items() if name != option.name}
        try:
            nothing = await who.autocomplete(words, option.name, "nonsuchword", **others)
        except ClientRefuses:
            return
        for typed in queries:
            found = await who.autocomplete(words, option.name, typed, **others)
            same = len(found) == len(nothing) or not secret
            assert same, f"/{words} {option.name}: {typed} is told apart from a word nobody wrote"


def sent(exchanges: list[Exchange]) -> Iterator[tuple[str, str]]:
    """Yield where and what the bot sent, as text: addresses, bodies, names and bytes of files.

    What the request replies to is found in the path; a zip is looked into.
    """
    for one in exchanges:
        told = [one.path, one.query, one.request, one.files]
        files = "\n".join(map(_readable, one.contents))
        yield f"{one.method} {one.route}", json.dumps(told, ensure_ascii=False) + files


def _readable(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
