"""The page for people: the same world and driver as the tests', in a browser.

Everything is rendered on the server and pushed over one WebSocket; the browser holds no
state of its own but what it shows.
"""

from reviewbot.playground.page.server import Page

__all__ = ["Page"]
