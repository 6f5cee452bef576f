"""People at their clients: what tests, the tour and the page act with.

The driver refuses what Discord's own client would not let a person do, by raising
`ClientRefuses`, which is an AssertionError.
"""

from reviewbot.playground.driver.answers import Answer, Choice
from reviewbot.playground.driver.files import File
from reviewbot.playground.driver.forms import Form
from reviewbot.playground.driver.guild import Channel, Guild
from reviewbot.playground.driver.member import Member
from reviewbot.playground.driver.messages import Button, Menu, Message
from reviewbot.playground.driver.refusing import ClientRefuses

__all__ = [
    "Answer",
    "Button",
    "Channel",
    "Choice",
    "ClientRefuses",
    "File",
    "Form",
    "Guild",
    "Member",
    "Menu",
    "Message",
]
