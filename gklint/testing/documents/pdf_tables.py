"""A printed table drawn on the pages of a PDF: where its cells are, what a page end does to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from gklint.testing.documents.document import DocumentStyle, paragraphs_of
from gklint.testing.documents.marks import Run, runs_of
from gklint.testing.printed import Grid, PrintedCell

FONT = "STSong-Light"
_SIZE, _LEADING, _PADDING = 8.0, 11.0, 3.0
#: Widths in points of the label columns of 表三 and of each of its other columns.
_LABELS, _VALUE = (52.0, 76.0), 33.0
#: Width in points that all other columns have at most.
_VALUES = 300.0
#: The share of a block's width that its labels have, and of a filled bar as Word draws rules.
_LABEL_SHARE, _BAR = 0.3, 0.5
#: The mark of a note: its size and how it is raised, in sizes of the number; the middle of figures.
_RAISED_SIZE, _RISE, _MIDDLE = 0.6, 0.4, 0.32
#: What is never broken: a number.
_WORD = re.compile(r"[0-9０-９.,．+-]+|.", re.DOTALL)
#: Marks that no line begins with.
_NOT_FIRST = "，。；：、！？）》〉”,;:)"


class Pages(Protocol):
    """The pages that a table is drawn on; see `gklint.testing.documents.pdf`."""

    canvas: Any
    left: float
    y: float

    @property
    def left_over(self) -> float:
        """How much of the page is free."""

    def next_page(self) -> None:
        """Go to the top of a new page."""


class _Strip(NamedTuple):
    """A row or a part of one on a page, from `top` to `bottom`, measured from the foot."""

    row: int
    page: int
    top: float
    bottom: float


class TableDrawing:
    """Draws one table."""

    def __init__(self, grid: Grid, style: DocumentStyle, width: float) -> None:
        self.grid = grid
        self.style = style
        self.edges = _edges(grid, width)
        self.lines = {cell: self._lines_of(cell) for cell in grid.cells}
        self.heights = self._heights()
        values = [cell.row for cell in grid.cells if cell.role == "value"]
        self.header = min(values, default=0) if grid.kind != "disclosure" else 0

    def draw(self, pages: Pages) -> None:
        """Draw the table from where the pages are; they end below it."""
        strips: list[_Strip] = []
        page = 0
        if self.style.repeat_header and sum(self.heights[: self.header]) > pages.left_over:
            pages.next_page()
        for row, height in enumerate(self.heights):
            while height > pages.left_over:
                above = self._fitting(height, pages.left_over)
                if above:
                    strips.append(_Strip(row, page, pages.y, pages.y - above))
                    # What is left has a margin of its own at both ends.
                    height -= above - 2 * _PADDING
                # What goes on over there is not drawn here.
                self._draw_page(pages, [*strips, _Strip(row, page + 1, 0, 0)], page)
                pages.next_page()
                page += 1
                if self.style.repeat_header and row >= self.header:
                    strips += self._repeated_header(pages, page)
            strips.append(_Strip(row, page, pages.y, pages.y - height))
            pages.y -= height
        self._draw_page(pages, strips, page)

    def _fitting(self, height: float, free: float) -> float:
        """Return how much of a row stands above the end of the page: nothing or some lines."""
        lines = int((free - 2 * _PADDING) / _LEADING)
        if not self.style.cut_rows or lines < 1 or height - lines * _LEADING < _LEADING:
            return 0
        return lines * _LEADING + 2 * _PADDING

    def _repeated_header(self, pages: Pages, page: int) -> Iterator[_Strip]:
        for row in range(self.header):
            yield _Strip(row, page, pages.y, pages.y - self.heights[row])
            pages.y -= self.heights[row]

    # --- sizes ---

    def _width(self, cell: PrintedCell) -> float:
        return self.edges[cell.column + cell.width] - self.edges[cell.column]

    def _lines_of(self, cell: PrintedCell) -> list[str]:
        width, size = self._width(cell) - 2 * _PADDING, self._size(cell)
        return [
            line for text in paragraphs_of(cell, self.style) for line in wrapped(text, width, size)
        ]

    def _size(self, cell: PrintedCell) -> float:
        """Return the size of the letters: a number that is too long is written smaller."""
        widest = max((_measured(word, _SIZE) for word in _WORD.findall(cell.text)), default=0)
        return _SIZE * min(1.0, (self._width(cell) - 2 * _PADDING) / widest) if widest else _SIZE

    def _heights(self) -> list[float]:
        heights = [_LEADING + 2 * _PADDING] * self.grid.rows
        for cell in sorted(self.grid.cells, key=lambda cell: cell.height):
            last = cell.row + cell.height - 1
            needed = len(self.lines[cell]) * _LEADING + 2 * _PADDING
            heights[last] += max(needed - sum(heights[cell.row : last + 1]), 0)
        return heights

    # --- drawing ---

    def _draw_page(self, pages: Pages, strips: list[_Strip], page: int) -> None:
        for cell in self.grid.cells:
            parts = _parts(cell, strips)
            if page not in parts:
                continue
            top, bottom = parts[page]
            left = pages.left + self.edges[cell.column]
            self._rule(pages.canvas, left, bottom, self._width(cell), top - bottom)
            lines, above = self._lines_on(cell, parts, page)
            # What fits on one page is centred, what runs on begins at the top.
            free = top - bottom - len(lines) * _LEADING
            y = top - (free / 2 if above is None else _PADDING)
            pages.canvas.setFont(FONT, self._size(cell))
            for line in lines:
                y -= _LEADING
                x = left + self._width(cell) / 2
                runs = runs_of(line, self.style.marks if cell.role == "value" else "")
                if len(runs) == 1:
                    pages.canvas.drawCentredString(x, y + _PADDING, line)
                else:
                    self._draw_runs(pages.canvas, runs, x, y + _PADDING, self._width(cell))

    def _lines_on(
        self, cell: PrintedCell, parts: dict[int, tuple[float, float]], page: int
    ) -> tuple[list[str], int | None]:
        """Return the lines of a cell on a page, and how many stand on those before (None: the
        cell's text is on one page)."""
        lines = self.lines[cell]
        if self.style.repeat_header and cell.row < self.header:
            # A header that is repeated is there in full on each page.
            return lines, None
        done = 0
        for number, (top, bottom) in sorted(parts.items()):
            fitting = int((top - bottom - 2 * _PADDING) / _LEADING + 0.01)
            there = lines[done : done + fitting] if number < max(parts) else lines[done:]
            if number == page:
                return there, None if len(there) == len(lines) else done
            done += len(there)
        return [], done

    def _draw_runs(
        self, canvas: Any, runs: Sequence[Run], x: float, y: float, width: float
    ) -> None:
        """Draw runs of several looks side by side, small enough for the width of their cell."""
        whole = _measured("".join(run.text for run in runs), 1.0)
        size = min(_SIZE, (width - _PADDING) / whole)
        left = x - whole * size / 2
        for run in runs:
            draw_run(canvas, run, left, y, size)
            left += _measured(run.text, size)
        canvas.setFont(FONT, _SIZE)

    def _rule(self, canvas: Any, left: float, bottom: float, width: float, height: float) -> None:
        """Draw the four sides of a cell, as lines, as one box, or as filled bars as Word does."""
        if self.style.rules == "boxes":
            canvas.rect(left, bottom, width, height)
            return
        right, top = left + width, bottom + height
        for x1, y1, x2, y2 in (
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, bottom, left, top),
            (right, bottom, right, top),
        ):
            if self.style.rules == "lines":
                canvas.line(x1, y1, x2, y2)
            elif self.style.rules == "bars":
                half = _BAR / 2
                canvas.rect(x1 - half, y1 - half, x2 - x1 + _BAR, y2 - y1 + _BAR, stroke=0, fill=1)


def draw_run(canvas: Any, run: Run, x: float, y: float, size: float) -> None:
    """Draw a run as it looks: invisible or white, with a line through it, small and raised."""
    canvas.saveState()
    text = canvas.beginText(x, y)
    text.setFont(FONT, size * _RAISED_SIZE if run.look == "raised" else size)
    if run.look == "hidden" and run.variant % 2:
        text.setTextRenderMode(3)
    elif run.look == "hidden":
        text.setFillGray(1)
    elif run.look == "raised":
        text.setRise(size * _RISE)
    text.textOut(run.text)
    canvas.drawText(text)
    canvas.restoreState()
    if run.look == "struck":
        middle, end = y + _MIDDLE * size, x + _measured(run.text, size)
        if run.variant % 2:
            canvas.line(x, middle, end, middle)
        else:
            canvas.rect(x, middle - _BAR / 2, end - x, _BAR, stroke=0, fill=1)


def _parts(cell: PrintedCell, strips: list[_Strip]) -> dict[int, tuple[float, float]]:
    """Return by page the top and the bottom of what a cell takes up there."""
    parts: dict[int, tuple[float, float]] = {}
    for strip in strips:
        if cell.row <= strip.row < cell.row + cell.height:
            top, bottom = parts.get(strip.page, (strip.top, strip.bottom))
            parts[strip.page] = max(top, strip.top), min(bottom, strip.bottom)
    return parts


def _edges(grid: Grid, width: float) -> list[float]:
    """Return where the columns begin, and where the last one ends."""
    if grid.kind == "applications":
        count = grid.columns - len(_LABELS) - 1
        values = [min(_VALUE, _VALUES / count)] * count
        widths = [*_LABELS, width - sum(_LABELS) - sum(values), *values]
    elif grid.kind == "disclosure":
        label = width * _LABEL_SHARE
        widths = [label, *[(width - label) / (grid.columns - 1)] * (grid.columns - 1)]
    else:
        widths = [width / grid.columns] * grid.columns
    return [sum(widths[:count]) for count in range(len(widths) + 1)]


def _measured(text: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, FONT, size))


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Return the text in lines of at most this width; a mark that no line begins with hangs."""
    lines, used = [""], 0.0
    for word in _WORD.findall(text):
        wide = _measured(word, size)
        if lines[-1] and used + wide > width + 0.01 and word not in _NOT_FIRST:
            lines[-1] = lines[-1].rstrip(" ")
            lines.append("")
            used = 0.0
        lines[-1] += word
        used += wide
    return lines
