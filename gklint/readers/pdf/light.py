"""Text in light ink: watermarks and what is white on white are no text of a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

#: Ink of 0 (black) to 255 (white) that is light, and that nobody sees on white.
LIGHT, WHITE = 160.0, 250.0
#: A watermark is so many times as large as the text, and has so many points; or it stands so many
#: times on a page.
_LARGE, _POINTS, _TILES = 1.5, 16.0, 4


class Light(NamedTuple):
    """Light text: how light from 0 to 255, the size of its letters, what it says ("": figures)."""

    lightness: float
    size: float
    words: str


def lightness(red: float, green: float, blue: float, alpha: float) -> float:
    """Return how light ink shows on white paper, from 0 (black) to 255; all are up to 255."""
    return 255 - (255 - (0.3 * red + 0.59 * green + 0.11 * blue)) * alpha / 255


def no_text(texts: Sequence[Light], usual: float) -> list[bool]:
    """Say of each of the light texts of a page whether it is none of the report's.

    `usual` is the size of most of the text of the page.
    """
    times = Counter(text.words for text in texts if text.words)
    return [
        text.lightness >= WHITE
        or times[text.words] >= _TILES
        or text.size >= max(_LARGE * usual, _POINTS)
        for text in texts
    ]
