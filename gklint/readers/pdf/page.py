"""What stands on a page of fixed layout: characters with their boxes, ruling lines, pictures.

Lengths are in points. A page whose text runs up or down is turned, so that on every `Page` the text
runs to the right; `Page.in_file` turns a rectangle back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

#: Left, bottom, right, top.
Rectangle = tuple[float, float, float, float]

#: Spaces as producers write them.
SPACES = frozenset(" \t\u00a0\u3000\u2002\u2003\u2009\u202f")

#: A picture of a table has so many points across (5 cm) and up; a table of outlines so many shapes.
_WIDE, _HIGH, _MANY_SHAPES = 140.0, 30.0, 40


class Glyph(NamedTuple):
    """A character: its page (from 1), its box, and how far it is turned (0, 90, 180, 270 degrees).

    `base` is the height of its base line on a page turned so that it stands upright. `struck`: it
    stands for a figure that is struck out (`gklint.model.source.STRUCK_OUT`).
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    top: float
    base: float
    turn: int
    struck: bool = False


class Rule(NamedTuple):
    """A ruling line: level or upright, its distance from the axis, from where to where."""

    level: bool
    at: float
    start: float
    end: float


class Page(NamedTuple):
    """What stands on a page.

    `number` counts from 1. `unknown` is how many of the characters stand for nothing that the file
    tells; `pictures` the share of the page that pictures cover; `shapes` how many drawn shapes are
    neither lines nor rectangles (letters turned to outlines are). `turn` is how far the page was
    turned for its text to run to the right. `drawn` are the rectangles of pictures, and one of all
    shapes, that may be tables without text.
    """

    number: int
    box: Rectangle
    glyphs: list[Glyph]
    rules: list[Rule]
    unknown: int
    pictures: float
    shapes: int
    turn: int
    drawn: Sequence[Rectangle] = ()

    def in_file(self, rectangle: Rectangle) -> Rectangle:
        """Return a rectangle of this page as the file counts."""
        return turned(rectangle, -self.turn % 360)


def turned(box: Rectangle, turn: int) -> Rectangle:
    """Return the box after turning the page clockwise around its origin."""
    left, bottom, right, top = box
    if turn == 90:
        return bottom, -right, top, -left
    if turn == 180:
        return -right, -top, -left, -bottom
    if turn == 270:
        return -top, left, -bottom, right
    return box


def turned_glyph(glyph: Glyph, turn: int) -> Glyph:
    """Return the character after turning its page clockwise around the origin."""
    box = turned((glyph.left, glyph.bottom, glyph.right, glyph.top), turn)
    return Glyph(
        glyph.text,
        glyph.page,
        box[0],
        box[2],
        box[1],
        box[3],
        glyph.base,
        (glyph.turn - turn) % 360,
    )


def turned_rule(rule: Rule, turn: int) -> Rule:
    """Return the line after turning its page clockwise around the origin."""
    box = (
        (rule.start, rule.at, rule.end, rule.at)
        if rule.level
        else (rule.at, rule.start, rule.at, rule.end)
    )
    left, bottom, right, top = turned(box, turn)
    return Rule(True, bottom, left, right) if bottom == top else Rule(False, left, bottom, top)


def drawn_on(pictures: list[Rectangle], shapes: list[Rectangle]) -> list[Rectangle]:
    """Return what may be tables without text: pictures of some size, and many shapes together."""
    if len(shapes) >= _MANY_SHAPES:
        lefts, bottoms, rights, tops = zip(*shapes, strict=True)
        pictures = [*pictures, (min(lefts), min(bottoms), max(rights), max(tops))]
    return [box for box in pictures if box[2] - box[0] >= _WIDE and box[3] - box[1] >= _HIGH]


def main_turn(glyphs: list[Glyph]) -> int:
    """Return how far most of the characters are turned."""
    turns = Counter(glyph.turn for glyph in glyphs)
    return turns.most_common(1)[0][0] if turns else 0
