"""How the tokens of the dialect become HTML."""

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from typing import Protocol

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict


class Names(Protocol):
    """Who knows what the ids in a text are called (None for what is not there)."""

    def user(self, user_id: str) -> str | None:
        """Return a member's display name."""

    def role(self, role_id: str) -> str | None:
        """Return a role's name."""

    def channel(self, channel_id: str) -> str | None:
        """Return a channel's name."""


class Renderer(RendererHTML):
    """Renders the tokens of the dialect; each method is named after its token."""

    def strong_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """Render `__` as underlined."""
        return "<u>" if tokens[idx].markup == "__" else "<strong>"

    def strong_close(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """End bold or underlined text."""
        return "</u>" if tokens[idx].markup == "__" else "</strong>"

    def softbreak(self, *_: object) -> str:
        """Break the line; without the usual line feed, which the page would show as well."""
        return "<br>"

    def hardbreak(self, *_: object) -> str:
        """Break the line, as above."""
        return "<br>"

    def link_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """Begin a link that tells where it leads."""
        href = escape(str(tokens[idx].attrs["href"]))
        return f'<a href="{href}" title="{href}" target="_blank" rel="noopener noreferrer">'

    def spoiler_open(self, *_: object) -> str:
        """Begin hidden text."""
        return (
            '<span class="spoiler" role="button" tabindex="0" aria-expanded="false"'
            ' aria-label="Spoiler, press to reveal"><span class="spoiler-text">'
        )

    def spoiler_close(self, *_: object) -> str:
        """End hidden text."""
        return "</span></span>"

    def heading_open(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """Begin a heading; Discord knows three sizes, deeper ones are the smallest."""
        return f'<p class="heading h{min(3, int(tokens[idx].tag[1]))}">'

    def heading_close(self, *_: object) -> str:
        """End a heading."""
        return "</p>"

    def subtext_open(self, *_: object) -> str:
        """Begin small text."""
        return '<p class="subtext">'

    def subtext_close(self, *_: object) -> str:
        """End small text."""
        return "</p>"

    def fence(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        """Render a block of code."""
        del options, env
        return f'<pre tabindex="0"><code>{escape(tokens[idx].content.rstrip())}</code></pre>'

    def who(self, tokens: Sequence[Token], idx: int, _: OptionsDict, env: EnvType) -> str:
        """Render a mention of a member or role."""
        names: Names = env["names"]
        token = tokens[idx]
        find = names.role if token.meta["role"] else names.user
        known = find(token.content)
        shown = known or ("unknown-role" if token.meta["role"] else "unknown-user")
        data = "" if token.meta["role"] else f' data-user="{token.content}"'
        return f'<span class="mention"{data}>@<bdi>{escape(shown)}</bdi></span>'

    def channel(self, tokens: Sequence[Token], idx: int, _: OptionsDict, env: EnvType) -> str:
        """Render a mention of a channel."""
        names: Names = env["names"]
        known = names.channel(tokens[idx].content)
        if known is None:
            return '<span class="mention">#unknown</span>'
        target = tokens[idx].content
        return f'<button class="mention" data-open="{target}">#<bdi>{escape(known)}</bdi></button>'

    def emoji(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """Show a custom emoji by its name."""
        return f'<span class="emoji-name">:{escape(tokens[idx].content)}:</span>'

    def command(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """Render a mention of a command."""
        name = escape(tokens[idx].content)
        return f'<button class="mention" data-command="{name}">/{name}</button>'

    def everyone(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """Render a mention of all."""
        return f'<span class="mention">{escape(tokens[idx].content)}</span>'

    def time(self, tokens: Sequence[Token], idx: int, *_: object) -> str:
        """Render a moment; the page writes it in the reader's zone and style."""
        seconds = int(tokens[idx].content)
        try:
            moment = datetime.fromtimestamp(seconds, UTC).isoformat()
        except (OverflowError, ValueError, OSError):
            return escape(f"<t:{seconds}>")
        style = tokens[idx].meta["style"]
        return f'<time datetime="{moment}" data-style="{style}">{moment[:16]}Z</time>'
