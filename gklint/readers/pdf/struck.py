"""Letters that are struck out: a ruling line no longer than they are goes through their middle."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise

from gklint.model.source import STRUCK_OUT
from gklint.readers.pdf.page import Glyph, Page, Rule

#: A line through letters is no farther from their middle, in heights of a letter: one below them
#: underlines, one above them is a border.
_MIDDLE = 0.22
#: How far it goes beyond them, and how far apart they stand, in heights of a letter.
_BEYOND, _APART = 0.7, 1.0
#: Letters are no higher, in points.
_HIGHEST = 60.0
_FIGURE = re.compile(r"\d")


def without_struck(page: Page) -> Page:
    """Return the page without letters that are struck out and the lines that strike them.

    Of figures a trace is left, as `Glyph.struck`: in a cell something stood there.
    """
    level = [rule for rule in page.rules if rule.level]
    upright = sorted((g for g in page.glyphs if g.turn == 0), key=_middle)
    heights = [_middle(glyph) for glyph in upright]
    struck: dict[int, list[Glyph]] = {}
    strokes: set[int] = set()
    for rule in level:
        near = _HIGHEST * _MIDDLE
        span = slice(bisect_left(heights, rule.at - near), bisect_right(heights, rule.at + near))
        letters = _struck_by(rule, upright[span])
        if letters:
            strokes.add(id(rule))
            struck |= {id(glyph): letters for glyph in letters}
    if not struck:
        return page
    glyphs = [glyph for glyph in page.glyphs if id(glyph) not in struck]
    done: set[int] = set()
    for letters in struck.values():
        # A double line strikes the same letters twice.
        if id(letters[0]) not in done:
            done |= set(map(id, letters))
            glyphs += _trace(letters)
    return page._replace(
        glyphs=glyphs, rules=[rule for rule in page.rules if id(rule) not in strokes]
    )


def _middle(glyph: Glyph) -> float:
    return (glyph.bottom + glyph.top) / 2


def _struck_by(rule: Rule, near: list[Glyph]) -> list[Glyph]:
    """Return the letters that a level line goes through, from left to right; [] for a border."""
    letters = [
        glyph
        for glyph in near
        if rule.start <= (glyph.left + glyph.right) / 2 <= rule.end
        and abs(_middle(glyph) - rule.at) <= _MIDDLE * (glyph.top - glyph.bottom)
    ]
    if not letters:
        return []
    letters.sort(key=lambda glyph: glyph.left)
    height = max(glyph.top - glyph.bottom for glyph in letters)
    ends = rule.start >= letters[0].left - _BEYOND * height
    ends = ends and rule.end <= letters[-1].right + _BEYOND * height
    close = all(b.left - a.right <= _APART * height for a, b in pairwise(letters))
    return letters if ends and close else []


def _trace(letters: list[Glyph]) -> list[Glyph]:
    """Return what stands for struck figures, where they stood."""
    if not any(_FIGURE.match(glyph.text) for glyph in letters):
        return []
    left, right = letters[0].left, letters[-1].right
    step = (right - left) / len(STRUCK_OUT)
    return [
        letters[0]._replace(
            text=text, left=left + step * index, right=left + step * (index + 1), struck=True
        )
        for index, text in enumerate(STRUCK_OUT)
    ]
