"""Pictures in a message: on the card what everybody may see, privately all of them."""

from collections.abc import Sequence

from discord import ComponentType

from reviewbot.domain.pictures import ALT_MAX, Picture, may_be_open
from reviewbot.domain.reviews import Review
from reviewbot.ui import cards, ids, layout, titles
from reviewbot.ui.text import clean


def gallery(pictures: Sequence[Picture], *, hidden: bool = False) -> layout.Item:
    """Show pictures that come as attachments with the message; `hidden` ones open at a press."""
    return {
        "type": ComponentType.media_gallery.value,
        "items": [
            {
                "media": {"url": f"attachment://{picture.name}"},
                "spoiler": hidden and picture.spoils,
                **({"description": clean(picture.alt)[:ALT_MAX]} if picture.alt else {}),
            }
            for picture in pictures
        ],
    }


def with_pictures(card: layout.Layout, pictures: Sequence[Picture]) -> layout.Layout:
    """Return the card of a review with pictures between its words and its buttons."""
    if not pictures:
        return card
    frame, *rest = card.to_components()
    inside = list(frame["components"])
    rows = [i for i, one in enumerate(inside) if one["type"] == ComponentType.action_row.value]
    inside.insert(rows[0] if rows else len(inside), gallery(pictures))
    return layout.Layout({**frame, "components": inside}, *rest)


def shown_to(review: Review, pictures: Sequence[Picture], *, revealed: bool) -> list[Picture]:
    """Return the pictures that a reader sees who has, or has not, asked for the spoilers."""
    return [picture for picture in pictures if revealed or may_be_open(review, picture)]


def pictures_page(review: Review, pictures: Sequence[Picture], *, revealed: bool) -> layout.Layout:
    """Return the private page of a review's pictures; those that spoil after a press only."""
    shown = shown_to(review, pictures, revealed=revealed)
    kept_back = len(pictures) - len(shown)
    items = [layout.text(f"{titles.named(review.work)} · pictures")]
    if shown:
        items.append(gallery(shown, hidden=True))
    if kept_back:
        items.append(layout.text(f"-# ⚠️ {kept_back} may spoil, and only you would see them."))
        items.append(layout.row(layout.button("Show me", ids.pictures(review.id, revealed=True))))
    return layout.Layout(layout.container(items, cards.COLOURS[review.work.kind]))
