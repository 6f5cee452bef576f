"""Pictures drawn in this process, for beside a text that says the same.

A picture holds shapes and plain digits only, for which the font at hand is enough (it has no
½). Titles and names stand in the text: the reader's own client has a font for every script.
"""

import io
from collections.abc import Sequence
from typing import Final

from PIL import Image, ImageDraw, ImageFont

WIDTH: Final = 800
HEIGHT: Final = 320
_SCALE: Final = 2  # drawn larger and made smaller, for smooth edges
_MARGIN: Final = 24
_FOOT: Final = 44
_TOP: Final = 40
_GAP: Final = 10
_BACK: Final = (43, 45, 49)
_BAR: Final = (139, 111, 214)
_FAINT: Final = (64, 66, 73)
_INK: Final = (242, 243, 245)
_SOFT: Final = (181, 186, 193)


def histogram(counts: Sequence[int]) -> bytes:
    """Draw how often each half star was given, half a star on the left; return a PNG."""
    image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), _BACK)
    draw = ImageDraw.Draw(image)
    step = (WIDTH - 2 * _MARGIN) / len(counts)
    most = max([*counts, 1])
    for place, count in enumerate(counts):
        left = _MARGIN + place * step
        _bar(draw, left + _GAP / 2, step - _GAP, count, count / most)
        _word(draw, left + step / 2, HEIGHT - _FOOT / 2, f"{(place + 1) / 2:g}", 20, _SOFT)
    small = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    small.save(written, "PNG", optimize=True)
    return written.getvalue()


def _bar(draw: ImageDraw.ImageDraw, left: float, width: float, count: int, share: float) -> None:
    foot = HEIGHT - _FOOT
    height = max(3.0, share * (foot - _TOP))
    box = [left, foot - height, left + width, foot]
    scaled = [side * _SCALE for side in box]
    draw.rounded_rectangle(scaled, 6 * _SCALE, fill=_BAR if count else _FAINT)
    if count:
        _word(draw, left + width / 2, foot - height - 16, str(count), 20, _INK)


def _word(
    draw: ImageDraw.ImageDraw, x: float, y: float, word: str, size: int, ink: tuple[int, int, int]
) -> None:
    font = ImageFont.load_default(size * _SCALE)
    draw.text((x * _SCALE, y * _SCALE), word, fill=ink, font=font, anchor="mm")
