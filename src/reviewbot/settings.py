"""What the person who runs the bot may choose: one frozen value, read once at the edge.

Flags win over the environment, that over `.env`, that over `config/reviewbot.toml`, and that
over the defaults. The meaning of each setting stands in that file.
"""

import difflib
import os
import tomllib
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from reviewbot.errors import CannotStart

PREFIX: Final = "REVIEWBOT_"
CONFIG_FILE: Final = Path("config/reviewbot.toml")
LogLevel = Literal["debug", "info", "warning", "error"]


class Settings(BaseSettings):
    """Every setting with its default; see `config/reviewbot.toml` for what each means."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="forbid",
        frozen=True,
        toml_file=CONFIG_FILE,
    )

    token: SecretStr = SecretStr("")
    database_url: SecretStr = SecretStr("sqlite:///data/reviewbot.db")
    discord_api_url: str = "https://discord.com/api/v10"
    discord_gateway_url: str = "wss://gateway.discord.gg/"
    log_level: LogLevel = "info"
    card_refresh_seconds: Annotated[int, Field(ge=0, le=3600)] = 10
    picture_folder: Path = Path("data/pictures")
    backup_folder: Path = Path("data/backups")
    backup_every_hours: Annotated[int, Field(ge=0, le=24 * 31)] = 24
    backup_keep_daily: Annotated[int, Field(ge=1, le=366)] = 7
    backup_keep_weekly: Annotated[int, Field(ge=0, le=520)] = 4
    share_pairs: bool = False
    presses_per_minute: Annotated[int, Field(ge=0, le=6000)] = 120
    starts_per_day: Annotated[int, Field(ge=0, le=900)] = 140
    health_port: Annotated[int, Field(ge=0, le=65535)] = 0
    playground_port: Annotated[int, Field(ge=0, le=65535)] = 8377

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the shape that pydantic calls; SecretFiles reads ours
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Name the sources in the order in which they win."""
        return (
            init_settings,
            env_settings,
            SecretFiles(settings_cls),
            dotenv_settings,
            TomlConfigSettingsSource(settings_cls),
        )


class SecretFiles(PydanticBaseSettingsSource):
    """Reads a setting from the file that `REVIEWBOT_<NAME>_FILE` names, less its last newline."""

    def get_field_value(
        self,
        field: FieldInfo,  # noqa: ARG002 - the shape that pydantic calls
        field_name: str,
    ) -> tuple[Any, str, bool]:
        """Return the text of the named file, or `None` where no file is named."""
        variable = f"{PREFIX}{field_name.upper()}_FILE"
        named = os.environ.get(variable)
        if not named:
            return None, field_name, False
        try:
            return Path(named).read_text(encoding="utf-8").rstrip("\r\n"), field_name, False
        except (OSError, UnicodeDecodeError) as problem:
            raise CannotStart(
                f"{variable} names the file {named}, which cannot be read.\n"
                f"Reason: {getattr(problem, 'strerror', None) or problem}.\n"
                "Next: correct the path or the file's permissions, then start again."
            ) from problem

    def __call__(self) -> dict[str, Any]:
        """Return what the named files say, by field."""
        read = ((n, self.get_field_value(f, n)[0]) for n, f in self._fields())
        return {name: text for name, text in read if text is not None}

    def _fields(self) -> list[tuple[str, FieldInfo]]:
        return list(self.settings_cls.model_fields.items())


def load_settings(**flags: object) -> Settings:
    """Read every source; `flags` that are `None` were not given.

    Raises `CannotStart` naming what is wrong, for an unknown name with the nearest known one.
    """
    given: dict[str, Any] = {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings(**given)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise CannotStart(
            f"{CONFIG_FILE} cannot be read: {problem}.\nNext: correct that line, then start again."
        ) from None
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        raise CannotStart(_explain(first["type"], str(first["loc"][0]), first["msg"])) from None


def _explain(kind: str, name: str, message: str) -> str:
    if kind != "extra_forbidden":
        return f"The setting {name} cannot be used: {message}.\n{_WHERE}"
    bare = name.lower().removeprefix(PREFIX.lower())
    near = difflib.get_close_matches(bare, Settings.model_fields, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"There is no setting called {name}.{hint}\n{_WHERE}"


_WHERE: Final = (
    f"It comes from the environment ({PREFIX}...), from .env or from {CONFIG_FILE}.\n"
    f"Next: correct it there; {CONFIG_FILE} of the project lists every setting."
)
