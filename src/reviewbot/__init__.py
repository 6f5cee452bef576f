"""reviewbot: a community's reviews, kept, found and talked about, in Discord."""

from importlib.metadata import version

__version__ = version("reviewbot")
