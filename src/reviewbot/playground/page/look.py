"""Templates: where they are, and what they may call."""

from urllib.parse import urlsplit

from jinja2 import ChainableUndefined, Environment, PackageLoader, select_autoescape

from reviewbot.playground.page import markdown
from reviewbot.playground.page.markdown import Names
from reviewbot.playground.page.markdown.html import Html


class Look:
    """Renders templates; `base` is the address of the assets, the only pictures ever loaded."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._environment = Environment(
            loader=PackageLoader("reviewbot.playground.page"),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=ChainableUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {
            "picture": self.picture,
            "host": host,
            "accent": accent,
            "size": size,
            "nice": "{:,}".format,
        }

    def render(self, template: str, names: Names, **values: object) -> str:
        """Return a template as HTML; texts in it find the names of ids in `names`."""

        def text(source: object) -> Html:
            return markdown.render(str(source), names)

        def line(source: object) -> Html:
            return markdown.render_line(str(source), names)

        found = self._environment.get_template(template)
        return found.render(md=text, line=line, names=names, **values)

    def shell(self, **values: object) -> str:
        """Return the page around everything else, in which no text of a message stands."""
        return self._environment.get_template("page.html").render(**values)

    def picture(self, url: str) -> str:
        """Return the path of a picture of ours, or "" for one that lies elsewhere."""
        if not url.startswith(self._base + "/"):
            return ""
        return url[len(self._base) - len(urlsplit(self._base).path) :]


def host(url: str) -> str:
    """Return where an address leads."""
    try:
        return urlsplit(url).hostname or "?"
    except ValueError:
        return "?"


def accent(colour: int | None) -> str:
    """Return a colour as `#rrggbb`, or "" for none."""
    return "" if colour is None else f"#{colour & 0xFFFFFF:06x}"


def size(count: int) -> str:
    """Return a number of bytes as people say it."""
    value = float(count)
    for unit in ("bytes", "KB", "MB"):
        if value < 1024 or unit == "MB":
            return f"{value:.0f} {unit}" if unit == "bytes" else f"{value:.1f} {unit}"
        value /= 1024
    return ""
