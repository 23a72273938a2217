"""Where on the pages of a PDF the text of its Source is printed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from gklint.model.source import Place, Source
from gklint.readers.limits import Limits
from gklint.readers.pdf.flow import Block, Picture
from gklint.readers.pdf.lines import Passage
from gklint.readers.pdf.page import Glyph, Page, Rectangle
from gklint.readers.pdf.reader import content_of

#: The file has been read once, within the limits that hold for it.
NO_LIMITS = Limits(*[10**9] * len(Limits._fields))


class Marked(NamedTuple):
    """Rectangles on a page (from 1), as the file counts, one for each printed line of a phrase."""

    page: int
    boxes: tuple[Rectangle, ...]


class Places:
    """Finds what stands on the pages for a place in the Source that was read of these bytes.

    Raises UnreadableFile where pypdfium2 is missing.
    """

    def __init__(self, raw: bytes, source: Source) -> None:
        content = content_of(raw, NO_LIMITS)
        self._source = source
        self._pages: dict[int, Page] = content.pages
        #: By line: the column (from 0) at which a passage begins, and the passage.
        self._passages: dict[int, list[tuple[int, Passage]]] = {}
        self._in_tables = {
            line for grid in source.grids for line in range(grid.first_line, grid.last_line + 1)
        }
        self._add(content.blocks)

    def _add(self, blocks: Sequence[Block]) -> None:
        grids = iter(self._source.grids)
        line = 1
        for block in blocks:
            if isinstance(block, Passage):
                self._passages[line] = [(0, block)]
                line += 1
                continue
            if isinstance(block, Picture):
                line += 1
                continue
            grid = next(grids)
            # Both have each merged cell once.
            cells = sorted(block.cells, key=lambda cell: (cell.row, cell.column))
            for piece, cell in zip(cells, grid.cells, strict=True):
                self._passages.setdefault(cell.line, []).append((cell.start - 1, piece.passage))
            line = grid.last_line + 1

    def find(self, place: Place) -> list[Marked]:
        """Return what to mark, page by page; a blank cell is marked whole, [] where nothing is.

        Of a place over several rows of a table it is the first row.
        """
        last = place.line if place.line in self._in_tables else place.end_line
        glyphs = []
        for line in range(place.line, last + 1):
            start = place.column - 1 if line == place.line else 0
            end = place.end_column - 1 if line == place.end_line else None
            glyphs += self._glyphs(line, start, end)
        if glyphs:
            return self._marked(glyphs)
        origin = self._source.origin(place)
        if origin is None or origin.page is None or origin.rectangle is None:
            return []
        return [Marked(origin.page, (origin.rectangle,))]

    def _glyphs(self, line: int, start: int, end: int | None) -> list[Glyph]:
        found = []
        for offset, passage in self._passages.get(line, ()):
            stop = None if end is None else max(end - offset, 0)
            found += [glyph for glyph in passage.glyphs[max(start - offset, 0) : stop] if glyph]
        return found

    def _marked(self, glyphs: list[Glyph]) -> list[Marked]:
        marked = []
        for page, on_page in groupby(glyphs, key=lambda glyph: glyph.page):
            lines = groupby(on_page, key=lambda glyph: (glyph.turn, round(glyph.base)))
            boxes = [self._pages[page].in_file(_around(list(line))) for _, line in lines]
            marked.append(Marked(page, tuple(boxes)))
        return marked


def _around(glyphs: list[Glyph]) -> Rectangle:
    return (
        min(glyph.left for glyph in glyphs),
        min(glyph.bottom for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.top for glyph in glyphs),
    )
