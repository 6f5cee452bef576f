"""Discord's Markdown as HTML: what members write is parsed here and nowhere else.

Built on markdown-it-py's `zero` preset, to which only what Discord knows is added. Raw HTML
never passes: everything that is not a token of ours is escaped.
"""

from reviewbot.playground.page.markdown.dialect import render, render_line
from reviewbot.playground.page.markdown.output import Names

__all__ = ["Names", "render", "render_line"]
