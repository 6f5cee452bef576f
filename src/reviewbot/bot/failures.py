"""The one error policy: what we understand is said, the rest becomes an apology and a log entry.

No log entry holds a member's words: of an unknown error we write its type and where it arose,
not its message, which may quote them.
"""

import logging
import secrets
import traceback
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final, TypeAlias

import aiohttp
import discord
from discord import app_commands

from reviewbot.bot.written import given_back, written
from reviewbot.errors import ReviewbotError
from reviewbot.services.deliveries import DeliveredAlready

if TYPE_CHECKING:  # the client uses this module; only the name of its type is needed here
    from reviewbot.bot.client import Interaction

Draw: TypeAlias = Callable[[str], discord.ui.LayoutView]

_log = logging.getLogger(__name__)

_ANSWERED: Final = {10062, 40060, 10015, 50027}
"""Discord's codes for an interaction that is too old or answered already: nobody is waiting."""
_STALE: Final = (
    "That command has changed. Restart Discord (Ctrl+R on a computer) and it will be up to date."
)


async def report(
    interaction: "Interaction", error: BaseException, draw: Draw | None = None
) -> None:
    """Tell the member privately what went wrong, and log what we do not understand.

    Where nobody understands it, nobody knows what was kept either: what the member wrote comes
    back as a file. `draw`, if given, makes a layout of the sentence. Never raises for what
    Discord answers: an error that cannot be told is logged.
    """
    error = unwrapped(error)
    if isinstance(error, DeliveredAlready) or _is_answered(error):
        _log.debug("interaction %s was answered already or is too old", interaction.id)
        return
    sentence = interaction.client.parts.inert(_sentence(interaction, error))
    try:
        if draw:
            await _lay_out(interaction, draw(sentence))
        elif not isinstance(error, ReviewbotError) and (text := written(interaction)):
            words = f"{sentence} Here is what you wrote, so that it is not lost."
            await answer(interaction, words, given_back(text))
        else:
            await answer(interaction, sentence)
    except (discord.HTTPException, aiohttp.ClientError, OSError) as problem:
        code = getattr(problem, "code", type(problem).__name__)
        _log.info("interaction %s could not be told what went wrong (%s)", interaction.id, code)


async def answer(
    interaction: "Interaction", content: str, file: discord.File = discord.utils.MISSING
) -> None:
    """Answer privately with plain words, whether or not there was an answer before."""
    if interaction.response.is_done():
        await interaction.followup.send(content, file=file, ephemeral=True)
    else:
        await interaction.response.send_message(content, file=file, ephemeral=True)


async def _lay_out(interaction: "Interaction", view: discord.ui.LayoutView) -> None:
    if interaction.response.is_done():
        await interaction.followup.send(view=view, ephemeral=True)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


def _is_answered(error: BaseException) -> bool:
    return isinstance(error, discord.HTTPException) and error.code in _ANSWERED


def unwrapped(error: BaseException) -> BaseException:
    """Return the error that a command raised, without discord.py's wrapping."""
    if isinstance(error, app_commands.CommandInvokeError):
        return error.original
    if isinstance(error, app_commands.TransformerError) and error.__cause__:
        return error.__cause__
    return error


def _sentence(interaction: "Interaction", error: BaseException) -> str:
    if isinstance(error, ReviewbotError):
        return error.sentence
    if isinstance(error, app_commands.CommandNotFound | app_commands.CommandSignatureMismatch):
        return _STALE
    reference = log_unknown(error, f"interaction {interaction.id}")
    return (
        "Sorry, that went wrong on my side. Please try again; if it happens again, tell whoever "
        f"runs this bot the reference {reference}."
    )


def log_unknown(error: BaseException, where: str) -> str:
    """Log an error that we do not understand; return the reference to find it by."""
    reference = secrets.token_hex(4)
    _log.error("reference %s: %s\n%s", reference, where, "".join(_told(error)))
    return reference


def _told(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _told(cause)
        yield "which led to\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, discord.HTTPException):
        yield f" (status {error.status}, code {error.code})"
    yield "\n"
