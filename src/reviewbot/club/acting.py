"""Lets the club's members act, tells it as text, and holds each answer to what it should say."""

from collections.abc import Callable, Mapping
from typing import Final

from reviewbot.club.stage import Stage
from reviewbot.club.transcript import Transcript
from reviewbot.playground.driver import Answer, Form, Member, Message
from reviewbot.playground.driver.waiting import until

PATIENCE: Final = 15.0
"""Seconds for which a card may be on its way; one or two are usual."""


class Acting:
    """The club on its stage and its teller; every failure is an `AssertionError`."""

    def __init__(self, stage: Stage, told: Transcript) -> None:
        self.stage = stage
        self.told = told

    def who(self, key: str) -> Member:
        """Return a member by the library's key."""
        return self.stage.member(key)

    async def asks(self, key: str, command: str, *expected: str, **options: object) -> Message:
        """Run a command, tell it and its answer; return the answer, which says what is expected."""
        answer = await self._runs(key, command, options)
        return self._answered(key, answer, expected)

    async def opens(self, key: str, command: str, **options: object) -> Form:
        """Run a command that opens a form, tell what it asks for, and return it."""
        return self._form(await self._runs(key, command, options))

    async def opens_by(self, key: str, label: str, on: Message) -> Form:
        """Press a button that opens a form, tell what it asks for, and return it."""
        return self._form(await self._pressed(key, label, on))

    async def picks(self, key: str, entry: str, on: Message) -> Form:
        """Choose an entry of a message's menu that opens a form, and return it."""
        self.told.does(self.who(key).name, f"opens the card's menu: {entry}")
        return self._form(await self.who(key).menu(entry, on))

    async def sends(
        self, key: str, form: Form, fields: Mapping[str, object], *expected: str
    ) -> Message:
        """Fill in and send a form; tell and return its answer."""
        shown = (f"{name}: {value}" for name, value in fields.items() if len(str(value)) < 60)
        self.told.does(self.who(key).name, f"fills in  {'  '.join(shown)}")
        return self._answered(key, await self.who(key).submit(form, fields), expected)

    async def presses(self, key: str, label: str, on: Message, *expected: str) -> Message:
        """Press a button; tell and return the answer."""
        return self._answered(key, await self._pressed(key, label, on), expected)

    async def becomes(self, message: Message, *expected: str) -> None:
        """Wait until a message says what is expected, and tell it."""
        await self._wait(lambda: all(one in message.text for one in expected), message, expected)
        self.told.sees(message)

    async def goes(self, message: Message) -> None:
        """Wait until a message is gone."""
        await self._wait(lambda: message.deleted, message, ("nothing: it should be gone",))
        self.told.remark("The card is gone from the channel.")

    async def card(self, words: str) -> Message:
        """Return the newest card in the channel of reviews that says something."""
        found = await until(self.stage.discord.world, lambda: self._find(words), PATIENCE)
        assert found is not None, f"no card says {words!r}"
        return found

    def _find(self, words: str) -> Message | None:
        cards = (one for one in reversed(self.stage.reviews.messages) if one.buttons)
        return next((one for one in cards if words in one.text), None)

    async def _wait(
        self, true: Callable[[], bool], message: Message, expected: tuple[str, ...]
    ) -> None:
        held = await until(self.stage.discord.world, lambda: true() or None, PATIENCE)
        assert held, f"expected {expected}, and it says: {message.text}"

    async def _runs(self, key: str, command: str, options: Mapping[str, object]) -> Answer:
        who = self.who(key)
        given = "".join(f"  {name}: {_shown(value)}" for name, value in options.items())
        self.told.does(who.name, f"/{command}{given}")
        return await who.slash(command, **options)

    async def _pressed(self, key: str, label: str, on: Message) -> Answer:
        who = self.who(key)
        shown = next((b.label for b in on.buttons if label in {b.label, b.custom_id}), label)
        self.told.does(who.name, f"presses {shown}")
        return await who.click(label, on=on, within=PATIENCE)

    def _form(self, answer: Answer) -> Form:
        assert answer.form is not None, f"no form opened: {answer}"
        labels = ", ".join(field.label for field in answer.form.fields)
        self.told.remark(f"A form opens: {labels}.")
        return answer.form

    def _answered(self, key: str, answer: Answer, expected: tuple[str, ...]) -> Message:
        self.told.answered(answer, self.who(key).name)
        assert answer.message is not None
        missing = [one for one in expected if one not in answer.message.text]
        assert not missing, f"it does not say {missing}: {answer.message.text}"
        return answer.message


def _shown(value: object) -> str:
    return f"@{value.name}" if isinstance(value, Member) else str(value)
