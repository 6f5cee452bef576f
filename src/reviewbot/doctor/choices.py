"""The settings: what is written where, and who can read it."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from reviewbot.doctor.findings import Finding, error, warning
from reviewbot.errors import CannotStart
from reviewbot.settings import CONFIG_FILE, PREFIX, Settings
from reviewbot.store.address import Address

_TOKEN: Final = re.compile(r"[\w-]{20,}\.[\w-]{4,}\.[\w-]{20,}")
"""Three parts with dots between: who, when, and a signature (developer documentation)."""
_IN_FILE: Final = re.compile(r'^\s*token\s*=\s*["\'][^"\']', re.MULTILINE)
_DISCORD: Final = ("https://discord.com/api/", "wss://gateway.discord.gg")


def looked_at(settings: Settings, folder: Path = Path()) -> Iterator[Finding]:
    """Look at the settings of the bot that is started in `folder`."""
    yield from _token(settings)
    yield from _secrets(folder)
    try:
        Address.parse(settings.database_url.get_secret_value())
    except CannotStart as refusal:
        yield error("database_url", _first(refusal), "correct REVIEWBOT_DATABASE_URL")
    yield from _unusual(settings)


def _token(settings: Settings) -> Iterator[Finding]:
    token = settings.token.get_secret_value()
    if not token.strip():
        yield warning("token_missing", "There is no bot token.", f"set {PREFIX}TOKEN to start")
    elif not _TOKEN.fullmatch(token):
        yield error(
            "token_shape",
            "The bot token does not look like one: it has three parts with dots between, and no "
            "spaces, quotes or the word Bot.",
            "copy it anew: Developer Portal, Bot, Reset Token",
        )


def _secrets(folder: Path) -> Iterator[Finding]:
    named = [os.environ.get(f"{PREFIX}{name}_FILE") for name in ("TOKEN", "DATABASE_URL")]
    for path in (folder / ".env", *(Path(one) for one in named if one)):
        if _readable_by_others(path):
            yield warning(
                "secret_readable",
                f"Other users of this machine can read {path}, which holds a secret.",
                f"chmod 600 {path}",
            )
    config = folder / CONFIG_FILE
    if config.is_file() and _IN_FILE.search(config.read_text(encoding="utf-8")):
        yield warning(
            "token_in_file",
            f"The bot token stands in {config}, which is easily copied along or committed.",
            f"move it to .env as {PREFIX}TOKEN, and reset it if that file went anywhere",
        )


def _readable_by_others(path: Path) -> bool:
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    except OSError:
        return False


def _unusual(settings: Settings) -> Iterator[Finding]:
    for url, usual in zip(
        (settings.discord_api_url, settings.discord_gateway_url), _DISCORD, strict=True
    ):
        if not url.startswith(usual):
            yield warning(
                "discord_address",
                f"The bot would talk to {url}, which is not Discord.",
                "remove discord_api_url and discord_gateway_url unless you test something",
            )
    if settings.log_level == "debug":
        yield warning("log_debug", "The log is at debug.", "set log_level to info again")
    if not settings.backup_every_hours:
        yield warning(
            "backups_off", "The bot makes no backups by itself.", "set backup_every_hours to 24"
        )


def _first(refusal: CannotStart) -> str:
    return refusal.sentence.splitlines()[0]
