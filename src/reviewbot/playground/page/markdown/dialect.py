"""The dialect put together."""

from functools import cache

from markdown_it import MarkdownIt

from reviewbot.playground.page.markdown import blocks, inline
from reviewbot.playground.page.markdown.html import Html
from reviewbot.playground.page.markdown.output import Names, Renderer

ENABLED = ("escape", "backticks", "emphasis", "strikethrough", "link", "newline")
ENABLED_BLOCKS = ("heading", "list", "fence")


def render(source: str, names: Names) -> Html:
    """Return a message's text as safe HTML."""
    done = _parser().render(blocks.set_apart(source), {"names": names})
    return Html(done.replace(blocks.GUARD, ""))


def render_line(source: str, names: Names) -> Html:
    """Return one line of text as safe HTML without any block around it."""
    line = " ".join(source.split())
    return Html(_parser().renderInline(line, {"names": names}))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"breaks": True}, renderer_cls=Renderer)
    parser.enable([*ENABLED, *ENABLED_BLOCKS])
    parser.enable(["balance_pairs", "fragments_join"], ignoreInvalid=True)
    parser.inline.ruler.at("text", inline.text)
    for name in ("spoiler", "reference", "address", "everyone"):
        parser.inline.ruler.before("escape", name, getattr(inline, name))
    stops = ["paragraph", "list", "blockquote"]
    parser.block.ruler.before("heading", "quote", blocks.quote, {"alt": stops})
    parser.block.ruler.before("heading", "subtext", blocks.subtext, {"alt": stops})
    parser.validateLink = _is_web  # type: ignore[method-assign] # markdown-it's own way to set it
    return parser


def _is_web(url: str) -> bool:
    return url.lower().startswith(("http://", "https://"))
