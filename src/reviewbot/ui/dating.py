"""The form that asks for year and maker of a work, and the button that opens it."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from discord import TextStyle

from reviewbot.bot.actors import actor_of
from reviewbot.bot.client import Interaction
from reviewbot.bot.router import FormHandler, Submission
from reviewbot.domain.works import MAKER_MAX, Work, typed_year
from reviewbot.services.dating import date
from reviewbot.services.naming import Doing
from reviewbot.store import works
from reviewbot.ui import forms, ids, titles
from reviewbot.ui.actions import Press
from reviewbot.ui.limits import FORM_TITLE_MAX
from reviewbot.ui.names import renamed

YEAR: Final = "year"
MAKER: Final = "maker"


def dating_form(work: Work) -> forms.Form:
    """Return the form, filled in with what is known; that stays as it is."""
    year = "" if work.year is None else str(work.year)
    short = partial(forms.text_input, style=TextStyle.short)
    return forms.Form(
        titles.plain(work, FORM_TITLE_MAX),
        ids.date_form(work.id),
        forms.labelled("Year", short(YEAR, 5, year), "The year it came out, like 2019."),
        forms.labelled(
            "Made by",
            short(MAKER, MAKER_MAX, work.maker or ""),
            "The director, the author; whoever tells it from others of its name.",
        ),
    )


class Date(Press, template=rf"rv1:date:(?P<work>{ids.ID})"):
    """Opens the form that asks for year and maker of a work."""

    async def act(self, interaction: Interaction) -> None:
        """Answer with the form."""
        guild_id = actor_of(interaction).guild_id
        async with interaction.client.db.read() as conn:
            work = await works.get(conn, guild_id, self.parts["work"])
        await interaction.response.send_modal(dating_form(work))


async def submit_date(interaction: Interaction, submission: Submission) -> None:
    """Keep what the form says, as far as it was not known, and offer the way back."""
    client, said = interaction.client, submission.value
    who = Doing(actor_of(interaction), interaction.id, client.now())
    year = typed_year(said(YEAR))
    dated = await date(client.db, who, submission.reference, year, said(MAKER))
    client.postman.wake()
    await interaction.edit_original_response(view=renamed(dated))


DATING_ACTIONS: Final = (Date,)
DATING_FORMS: Final[Mapping[str, FormHandler]] = {"f1:date": submit_date}
