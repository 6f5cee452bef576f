"""The command line: parses, calls, and turns a refusal into a sentence and an exit code."""

import asyncio
import sys
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress

from reviewbot import __version__, app
from reviewbot.club import evening
from reviewbot.doctor import asking, findings, visit
from reviewbot.doctor.host import Host
from reviewbot.errors import CannotStart
from reviewbot.recommender import report
from reviewbot.settings import load_settings
from reviewbot.store import (
    copying,
    locking,
    migrating,
    picture_copies,
    restoring,
    rotation,
    verifying,
)

commands = typer.Typer(
    help="A community's reviews, kept, found and talked about, in Discord.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
database = typer.Typer(help="Look after the database.", no_args_is_help=True)
commands.add_typer(database, name="db")
recommending = typer.Typer(help="Look into how suggestions are made.", no_args_is_help=True)
commands.add_typer(recommending, name="recommend")


def main() -> None:
    """Run the command line.

    Exits with 0 when all is well, 75 for trouble that may pass, and 78 for something that
    the person who runs it must change.
    """
    try:
        commands()
    except CannotStart as refusal:
        print(refusal.sentence, file=sys.stderr)  # noqa: T201 - the command line speaks by printing
        sys.exit(refusal.exit_code)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"reviewbot {__version__}")
        raise typer.Exit


@commands.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, help="Print the version.")
    ] = False,
) -> None:
    pass


@commands.command()
def run() -> None:
    """Log in to Discord and serve until stopped.

    Needs REVIEWBOT_TOKEN. Brings the database to this version's schema first.
    """
    _go(app.run(load_settings()))


@commands.command()
def playground(
    port: Annotated[int | None, typer.Option(help="The page's port; 0 takes any free one.")] = None,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in your browser.")
    ] = True,
    empty: Annotated[
        bool, typer.Option("--empty", help="Start with a club that has written nothing.")
    ] = False,
    data: Annotated[
        Path | None, typer.Option(help="Keep the club's reviews in this folder between runs.")
    ] = None,
) -> None:
    """Open a Discord on this machine, with a club in it and the real bot behind it."""
    settings = load_settings(playground_port=port)
    _go(evening.play(settings.playground_port, browser=browser, empty=empty, data=data))


@commands.command()
def tour() -> None:
    """Print one evening of a small club, through the real bot; ends by itself."""
    _go(evening.tour(Console()))


@commands.command()
def status() -> None:
    """Say whether the bot runs and is ready; exits with 0 if so, 1 if not.

    Knows more where the setting health_port is set; without it, only whether a bot runs.
    """
    settings = load_settings()
    url = settings.database_url.get_secret_value()
    fine, told = asyncio.run(asking.status(settings.health_port, url))
    typer.echo(told)
    raise typer.Exit(0 if fine else 1)


@commands.command()
def doctor(
    online: Annotated[bool, typer.Option("--online", help="Ask Discord as well.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Answer for a program.")] = False,
) -> None:
    """Look the installation over; name what is wrong and how to mend it.

    Exits with 0 when all is well, 1 for warnings, 2 for errors.
    """
    found = asyncio.run(visit.visit(Host(), ask_discord=online))
    typer.echo(findings.as_json(found) if json else findings.as_text(found))
    raise typer.Exit(findings.exit_code(found))


@database.command()
def upgrade() -> None:
    """Bring the database to this version's schema; a SQLite file is copied first."""
    done = asyncio.run(_upgraded())
    copied = f" The database as it was: {done.copy}" if done.copy else ""
    typer.echo(f"The database is at {done.after} (before: {done.before or 'empty'}).{copied}")


@database.command()
def check() -> None:
    """Look for damage and for a schema that does not fit; exit 78 if there is any."""
    problems = asyncio.run(migrating.check(_url()))
    if problems:
        raise CannotStart("\n".join(problems[:6]))
    typer.echo("The database is sound.")


@database.command()
def backup(
    target: Annotated[
        Path | None,
        typer.Argument(help="The new file; without it, one in the folder of backups."),
    ] = None,
) -> None:
    """Copy the database as it is at one moment, even while the bot runs, and verify the copy.

    Pictures are copied too, into a folder beside it that all backups there share.
    """
    settings = load_settings()
    url = settings.database_url.get_secret_value()
    target = target or rotation.next_name(url, settings.backup_folder, int(time.time()))
    made = asyncio.run(copying.backup(url, target, settings.picture_folder))
    typer.echo(f"Written and verified: {made}")
    typer.echo(f"Its pictures: {picture_copies.copies_beside(made)}")


@database.command()
def verify(backup: Annotated[Path, typer.Argument(help="The file of a backup.")]) -> None:
    """Read all of a backup and hold it against its manifest; exit 78 if it is unfit."""
    typer.echo(_described(asyncio.run(verifying.verify(backup))))


@database.command()
def reindex() -> None:
    """Make the search index anew; the bot may run beside it and keeps answering."""
    asyncio.run(_reindexed(Console()))


async def _reindexed(console: Console) -> None:
    with Progress(*Progress.get_default_columns(), MofNCompleteColumn(), console=console) as bar:
        task = bar.add_task("Indexing titles and reviews", total=None)
        async for done, total in migrating.reindex(_url()):
            bar.update(task, completed=done, total=total)
    console.print(f"The search index is made anew: {done:,} titles and reviews.")


@database.command()
def restore(backup: Annotated[Path, typer.Argument(help="The file of a backup.")]) -> None:
    """Put a backup in place of the database; what was there is kept. The bot must be stopped."""
    pictures = load_settings().picture_folder
    done = asyncio.run(restoring.restore(_url(), backup, pictures))
    typer.echo(f"Restored. {_described(done.backup)}")
    if done.pictures:
        typer.echo(f"Pictures brought back to {pictures}: {done.pictures:,}")
    if done.kept:
        typer.echo(f"The database as it was before: {done.kept}")
    typer.echo("Next: start the bot with `reviewbot run`; `reviewbot doctor` looks it over.")


@recommending.command()
def evaluate(
    ratings: Annotated[
        Path, typer.Argument(help="A CSV file with columns user, work, stars; kind, tags if known.")
    ],
    works: Annotated[
        Path | None, typer.Option(help="A CSV file that describes the works: work, kind, tags.")
    ] = None,
    members: Annotated[
        str, typer.Option(help="Sizes of the communities that are drawn.")
    ] = "20,50,200",
    seeds: Annotated[int, typer.Option(min=2, help="Communities of each size.")] = 10,
    protocol: Annotated[
        str, typer.Option(help="community: small profiles; strong: the members' whole ones.")
    ] = "community",
) -> None:
    """Measure the recommender beside published ones on a file of ratings."""
    try:
        sizes = [int(size) for size in members.split(",")]
        for said in report.told(ratings, works, sizes, seeds, protocol):
            typer.echo(said)
    except (ValueError, OSError) as error:
        raise CannotStart(f"Cannot evaluate that: {error}") from error


async def _upgraded() -> migrating.Upgraded:
    settings = load_settings()
    url = settings.database_url.get_secret_value()
    async with locking.held(url, "upgrade"):
        return await migrating.upgrade(url, copies=settings.backup_folder)


def _described(backup: verifying.Verified) -> str:
    manifest = backup.manifest
    made = f" of {rotation.stamped(manifest.made_at)}" if manifest else ", without a manifest"
    rows = sum(backup.rows.values())
    reviews = backup.rows.get("reviews", 0)
    return (
        f"{backup.path} is whole: a {backup.engine} backup{made} with schema {backup.schema}, "
        f"{reviews:,} reviews, {len(manifest.pictures) if manifest else 0:,} pictures, "
        f"{rows:,} rows in all."
    )


def _url() -> str:
    return load_settings().database_url.get_secret_value()


def _go(work: Coroutine[Any, Any, None]) -> None:
    try:
        asyncio.run(work)
    except KeyboardInterrupt:
        typer.echo("Stopped.")
