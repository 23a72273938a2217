"""Characters on a page → printed lines: what stands on one base line, and the gaps in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from gklint.readers.document import raised
from gklint.readers.pdf.page import SPACES, Glyph, Rectangle, turned_glyph

#: Base lines so close, in heights of a letter, are one: letters of two fonts, raised figures.
_SAME_BASE = 0.35
#: Gaps in sizes of the font: between two words of Latin letters, between two columns.
_WORD_GAP = 0.18
_COLUMN_GAP = 1.6
#: A gap between columns is this many times as wide as most gaps of a line that is spread out,
#: which are no wider than so many sizes of the font.
_SPREAD = 3.0
_WIDEST_GAP = 3.0
#: A label may fill its column: on a line with so many gaps between columns a number is apart from
#: it where the gap is wider than so many sizes of the font.
_MANY_COLUMNS = 3
_BESIDE_A_LABEL = 0.5
#: Columns of a line are printed so many spaces apart for each size of the font.
_SPACES_A_LETTER = 2
#: Radicals, ideographs and full-width marks come after all others.
_FIRST_CHINESE = "\u2e80"
#: The size of a font in heights of the boxes of its letters.
_LETTER = 0.8
#: The same letter drawn twice, a little to the side, is a bold one.
_DRAWN_TWICE = 0.3
#: The mark of a note is smaller than this share of the letters beside it, and stands higher by so
#: many of their heights.
_SMALL, _RAISED = 0.75, 0.15
#: It stands so near to the letter that it belongs to, in heights of that.
_TOUCHES = 0.35
_FIGURES = re.compile(r"[\d.,]+$")
#: What a cell has between its border and its text, in points.
_WIDEST_PADDING = 6.0


class Passage(NamedTuple):
    """Text, and for each of its characters where it is printed (None: a space that is a gap)."""

    text: str
    glyphs: Sequence[Glyph | None]

    @property
    def box(self) -> Rectangle | None:
        """The rectangle of what stands on the first of its pages."""
        first = next((glyph for glyph in self.glyphs if glyph), None)
        return _box([g for g in self.glyphs if g and g.page == first.page]) if first else None


class Line(NamedTuple):
    """A printed line. `size` is that of the font, `has_columns` says that gaps part it.

    `base` is where its letters stand; a line that ends with a space says so in `ends_with_space`.
    `margins` are where the column begins and ends that it stands in, None on a page without.
    """

    passage: Passage
    box: Rectangle
    base: float
    size: float
    has_columns: bool
    ends_with_space: bool
    margins: tuple[float, float] | None = None

    @property
    def text(self) -> str:
        """The text of the line."""
        return self.passage.text


EMPTY = Passage("", ())


def lines_of(glyphs: Iterable[Glyph], columns: bool = True) -> list[Line]:
    """Return the lines from top to bottom.

    `columns` says that a wide gap parts two columns and is printed as wide; in the cell of a table
    it parts nothing.
    """
    groups: list[list[Glyph]] = []
    height = base = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        own = glyph.top - glyph.bottom
        if groups and base - glyph.base <= _SAME_BASE * max(height, own):
            groups[-1].append(glyph)
            if own <= height:
                continue
        else:
            groups.append([glyph])
        height, base = own, glyph.base
    lines = _with_raised(groups)
    return [line for group in lines if (line := _line(group, columns)) is not None]


def _with_raised(groups: list[list[Glyph]]) -> list[list[Glyph]]:
    """Return the lines, the marks of notes that are raised out of a line in that line."""
    merged: list[list[Glyph]] = []
    for group in groups:
        if merged and _hangs_on(merged[-1], group):
            group = merged.pop() + group
        merged.append(group)
    return merged


def _hangs_on(above: list[Glyph], line: list[Glyph]) -> bool:
    """Say whether all that stands above a line are small letters, each of which touches it."""
    height = max(glyph.top - glyph.bottom for glyph in line)
    small = max(glyph.top - glyph.bottom for glyph in above) < _SMALL * height
    low = max(glyph.base for glyph in above) - min(glyph.base for glyph in line) < height
    if not (small and low):
        return False
    edges = [*line, *above]
    return all(
        any(
            other is not glyph and -_TOUCHES * height < gap < _TOUCHES * height
            for other in edges
            for gap in (glyph.left - other.right, other.left - glyph.right)
        )
        and any(glyph.bottom < other.top for other in line)
        for glyph in above
    )


def _line(glyphs: list[Glyph], columns: bool) -> Line | None:
    glyphs.sort(key=lambda glyph: glyph.left)
    printed = [glyph for glyph in glyphs if glyph.text not in SPACES]
    if not printed:
        return None
    glyphs = _with_notes(glyphs, printed)
    size = _size(printed)
    wide = _COLUMN_GAP * size
    gaps = [after.left - before.right for before, after in pairwise(printed)]
    if columns and len(gaps) > 2:
        wide = max(wide, min(_SPREAD * median(gaps), _WIDEST_GAP * size))
    in_columns = columns and sum(gap > wide for gap in gaps) >= _MANY_COLUMNS
    text: list[str] = []
    places: list[Glyph | None] = []
    before: Glyph | None = None
    spaces: list[Glyph] = []
    has_columns = False
    for glyph in glyphs:
        if glyph.text in SPACES:
            spaces.append(glyph)
            continue
        if before is not None:
            gap = glyph.left - before.right
            if glyph.text == before.text and (
                glyph.left - before.left < _DRAWN_TWICE * (glyph.right - glyph.left)
            ):
                continue
            # What is cut off ends at the border of its cell.
            cut = columns and before.right <= before.left and glyph.right > glyph.left
            beside = in_columns and gap > _BESIDE_A_LABEL * size and _ends_label(before, glyph)
            if gap > wide or cut or beside:
                number = max(2, round(gap / size * _SPACES_A_LETTER)) if columns else 1
                has_columns = columns
                text += " " * number
                places += [None] * number
            elif spaces:
                text += [space.text.replace("\t", " ") for space in spaces]
                places += spaces
            elif gap > _WORD_GAP * size and _is_western(before.text) and _is_western(glyph.text):
                text.append(" ")
                places.append(None)
        text.append(glyph.text)
        places.append(glyph)
        before, spaces = glyph, []
    base = max(printed, key=lambda glyph: glyph.top - glyph.bottom).base
    return Line(
        Passage("".join(text), places), _box(printed), base, size, has_columns, bool(spaces)
    )


def _ends_label(before: Glyph, glyph: Glyph) -> bool:
    """Say whether a figure stands behind Chinese, as a number does behind the label of its row."""
    return before.text >= _FIRST_CHINESE and glyph.text.isdecimal()


def _with_notes(glyphs: list[Glyph], printed: Sequence[Glyph]) -> list[Glyph]:
    """Return the letters of a line, those that are small and raised as the marks of notes."""
    tallest = max(printed, key=lambda glyph: glyph.top - glyph.bottom)
    height = tallest.top - tallest.bottom
    if min(glyph.top - glyph.bottom for glyph in printed) >= _SMALL * height:
        return glyphs
    return [
        glyph._replace(text=raised(glyph.text))
        if glyph.top - glyph.bottom < _SMALL * height
        and glyph.base - tallest.base > _RAISED * height
        else glyph
        for glyph in glyphs
    ]


def _size(glyphs: Sequence[Glyph]) -> float:
    """Return the size of the font: a Chinese letter is as wide as its font is high."""
    # A letter that is cut off has no width.
    wide = [
        glyph.right - glyph.left
        for glyph in glyphs
        if glyph.text >= _FIRST_CHINESE and glyph.right > glyph.left
    ]
    return median(wide or [_LETTER * (glyph.top - glyph.bottom) for glyph in glyphs])


def _box(glyphs: Sequence[Glyph]) -> Rectangle:
    return (
        min([g.left for g in glyphs]),
        min([g.bottom for g in glyphs]),
        max([g.right for g in glyphs]),
        max([g.top for g in glyphs]),
    )


def _is_western(character: str) -> bool:
    return "!" <= character <= "~"


def paragraph_of(lines: Sequence[Line]) -> Passage:
    """Return the lines of a paragraph as one; words of Latin letters stay apart."""
    text = lines[0].text
    glyphs = list(lines[0].passage.glyphs)
    for before, line in pairwise(lines):
        last, first = text[-1], line.text[0]
        words = _is_western(last) and _is_western(first)
        if words and (before.ends_with_space or (last.isalpha() and first.isalpha())):
            text += " "
            glyphs.append(None)
        text += line.text
        glyphs += line.passage.glyphs
    return Passage(text, glyphs)


def cell_text(glyphs: Sequence[Glyph], width: float) -> Passage:
    """Return the text of a table's cell, `width` points wide: Chinese runs on, figures stay apart.

    A number that the cell is too narrow for, and that goes on in its next line, is one number.
    """
    passages = []
    for turn in sorted({glyph.turn for glyph in glyphs}):
        upright = [
            turned_glyph(glyph, turn) if turn else glyph for glyph in glyphs if glyph.turn == turn
        ]
        passage = _cell_text(lines_of(upright, columns=False), 0 if turn else width)
        passages.append(_turned_back(passage, turn) if turn else passage)
    if len(passages) == 1:
        return passages[0]
    return Passage(
        "".join(passage.text for passage in passages),
        [glyph for passage in passages for glyph in passage.glyphs],
    )


def _turned_back(passage: Passage, turn: int) -> Passage:
    back = -turn % 360
    return Passage(passage.text, [turned_glyph(g, back) if g else None for g in passage.glyphs])


def _cell_text(lines: list[Line], width: float) -> Passage:
    text = ""
    glyphs: list[Glyph | None] = []
    for index, line in enumerate(lines):
        words = text and _is_western(text[-1]) and _is_western(line.text[0])
        if words and not _runs_on(lines[index - 1], line, width):
            text += " "
            glyphs.append(None)
        text += line.text
        glyphs += line.passage.glyphs
    return Passage(text, glyphs)


def _runs_on(before: Line, after: Line, width: float) -> bool:
    """Say whether a number was broken because the cell is too narrow for it."""
    if not (_FIGURES.search(before.text) and _FIGURES.fullmatch(after.text)):
        return False
    left, _, right, _ = before.box
    letter = (right - left) / len(before.text)
    return 0 < width < right - left + letter + 2 * _WIDEST_PADDING
