"""What is no text of a report though it is text: watermarks, and what is white on white.

A watermark is known by its ink, which is lighter than the text's or an outline alone, and by its
size, by how often it stands on the page, or by what it is printed over: borders of cells, other
text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gklint.readers.pdf.page import Rectangle, Rule

#: Ink of 0 (black) to 255 (white) that is light, and that nobody sees on white.
LIGHT, WHITE = 160.0, 250.0
#: Ink that is lighter than most of the text by so much is another one.
_LIGHTER = 40.0
#: A watermark is so many times as large as the text, and has so many points; or it stands so many
#: times on a page.
_LARGE, _POINTS, _TILES = 1.5, 16.0, 4
#: Text that is so many times as large as the rest may be one in any ink, and none below so many
#: points.
_TIMES, HUGE = 3.0, 20.0
#: Text of so few points is too small to be seen.
TINY = 2.0
#: What is printed over something reaches so far beyond its border, in points.
_OVER = 2.0
#: Two texts are one over the other where they share so much of the height of the lower one.
_SHARED = 0.3
#: A number, and text that only its colour tells, are over something only where so many things are
#: under them.
_MANY = 2
_NUMBER = re.compile(r"[\d.,%+-]*")


class Light(NamedTuple):
    """Text that may be none: how light from 0 to 255, the size of its letters, what it says ("":
    figures), where it stands, whether it is an outline alone."""

    lightness: float
    size: float
    words: str
    box: Rectangle
    outlined: bool = False


class Page(NamedTuple):
    """What else is on a page: the usual size and ink of its text, the boxes of the other texts, and
    its ruling lines."""

    size: float
    lightness: float
    texts: Sequence[Rectangle]
    rules: Sequence[Rule]


def lightness(red: float, green: float, blue: float, alpha: float) -> float:
    """Return how light ink shows on white paper, from 0 (black) to 255; all are up to 255."""
    return 255 - (255 - (0.3 * red + 0.59 * green + 0.11 * blue)) * alpha / 255


def words_of(text: str) -> str:
    """Return what a text says, "" for a number: in a light colour it is a number as any other."""
    text = text.strip("\x00 ")
    return "" if _NUMBER.fullmatch(text) else text


def may_be_none(text: Light, ink: float, size: float) -> bool:
    """Say whether text may be a watermark where most text has this ink and this size."""
    return (
        text.outlined
        or text.lightness >= min(LIGHT, ink + _LIGHTER)
        or text.size >= max(_TIMES * size, HUGE)
    )


def no_text(texts: Sequence[Light], page: Page) -> list[bool]:
    """Say of each of the texts of a page that may be none whether it is none of the report's."""
    times = Counter(text.words for text in texts if text.words)
    large = max(_LARGE * page.size, _POINTS)
    found = [
        text.lightness >= WHITE
        or (text.lightness >= LIGHT and times[text.words] >= _TILES)
        or (text.lightness >= LIGHT and text.size >= large)
        or _is_over(text, page)
        for text in texts
    ]
    # What looks as a watermark does and says the same is one wherever it stands.
    looks = {
        (text.words, round(text.size), round(text.lightness))
        for text, is_none in zip(texts, found, strict=True)
        if is_none and text.words
    }
    return [
        is_none or (text.words, round(text.size), round(text.lightness)) in looks
        for text, is_none in zip(texts, found, strict=True)
    ]


def _is_over(text: Light, page: Page) -> bool:
    """Say whether text is printed over borders of cells or over other text."""
    under = sum(_crosses(text.box, rule) for rule in page.rules)
    if under < _MANY:
        under += sum(_shares(text.box, other) for other in page.texts)
    another = text.outlined or text.lightness >= LIGHT or text.size >= _LARGE * page.size
    return under >= (1 if another and text.words else _MANY)


def _crosses(box: Rectangle, rule: Rule) -> bool:
    left, bottom, right, top = box
    if rule.level:
        middle = (top - bottom) / 4
        across = bottom + middle < rule.at < top - middle
        return across and rule.start < left + _OVER and rule.end > right - _OVER
    return left + _OVER < rule.at < right - _OVER and rule.start < top - _OVER and rule.end > bottom


def _shares(box: Rectangle, other: Rectangle) -> bool:
    wide = min(box[2], other[2]) - max(box[0], other[0])
    high = min(box[3], other[3]) - max(box[1], other[1])
    lower = min(box[3] - box[1], other[3] - other[1])
    return wide > _OVER and high > _SHARED * lower


def covered(box: Rectangle, number: int, grounds: Iterable[tuple[Rectangle, int]]) -> bool:
    """Say whether a white ground is drawn over the text with this number in the page's order.

    `grounds` are white ones, each with the number of texts that are drawn before it.
    """
    left, bottom, right, top = box
    x, y = (left + right) / 2, (bottom + top) / 2
    return any(
        before > number
        and ground[0] <= left + _OVER
        and right - _OVER <= ground[2]
        and ground[0] <= x <= ground[2]
        and ground[1] <= y <= ground[3]
        for ground, before in grounds
    )
