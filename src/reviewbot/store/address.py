"""Where the database is: reading its URL, and saying it without the password."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from reviewbot.errors import CannotStart

_FORMS = "Use sqlite:///data/reviewbot.db or postgresql://user:password@host/name."


@dataclass(frozen=True, slots=True)
class Address:
    """A checked database URL; `path` is the file where the engine is SQLite."""

    url: URL
    path: Path | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a URL, or raise `CannotStart` with the forms that work."""
        try:
            url = make_url(text)
        except ArgumentError as error:
            raise CannotStart(f"The database URL cannot be read. {_FORMS}") from error
        if url.drivername == "sqlite" and url.database and url.database != ":memory:":
            return cls(url, Path(url.database))
        if url.drivername in {"postgresql", "postgres"} and url.database:
            return cls(url.set(drivername="postgresql"), None)
        raise CannotStart(f"I know no database like {url.render_as_string()}. {_FORMS}")

    def __str__(self) -> str:
        """Name the place for a person; a password is shown as stars."""
        return str(self.path) if self.path else self.url.render_as_string(hide_password=True)

    @property
    def dsn(self) -> str:
        """The whole URL, password included, for a driver."""
        return self.url.render_as_string(hide_password=False)

    def existing_file(self) -> Path:
        """Return the SQLite file, or raise `CannotStart` if there is none."""
        if self.path is None or not self.path.is_file():
            raise CannotStart(
                f"There is no database at {self}.\nMake it with `reviewbot db upgrade`."
            )
        return self.path
