"""Ruled tables with the text that stands in their cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from gklint.readers.pdf.lattice import Lattice
from gklint.readers.pdf.lines import EMPTY, Passage, cell_text
from gklint.readers.pdf.page import Glyph, Rectangle

#: Letters of a word, gap in heights of a letter: a number stays whole where it overflows its cell.
_TOUCHING = 0.12


class TablePiece(NamedTuple):
    """A cell of a table: rows and columns from 0, the ends exclusive, its text and its place."""

    row: int
    column: int
    end_row: int
    end_column: int
    passage: Passage
    page: int
    box: Rectangle

    @property
    def columns(self) -> tuple[int, int]:
        """The columns that the cell covers."""
        return self.column, self.end_column


class PdfTable(NamedTuple):
    """A table or a piece of one: where its columns part, and the pages it stands on.

    `top` is its upper edge on its first page, `heights` are those of its rows.
    """

    xs: tuple[float, ...]
    heights: tuple[float, ...]
    cells: tuple[TablePiece, ...]
    page: int
    last_page: int
    top: float

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.heights)


def fill(
    lattices: Sequence[Lattice], glyphs: Iterable[Glyph], page: int
) -> tuple[list[PdfTable], list[Glyph]]:
    """Return the tables with their text, and the characters that stand outside of them."""
    inside: list[dict[int, list[Glyph]]] = [{} for _ in lattices]
    outside: list[Glyph] = []
    for word in _words(glyphs):
        x = (word[0].left + word[-1].right) / 2
        y = (word[0].bottom + word[0].top) / 2
        for lattice, texts in zip(lattices, inside, strict=True):
            number = lattice.cell_at(x, y)
            if number is not None:
                texts.setdefault(number, []).extend(word)
                break
        else:
            outside += word
    return [
        _table(lattice, texts, page) for lattice, texts in zip(lattices, inside, strict=True)
    ], outside


def _words(glyphs: Iterable[Glyph]) -> Iterable[list[Glyph]]:
    """Yield the characters one by one, and Latin letters and digits that touch together."""
    word: list[Glyph] = []
    for glyph in glyphs:
        western = "!" <= glyph.text <= "~"
        if (
            word
            and western
            and glyph.base == word[-1].base
            and (abs(glyph.left - word[-1].right) <= _TOUCHING * (glyph.top - glyph.bottom))
        ):
            word.append(glyph)
            continue
        if word:
            yield word
        word = [glyph]
        if not western:
            yield word
            word = []
    if word:
        yield word


def _table(lattice: Lattice, texts: dict[int, list[Glyph]], page: int) -> PdfTable:
    cells = []
    for number, cell in enumerate(lattice.cells):
        box = lattice.box_of(cell)
        glyphs = texts.get(number)
        passage = cell_text(glyphs, box[2] - box[0]) if glyphs else EMPTY
        cells.append(TablePiece(*cell, passage, page, box))
    heights = tuple(above - below for above, below in pairwise(lattice.ys))
    return PdfTable(lattice.xs, heights, tuple(cells), page, page, lattice.ys[0])
